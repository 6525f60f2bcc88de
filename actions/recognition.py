"""Tells the bot whether words name something that shops sell: a hint for its classifier."""

import asyncio
from typing import Any

from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

from actions.services import Services


def add_routes(app: "Sanic[Any, Any]", services: Services) -> None:
    """POST /recognise {"text"} → {"product": whether a kind of product or a brand is named}."""

    async def recognise(request: Request) -> HTTPResponse:
        text = str(request.json.get("text", "")) if isinstance(request.json, dict) else ""
        query = await asyncio.to_thread(services.searcher.parse, text)
        return json({"product": bool(query.must.get("category") or query.must.get("brand"))})

    app.add_route(recognise, "/recognise", methods=["POST"], name="recognise")
