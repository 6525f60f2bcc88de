"""Sessions and messages."""

import json
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Header
from pydantic import AfterValidator, BaseModel, Field
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from gateway.actions import PhotoId
from gateway.errors import EmptyMessage, Invalid, MessageTooLong
from gateway.services import ConversationId, Here
from gateway.store import Message
from gateway.texts import Language, storable
from gateway.turns import Question, typed

MAX_CHARACTERS = 2000

Words = Annotated[str, AfterValidator(storable)]

router = APIRouter(prefix="/api")


CustomerToken = Annotated[str, Field(max_length=4096)]


class SessionWish(BaseModel):
    language: Language = "en"
    customer_token: CustomerToken | None = None


class SignIn(BaseModel):
    customer_token: CustomerToken


class Session(BaseModel):
    token: str
    conversation_id: str


class MessageIn(BaseModel):
    id: str | None = Field(None, pattern="^[!-~]{1,64}$")
    text: Words = ""
    photo_ids: list[PhotoId] = Field([], max_length=3)
    payload: Words | None = Field(None, max_length=4000)

    def question(self) -> Question:
        """Raises EmptyMessage, MessageTooLong, Invalid."""
        text = self.text.strip()
        if len(text) > MAX_CHARACTERS:
            raise MessageTooLong
        if self.payload is None and not typed(text) and not self.photo_ids:
            raise EmptyMessage
        if self.payload is not None and self.photo_ids:
            raise Invalid
        return Question(self.id, text, self.photo_ids, self.payload)


class Messages(BaseModel):
    messages: list[dict[str, Any]]


@router.post("/sessions", status_code=201)
async def start(here: Here, wish: SessionWish | None = None) -> Session:
    wish = wish or SessionWish()
    customer = here.customers.id_of(wish.customer_token) if wish.customer_token else None
    conversation = await here.store.start(wish.language)
    if customer:
        await here.actions.identify(conversation.id, customer)
    return Session(token=here.tokens.issue(conversation.id), conversation_id=conversation.id)


@router.post("/customer", status_code=204)
async def sign_in(here: Here, conversation_id: ConversationId, who: SignIn) -> None:
    """Who is talking from now on: the shopper signed in after the conversation began."""
    customer = here.customers.id_of(who.customer_token)
    conversation = await here.store.conversation(conversation_id)
    await here.actions.identify(conversation.id, customer)


@router.post("/messages", response_model=Messages)
async def send(
    here: Here,
    conversation_id: ConversationId,
    message: MessageIn,
    accept: Annotated[str, Header()] = "",
) -> Messages | Response:
    answers = await here.turns.take(conversation_id, message.question())
    if "text/event-stream" in accept.lower():
        return EventSourceResponse(_events(answers))
    return _shown(answers)


@router.get("/messages")
async def history(here: Here, conversation_id: ConversationId) -> Messages:
    conversation = await here.store.conversation(conversation_id)
    return _shown(await here.store.history(conversation.id))


def _shown(messages: Sequence[Message]) -> Messages:
    return Messages(messages=[message.shown() for message in messages])


async def _events(answers: Sequence[Message]) -> AsyncIterator[ServerSentEvent]:
    # The stream begins when the answers are stored, so that what fails before has its status.
    for answer in answers:
        data = json.dumps(answer.shown(), ensure_ascii=False)
        yield ServerSentEvent(event="message", data=data)
    yield ServerSentEvent(event="done", data="{}")
