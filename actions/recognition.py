"""Tells the bot what the shop recognises in words: a hint for its classifier."""

import asyncio
import re
from typing import Any

from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

from actions.order_words import number_in
from actions.services import Services

_ORDER = re.compile(r"\border\b|\bparcel|\bpackage|订单|快递|包裹|物流", re.IGNORECASE)


def add_routes(app: "Sanic[Any, Any]", services: Services) -> None:
    """POST /recognise {"text"} → {"product", "bare", "order"}."""

    async def recognise(request: Request) -> HTTPResponse:
        text = str(request.json.get("text", "")) if isinstance(request.json, dict) else ""
        return json(await asyncio.to_thread(_recognised, services, text))

    app.add_route(recognise, "/recognise", methods=["POST"], name="recognise")


def _recognised(services: Services, text: str) -> dict[str, bool]:
    """`product`: whether a kind of product or a brand is named; `bare`: whether nothing else is
    said; `order`: whether an order is named by its number."""
    query = services.searcher.parse(text)
    product = bool(query.must.get("category") or query.must.get("brand"))
    number = number_in(text)
    order = number is not None and (bool(_ORDER.search(text)) or services.orders.exists(number))
    return {"product": product, "bare": product and not query.words.strip(), "order": order}
