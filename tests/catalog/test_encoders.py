"""Encoders: the embedded one, pretrained ones in miniature, projections, weights."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance
from sqlalchemy import text
from tiny_models import TINY

from catalog.app import open_catalogue
from catalog.encoders import Encoder, open_encoder
from catalog.encoders.colour import histogram, size
from catalog.encoders.embedded import EmbeddedEncoder, crop
from catalog.encoders.foreground import Foreground, backdrop, flood, has_plain_border
from catalog.encoders.photo import cut
from catalog.encoders.projection import Block, Projection, fit
from catalog.encoders.weights import check
from catalog.errors import SettingsError, WeightsError
from catalog.feeds import read_feed
from catalog.photos import decode_photo, to_jpeg
from catalog.settings import ROOT, Settings
from tests.fakes import Counts
from tests.small_shop import PRODUCTS, draw, write_shop


def settings(encoder: str, home: Path, url: str | None = None) -> Settings:
    return Settings(DATABASE_URL=url, home=home, encoder=encoder)


def busy() -> Image.Image:
    """A red disc before a chequered wall."""
    board = np.indices((256, 256)).sum(0) // 16 % 2
    picture = Image.fromarray((60 + 90 * board).astype(np.uint8)).convert("RGB")
    ImageDraw.Draw(picture).ellipse((70, 60, 190, 200), fill=(210, 30, 30))
    return picture


def unit(vectors: Any) -> bool:
    return bool(np.allclose(np.linalg.norm(vectors, axis=-1), 1, atol=1e-3))


@pytest.fixture(scope="module")
def embedded() -> EmbeddedEncoder:
    return EmbeddedEncoder(ROOT / ".weights")


# the embedded encoder


def test_pictures_become_unit_blocks(embedded: EmbeddedEncoder) -> None:
    features = embedded.encode_images([draw("dress", "Red"), busy()])
    assert features.shape == (2, 2_560 + embedded.colour_size)
    assert unit(features[:, :1_280])
    assert unit(features[:, 1_280:2_560])
    assert unit(features[:, 2_560:])


def test_texts_become_unit_vectors_queries_apart_from_passages(embedded: EmbeddedEncoder) -> None:
    passages = embedded.encode_texts(["red dress", "红色连衣裙"], query=False)
    queries = embedded.encode_texts(["red dress"], query=True)
    assert passages.shape == (2, 384)
    assert unit(passages)
    assert not np.allclose(queries[0], passages[0])
    assert embedded.encode_texts([], query=True).shape == (0, 384)
    assert unit(embedded.encode_texts(["\0 \ud800 😀"], query=True))


def test_the_same_content_has_the_same_vector(embedded: EmbeddedEncoder) -> None:
    other = EmbeddedEncoder(ROOT / ".weights")
    picture = [draw("boots", "Brown")]
    assert np.array_equal(embedded.encode_images(picture), other.encode_images(picture))
    texts = ["boots", "boots", "x" * 9_000]
    vectors = embedded.encode_texts(texts, query=True)
    assert np.allclose(vectors[0], other.encode_texts(texts, query=True)[1], atol=1e-3)


@pytest.mark.parametrize("side", [(1, 1), (1, 300), (300, 1), (3, 900)])
def test_any_size_of_picture_is_encoded(embedded: EmbeddedEncoder, side: tuple[int, int]) -> None:
    assert np.isfinite(embedded.encode_images([Image.new("RGB", side, "red")])).all()


def test_missing_weights_name_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="python -m catalog weights"):
        EmbeddedEncoder(tmp_path).encode_images([draw("bag", "Black")])


def test_weights_of_another_hash_are_refused(tmp_path: Path) -> None:
    (tmp_path / "w.onnx").write_bytes(b"weights")
    check(tmp_path / "w.onnx", hashlib.sha256(b"weights").hexdigest())
    with pytest.raises(WeightsError, match=r"w\.onnx has the SHA-256 .* refused"):
        check(tmp_path / "w.onnx", hashlib.sha256(b"others").hexdigest())


# photos


def beside(left: Image.Image, right: Image.Image) -> Image.Image:
    both = Image.new("RGB", (left.width + right.width, left.height), "white")
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    return both


def test_several_things_in_a_photo_are_told_apart(embedded: EmbeddedEncoder) -> None:
    photo = beside(draw("dress", "Red"), draw("boots", "Black"))

    things = embedded.encode_photo(photo).things

    cut_out = [cut(photo, box) for box in sorted(things)]
    redness = [float(np.ptp(np.asarray(image, np.float32), axis=2).mean()) for image in cut_out]
    assert len(cut_out) == 2
    assert redness[0] > 20 > redness[1]


@pytest.mark.parametrize(
    "photo",
    [draw("dress", "Red"), beside(draw("bag", "Red"), draw("bag", "Red", 2)), busy()],
    ids=["one", "a pair", "one before a wall"],
)
def test_one_thing_or_a_pair_is_one(embedded: EmbeddedEncoder, photo: Image.Image) -> None:
    assert embedded.encode_photo(photo).things == []


def test_a_photo_in_a_room_is_read_as_a_part_and_as_a_whole(embedded: EmbeddedEncoder) -> None:
    assert embedded.encode_photo(draw("dress", "Red")).readings.shape[0] == 1
    assert embedded.encode_photo(busy()).readings.shape[0] == 2


def test_a_dark_photo_is_seen_in_good_light(embedded: EmbeddedEncoder) -> None:
    dark = ImageEnhance.Brightness(busy()).enhance(0.5)
    here, there = (embedded.encode_photo(photo).readings[0] for photo in (busy(), dark))
    colours = slice(2_560, None)
    assert here[colours] @ there[colours] > 0.8
    plain = embedded.encode_images([busy(), dark])
    assert plain[0, colours] @ plain[1, colours] < 0.5


# foreground and colour


def test_a_studio_picture_is_flooded_from_its_border() -> None:
    picture = Image.new("RGB", (256, 256), (245, 245, 245))
    ImageDraw.Draw(picture).rectangle((64, 32, 191, 223), fill=(20, 90, 160))
    pixels = np.asarray(picture)
    assert has_plain_border(pixels)
    wanted = np.zeros((256, 256), bool)
    wanted[32:224, 64:192] = True
    colour = backdrop(pixels)
    assert colour
    assert (flood(pixels, colour) == wanted).mean() > 0.99


def test_a_white_hole_inside_a_product_is_the_product() -> None:
    picture = Image.new("RGB", (256, 256), "white")
    ImageDraw.Draw(picture).ellipse((40, 40, 216, 216), fill="white", outline="black", width=12)
    pixels = np.asarray(picture)
    colour = backdrop(pixels)
    assert colour
    assert flood(pixels, colour)[128, 128]


def test_a_busy_picture_is_left_to_the_network() -> None:
    picture = busy()
    assert not has_plain_border(np.asarray(picture))
    mask = Foreground(ROOT / ".weights").mask(picture)
    assert mask[90:170, 100:160].mean() > 0.9
    assert mask[:40].mean() < 0.1


def test_where_nothing_stands_out_all_is_foreground() -> None:
    mask = Foreground(ROOT / ".weights").mask(Image.new("RGB", (50, 80), "white"))
    assert mask.shape == (256, 256)
    assert mask.all()


def test_a_crop_is_square_and_on_white() -> None:
    picture = Image.new("RGB", (100, 50), (9, 9, 9))
    mask = np.zeros((256, 256), bool)
    mask[64:192, 64:128] = True
    product, product_mask = crop(picture, mask)
    assert product.size == product_mask.size
    assert product.width == product.height
    assert product.getpixel((0, 0)) == (255, 255, 255)
    assert product.getpixel((product.width // 2, product.height // 2)) == (9, 9, 9)


def test_colours_alike_are_near_and_others_far() -> None:
    def shares(colour: tuple[int, int, int]) -> Any:
        return histogram(np.full((8, 8, 3), colour, np.uint8), np.ones((8, 8), bool))

    red, like_red, blue = shares((200, 30, 30)), shares((205, 33, 31)), shares((30, 30, 200))
    assert red.shape == (size(),)
    assert unit(red)
    assert red @ like_red > 0.6
    assert red @ blue < 0.05


def test_no_foreground_has_no_colour() -> None:
    assert not histogram(np.zeros((4, 4, 3), np.uint8), np.zeros((4, 4), bool)).any()


# projections


def test_a_projection_is_centred_mapped_scaled_and_of_unit_length() -> None:
    shape = Block(np.float32([1, 0]), np.float32([[2], [0]]), 1.0)
    colour = Block(np.float32([0]), np.float32([[5, 0]]), 0.5)
    vector = Projection((shape, colour), 3).apply(np.float32([[2, 7, 4]]))
    # shape: (2 - 1) · 2 = 2 → unit 1 → · 1; colour: 4 · (5, 0) = (20, 0) → unit → · 0.5
    assert np.allclose(vector, np.array([[1, 0.5, 0]]) / np.sqrt(1.25))


def test_colour_can_be_left_out() -> None:
    block = Block(np.float32([0]), np.float32([[1]]), 1.0)
    projection = Projection((block, block), 1)
    assert np.allclose(projection.apply(np.float32([[3, -3]]), colour=False), [[1, 0]])
    assert np.allclose(Projection((block,), 1).apply(np.float32([[3]]), colour=False), [[1]])


def test_directions_in_which_views_differ_shrink() -> None:
    """Products differ along x; views of one product along y, by the same amount."""
    products = np.repeat(np.arange(20), 2)
    features = np.stack([np.cos(products * 2.4), np.tile([-1, 1], 20)], 1).astype(np.float32)
    projection = fit(features, [str(p) for p in products], 0, (2, 0))
    x, y = np.abs(projection.blocks[0].matrix).max(1)
    assert x > 1.5 * y


def test_colours_are_a_block_of_their_own_and_small_catalogues_are_padded() -> None:
    features = np.random.default_rng(1).normal(size=(5, 9)).astype(np.float32)
    projection = fit(features, list("aabbc"), 3, (6, 4))
    assert [block.matrix.shape for block in projection.blocks] == [(6, 6), (3, 4)]
    assert (projection.size, projection.fitted_on) == (10, 5)
    assert unit(projection.apply(features))


def test_one_picture_is_enough_to_fit() -> None:
    vectors = fit(np.ones((1, 4), np.float32), ["a"], 2, (2, 2)).apply(np.eye(4, dtype=np.float32))
    assert vectors.shape == (4, 4)
    assert np.isfinite(vectors).all()


def test_what_is_dumped_is_parsed() -> None:
    features = np.random.default_rng(1).normal(size=(30, 8)).astype(np.float32)
    projection = fit(features, ["a"] * 30, 2, (4, 2))
    again = Projection.parse(projection.dump())
    assert again.fitted_on == 30
    assert np.array_equal(again.apply(features), projection.apply(features))
    assert again.dump() == projection.dump()


# choosing an encoder


@pytest.mark.parametrize("value", ["", "embeded", "clip", "clip:", "st:", "CLIP:x", ":x"])
def test_an_unknown_encoder_names_key_value_and_the_known_ones(value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as told:
        open_encoder(settings(value, tmp_path))
    assert f"DAOGOU_ENCODER has the value {value!r}" in str(told.value)
    assert "clip:MODEL" in str(told.value)


@pytest.mark.parametrize("name", ["clip", "siglip2", "st"])
def test_a_model_that_isnt_there_is_a_weights_error(name: str, tmp_path: Path) -> None:
    encoder = open_encoder(settings(f"{name}:{tmp_path / 'nothing'}", tmp_path))
    with pytest.raises(WeightsError, match=r"DAOGOU_ENCODER names .*nothing"):
        encoder.encode_texts(["x"], query=True)


# pretrained encoders, in miniature


@pytest.fixture(scope="module", params=sorted(TINY))
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The value of DAOGOU_ENCODER for a tiny random model."""
    folder = TINY[request.param](tmp_path_factory.mktemp("models") / f"tiny-{request.param}")
    return f"{request.param}:{folder}"


@pytest.fixture
def pretrained(model: str, tmp_path: Path) -> Encoder:
    return open_encoder(settings(model, tmp_path))


def test_pretrained_texts_are_unit_vectors(pretrained: Encoder) -> None:
    texts = [f"text {number} {'long ' * number}" for number in range(20)]
    vectors = pretrained.encode_texts(texts, query=True)
    assert vectors.shape[0] == 20
    assert vectors.dtype == np.float32
    assert unit(vectors)
    assert np.allclose(pretrained.encode_texts(texts[3:4], query=True)[0], vectors[3], atol=1e-4)
    assert pretrained.encode_texts(["\0 \ud800 😀"], query=True).shape == (1, vectors.shape[1])


def test_pretrained_pictures_are_vectors_in_the_space_of_texts_if_they_say_so(
    pretrained: Encoder,
) -> None:
    pictures = [draw("dress", "Red"), draw("bag", "Black", 1).resize((70, 31))]
    features = pretrained.encode_images(pictures)
    assert features.shape[0] == 2
    assert not np.allclose(features[0], features[1])
    texts = pretrained.encode_texts(["x"], query=False)
    assert pretrained.shared_space == (features.shape[1] == texts.shape[1])


def test_a_shop_is_imported_and_searched_with_a_pretrained_encoder(
    model: str, url: str, tmp_path: Path
) -> None:
    feed = write_shop(tmp_path / "feed")
    with open_catalogue(settings(model, tmp_path / "home", url)) as catalogue:
        for added in (len(PRODUCTS), 0):
            report = catalogue.importer().run(read_feed(feed, "jsonl"), feed.parent, Counts())
            assert report.added == added
        searcher = catalogue.searcher
        assert searcher.search(searcher.parse("rain jacket")).hits[0].id == "jacket"
        boots = decode_photo(to_jpeg(draw("boots", "Brown")))
        photo = catalogue.encoder.encode_photo(boots).readings
        hits = searcher.search(searcher.parse(""), photos=[photo], threshold=False).hits
        assert hits[0].id == "boots"
        with catalogue.engine.connect() as connection:
            names = connection.scalars(text("SELECT DISTINCT encoder FROM text_vectors")).all()
        assert names == [catalogue.encoder.name]
