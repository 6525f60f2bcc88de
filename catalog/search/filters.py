"""A query's constraints as SQL conditions. Nothing here is left to a similarity."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, cast, exists, func, not_, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from catalog.money import to_minor
from catalog.store.tables import Product, ProductText, Variant
from catalog.understanding.query import PriceRange, Query

Condition = ColumnElement[bool]

_OF_VARIANTS = ("colour", "size")
_OPEN_GENDER = ("unisex",)
_MOST = 1e12


def conditions(query: Query, currency: str) -> list[Condition]:
    """Conditions on products; colour, size, price, reduction and stock must meet in one variant.
    Those of them that the product tells by itself stand beside it: few products are left to join.
    """
    found = [_any_of(facet, keys) for facet, keys in query.must.items()]
    found += [
        not_(_has(facet, keys))
        for facet, keys in query.must_not.items()
        if facet not in (*_OF_VARIANTS, "words")
    ]
    found += [_lacks_words(query.must_not["words"])] if query.must_not.get("words") else []
    found += _priced(query.price, currency)
    variant = variant_conditions(query, currency)
    if variant:
        matching = select(1).select_from(Variant).where(Variant.product_id == Product.id, *variant)
        found.append(exists(matching.correlate(Product)))
    return found


def variant_conditions(query: Query, currency: str) -> list[Condition]:
    """Conditions on one variant. A colour or size that variants leave open is the product's; a
    variant that is sold out counts only when the product is."""
    found: list[Condition] = []
    columns = {"colour": Variant.colours, "size": Variant.sizes}
    for facet, column in columns.items():
        wanted, unwanted = query.must.get(facet, []), query.must_not.get(facet, [])
        if wanted:
            unsaid = and_(func.cardinality(column) == 0, _has(facet, wanted))
            found.append(or_(column.overlap(cast(wanted, ARRAY(Text))), unsaid))
        if unwanted:
            found.append(not_(column.overlap(cast(unwanted, ARRAY(Text)))))
            found.append(or_(func.cardinality(column) > 0, not_(_has(facet, unwanted))))
    if query.price:
        found += _within(query.price, query.price.currency or currency)
    if query.discount is not None:
        found.append(Variant.compare_at > Variant.price)
        found.append(Variant.price <= Variant.compare_at * (1 - query.discount / 100))
    buyable = or_(Variant.stock.is_(None), Variant.stock > 0)
    if query.in_stock:
        found.append(buyable)
    elif found:
        found.append(or_(buyable, not_(Product.in_stock)))
    return found


def _within(price: PriceRange, currency: str) -> list[Condition]:
    found: list[Condition] = []
    if price.min is not None:
        found.append(Variant.price >= comparable(price.min, currency))
    if price.max is not None:
        found.append(Variant.price <= comparable(price.max, currency))
    return found


def comparable(amount: float, currency: str) -> int:
    """Minor units that the column can hold: shoppers write numbers of any length."""
    return to_minor(min(amount, _MOST), currency)


def _priced(price: PriceRange | None, currency: str) -> list[Condition]:
    """What the product's range says; limits say nothing about prices in other currencies."""
    if price is None:
        return []
    currency = price.currency or currency
    found: list[Condition] = [Product.currency == currency]
    if price.max is not None:
        found.append(Product.price_min <= comparable(price.max, currency))
    if price.min is not None:
        found.append(Product.price_max >= comparable(price.min, currency))
    return found


def _any_of(facet: str, keys: list[str]) -> Condition:
    if facet == "gender":  # what the feed says is for nobody is for all: a guess hides nothing
        return or_(_has(facet, [*keys, *_OPEN_GENDER]), not_(Product.facets.has_key("gender")))
    return _has(facet, keys)


def _has(facet: str, keys: Iterable[str]) -> Condition:
    wanted = cast([f"{facet}:{key}" for key in keys], ARRAY(Text))
    found: Condition = Product.facet_keys.overlap(wanted)
    return found


def _lacks_words(words: list[str]) -> Condition:
    """No text of the product has any of the words."""
    wanted: ColumnElement[Any] = func.plainto_tsquery("english", words[0])
    for word in words[1:]:
        wanted = wanted.op("||")(func.plainto_tsquery("english", word))
    return not_(
        exists(
            select(1)
            .select_from(ProductText)
            .where(
                ProductText.product_id == Product.id,
                ProductText.language == "en",
                ProductText.search.op("@@")(wanted),
            )
            .correlate(Product)
        )
    )
