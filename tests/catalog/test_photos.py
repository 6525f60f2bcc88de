"""Photos: whatever is sent becomes an upright bounded picture or a PhotoError."""

import io
import resource
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from catalog.errors import NotAPictureError, PhotoError, TooLargeError, TooManyPixelsError
from catalog.photos import MAX_BYTES, MAX_PIXELS, decode_photo, to_jpeg

RED, BLUE = (200, 30, 30), (30, 30, 200)


def two_halves(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 2, size[1]))
    return picture


def encoded(picture: Image.Image, name: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, name, **options)
    return buffer.getvalue()


def near(found: object, wanted: tuple[int, int, int]) -> bool:
    return bool(np.abs(np.asarray(found, int) - wanted).max() < 25)


def png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "HEIF", "AVIF"])
def test_common_formats_are_understood(name: str) -> None:
    picture = decode_photo(encoded(two_halves((120, 80)), name))
    assert (picture.mode, picture.size) == ("RGB", (120, 80))
    assert near(picture.getpixel((20, 40)), RED)
    assert near(picture.getpixel((100, 40)), BLUE)


def test_heic_from_a_phone_is_turned_and_stripped() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    heic = io.BytesIO()
    pillow_heif.from_pillow(two_halves((128, 64))).save(heic, exif=exif.tobytes())
    picture = decode_photo(heic.getvalue())
    assert not picture.getexif()
    assert picture.size in {(128, 64), (64, 128)}  # libheif turns by its own box, not by EXIF


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [(1, (60, 40), (5, 20)), (2, (60, 40), (55, 20)), (3, (60, 40), (55, 20)),
     (4, (60, 40), (5, 20)), (5, (40, 60), (20, 5)), (6, (40, 60), (20, 5)),
     (7, (40, 60), (20, 55)), (8, (40, 60), (20, 55))],
)  # fmt: skip
def test_photos_are_turned_upright(
    orientation: int, size: tuple[int, int], red_at: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = decode_photo(encoded(two_halves(), "JPEG", exif=exif))
    assert picture.size == size
    assert near(picture.getpixel(red_at), RED)


def test_nothing_private_is_left() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    data = encoded(two_halves(), "JPEG", exif=exif, comment=b"SecretNote")
    assert b"SecretPhone" in data
    assert b"SecretNote" in data
    picture = decode_photo(data)
    stored = to_jpeg(picture)
    assert picture.info == {}
    assert b"Secret" not in stored
    assert b"Exif" not in stored


def test_transparency_becomes_white() -> None:
    picture = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    picture.paste((*RED, 255), (0, 0, 10, 20))
    for data in (encoded(picture, "PNG"), encoded(picture.quantize(), "PNG")):
        decoded = decode_photo(data)
        assert near(decoded.getpixel((3, 10)), RED)
        assert near(decoded.getpixel((16, 10)), (255, 255, 255))


def test_an_animation_is_its_first_picture() -> None:
    first, second = Image.new("RGB", (16, 16), RED), Image.new("RGB", (16, 16), BLUE)
    data = encoded(first, "GIF", save_all=True, append_images=[second])
    assert near(decode_photo(data).getpixel((8, 8)), RED)


def test_cmyk_keeps_its_colours() -> None:
    assert near(decode_photo(encoded(two_halves().convert("CMYK"), "JPEG")).getpixel((5, 20)), RED)


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    ramp = np.tile(np.linspace(0, 65_535, 64).astype(np.uint16), (32, 1))
    picture = decode_photo(encoded(Image.fromarray(ramp), "PNG"))
    shades = np.asarray(picture)[16, :, 0].astype(int)
    assert np.abs(shades - np.linspace(0, 255, 64)).max() < 4


@pytest.mark.parametrize("size", [(4000, 900), (900, 4000)])
def test_pictures_are_scaled_down_to_the_side(size: tuple[int, int]) -> None:
    picture = decode_photo(encoded(Image.new("RGB", size, RED), "JPEG"), side=200)
    assert max(picture.size) == 200
    assert decode_photo(encoded(two_halves(), "PNG"), side=200).size == (60, 40)


@pytest.mark.parametrize("size", [(100_000, 100_000), (12_193, 1_000), (2**31 - 1, 1)])
def test_a_bomb_is_refused_by_its_header(size: tuple[int, int]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TooManyPixelsError, match=str(MAX_PIXELS)):
        decode_photo(png_header(*size))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kB


def test_pixels_are_the_bound_at_its_edge() -> None:
    assert decode_photo(encoded(Image.new("L", (4032, 3024)), "PNG")).size == (1024, 768)
    with pytest.raises(TooManyPixelsError):
        decode_photo(encoded(Image.new("L", (4033, 3024)), "PNG"))


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    data = encoded(Image.new("L", (64, 64)), "JPEG", progressive=True)
    last = data[data.rindex(b"\xff\xda") : -2]
    assert decode_photo(data).size == (64, 64)
    with pytest.raises(NotAPictureError):
        decode_photo(data[:-2] + last * 100 + data[-2:])


def test_bytes_are_bounded_before_anything_is_read() -> None:
    with pytest.raises(TooLargeError, match=str(MAX_BYTES)) as told:
        decode_photo(encoded(two_halves(), "PNG") + bytes(MAX_BYTES))
    assert told.value.code == "too_large"


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4", b"\0" * 99,
             b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"],
)  # fmt: skip
def test_other_files_are_no_pictures(data: bytes) -> None:
    with pytest.raises(NotAPictureError) as told:
        decode_photo(data)
    assert told.value.code == "not_a_picture"


def test_formats_that_run_programs_or_are_unknown_to_phones_are_refused() -> None:
    for name in ("TIFF", "PPM", "ICO", "EPS"):
        with pytest.raises(NotAPictureError):
            decode_photo(encoded(two_halves((64, 64)), name))


WHOLE = {
    name: encoded(two_halves((48, 48)), name) for name in ("JPEG", "PNG", "HEIF", "WEBP", "GIF")
}


@given(st.sampled_from(sorted(WHOLE)), st.data())
@settings(max_examples=150, deadline=None)
def test_broken_pictures_are_pictures_or_photo_errors(name: str, data: st.DataObject) -> None:
    content = bytearray(WHOLE[name])
    places = st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=12)
    for place, value in data.draw(places):
        content[place] = value
    cut = data.draw(st.integers(0, len(content)))
    try:
        picture = decode_photo(bytes(content[:cut] if cut % 2 else content))
    except PhotoError:
        return
    assert picture.mode == "RGB"
    assert max(picture.size) <= 1_024


def test_every_bad_picture_is_a_picture_or_a_photo_error(
    shared_data: Callable[[str], Path],
) -> None:
    files = [path for path in shared_data("bad_images").rglob("*") if path.is_file()]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    decoded = 0
    for path in files:
        try:
            picture = decode_photo(path.read_bytes())
        except PhotoError:
            continue
        decoded += 1
        assert picture.mode == "RGB"
        assert not picture.info
        assert 0 < max(picture.size) <= 1_024
    assert decoded > 100
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 400_000  # kB: 12 megapixels a few times over


def test_all_orientations_of_real_files_look_alike(shared_data: Callable[[str], Path]) -> None:
    files = sorted(shared_data("bad_images").glob("exif_orientation/*andscape*.jpg"))
    sizes = {decode_photo(path.read_bytes()).size for path in files}
    assert files
    assert all(width > height for width, height in sizes)
