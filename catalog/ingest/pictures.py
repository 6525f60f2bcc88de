"""Takes a feed's picture files into the media folder, named by their content."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from catalog.errors import PhotoError
from catalog.photos import MAX_BYTES, decode_photo, to_jpeg

_SIDE = 800  # pixels; a card on a large phone shows 600


@dataclass(frozen=True)
class StoredPicture:
    """A picture of the media folder: the source's SHA-256 and the file's name."""

    digest: str
    file: str


class MediaFolder:
    """Reads pictures below `source` and keeps them in `folder`."""

    def __init__(self, source: Path, folder: Path) -> None:
        self._source = source.resolve()
        self._folder = folder

    def digest(self, path: str) -> str | None:
        """SHA-256 of a picture's bytes; None when there is no such file in the source folder."""
        file = self._find(path)
        return hashlib.sha256(file.read_bytes()).hexdigest() if file else None

    def take(self, path: str, *, cutout: bool = False) -> StoredPicture | None:
        """Store a picture, unless it is there; None when it can't be read."""
        file = self._find(path)
        if file is None:
            return None
        data = file.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        name = f"{digest}.{'png' if cutout else 'jpg'}"
        target = self._folder / name
        if not target.exists():
            try:
                content = _png(data) if cutout else to_jpeg(decode_photo(data, side=_SIDE))
            except PhotoError:
                return None
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = target.with_suffix(".part")
            unfinished.write_bytes(content)
            unfinished.rename(target)
        return StoredPicture(digest, name)

    def open(self, file: str) -> Image.Image:
        """A stored picture, RGB."""
        return Image.open(self._folder / file).convert("RGB")

    def _find(self, path: str) -> Path | None:
        """The file, if it lies inside the source folder (a feed may not name others) and isn't
        larger than any picture may be."""
        try:
            file = (self._source / path.lstrip("/")).resolve()
            inside = file.is_relative_to(self._source) and file.is_file()
            return file if inside and file.stat().st_size <= MAX_BYTES else None
        except (OSError, ValueError):
            return None


def _png(data: bytes) -> bytes:
    """A cut-out keeps its transparency, within the same bounds as photos."""
    decode_photo(data)
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.convert("RGBA").save(buffer, "PNG")
    return buffer.getvalue()
