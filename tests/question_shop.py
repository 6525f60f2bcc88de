"""Five products that there is much to ask about, with reviews in two languages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from catalog.app import Catalogue, open_catalogue
from catalog.feeds import read_feed
from catalog.settings import ROOT, Settings
from tests.fakes import Counts
from tests.small_shop import Product, product, variant, write_shop


def review(rating: float, author: str, text: str, language: str = "en") -> Product:
    return {"rating": rating, "author": author, "text": text, "language": language}


def _chinese(row: Product, description: str, **attributes: Any) -> Product:
    row["texts"]["zh"] |= {"description": description, "attributes": attributes}
    return row


PRODUCTS = [
    _chinese(
        product(
            "parka", "jacket", "Storm Parka", "防水派克大衣", "Women > Jackets",
            [{**variant("parka-k-s", "Black", "S", 99, 3), "compare_at": 132},
             variant("parka-k-m", "Black", "M", 99, 0), variant("parka-r-m", "Red", "M", 110, None),
             variant("parka-r-l", "Red", "L", 110, 8)],
            description="A parka for wet days. The hood comes off. Pre-shrunk, so it keeps its "
            "size.",
            attributes={"gender": "women", "material": "polyester", "brand": "Nordlys",
                        "care": "machine washable", "features": ["waterproof", "windproof"],
                        "pockets": "two zip pockets", "weight": "480 g"},
            rating=3.5,
            reviews=[
                review(5, "Ann", "Runs small - order one size up. Kept me warm all winter."),
                review(2, "Bob", "The zipper broke after a week. The black faded in the wash."),
                review(4, "小李", "偏小，建议买大一码。做工很精细。", "zh"),
                review(3, "老王", "拉链不太好用。", "zh"),
            ],
        ),
        "防水面料，下雨天也能穿。洗后不缩水。",
        材质="聚酯纤维", 功能特点=["防水", "防风"], 洗涤说明="可机洗", 品牌="Nordlys",
    ),
    _chinese(
        product(
            "shell", "jacket", "Trail Softshell", "软壳外套", "Women > Jackets",
            [variant("shell-b-s", "Blue", "S", 80), variant("shell-b-m", "Blue", "M", 80)],
            description="Breathable, so you stay dry when it warms up.",
            attributes={"gender": "women", "material": "polyester",
                        "features": ["water resistant", "not windproof"]},
            rating=5.0,
            reviews=[review(5, "Cleo", "True to size."), review(5, "Dan", "Fits great.")],
        ),
        "透气不闷汗。", 材质="聚酯纤维", 功能特点=["防泼水", "不防风"],
    ),
    product("tee", "tee", "Plain Tee", "纯色T恤", "T-Shirts",
            [variant("tee-w-m", "White", "M", 20, 0)],
            description="So light that you stay dry in summer. Nothing for a rainstorm.",
            attributes={"material": "Cotton"}),
    product("boots", "boots", "Ankle Boots", "短靴", "Women > Shoes > Boots",
            [variant("boots-37", "Brown", "37", 120), variant("boots-39", "Brown", "39", 120, 0)],
            attributes={"gender": "women", "material": "Leather", "heel height": "6 cm"}),
    product("bag", "bag", "City Handbag", "城市手提包", "Bags > Handbags", [], price=95, stock=3,
            colour="Black", attributes={"material": "vegan leather", "color": "Black"},
            description="A 13 inch laptop fits inside. Wipe clean with a damp cloth.\n"
            'H 20" x W 14".'),
]  # fmt: skip


@contextmanager
def open_shop(folder: Path, url: str) -> Iterator[Catalogue]:
    """The products imported with the real encoder, and the demo's size charts."""
    feed = write_shop(folder / "feed", PRODUCTS)
    charts = ROOT / "catalog" / "demo" / "sizes.yml"
    settings = Settings(DATABASE_URL=url, home=folder / "home", encoder="embedded", sizes=charts)
    with open_catalogue(settings) as catalogue:
        catalogue.importer().run(read_feed(feed, "jsonl"), feed.parent, Counts())
        yield catalogue
