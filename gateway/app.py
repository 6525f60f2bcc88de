"""The whole service on one screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from gateway import conversations, errors, files, health, photos
from gateway.actions import Actions
from gateway.bot import Bot
from gateway.customers import Customers
from gateway.logs import RequestLog
from gateway.security import BodyLimit, SecurityHeaders
from gateway.services import Services
from gateway.settings import Settings
from gateway.store import Store
from gateway.tokens import Tokens, keys_in
from gateway.turns import Turns

MAX_JSON = 64 * 1024
MAX_FORM = photos.MAX_BYTES + MAX_JSON  # the photo and what wraps it


def create_app(settings: Settings, http: httpx.AsyncClient | None = None) -> FastAPI:
    """`http` reaches the bot and the actions server; it is closed with the app."""
    # trust_env: the two are neighbours, never behind a proxy.
    http = http or httpx.AsyncClient(timeout=settings.bot_timeout, trust_env=False)
    store = Store(settings.database_url)
    bot = Bot(http, settings.bot_url, settings.bot_timeout)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with http:
            try:
                await store.migrate()
                yield
            finally:
                await store.close()

    app = FastAPI(
        title="Daogou gateway",
        lifespan=lifespan,
        openapi_url=None,
        redirect_slashes=False,
        middleware=[  # the outermost first
            Middleware(SecurityHeaders),
            Middleware(RequestLog),
            Middleware(
                CORSMiddleware,
                allow_origins=settings.origins,
                allow_methods=["GET", "POST"],
                allow_headers=["Authorization", "Content-Type"],
                expose_headers=["X-Request-ID"],
            ),
            Middleware(BodyLimit, default=MAX_JSON, by_path={"/api/photos": MAX_FORM}),
        ],
    )
    app.state.services = Services(
        settings=settings,
        store=store,
        bot=bot,
        actions=Actions(http, settings.actions_url),
        tokens=Tokens(settings.secret_keys or keys_in(settings.home)),
        customers=Customers(settings.identity_key),
        turns=Turns(store, bot),
    )
    for part in (conversations, photos, files, health):
        app.include_router(part.router)
    errors.install(app)
    return app
