"""What stores sell, for the judgements of queries. Their files are read here once more, apart from
the project's importer, so that a mistake of the importer can't hide in the judgements."""

import csv
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
ATTRIBUTES = ("gender", "material", "pattern", "occasion", "features")
FACETS = {*COLUMNS, *ATTRIBUTES}


@dataclass(frozen=True)
class Product:
    """One thing to be found; facet values are case-folded, each variant is (colour, size)."""

    sku: str
    title: str
    text: str
    price: float
    variants: list[tuple[str, str]]
    facets: dict[str, set[str]]


def read_store(path: Path) -> list[Product]:
    """All that is sold in Luma, a folder of CSV files, or in the demo shop, a JSONL feed."""
    return list(_luma(path) if path.is_dir() else _demo(path))


def fold(values: Iterable[str]) -> set[str]:
    """Values as they are compared: without regard to case and trademarks."""
    return {re.sub("[®™]", "", _plain(value)).casefold() for value in values}


def _luma(folder: Path) -> Iterator[Product]:
    for path in [folder / "configurable_products.csv", *sorted(folder.glob("products_gear_*"))]:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, restval=""):
                if row.get("product_type") != "simple":
                    yield _product(row | _pairs(row.get("additional_attributes", "")))


def _product(row: dict[str, str]) -> Product:
    variants = [row | _pairs(v) for v in row.get("configurable_variations", "").split("|")]
    facets = {
        facet: fold(value for column in columns for value in _parts(row.get(column, "")))
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


def _demo(feed: Path) -> Iterator[Product]:
    for line in feed.read_text("utf-8").splitlines():
        row = json.loads(line)
        facets = {name: fold(_listed(row["attributes"].get(name, []))) for name in ATTRIBUTES}
        facets["gender"] -= {"unisex"}
        facets["category"] = fold(row["category"].split(" > "))
        sold = [variant for variant in row["variants"] if variant["stock"]] or row["variants"]
        options = [variant["options"] for variant in sold]
        yield Product(
            sku=row["id"],
            title=row["title"],
            text=f"{row['title']} {row['description']}",
            price=row["price"],
            variants=[(each["Color"].casefold(), each["Size"].casefold()) for each in options],
            facets=facets,
        )


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _pairs(text: str) -> dict[str, str]:
    return {name: value for name, _, value in (pair.partition("=") for pair in text.split(","))}


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[|/,\n]", text) if part]


def _plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())
