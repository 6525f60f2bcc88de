"""Files that everybody may read: product pictures, the widget and its demo page."""

import re
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, RedirectResponse

from gateway.errors import NotFound, WidgetMissing
from gateway.services import Here

# Pictures are named by their content, so a name that is right can hide no path.
_PICTURE = re.compile(r"[0-9a-f]{64}\.(jpg|png)")
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_CHECKED = {"Cache-Control": "no-cache"}

router = APIRouter()


@router.get("/media/{name}", response_class=FileResponse)
def picture(here: Here, name: str) -> FileResponse:
    path = here.settings.media / name
    if not _PICTURE.fullmatch(name) or not path.is_file():
        raise NotFound
    return FileResponse(path, headers=_FOREVER)


@router.get("/daogou-chat.js", response_class=FileResponse)
def widget(here: Here) -> FileResponse:
    return _built(here.settings.widget, "daogou-chat.js")


@router.get("/", response_class=RedirectResponse)
@router.get("/demo", response_class=RedirectResponse)
def to_demo() -> RedirectResponse:
    return RedirectResponse("/demo/", 307)


@router.get("/demo/{path:path}", response_class=FileResponse)
def demo(here: Here, path: str) -> FileResponse:
    return _built(here.settings.widget / "demo", path or "index.html")


def _built(folder: Path, name: str) -> FileResponse:
    """A file inside the folder. Raises WidgetMissing, NotFound."""
    if not folder.is_dir():
        raise WidgetMissing
    # Only a name that the folder itself lists is served: no path can lead out of it.
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    if name not in files or not files[name].is_file():
        raise NotFound
    return FileResponse(files[name], headers=_CHECKED)


@router.get("/api/demo/products")
async def products(here: Here) -> dict[str, list[dict[str, object]]]:
    return {"products": await here.actions.featured()}
