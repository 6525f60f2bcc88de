"""The actions server: it decodes photos, so that the process with the keys never has to."""

from typing import Annotated, Any

import httpx
from pydantic import BaseModel, StringConstraints, TypeAdapter

from gateway.errors import CustomersUnavailable, PhotoRefused, PhotosUnavailable
from gateway.texts import Text

PhotoId = Annotated[str, StringConstraints(pattern="^[0-9a-f]{32}$")]


class _Accepted(BaseModel):
    photo_id: PhotoId


class _Reason(BaseModel):
    code: str
    message: str
    message_zh: str


class _Refused(BaseModel):
    error: _Reason


class _Featured(BaseModel):
    products: list[dict[str, Any]]


_ANSWER: TypeAdapter[_Accepted | _Refused] = TypeAdapter(_Accepted | _Refused)


class Actions:
    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self._http, self._url = http, url

    async def add_photo(self, photo: bytes) -> str:
        """The id of the kept photo. Raises PhotoRefused and PhotosUnavailable."""
        kind = {"Content-Type": "application/octet-stream"}
        try:
            response = await self._http.post(f"{self._url}/photos", content=photo, headers=kind)
            answer = _ANSWER.validate_json(response.content)
        except (httpx.HTTPError, ValueError) as error:
            raise PhotosUnavailable from error
        match answer:
            case _Accepted() if response.is_success:
                return answer.photo_id
            case _Refused(error=reason) if response.is_client_error:
                text = Text(reason.message, reason.message_zh)
                raise PhotoRefused(response.status_code, reason.code, text)
        raise PhotosUnavailable

    async def photo(self, photo_id: str) -> bytes | None:
        """A JPEG; None when it is no longer kept. Raises PhotosUnavailable."""
        try:
            response = await self._http.get(f"{self._url}/photos/{photo_id}")
        except httpx.HTTPError as error:
            raise PhotosUnavailable from error
        if response.is_server_error:
            raise PhotosUnavailable
        return response.content if response.is_success else None

    async def featured(self) -> list[dict[str, Any]]:
        """Products for the demo page; none when the server is away."""
        try:
            response = await self._http.get(f"{self._url}/featured")
            return _Featured.model_validate_json(response.raise_for_status().content).products
        except (httpx.HTTPError, ValueError):
            return []

    async def identify(self, conversation_id: str, customer_id: str) -> None:
        """Tell who is talking in a conversation. Raises CustomersUnavailable."""
        address = f"{self._url}/identities/{conversation_id}"
        try:
            response = await self._http.put(address, json={"customer_id": customer_id})
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise CustomersUnavailable from error

    async def alive(self) -> bool:
        return (await self._http.get(f"{self._url}/health")).is_success
