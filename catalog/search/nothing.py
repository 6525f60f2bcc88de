"""Nothing found: which constraint emptied the result, and the nearest thing."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from catalog.search.filters import comparable, conditions, variant_conditions
from catalog.search.knowledge import Known
from catalog.store.tables import Product, Variant
from catalog.understanding.query import Query

MOST_COUNTED = 1_000
"""Products counted at the most: nobody looks through more of them."""


@dataclass(frozen=True)
class Relaxation:
    """A constraint and how many products there are without it, MOST_COUNTED at the most."""

    facet: str
    values: list[str]
    count: int


@dataclass(frozen=True)
class Nothing:
    """Why there are no hits: a `strange_photo`, `strange_words`, or constraints, those that free
    most first. `nearest_price` in minor units, of products that meet all but the price."""

    strange_photo: bool = False
    strange_words: bool = False
    relaxations: list[Relaxation] = field(default_factory=list)
    nearest_price: int | None = None
    currency: str | None = None
    catalogue_size: int = 0


def explain_nothing(connection: Connection, query: Query, known: Known) -> Nothing:
    """Count products without each constraint in turn."""
    relaxations = []
    for facet, values, relaxed in _relaxed(query):
        count = _count(connection, relaxed, known.currency)
        if count:
            relaxations.append(Relaxation(facet, values, count))
    return Nothing(
        relaxations=sorted(relaxations, key=lambda r: -r.count),
        nearest_price=_nearest_price(connection, query, known.currency),
        currency=(query.price and query.price.currency) or known.currency,
        catalogue_size=known.lexicon.size,
    )


def _relaxed(query: Query) -> list[tuple[str, list[str], Query]]:
    """The query without each of its constraints."""
    found = []
    for facet, values in query.must.items():
        rest = {name: keys for name, keys in query.must.items() if name != facet}
        found.append((facet, values, query.model_copy(update={"must": rest})))
    for facet, values in query.must_not.items():
        rest = {name: keys for name, keys in query.must_not.items() if name != facet}
        found.append((f"not {facet}", values, query.model_copy(update={"must_not": rest})))
    if query.price:
        found.append(("price", [], query.model_copy(update={"price": None})))
    if query.discount is not None:
        found.append(("discount", [], query.model_copy(update={"discount": None})))
    if query.in_stock:
        found.append(("in_stock", [], query.model_copy(update={"in_stock": False})))
    return found


def _count(connection: Connection, query: Query, currency: str) -> int:
    some = select(Product.id).where(*conditions(query, currency)).limit(MOST_COUNTED).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def _nearest_price(connection: Connection, query: Query, currency: str) -> int | None:
    """Of a variant that meets all else, the price least away from the limits."""
    if not query.price:
        return None
    currency = query.price.currency or currency
    free = query.model_copy(update={"price": None})
    where = [*conditions(free, currency), *variant_conditions(free, currency)]
    limits = [limit for limit in (query.price.min, query.price.max) if limit is not None]
    away = func.least(*(func.abs(Variant.price - comparable(limit, currency)) for limit in limits))
    return connection.scalar(
        select(Variant.price)
        .join(Product, Product.id == Variant.product_id)
        .where(Product.currency == currency, *where)
        .order_by(away, Variant.price)
        .limit(1)
    )
