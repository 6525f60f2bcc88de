"""Judged search queries: turns readable judgements into grades for products.

    python -m tests.judgements QUERIES.yml STORE

prints the lines that `python -m catalog evaluate` reads; STORE is Luma's folder of CSV files or the
demo shop's products.jsonl. tests/data/README.md defines the format.
"""

import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.stores import FACETS, Product, fold, read_store

Rules = list[dict[str, Any]]

LIMITS = {
    "price_min": "price",
    "price_max": "price",
    "colour": "colour",
    "not_colour": "negation",
    "size": "size",
    "gender": "gender",
    "material": "material",
    "not_material": "negation",
    "lacks": "negation",
}
"""Conditions that a shopper sets and nothing may break, and the slice of queries that do."""


def expand(queries: Path, store: Path) -> list[dict[str, Any]]:
    """Reads judged queries and gives `{"text", "lang", "slices", "relevant": {sku: grade},
    "limits": {condition: value}}` each. An unknown condition is a KeyError.
    """
    products = read_store(store)
    return [
        {
            **query,
            "relevant": _grades(query["relevant"], products),
            "limits": _limits(query["relevant"], query["slices"]),
        }
        for query in yaml.safe_load(queries.read_text("utf-8"))
    ]


def broken(product: Product, limits: dict[str, Any]) -> list[str]:
    """Which of a query's limits a product doesn't meet: all if it does each, but not together."""
    names = [name for name, limit in limits.items() if not _meets(product, {name: limit})]
    return names or ([] if _meets(product, limits) else list(limits))


def _limits(rules: Rules, slices: list[str]) -> dict[str, Any]:
    """What all rules of a query have in common: of lists of what isn't wanted, the same values."""
    wheres = [rule["where"] for rule in rules]
    limits: dict[str, Any] = {}
    for name, of in LIMITS.items():
        values = [where.get(name) for where in wheres]
        if of not in slices or None in values:
            continue
        if of == "negation":
            limits[name] = [value for value in values[0] if all(value in each for each in values)]
        elif all(value == values[0] for value in values):
            limits[name] = values[0]
    return {name: limit for name, limit in limits.items() if limit}


def _grades(rules: Rules, products: Sequence[Product]) -> dict[str, int]:
    rising = sorted(rules, key=lambda rule: int(rule["grade"]))
    return {p.sku: rule["grade"] for rule in rising for p in _select(products, **rule["where"])}


def _select(
    products: Sequence[Product], cheapest: int = 0, dearest: int = 0, **where: Any
) -> list[Product]:
    found = [product for product in products if _meets(product, where)]
    prices = sorted(product.price for product in found)
    wanted = prices[: cheapest or None][-dearest:]
    return [product for product in found if product.price in wanted]


def _meets(product: Product, where: dict[str, Any]) -> bool:
    # Colour and size go together: a red M and a blue L are no red L.
    return any(
        colour in fold(where.get("colour", [colour]))
        and colour not in fold(where.get("not_colour", []))
        and size in fold(where.get("size", [size]))
        for colour, size in product.variants
    ) and all(
        CONDITIONS[name](product, wanted)
        for name, wanted in where.items()
        if name not in ("colour", "not_colour", "size")
    )


def _any_of(facet: str) -> Callable[[Product, list[str]], bool]:
    return lambda product, wanted: bool(product.facets[facet] & fold(wanted))


def _has(text: str, words: list[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in words)


CONDITIONS: dict[str, Callable[[Product, Any], bool]] = {
    **{facet: _any_of(facet) for facet in FACETS},
    "collection": _any_of("category"),
    "gender": lambda p, wanted: not p.facets["gender"] or wanted in p.facets["gender"],
    "not_material": lambda p, unwanted: not p.facets["material"] & fold(unwanted),
    "price_min": lambda p, limit: p.price >= limit,
    "price_max": lambda p, limit: p.price <= limit,
    "title_has": lambda p, words: _has(p.title, words),
    "description_has": lambda p, words: _has(p.text, words),
    "lacks": lambda p, words: not _has(" ".join([p.text, *p.facets.get("style", ())]), words),
}


if __name__ == "__main__":
    for judged in expand(Path(sys.argv[1]), Path(sys.argv[2])):
        sys.stdout.write(json.dumps(judged, ensure_ascii=False) + "\n")
