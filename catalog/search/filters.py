"""A query's constraints as SQL conditions. Nothing here is left to a similarity."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, cast, exists, false, func, not_, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import Text

from catalog.money import to_minor
from catalog.store.tables import Product, ProductText, Variant
from catalog.understanding.query import PriceRange, Query

Condition = ColumnElement[bool]

_OF_VARIANTS = ("colour", "size")
_OPEN_GENDER = ("unisex",)


def conditions(query: Query, currency: str) -> list[Condition]:
    """Conditions on products; colour, size, price and stock must meet in one variant."""
    found = [_any_of(facet, keys) for facet, keys in query.must.items() if facet not in _OF_VARIANTS]
    found += [
        not_(_has(facet, keys))
        for facet, keys in query.must_not.items()
        if facet not in (*_OF_VARIANTS, "words")
    ]
    found += [_lacks_words(query.must_not["words"])] if query.must_not.get("words") else []
    found += _currency(query.price, currency)
    variant = _variant(query, currency)
    if variant:
        found.append(exists(select(1).where(Variant.product_id == Product.id, *variant)))
    return found


def _variant(query: Query, currency: str) -> list[Condition]:
    """Conditions on one variant. A colour or size that variants leave open is the product's."""
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
    if query.price and query.price.min is not None:
        found.append(Variant.price >= to_minor(query.price.min, currency))
    if query.price and query.price.max is not None:
        found.append(Variant.price <= to_minor(query.price.max, currency))
    if query.in_stock:
        found.append(or_(Variant.stock.is_(None), Variant.stock > 0))
    return found


def _currency(price: PriceRange | None, currency: str) -> list[Condition]:
    """Limits in another currency than the shop's can't be compared: nothing matches."""
    return [false()] if price and price.currency not in (None, currency) else []


def _any_of(facet: str, keys: list[str]) -> Condition:
    if facet == "gender":
        return or_(_has(facet, [*keys, *_OPEN_GENDER]), not_(Product.facets.has_key("gender")))
    return _has(facet, keys)


def _has(facet: str, keys: Iterable[str]) -> Condition:
    return or_(*(Product.facets.contains(cast({facet: [key]}, JSONB)) for key in keys))


def _lacks_words(words: list[str]) -> Condition:
    """No text of the product has any of the words."""
    wanted = func.plainto_tsquery("english", words[0])
    for word in words[1:]:
        wanted = wanted.op("||")(func.plainto_tsquery("english", word))
    return not_(
        exists(
            select(1).where(
                ProductText.product_id == Product.id,
                ProductText.language == "en",
                ProductText.search.op("@@")(wanted),
            )
        )
    )
