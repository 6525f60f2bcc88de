"""Products for the demo page."""

import asyncio
from typing import Any

from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

from actions.replies import card
from actions.services import Services
from catalog.understanding.query import Query

_COUNT = 12


def add_routes(app: "Sanic[Any, Any]", services: Services) -> None:
    """GET /featured: well-rated products in the shape of cards."""

    async def featured(request: Request) -> HTTPResponse:
        language = "zh" if request.args.get("language") == "zh" else "en"
        query = Query(language=language)
        result = await asyncio.to_thread(services.searcher.search, query, limit=_COUNT)
        return json({"products": [card(hit, language) for hit in result.hits]})

    app.add_route(featured, "/featured", name="featured")
