"""The gateway tells who is talking: a customer whom the shop's page named by a signed token."""

import asyncio
from typing import Any

from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

from actions.services import Services


def add_routes(app: "Sanic[Any, Any]", services: Services) -> None:
    """PUT /identities/<conversation> {"customer_id"}."""

    async def identify(request: Request, conversation: str) -> HTTPResponse:
        body = request.json if isinstance(request.json, dict) else {}
        customer_id = body.get("customer_id")
        if not (isinstance(customer_id, str) and customer_id):
            return json({"error": {"code": "invalid", "message": "customer_id?"}}, status=422)
        await asyncio.to_thread(services.identities.name, conversation, customer_id)
        return json({}, status=200)

    app.add_route(identify, "/identities/<conversation:str>", methods=["PUT"], name="identify")
