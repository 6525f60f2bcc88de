"""The candidate lists that are fused: by words, by meaning, by picture, or by merit alone. Each is
a select of (id, rank, score) below the same conditions, best first."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import Float, Select, cast, desc, func, select, union_all
from sqlalchemy.dialects.postgresql import TSQUERY

from catalog.search.filters import Condition
from catalog.store.tables import FusedVector, PictureVector, Product, ProductText, TextVector
from catalog.understanding.query import Sort

_DEPTH = 100  # products a list holds; fusion reads no further
_SATURATION = 0.1  # on Luma's development queries .05 to .3 differ by less than .002
_PICTURES = 200  # pictures looked at for them: a product has several


def by_words(weights: Mapping[str, float], language: str, where: list[Condition]) -> Select[Any]:
    """Full text: any of the words, by their weights, saturated as in BM25: once in a text counts
    most of what often does."""
    config = "english" if language == "en" else "simple"
    query = func.to_tsquery(config, " | ".join(weights), type_=TSQUERY)
    score: Any = cast(0.0, Float)
    for word, weight in weights.items():
        often = func.ts_rank(ProductText.search, func.to_tsquery(config, word, type_=TSQUERY), 1)
        score = score + cast(weight, Float) * often / (often + _SATURATION)
    return _ranked(
        select(Product.id, score.label("score"))
        .join(ProductText, ProductText.product_id == Product.id)
        .where(ProductText.language == language, ProductText.search.op("@@")(query), *where)
        .order_by(desc("score"), Product.id)
        .limit(_DEPTH)
    )


def by_meaning(
    vector: NDArray[np.float32], encoder: str, language: str, where: list[Condition]
) -> Select[Any]:
    """Text vectors of the query's language, nearest first; score is the cosine."""
    distance = cast(TextVector.embedding, HALFVEC(len(vector))).cosine_distance(vector)
    return _ranked(
        select(Product.id, (1 - distance).label("score"))
        .join(TextVector, TextVector.product_id == Product.id)
        .where(TextVector.encoder == encoder, TextVector.language == language, *where)
        .order_by(distance)
        .limit(_DEPTH)
    )


def by_picture(vectors: NDArray[np.float32], encoder: str, where: list[Condition]) -> Select[Any]:
    """Pictures, those nearest to any of the vectors (r, k) first; a product counts with its best
    one."""
    return _nearest(PictureVector, vectors, encoder, where)


def by_fused(vector: NDArray[np.float32], encoder: str, where: list[Condition]) -> Select[Any]:
    """Fused vectors, nearest first; a product counts with its best colour."""
    return _nearest(FusedVector, vector[None], encoder, where)


def _nearest(
    table: type[PictureVector | FusedVector],
    vectors: NDArray[np.float32],
    encoder: str,
    where: list[Condition],
) -> Select[Any]:
    lists = []
    for vector in vectors:
        distance = cast(table.embedding, HALFVEC(len(vector))).cosine_distance(vector)
        lists.append(
            select(Product.id, (1 - distance).label("score"))
            .join(table, table.product_id == Product.id)
            .where(table.encoder == encoder, *where)
            .order_by(distance)
            .limit(_PICTURES)
        )
    near = union_all(*lists).subquery()
    best = func.max(near.c.score).label("score")
    return _ranked(select(near.c.id, best).group_by(near.c.id).order_by(desc(best)).limit(_DEPTH))


def by_merit(where: list[Condition], sort: Sort | None = None) -> Select[Any]:
    """All that the conditions leave, well rated first, or first in the order asked for."""
    merit = func.coalesce(Product.rating, 3.0) * func.ln(2 + Product.review_count)
    scores: dict[Sort | None, Any] = {
        "price_asc": -Product.price_min,
        "price_desc": Product.price_min,
        "rating": func.coalesce(Product.rating, 0.0),
        "newest": func.coalesce(func.extract("epoch", Product.created_at), 0),
    }
    score = cast(scores.get(sort, merit), Float)
    return _ranked(
        select(Product.id, score.label("score"))
        .where(*where)
        .order_by(score.desc(), Product.id)
        .limit(_DEPTH)
    )


def _ranked(statement: Select[Any]) -> Select[Any]:
    """(id, rank, score), ranks from 1."""
    inner = statement.subquery()
    rank = func.row_number().over(order_by=desc(inner.c.score))
    return select(inner.c.id, rank.label("rank"), inner.c.score)
