"""What share of the true nearest the index finds, and how fast the database alone is."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, Engine, Select, text

from catalog.bench.speed import Timing, timing

DEPTH = 10
_SAME = 1e-6  # of a cosine: ties are equally near

Ranked = list[tuple[str, float]]
Search = Callable[[], Sequence[str]]


class Measured(NamedTuple):
    """Mean recall@10 of a kind of search, how many there are to find at the median (at most 10),
    and milliseconds."""

    name: str
    recall: float
    found: int
    timing: Timing


def recall_at(found: Sequence[str], exact: Ranked, depth: int = DEPTH) -> float:
    """Share of the `depth` truly nearest that `found` has among its first `depth`; whatever is as
    near as the last of them counts, so `exact` goes on behind them. 1 if there is nothing."""
    nearest = exact[:depth]
    if not nearest:
        return 1.0
    enough = {id_ for id_, score in exact if score >= nearest[-1][1] - _SAME}
    return min(len(enough.intersection(found[:depth])), len(nearest)) / len(nearest)


def measure(name: str, searches: Sequence[Search], exact: Sequence[Ranked]) -> Measured:
    """Run all searches; the first ones are compared with what is exact."""
    taken, found = [], []
    for search in searches:
        start = time.perf_counter()
        found.append(search())
        taken.append((time.perf_counter() - start) * 1000)
    recalls = [recall_at(ids, truth) for ids, truth in zip(found, exact, strict=False)]
    count = int(np.median([min(len(truth), DEPTH) for truth in exact]))
    return Measured(name, round(float(np.mean(recalls)), 4), count, timing(name, taken))


def run(connection: Connection, statement: Select[Any]) -> Ranked:
    """(id, score), best first, of a statement of (id, rank, score)."""
    rows = sorted(connection.execute(statement), key=lambda row: row.rank)
    return [(row.id, row.score) for row in rows]


def ids(connection: Connection, statement: Select[Any]) -> list[str]:
    """The ids alone."""
    return [id_ for id_, _ in run(connection, statement)]


@contextmanager
def exact_search(engine: Engine) -> Iterator[Connection]:
    """A connection whose statements compare with everything that their conditions leave. It isn't
    used again: plans are kept with it."""
    with engine.connect() as connection:
        connection.execute(text("SET enable_indexscan = off"))
        try:
            yield connection
        finally:
            connection.invalidate()
