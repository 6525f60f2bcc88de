"""Photos that shoppers send: handed to the actions server, shown to their sender alone."""

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.datastructures import UploadFile
from starlette.responses import Response

from gateway.errors import Invalid, NotFound, PhotoTooLarge
from gateway.services import ConversationId, Here

MAX_BYTES = 10 * 2**20

router = APIRouter(prefix="/api/photos")


class Kept(BaseModel):
    photo_id: str


@router.post("", status_code=201)
async def add(here: Here, conversation_id: ConversationId, request: Request) -> Kept:
    # The form is read here and not by a parameter: a parameter is read before the token is.
    conversation = await here.store.conversation(conversation_id)
    photo_id = await here.actions.add_photo(await _photo(request))
    await here.store.remember_photo(conversation.id, photo_id)
    return Kept(photo_id=photo_id)


async def _photo(request: Request) -> bytes:
    """The field `photo` of the form. Raises Invalid, PhotoTooLarge."""
    async with request.form(max_files=1, max_fields=4) as form:
        photo = form.get("photo")
        if not isinstance(photo, UploadFile) or not photo.size:
            raise Invalid
        if photo.size > MAX_BYTES:
            raise PhotoTooLarge
        return await photo.read()


@router.get("/{photo_id}")
async def show(here: Here, conversation_id: ConversationId, photo_id: str) -> Response:
    if "\0" in photo_id or not await here.store.owns_photos(conversation_id, [photo_id]):
        raise NotFound
    if (photo := await here.actions.photo(photo_id)) is None:
        raise NotFound
    cached = {"Cache-Control": "private, max-age=86400, immutable"}
    return Response(photo, media_type="image/jpeg", headers=cached)
