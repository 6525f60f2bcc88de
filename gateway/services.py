"""What the routes work with, and who is asking."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request

from gateway.actions import Actions
from gateway.bot import Bot
from gateway.customers import Customers
from gateway.errors import Unauthorized
from gateway.settings import Settings
from gateway.store import Store
from gateway.tokens import Tokens
from gateway.turns import Turns


@dataclass(frozen=True)
class Services:
    settings: Settings
    store: Store
    bot: Bot
    actions: Actions
    tokens: Tokens
    customers: Customers
    turns: Turns


# Both are async: in the thread pool, messages could overtake each other.
async def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Here = Annotated[Services, Depends(_services)]


async def _conversation_id(here: Here, authorization: Annotated[str, Header()] = "") -> str:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthorized
    return here.tokens.conversation_id(token)


ConversationId = Annotated[str, Depends(_conversation_id)]
