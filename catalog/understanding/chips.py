"""A query's constraints as short labels that a shopper can take away."""

from collections.abc import Iterator
from typing import NamedTuple

from catalog.money import format_money, to_minor
from catalog.understanding.query import PriceRange, Query
from catalog.understanding.vocabulary import Vocabulary

_PRICE = {
    "en": {"max": "under {max}", "min": "over {min}", "both": "{min} to {max}"},
    "zh": {"max": "{max}以内", "min": "{min}以上", "both": "{min}到{max}"},
}
_NOT = {"en": "not {label}", "zh": "不要{label}"}
_SORT = {
    "en": {"price_asc": "cheapest first", "price_desc": "most expensive first",
           "rating": "best rated first", "newest": "newest first"},
    "zh": {"price_asc": "价格从低到高", "price_desc": "价格从高到低", "rating": "评价最好",
           "newest": "最新"},
}  # fmt: skip
_REDUCED = {"en": "on sale", "zh": "打折"}
_DISCOUNT = {"en": "{percent}% off or more", "zh": "降价{percent}%以上"}
_IN_STOCK = {"en": "in stock", "zh": "有现货"}


class Chip(NamedTuple):
    """A constraint: its label, and what without() needs to take it away."""

    label: str
    facet: str
    value: str | None


def chips(query: Query, vocabulary: Vocabulary, currency: str, language: str) -> list[Chip]:
    """Chips of all constraints, facets and refusals first, then price, reduction, stock, order."""
    return [
        *_facets(query, vocabulary, language),
        *(
            [Chip(price_label(query.price, currency, language), "price", None)]
            if query.price
            else []
        ),
        *(
            [Chip(discount_label(query.discount, language), "discount", None)]
            if query.discount is not None
            else []
        ),
        *([Chip(_IN_STOCK[language], "in_stock", None)] if query.in_stock else []),
        *([Chip(_SORT[language][query.sort], "sort", None)] if query.sort else []),
    ]


def _facets(query: Query, vocabulary: Vocabulary, language: str) -> Iterator[Chip]:
    for facets in (query.must, query.prefer):
        for facet, keys in facets.items():
            for key in keys:
                yield Chip(vocabulary.label(facet, key, language), facet, key)
    for facet, keys in query.must_not.items():
        for key in keys:
            label = _NOT[language].format(label=vocabulary.label(facet, key, language))
            yield Chip(label, f"not {facet}", key)


def discount_label(discount: float, language: str) -> str:
    """'on sale', '20% off or more'; '打折', '降价20%以上'."""
    return _DISCOUNT[language].format(percent=f"{discount:g}") if discount else _REDUCED[language]


def price_label(price: PriceRange, currency: str, language: str) -> str:
    """'under $60', '60美元以内'; `currency` is the shop's."""
    spoken = price.currency or currency
    limits = {
        name: format_money(to_minor(value, spoken), spoken, language, short=True)
        for name, value in (("min", price.min), ("max", price.max))
        if value is not None
    }
    kind = "both" if len(limits) == 2 else next(iter(limits), "max")
    return _PRICE[language][kind].format(**limits) if limits else ""
