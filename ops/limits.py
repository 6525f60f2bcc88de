"""Whether search shows what breaks a limit that the shopper set, as the judgements read the
store."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog.understanding.query import Query
from tests.judgements import broken
from tests.stores import read_store

_UNDERSTOOD: dict[str, Callable[[Query], Any]] = {
    "price_min": lambda query: query.price,
    "price_max": lambda query: query.price,
    "colour": lambda query: query.must.get("colour"),
    "not_colour": lambda query: query.must_not.get("colour"),
    "size": lambda query: query.must.get("size"),
    "gender": lambda query: query.must.get("gender"),
    "material": lambda query: query.must.get("material"),
    "not_material": lambda query: query.must_not.get("material"),
    "lacks": lambda query: query.must_not,
}
"""What tells that search took a condition of the judgements for a limit."""


@dataclass(frozen=True)
class Shown:
    """A product that a query with limits found, which of them it breaks, and whether search took
    any of those for a limit."""

    text: str
    product: str
    breaks: Mapping[str, Any]
    understood: bool

    def __str__(self) -> str:
        """For who judges whether search or the judgement is wrong."""
        limits = ", ".join(f"{name} {value}" for name, value in self.breaks.items())
        told = "understood" if self.understood else "not understood"
        return f"{self.text}: {self.product} breaks {limits} ({told})"


def check(
    asked: Sequence[Mapping[str, Any]],
    rankings: Sequence[Sequence[str]],
    store: Path,
    parse: Callable[[str], Query],
) -> Iterator[Shown]:
    """All that was found for queries with limits: `asked` as expand() gives them, `rankings` ids
    found for each, `store` as read_store() takes it."""
    sold = {product.sku: product for product in read_store(store)}
    for query, found in zip(asked, rankings, strict=True):
        if limits := query["limits"]:
            parsed = parse(query["text"])
            for sku in found:
                names = broken(sold[sku], limits)
                understood = any(_UNDERSTOOD[name](parsed) for name in names)
                breaks = {name: limits[name] for name in names}
                yield Shown(query["text"], f"{sold[sku].title} ({sku})", breaks, understood)
