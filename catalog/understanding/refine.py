"""What a shopper says next changes what was asked before."""

import statistics
from collections.abc import Sequence
from typing import Any

from catalog.understanding.query import Facets, PriceRange, Query, Sort

_MOST_WORDS = 12
_CENT = 0.01
_ROUND = 10  # from here on limits are whole: people say 69, not 69.74
_BY_PRICE: dict[str, Sort] = {"cheaper": "price_asc", "dearer": "price_desc"}


def refine(standing: Query, change: Query, shown_prices: Sequence[float] = ()) -> Query:
    """The standing query with a change in it. A facet named anew replaces its values, "no leather"
    refuses what was wanted and "leather" allows it again; "cheaper" goes below the median of
    `shown_prices` (in units of the shop's currency), or sorts by price when none are given.
    """
    kept = _forget(standing, change.forget)
    return Query(
        must=_replaced(kept.must, change.must, change),
        must_not=_refused(kept.must_not, change),
        prefer=_replaced(kept.prefer, change.prefer, change),
        price=_price(kept, change, shown_prices),
        sort=_sort(kept, change, shown_prices),
        discount=kept.discount if change.discount is None else change.discount,
        in_stock=kept.in_stock or change.in_stock,
        words=_appended(kept.words, change.words),
        language=change.language,
        widened=_widened(kept, change),
    )


def without(query: Query, facet: str, value: str | None) -> Query:
    """The query less one constraint, as chips name it: `facet` is "price", "discount", "sort",
    "in_stock", a facet, or "not " and a facet; `value` None drops all values of the facet."""
    cleared: dict[str, Any] = {"price": None, "discount": None, "sort": None, "in_stock": False}
    if facet in cleared:
        return query.model_copy(update={facet: cleared[facet]})
    if facet.startswith("not "):
        name = facet.removeprefix("not ")
        return query.model_copy(update={"must_not": _less(query.must_not, name, value)})
    must, prefer = _less(query.must, facet, value), _less(query.prefer, facet, value)
    return query.model_copy(update={"must": must, "prefer": prefer})


def _less(facets: Facets, facet: str, value: str | None) -> Facets:
    rest = [key for key in facets.get(facet, []) if value is not None and key != value]
    return _filled({**facets, facet: rest})


def _filled(facets: Facets) -> Facets:
    return {facet: keys for facet, keys in facets.items() if keys}


def _forget(query: Query, names: Sequence[str]) -> Query:
    for name in names:
        query = without(without(query, name, None), f"not {name}", None)
    return query


def _replaced(standing: Facets, anew: Facets, change: Query) -> Facets:
    """The standing values, replaced where the change names a facet, less what it refuses."""
    named = {*change.must, *change.prefer}
    kept = {facet: keys for facet, keys in standing.items() if facet not in named}
    return _filled(
        {facet: _minus(keys, change.must_not.get(facet)) for facet, keys in (kept | anew).items()}
    )


def _refused(standing: Facets, change: Query) -> Facets:
    """What was refused and not asked for since, and what is refused now."""
    facets: Facets = {}
    for facet in dict.fromkeys((*standing, *change.must_not)):
        wanted = [*change.must.get(facet, []), *change.prefer.get(facet, [])]
        keys = _minus(standing.get(facet, []), wanted) + change.must_not.get(facet, [])
        facets[facet] = list(dict.fromkeys(keys))
    return _filled(facets)


def _minus(keys: Sequence[str], gone: Sequence[str] | None) -> list[str]:
    return [key for key in keys if key not in (gone or ())]


def _price(kept: Query, change: Query, shown: Sequence[float]) -> PriceRange | None:
    if change.price or not (change.relative and shown):
        return change.price or kept.price
    middle = statistics.median(shown)
    limits = kept.price or PriceRange()
    if change.relative == "cheaper":
        most = max(round(middle - _CENT, 2), 0)
        most = float(int(most)) if most >= _ROUND else most
        most = most if limits.max is None else min(most, limits.max)  # never above what was said
        least = limits.min if limits.min is not None and limits.min < most else None
        return PriceRange(min=least, max=most)
    least = max(round(middle + _CENT, 2), limits.min or 0)
    most_kept = limits.max if limits.max is not None and limits.max > least else None
    return PriceRange(min=least, max=most_kept)


def _sort(kept: Query, change: Query, shown: Sequence[float]) -> Sort | None:
    blind = change.relative and not shown and not change.price
    return change.sort or (_BY_PRICE[change.relative] if blind and change.relative else kept.sort)


def _appended(standing: str, anew: str) -> str:
    words = dict.fromkeys([*standing.split(), *anew.split()])
    return " ".join(list(words)[-_MOST_WORDS:])


def _widened(kept: Query, change: Query) -> dict[str, str]:
    """Of both, what still stands in the query."""
    standing = {
        wished: wider
        for wished, wider in kept.widened.items()
        if not _replaces(change, kept, wider)
    }
    return standing | change.widened


def _replaces(change: Query, kept: Query, key: str) -> bool:
    return any(key in keys and facet in change.must for facet, keys in kept.must.items())
