"""A turn: one message of the shopper, and what the bot answers to it."""

import asyncio
import logging
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

from gateway.bot import Bot
from gateway.errors import BotUnavailable, UnknownPayload, UnknownPhoto
from gateway.store import Conversation, Message, Store
from gateway.texts import BOT_UNAVAILABLE, language_of

_log = logging.getLogger(__name__)


class Question(NamedTuple):
    """What the shopper sends: either a payload, or words and photos."""

    client_id: str | None
    text: str
    photo_ids: list[str]
    payload: str | None


class Turns:
    """One conversation's turns go one after another, those of several side by side."""

    def __init__(self, store: Store, bot: Bot) -> None:
        self._store, self._bot = store, bot
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def take(self, conversation_id: str, question: Question) -> list[Message]:
        """The stored answers: those of before where the client id was used before.

        Raises Unauthorized, UnknownPayload, UnknownPhoto.
        """
        # The lock comes before the first look at the database: turns keep the order they came in.
        async with self._locks.setdefault(conversation_id, asyncio.Lock()):
            conversation = await self._store.conversation(conversation_id)
            body = await self._body(conversation_id, question)
            asked = await self._store.add_question(conversation_id, question.client_id, body)
            # Stored without an answer: the gateway was stopped in between. Ask again.
            if not (answers := await self._store.answers(asked)):
                bodies = await self._ask(conversation, asked.body)
                await self._store.add_answers(asked, bodies)
                if any((body.get("custom") or {}).get("type") == "forgotten" for body in bodies):
                    await self._store.erase_before(asked)
                answers = await self._store.answers(asked)
        return list(answers)

    async def _body(self, conversation_id: str, question: Question) -> dict[str, Any]:
        if question.payload is not None:
            return await self._chosen(conversation_id, question.payload)
        if not await self._store.owns_photos(conversation_id, question.photo_ids):
            raise UnknownPhoto
        body = {"text": question.text, "photo_ids": question.photo_ids}
        return {key: value for key, value in body.items() if value}

    async def _chosen(self, conversation_id: str, payload: str) -> dict[str, Any]:
        offer = await self._store.offer(conversation_id, payload)
        if offer is None:
            raise UnknownPayload
        title = offer.get("title") or offer.get("label")
        return {"payload": payload} | ({"text": title} if isinstance(title, str) else {})

    async def _ask(self, conversation: Conversation, body: dict[str, Any]) -> list[dict[str, Any]]:
        message, metadata = spoken(body)
        metadata["language"] = conversation.language
        try:
            return await self._bot.replies(conversation.id, message, metadata)
        except BotUnavailable as error:
            _log.warning("bot unavailable: %s", error)
            language = language_of(body.get("text", ""), conversation.language)
            notice = {"type": "notice", "code": error.code}
            return [{"text": BOT_UNAVAILABLE.in_language(language), "custom": notice}]


def spoken(body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The message and its metadata as Rasa understands them."""
    if payload := body.get("payload"):
        return payload, {}
    words = typed(body.get("text", ""))
    if photo_ids := body.get("photo_ids"):
        return "/find_similar", {"photo_ids": photo_ids, "text": words}
    return words, {}


def typed(text: str) -> str:
    """Words as they may reach Rasa, which takes a leading slash for an intent."""
    while text.startswith("/"):
        text = text.lstrip("/").lstrip()
    return text
