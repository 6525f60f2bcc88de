"""Fuses the candidate lists into one ranking, in one statement, with what a card shows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import (
    CTE,
    Connection,
    Float,
    Select,
    case,
    cast,
    desc,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from catalog.store.fitted import load_fitted
from catalog.store.tables import Picture, Product, ProductText, Variant
from catalog.understanding.query import Query


@dataclass(frozen=True)
class Weights:
    """Of the lists in weighted reciprocal rank fusion (Cormack et al., SIGIR 2009), its constant,
    and what a met wish adds: near the top a rank lost costs 0.002. Chosen on Luma's development
    queries, but for `fused`, which is that of `picture` and wasn't measured apart."""

    NAME: ClassVar = "weights"  # of those that were fitted on this catalogue

    words: float = 0.5
    meaning: float = 1.0
    picture: float = 2.0
    fused: float = 2.0
    merit: float = 0.1
    wish: float = 0.02
    k: float = 20.0

    @classmethod
    def read(cls, connection: Connection) -> "Weights":
        """Those that were fitted on this catalogue, else as they come."""
        data = load_fitted(connection, cls.NAME)
        return cls(**json.loads(data)) if data else cls()


def ranked(lists: Mapping[str, CTE], query: Query, weights: Weights, limit: int) -> Select[Any]:
    """Products by weighted reciprocal ranks and wishes met, sold-out last. In an order that was
    asked for, those that meet more wishes still come first. `closest` is the best score in
    meaning."""
    fused = _fused(lists, query, weights)
    statement = select(
        Product.id, Product.title, _title(query).label("shown_title"), Product.price_min,
        _compare_at().label("compare_at"), Product.currency, Product.in_stock, Product.rating,
        Product.known.label("facets"), Product.guesses, Product.url,
        fused.c.score, _picture_of(query).label("picture"), func.count().over().label("total"),
        _closest(lists).label("closest"),
    ).join(fused, fused.c.id == Product.id)  # fmt: skip
    orders: dict[str, list[Any]] = {
        "price_asc": [Product.price_min.asc()],
        "price_desc": [Product.price_min.desc()],
        "rating": [func.coalesce(Product.rating, 0).desc(), Product.review_count.desc()],
        "newest": [Product.created_at.desc().nulls_last()],
    }
    order = [fused.c.met.desc(), *orders[query.sort]] if query.sort else []
    return statement.order_by(
        Product.in_stock.desc(), *order, fused.c.score.desc(), Product.id
    ).limit(limit)


def _fused(lists: Mapping[str, CTE], query: Query, weights: Weights) -> CTE:
    shares = [
        select(source.c.id, (getattr(weights, name) / (weights.k + source.c.rank)).label("share"))
        for name, source in lists.items()
    ]
    every = union_all(*shares).subquery()
    total = (
        select(every.c.id, func.sum(every.c.share).label("share")).group_by(every.c.id).subquery()
    )
    met = _met(query) * weights.wish
    return (
        select(total.c.id, (total.c.share + met).label("score"), met.label("met"))
        .join(Product, Product.id == total.c.id)
        .cte("fused_lists")
    )


def _met(query: Query) -> Any:
    """How many of the wishes a product meets."""
    met: Any = literal(0.0, Float)
    for facet, keys in query.prefer.items():
        for key in keys:
            has = Product.facet_keys.contains(cast([f"{facet}:{key}"], ARRAY(Text)))
            met = met + case((has, 1.0), else_=0.0)
    return met


def _closest(lists: Mapping[str, CTE]) -> Any:
    meaning = lists.get("meaning")
    return null() if meaning is None else select(func.max(meaning.c.score)).scalar_subquery()


def _title(query: Query) -> Any:
    return (
        select(ProductText.title)
        .where(ProductText.product_id == Product.id, ProductText.language == query.language)
        .scalar_subquery()
    )


def _compare_at() -> Any:
    return (
        select(func.max(Variant.compare_at))
        .where(
            Variant.product_id == Product.id,
            Variant.price == Product.price_min,
            Variant.compare_at > Variant.price,
        )
        .scalar_subquery()
    )


def _picture_of(query: Query) -> Any:
    """The first photo, of a wanted colour if there is one."""
    wanted = query.must.get("colour", [])
    order: list[Any] = [Picture.position]
    if wanted:
        order.insert(0, desc(Picture.colours.overlap(wanted)))
    return (
        select(Picture.file)
        .where(Picture.product_id == Product.id, Picture.role == "photo")
        .order_by(*order)
        .limit(1)
        .scalar_subquery()
    )
