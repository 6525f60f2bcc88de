"""Made-up phone photos: the same each time, of the product, unlike the studio."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from catalog.encoders.foreground import has_plain_border
from catalog.evaluation.seen import DEPTHS, other_views, phone_photos, recalls
from catalog.evaluation.views import Views
from tests.phone_photos import cut_out, phone_photo
from tests.shops import Shop

RED = (200, 30, 30)


def studio(*box: int) -> Image.Image:
    """A red thing on white, with a hole."""
    image = Image.new("RGB", (300, 400), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle(box, fill=RED)
    draw.rectangle((140, 180, 160, 220), fill="white")
    return image


def taken(image: Image.Image, seed: str) -> Image.Image:
    clutter = [Image.new("RGB", (80, 80), colour) for colour in ("green", "navy")]
    return Image.open(io.BytesIO(phone_photo(image, clutter, seed)))


def reds(image: Image.Image) -> np.ndarray:
    """Where red is much stronger than green and blue, as in no room."""
    pixels = np.asarray(image).astype(int)
    return pixels[..., 0] > pixels[..., 1:].max(-1) * 2


def test_the_backdrop_is_transparent_also_where_it_shows_through() -> None:
    alpha = np.asarray(cut_out(studio(100, 100, 200, 300)).getchannel("A"))

    assert alpha[5, 5] == 0
    assert alpha[200, 150] == 0
    assert alpha[150, 150] == 255


def test_the_same_seed_takes_the_same_photo() -> None:
    image = studio(100, 100, 200, 300)

    assert phone_photo(image, [], "a") == phone_photo(image, [], "a")
    assert phone_photo(image, [], "a") != phone_photo(image, [], "b")


@pytest.mark.parametrize("seed", "abcdef")
def test_a_photo_shows_the_whole_product_in_a_room(seed: str) -> None:
    photo = taken(studio(100, 100, 200, 300), seed)
    red = reds(photo)

    assert photo.format == "JPEG"
    assert not has_plain_border(np.asarray(photo))
    assert 0.1 < red.mean() < 0.8
    edges = (red[0], red[-1], red[:, 0], red[:, -1])
    assert not any(edge.any() for edge in edges)


@pytest.mark.parametrize("seed", "abcdef")
def test_what_the_studio_cuts_off_is_out_of_the_photo(seed: str) -> None:
    red = reds(taken(studio(100, 100, 200, 399), seed))

    assert red[-1].any()
    assert not red[0].any()


def test_phone_photos_of_a_shop_are_measured(shop: Shop) -> None:
    with shop.catalogue.engine.connect() as connection:
        views = Views.read(connection, shop.catalogue.encoder, shop.catalogue.settings.media_folder)

    seen = phone_photos(shop.catalogue, views, phone_photo)

    all_, whole, near = (
        seen[name]
        for name in ("phone photo", "phone photo, whole product", "phone photo, close-up")
    )
    assert len(all_.search) == (~views.main).sum() == len(whole.search) + len(near.search)
    assert all_.milliseconds is not None
    assert (all_.milliseconds > 0).all()
    assert list(recalls(all_.search)["ci95"]) == [f"recall@{depth}" for depth in DEPTHS]


def test_a_product_in_any_colour_is_found_no_later_than_in_its_own(shop: Shop) -> None:
    with shop.catalogue.engine.connect() as connection:
        seen = other_views(
            Views.read(connection, shop.catalogue.encoder, shop.catalogue.settings.media_folder)
        )

    assert (seen["photo, any colour"].search <= seen["photo"].search).all()
