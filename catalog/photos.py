"""Decodes pictures that others send, within bounds: upright, RGB, without metadata."""

import io
import warnings

import pillow_heif
from PIL import Image, ImageOps

from catalog.errors import NotAPictureError, TooLargeError, TooManyPixelsError

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 12_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "HEIF", "AVIF", "MPO")

pillow_heif.register_heif_opener()


def decode_photo(data: bytes, *, side: int = 1_024) -> Image.Image:
    """An RGB picture of at most `side` pixels a side, turned upright, transparency on white.

    Raises TooLargeError beyond 10 MB, TooManyPixelsError beyond 12 megapixels (read from the
    header, before decoding) and NotAPictureError for all that can't be decoded.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"{len(data)} bytes; at most {MAX_BYTES} are taken")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # broken EXIF is none of our business
            return _upright(data, side)
    except (TooManyPixelsError, Image.DecompressionBombError) as error:
        raise TooManyPixelsError(f"more than {MAX_PIXELS} pixels") from error
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        raise NotAPictureError(f"no picture in {', '.join(_FORMATS)}") from error


def _upright(data: bytes, side: int) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        if image.width * image.height > MAX_PIXELS:
            raise TooManyPixelsError
        image.draft("RGB", (side, side))  # JPEG decodes at a fraction of the size, fast
        turned = ImageOps.exif_transpose(image)
        turned.thumbnail((side, side))
        return _on_white(turned)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    layers = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layers.size, "white"), layers).convert("RGB")


def to_jpeg(image: Image.Image) -> bytes:
    """JPEG bytes without metadata."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


