"""A running gateway between scripted neighbours, and shoppers who write to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI
from neighbours import FakeActions, FakeBot

from gateway.app import create_app
from gateway.settings import Settings


@dataclass
class Shopper:
    client: httpx.AsyncClient
    conversation_id: str
    headers: dict[str, str]

    async def post(self, **message: Any) -> httpx.Response:
        return await self.client.post("/api/messages", json=message, headers=self.headers)

    async def say(self, text: str = "", **more: Any) -> list[dict[str, Any]]:
        response = await self.post(text=text, **more)
        assert response.status_code == 200, response.text
        return response.json()["messages"]

    async def history(self) -> list[dict[str, Any]]:
        return (await self.client.get("/api/messages", headers=self.headers)).json()["messages"]

    async def send_photo(self, photo: bytes) -> httpx.Response:
        files = {"photo": ("p.jpg", photo)}
        return await self.client.post("/api/photos", files=files, headers=self.headers)


@dataclass
class Gateway:
    client: httpx.AsyncClient
    bot: FakeBot
    actions: FakeActions
    app: FastAPI

    async def shopper(self, language: str = "en") -> Shopper:
        session = (await self.client.post("/api/sessions", json={"language": language})).json()
        bearer = {"Authorization": f"Bearer {session['token']}"}
        return Shopper(self.client, session["conversation_id"], bearer)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Gateway]:
    bot, actions = FakeBot(), FakeActions()
    http = httpx.AsyncClient(transport=bot, mounts={"http://actions": actions})
    app = create_app(settings, http)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway") as client,
    ):
        yield Gateway(client, bot, actions, app)
