"""The bot, through Rasa's REST channel."""

import asyncio
import math
from typing import Any

import httpx
from pydantic import BaseModel, TypeAdapter

from gateway.errors import BotUnavailable
from gateway.texts import storable


class Reply(BaseModel):
    """One message of the bot; what else Rasa says (recipient_id) stays here."""

    text: str | None = None
    image: str | None = None
    buttons: list[dict[str, Any]] | None = None
    custom: dict[str, Any] | None = None


_REPLIES = TypeAdapter(list[Reply])


class Bot:
    def __init__(self, http: httpx.AsyncClient, url: str, timeout: float) -> None:
        """`timeout`: seconds that one whole answer may take."""
        self._http, self._url, self._timeout = http, url, timeout

    async def replies(
        self, sender: str, message: str, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """At least one reply. Raises BotUnavailable: the bot is away, slow, broken or silent."""
        asked = {"sender": sender, "message": message, "metadata": metadata}
        try:
            # httpx's own timeouts are for each read; a bot that drips must not hold a shopper.
            async with asyncio.timeout(self._timeout):
                response = await self._http.post(f"{self._url}/webhooks/rest/webhook", json=asked)
            replies = _parse(response.raise_for_status())
        except (httpx.HTTPError, TimeoutError, ValueError) as error:
            raise BotUnavailable(type(error).__name__) from error
        if not replies:
            raise BotUnavailable("silent")
        return replies

    async def alive(self) -> bool:
        """`/status` knows whether a model is loaded, but exists only with Rasa's HTTP API on."""
        status = await self._http.get(f"{self._url}/status")
        if status.status_code == httpx.codes.NOT_FOUND:
            status = await self._http.get(f"{self._url}/")
        return status.is_success


def _parse(response: httpx.Response) -> list[dict[str, Any]]:
    found = _REPLIES.validate_python(_storable(response.json()))
    return [reply for one in found if (reply := one.model_dump(exclude_none=True))]


def _storable(value: Any) -> Any:
    """JSON as PostgreSQL takes it: numbers are finite, too."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {storable(key): _storable(one) for key, one in value.items()}
    return value
