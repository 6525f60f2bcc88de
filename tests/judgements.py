"""Judged search queries: turns readable judgements into grades for products.

    python -m tests.judgements QUERIES.yml LUMA_DIR

prints the lines that `python -m catalog evaluate` reads. tests/data/README.md defines the format.
The store is read here once more, apart from the project's importer, so that a mistake of the
importer can't hide in the judgements.
"""

import csv
import html
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Product:
    """One thing to be found; facet values are case-folded, each variant is (colour, size)."""

    sku: str
    title: str
    text: str
    price: float
    variants: list[tuple[str, str]]
    facets: dict[str, set[str]]


def expand(queries: Path, luma: Path) -> list[dict[str, Any]]:
    """Reads judged queries and gives `{"text", "lang", "slices", "relevant": {sku: grade}}` each.

    `luma` is the folder of the store's CSV files. An unknown condition is a KeyError.
    """
    products = list(_products(luma))
    return [
        {**query, "relevant": _grades(query["relevant"], products)}
        for query in yaml.safe_load(queries.read_text("utf-8"))
    ]


def _grades(rules: list[dict[str, Any]], products: list[Product]) -> dict[str, int]:
    rising = sorted(rules, key=lambda rule: int(rule["grade"]))
    return {p.sku: rule["grade"] for rule in rising for p in _select(products, **rule["where"])}


def _select(
    products: list[Product], cheapest: int = 0, dearest: int = 0, **where: Any
) -> list[Product]:
    found = [product for product in products if _meets(product, where)]
    prices = sorted(product.price for product in found)
    wanted = prices[: cheapest or None][-dearest:]
    return [product for product in found if product.price in wanted]


def _meets(product: Product, where: dict[str, Any]) -> bool:
    # Colour and size go together: a red M and a blue L are no red L.
    return any(
        colour in _fold(where.get("colour", [colour]))
        and colour not in _fold(where.get("not_colour", []))
        and size in _fold(where.get("size", [size]))
        for colour, size in product.variants
    ) and all(
        CONDITIONS[name](product, wanted)
        for name, wanted in where.items()
        if name not in ("colour", "not_colour", "size")
    )


def _any_of(facet: str) -> Callable[[Product, list[str]], bool]:
    return lambda product, wanted: bool(product.facets[facet] & _fold(wanted))


def _has(text: str, words: list[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in words)


COLUMNS = {
    "category": ["category", "categories"],
    "gender": ["gender", "categories"],
    "material": ["material"],
    "pattern": ["pattern"],
    "climate": ["climate"],
    "activity": ["activity"],
    "style": ["style_general", "style_bottom", "style_bags", "category_gear"],
    "features": ["features_bags"],
}
CONDITIONS: dict[str, Callable[[Product, Any], bool]] = {
    **{facet: _any_of(facet) for facet in COLUMNS},
    "collection": _any_of("category"),
    "gender": lambda p, wanted: not p.facets["gender"] or wanted in p.facets["gender"],
    "not_material": lambda p, unwanted: not p.facets["material"] & _fold(unwanted),
    "price_min": lambda p, limit: p.price >= limit,
    "price_max": lambda p, limit: p.price <= limit,
    "title_has": lambda p, words: _has(p.title, words),
    "description_has": lambda p, words: _has(p.text, words),
    "lacks": lambda p, words: not _has(" ".join([p.text, *p.facets["style"]]), words),
}


def _products(folder: Path) -> Iterator[Product]:
    for path in [folder / "configurable_products.csv", *sorted(folder.glob("products_gear_*"))]:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, restval=""):
                if row.get("product_type") != "simple":
                    yield _product(row | _pairs(row.get("additional_attributes", "")))


def _product(row: dict[str, str]) -> Product:
    variants = [row | _pairs(v) for v in row.get("configurable_variations", "").split("|")]
    facets = {
        facet: _fold(value for column in columns for value in _parts(row.get(column, "")))
        for facet, columns in COLUMNS.items()
    }
    facets["gender"] &= {"men", "women"}
    return Product(
        sku=row["sku"],
        title=_plain(row["name"]),
        text=_plain(f"{row['name']} {row['description']} {row.get('short_description', '')}"),
        price=float(row["price"]),
        variants=[(v.get("color", "").casefold(), v.get("size", "").casefold()) for v in variants],
        facets=facets,
    )


def _pairs(text: str) -> dict[str, str]:
    return {name: value for name, _, value in (pair.partition("=") for pair in text.split(","))}


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[|/,\n]", text) if part]


def _plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def _fold(values: Iterable[str]) -> set[str]:
    return {re.sub("[®™]", "", _plain(value)).casefold() for value in values}


if __name__ == "__main__":
    for judged in expand(Path(sys.argv[1]), Path(sys.argv[2])):
        sys.stdout.write(json.dumps(judged, ensure_ascii=False) + "\n")
