"""The gateway's neighbours, by hand: a bot and an actions server that tests can script."""

import asyncio
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


class Neighbour(httpx.AsyncBaseTransport):
    """An ASGI app behind httpx that can go away."""

    def __init__(self, *routes: Route) -> None:
        self.away = False
        self._app = httpx.ASGITransport(Starlette(routes=routes))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            raise httpx.ConnectError("nobody there")
        return await self._app.handle_async_request(request)


class FakeBot(Neighbour):
    """Answers "You said ..." unless told otherwise; waits for `open` before each answer."""

    def __init__(self) -> None:
        super().__init__(
            Route("/webhooks/rest/webhook", self.hear, methods=["POST"]),
            Route("/", lambda _: Response()),
        )
        self.heard: list[dict[str, Any]] = []
        self.at_once = self.most_at_once = 0
        self.script: Response | Exception | list[dict[str, Any]] | None = None
        self.called = asyncio.Event()
        self.open = asyncio.Event()
        self.open.set()

    async def hear(self, request: Request) -> Response:
        said = await request.json()
        self.heard.append(said)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.called.set()
        try:
            await self.open.wait()
            await asyncio.sleep(0)  # a turn of the loop, in which another message could slip in
        finally:
            self.at_once -= 1
        return self.answer(said)

    def answer(self, said: dict[str, Any]) -> Response:
        if isinstance(self.script, Exception):
            raise self.script
        if isinstance(self.script, Response):
            return self.script
        said_back = [{"recipient_id": said["sender"], "text": f"You said {said['message']}"}]
        return JSONResponse(said_back if self.script is None else self.script)


class FakeActions(Neighbour):
    """Keeps what it is sent under ids that count up."""

    def __init__(self) -> None:
        super().__init__(
            Route("/photos", self.add, methods=["POST"]),
            Route("/photos/{id}", self.show),
            Route("/featured", self.featured),
            Route("/identities/{conversation}", self.identify, methods=["PUT"]),
            Route("/health", lambda _: Response()),
        )
        self.photos: dict[str, bytes] = {}
        self.customers: dict[str, str] = {}
        self.refusal: Response | None = None
        self.products: Any = {"products": [{"id": "1", "title": "Parka", "price_text": "$60.00"}]}

    async def identify(self, request: Request) -> Response:
        self.customers[request.path_params["conversation"]] = (await request.json())["customer_id"]
        return JSONResponse({})

    async def add(self, request: Request) -> Response:
        photo = await request.body()
        assert request.headers["content-type"] == "application/octet-stream"
        if self.refusal:
            return self.refusal
        photo_id = f"{len(self.photos):032x}"
        self.photos[photo_id] = photo
        return JSONResponse({"photo_id": photo_id}, 201)

    async def show(self, request: Request) -> Response:
        photo = self.photos.get(request.path_params["id"])
        return Response(photo) if photo else Response(status_code=404)

    async def featured(self, _: Request) -> Response:
        return JSONResponse(self.products)
