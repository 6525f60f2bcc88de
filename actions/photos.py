"""The photo routes of the action server. Only the gateway and the terminal reach them."""

import asyncio
from typing import Any

from sanic import Request, Sanic
from sanic.response import HTTPResponse, json, raw

from actions.sentences import say
from actions.services import Services
from catalog.errors import PhotoError
from catalog.photos import MAX_BYTES

MAX_REQUEST = MAX_BYTES + 64 * 1024  # a little more, so that the answer can say why

_STATUS = {"too_large": 413, "too_many_pixels": 413, "not_a_picture": 422}


def add_routes(app: "Sanic[Any, Any]", services: Services) -> None:
    """POST /photos (the bytes) and GET /photos/<id>."""

    async def upload(request: Request) -> HTTPResponse:
        try:
            photo_id = await asyncio.to_thread(services.album.add, request.body)
        except PhotoError as error:
            sentences = {"message": say(error.code, "en"), "message_zh": say(error.code, "zh")}
            body = {"code": error.code, **sentences}
            return json({"error": body}, status=_STATUS[error.code])
        return json({"photo_id": photo_id}, status=201)

    async def download(_request: Request, photo_id: str) -> HTTPResponse:
        data = await asyncio.to_thread(services.album.jpeg, photo_id)
        if data is None:
            return json({"error": {"code": "not_found", "message": "No such photo."}}, status=404)
        return raw(data, content_type="image/jpeg")

    app.add_route(upload, "/photos", methods=["POST"], name="upload_photo")
    app.add_route(download, "/photos/<photo_id:str>", name="download_photo")
