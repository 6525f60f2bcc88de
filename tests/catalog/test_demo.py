"""The demonstration shop: the same each time, and true to what it says of itself."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from catalog.demo import generate
from catalog.demo.assortment import assortment
from catalog.demo.palette import COLOURS
from catalog.demo.texts import Wording

Row = dict[str, Any]
FEW = 12


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("shop")
    generate(folder, limit=FEW)
    return folder


@pytest.fixture(scope="module")
def products(shop: Path) -> list[Row]:
    return rows(shop / "products.jsonl")


def cutouts(products: list[Row]) -> Iterator[Row]:
    return (cutout for product in products for cutout in product["cutouts"])


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate(tmp_path / name, seed=3, limit=3)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_another_seed_gives_another_shop(tmp_path: Path) -> None:
    for seed in (3, 4):
        generate(tmp_path / str(seed), seed=seed, limit=2)
    assert digests(tmp_path / "3") != digests(tmp_path / "4")


def test_progress_counts_every_product(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    generate(tmp_path, progress=lambda done, total: told.append((done, total)), limit=2)
    assert told == [(1, 2), (2, 2)]


def test_every_product_is_complete(products: list[Row]) -> None:
    assert len(products) == FEW
    for product in products:
        assert product["title"]
        assert product["description"]
        assert 5 <= product["price"] <= 220
        assert product["currency"] == "USD"
        assert product["attributes"]["gender"] in {"women", "men", "unisex", "girls", "boys"}
        assert product["images"]
        assert product["variants"]


def test_chinese_texts_are_chinese(products: list[Row]) -> None:
    for product in products:
        texts = product["texts"]["zh"]
        for text in (texts["title"], texts["description"], *texts["attributes"]):
            assert any("一" <= sign <= "鿿" for sign in text)


def test_placeholders_are_all_filled(shop: Path) -> None:
    for line in rows(shop / "products.jsonl"):
        told = [line["title"], line["description"], *(r["text"] for r in line["reviews"])]
        assert not any("{" in text for text in told)


def test_variants_show_a_picture_of_their_own_colour(shop: Path, products: list[Row]) -> None:
    for product in products:
        colours = {image["path"]: image["color"] for image in product["images"]}
        for variant in product["variants"]:
            assert colours[variant["image"]] == variant["options"]["Color"].lower()
            assert (shop / variant["image"]).is_file()
            assert variant["compare_at"] is None or variant["compare_at"] > variant["price"]


def test_skus_are_unique(products: list[Row]) -> None:
    skus = [variant["sku"] for product in products for variant in product["variants"]]
    assert len(skus) == len(set(skus))


def test_pictures_are_square_and_near_white_at_the_top(shop: Path, products: list[Row]) -> None:
    for product in products:
        with Image.open(shop / product["images"][0]["path"]) as picture:
            assert picture.size == (640, 640)
            corner = picture.convert("L").crop((0, 0, 4, 4))
            assert min(corner.tobytes()) > 235


def test_no_two_pictures_are_copies(shop: Path) -> None:
    found = digests(shop / "images")
    assert len(set(found.values())) == len(found)


def test_cutouts_are_transparent_and_anchored_within_themselves(
    shop: Path, products: list[Row]
) -> None:
    found = list(cutouts(products))
    assert {cutout["kind"] for cutout in found} >= {"top", "hat"}
    for cutout in found:
        with Image.open(shop / cutout["path"]) as picture:
            assert picture.mode == "RGBA"
            assert picture.getchannel("A").getextrema()[0] == 0
        for x, y in cutout["anchors"].values():
            assert 0 <= x <= 1
            assert 0 <= y <= 1


def test_left_anchors_are_left_of_right_ones(products: list[Row]) -> None:
    for cutout in cutouts(products):
        anchors = cutout["anchors"]
        for name in [name for name in anchors if name.startswith("left_")]:
            assert anchors[name][0] < anchors[name.replace("left_", "right_")][0]


def test_reviews_average_to_the_rating(products: list[Row]) -> None:
    for product in products:
        stars = [review["rating"] for review in product["reviews"]]
        expected = round(sum(stars) / len(stars), 1) if stars else None
        assert product["rating"] == expected


def test_orders_add_up_and_name_variants_that_exist(shop: Path, products: list[Row]) -> None:
    customers = {customer["id"] for customer in rows(shop / "customers.jsonl")}
    prices = {v["sku"]: v["price"] for p in products for v in p["variants"]}
    orders = rows(shop / "orders.jsonl")
    assert {order["status"] for order in orders} == {
        "processing",
        "shipped",
        "delivered",
        "cancelled",
        "returned",
    }
    for order in orders:
        assert order["customer"] in customers
        lines = order["lines"]
        assert order["total"] == round(sum(x["quantity"] * x["price"] for x in lines), 2)
        assert all(prices[x["sku"]] == x["price"] for x in lines)


def test_the_whole_assortment_has_its_size_and_no_two_titles_alike() -> None:
    items, wording = assortment(7), Wording(7)
    titles = [wording.title(item) for item in items]
    zh_titles = [wording.zh_title(item) for item in items]
    assert 200 <= len(items) <= 230
    assert len(set(titles)) == len(set(zh_titles)) == len(items)


def test_colours_can_be_told_apart_by_the_four_letters_a_sku_has_room_for() -> None:
    codes = ["".join(word[:4] for word in name.split()) for name in COLOURS]
    assert len(codes) == len(set(codes))
