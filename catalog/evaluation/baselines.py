"""What search is compared with: PostgreSQL's full text, vectors of whole sentences, and both
fused. They see the same indexed texts as search does, but understand nothing: no constraint, no
synonym of the query, no wish."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, desc, func, select
from sqlalchemy.dialects.postgresql import TSQUERY

from catalog.encoders import Encoder
from catalog.evaluation.run import JudgedQuery, Ranker
from catalog.search.candidates import by_meaning
from catalog.store.tables import ProductText
from catalog.understanding.segments import terms

_DEPTH = 100
_K = 60  # of reciprocal ranks, as in Cormack et al., SIGIR 2009


def baselines(engine: Engine, encoder: Encoder) -> dict[str, Ranker]:
    """Rankers by name, for queries in words with a `lang`."""

    def words(query: JudgedQuery) -> list[str]:
        with engine.connect() as connection:
            return _full_text(connection, query.text or "", query.lang or "en")

    def vectors(query: JudgedQuery) -> list[str]:
        with engine.connect() as connection:
            return _vectors(connection, encoder, query.text or "", query.lang or "en")

    return {
        "full text": words,
        "vectors": vectors,
        "both fused": lambda query: fuse([words(query), vectors(query)]),
    }


def fuse(rankings: Sequence[Sequence[str]]) -> list[str]:
    """Reciprocal rank fusion: by the sum of 1 / (60 + rank), ranks from 1."""
    scores: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, id_ in enumerate(ranking, 1):
            scores[id_] += 1 / (_K + rank)
    return sorted(scores, key=lambda id_: (-scores[id_], id_))


def _full_text(connection: Connection, text: str, language: str) -> list[str]:
    """Any of the words, ranked as PostgreSQL does (ts_rank_cd, by the length of the text)."""
    config = "english" if language == "en" else "simple"
    words = terms(text, language)
    if not words:
        return []
    query = func.to_tsquery(config, " | ".join(words), type_=TSQUERY)
    rank = func.ts_rank_cd(ProductText.search, query, 1)
    found = (
        select(ProductText.product_id)
        .where(ProductText.language == language, ProductText.search.op("@@")(query))
        .order_by(desc(rank), ProductText.product_id)
        .limit(_DEPTH)
    )
    return list(connection.scalars(found))


def _vectors(connection: Connection, encoder: Encoder, text: str, language: str) -> list[str]:
    vector = encoder.encode_texts([text], query=True)[0]
    near = by_meaning(vector, encoder.name, language, []).subquery()
    return list(connection.scalars(select(near.c.id).order_by(near.c.rank)))
