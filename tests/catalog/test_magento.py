"""Magento's CSV: configurables with their variations, fixtures, store views."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from catalog.errors import FeedError
from catalog.feeds import magento, read_feed
from catalog.feeds.magento import to_text
from catalog.feeds.product import FeedProduct
from catalog.feeds.rows import validate

EXPORT = """\
sku,store_view_code,product_type,name,description,price,special_price,qty,is_in_stock,categories,\
additional_attributes,base_image,additional_images,configurable_variations
t-r-s,,simple,Tee-Red-S,,20,15,4,1,,,/t/r_main.jpg,/t/r_back.jpg,
t-b-s,,simple,Tee-Blue-S,,22,,0,0,,,/t/b_main.jpg,,
t,,configurable,Tee,<p>Soft &amp; <b>light</b></p>,,,0,1,\
"Default Category/Men,Default Category/Men/Tops/Tees","material=Cotton|Wool,eco=Yes,note=a, b",,,\
"sku=t-r-s,color=Red,size=S|sku=t-b-s,color=Blue,size=S|sku=gone,color=Pink,size=S"
t,zh_cn,,T恤,柔软,,,,,,,,,
mug,,simple,Mug,,7,,3.0000,1,,weight_unit=g,/m/mug.jpg,,
"""


def read(path: Path) -> dict[str, FeedProduct]:
    products = [validate(row) for row in read_feed(path, "magento")]
    assert all(isinstance(product, FeedProduct) for product in products), products
    return {product.id: product for product in products if isinstance(product, FeedProduct)}


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, "utf-8")
    return path


def test_a_configurable_has_its_variations_and_simples_of_none_are_products(export: Path) -> None:
    products = read(export)
    assert set(products) == {"t", "mug"}
    assert [v.sku for v in products["t"].variants] == ["t-r-s", "t-b-s"]
    assert products["mug"].variants == []
    assert products["mug"].stock == 3


def test_prices_stock_and_pictures_come_from_the_variations(export: Path) -> None:
    tee = read(export)["t"]
    assert tee.price == 15  # exports leave the configurable's own price empty
    assert [(v.price, v.compare_at, v.stock) for v in tee.variants] == [(15, 20, 4), (22, None, 0)]
    assert [(i.path, i.colour, i.view) for i in tee.images] == [
        ("t/r_main.jpg", "Red", "main"), ("t/r_back.jpg", "Red", "back"),
        ("t/b_main.jpg", "Blue", "main"),
    ]  # fmt: skip


def test_attributes_categories_and_markup_are_read(export: Path) -> None:
    tee = read(export)["t"]
    assert tee.attributes == {"material": ["Cotton", "Wool"], "eco": True, "note": "a, b"}
    assert tee.category == "Men > Tops > Tees ; Men"
    assert tee.description.split() == ["Soft", "&", "light"]


def test_store_views_are_other_languages_texts(export: Path) -> None:
    zh = read(export)["t"].texts["zh"]
    assert (zh.title, zh.description) == ("T恤", "柔软")


def test_a_folder_joins_products_pictures_and_reviews(tmp_path: Path) -> None:
    tables = {
        "products.csv": "sku,name,price,category,qty,colour\nb1,Bag,30,Gear\\nBags,5,Red\n",
        "pictures.csv": "sku,image\nb1,/b/one.jpg\nb1,/b/two.jpg\n",
        "reviews.csv": "sku,rating_value,title,review,reviewer\nb1,4,Good,Nice bag,Ann\n",
        "other.csv": "rating_value,link\n3,x\n",
        "empty.csv": "",
    }
    for name, content in tables.items():
        (tmp_path / name).write_text(content.replace("\\n", " "))
    bag = read(tmp_path)["b1"]
    assert [picture.path for picture in bag.images] == ["b/one.jpg", "b/two.jpg"]
    assert [(r.rating, r.author) for r in bag.reviews] == [(4, "Ann")]


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "sku,price\nx,1\n", 'sku,name\n"x\n'])
def test_a_csv_without_products_is_a_feed_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "feed.csv").write_text(content)
    with pytest.raises(FeedError, match=r"feed\.csv"):
        list(magento.read(tmp_path / "feed.csv"))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain &amp; simple", "plain & simple"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<script>alert(1)</script>Fine", "Fine"),
        ("", ""),
    ],
)
def test_markup_becomes_lines(markup: str, text: str) -> None:
    assert to_text(markup) == text


@pytest.fixture(scope="module")
def luma() -> dict[str, Any]:
    root = Path(__file__).resolve().parents[3] / "shared" / "data" / "luma" / "csv"
    if not root.exists():
        pytest.skip("../shared/data/luma isn't beside this repository")
    return read(root)


def test_luma_is_taken_whole(luma: dict[str, FeedProduct]) -> None:
    assert len(luma) == 191
    assert sum(len(product.variants) for product in luma.values()) == 1_847


def test_luma_prices_and_colours_are_right(luma: dict[str, FeedProduct]) -> None:
    hoodie = luma["MH01"]
    assert hoodie.title == "Chaz Kangeroo Hoodie"
    assert {v.price for v in hoodie.variants} == {Decimal(52)}
    assert Counter(v.options["color"] for v in hoodie.variants) == {
        "Black": 5,
        "Gray": 5,
        "Orange": 5,
    }
    assert {i.colour for i in hoodie.images} == {"Black", "Gray", "Orange"}
    assert luma["24-MB01"].price == Decimal(34)
    colours = {
        v.options["color"] for p in luma.values() for v in p.variants if "color" in v.options
    }
    assert colours == {
        "Black", "Blue", "Brown", "Gray", "Green", "Lavender", "Orange", "Purple", "Red",
        "White", "Yellow",
    }  # fmt: skip
