"""Decodes pictures that others send, within bounds: upright, RGB, without metadata."""

import io
import warnings

import numpy as np
import pillow_heif
from PIL import Image, ImageOps

from catalog.errors import NotAPictureError, TooLargeError, TooManyPixelsError

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 4_032 * 3_024  # what phones call 12 megapixels
_MAX_SCANS = 100  # of a progressive JPEG; each costs a pass over all pixels, cameras write ten
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "HEIF", "AVIF", "MPO")

pillow_heif.register_heif_opener()


def decode_photo(data: bytes, *, side: int = 1_024) -> Image.Image:
    """An RGB picture of at most `side` pixels a side, turned upright, transparency on white.

    Raises TooLargeError beyond 10 MB, TooManyPixelsError beyond 12 megapixels (read from the
    header, before decoding) and NotAPictureError for all that can't be decoded.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"{len(data)} bytes; at most {MAX_BYTES} are taken")
    if data.startswith(b"\xff\xd8") and data.count(b"\xff\xda") > _MAX_SCANS:
        raise NotAPictureError(f"a JPEG of more than {_MAX_SCANS} scans")
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
        turned = _eight_bits(ImageOps.exif_transpose(image))
        turned.thumbnail((side, side))
        upright = _on_white(turned)
        upright.info = {}  # comments would be written again
        return upright


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 bits as grey of 8: Pillow would cut off all above 255."""
    if not image.mode.startswith("I"):
        return image
    return Image.fromarray((np.asarray(image).astype(np.uint32) >> 8).astype(np.uint8))


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
