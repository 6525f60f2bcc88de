"""Runs judged queries through a search and measures what it finds."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, ValidationError, model_validator

from catalog.errors import FeedError, PhotoError
from catalog.evaluation.metrics import Values, interval, measure
from catalog.photos import decode_photo
from catalog.search.ranking import Weights
from catalog.search.searcher import Searcher

_DEPTH = 10


class JudgedQuery(BaseModel):
    """A line of a file of queries: what a shopper sends, what is particular about it, and grades
    by product id."""

    text: str | None = None
    photo: Path | None = None
    lang: str | None = None
    slices: list[str] = []
    relevant: dict[str, int] = Field(min_length=1)

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not self.text and not self.photo:
            raise ValueError("neither text nor photo")
        return self


Ranker = Callable[[JudgedQuery], list[str]]
"""Gives ids of products for a query, best first."""


@dataclass(frozen=True)
class Run:
    """n judged queries answered: what was found for each, best first, (n,) values of each measure
    and (n,) milliseconds."""

    rankings: list[list[str]]
    values: dict[str, Values]
    milliseconds: Values

    def summary(self, which: Sequence[int] | slice = slice(None)) -> dict[str, Any]:
        """Means over `which` queries, their 95 % intervals and the latency."""
        values = {name: each[which] for name, each in self.values.items()}
        p50, p95 = np.percentile(self.milliseconds[which], (50, 95))
        return {
            "queries": len(self.milliseconds[which]),
            **{name: round(float(each.mean()), 4) for name, each in values.items()},
            "ci95": {name: interval(each) for name, each in values.items()},
            "p50_ms": round(float(p50), 1),
            "p95_ms": round(float(p95), 1),
        }


def run(ranker: Ranker, queries: Sequence[JudgedQuery]) -> Run:
    """Answers all `queries` and measures what was found."""
    rankings, milliseconds = [], []
    for query in queries:
        start = time.perf_counter()
        rankings.append(ranker(query)[:_DEPTH])
        milliseconds.append((time.perf_counter() - start) * 1000)
    values = measure([query.relevant for query in queries], rankings)
    return Run(rankings, values, np.array(milliseconds))


def evaluate_file(searcher: Searcher, path: Path) -> dict[str, Any]:
    """Measures of the judged queries of a JSONL file: means over queries, their 95 % intervals
    and the latency of a warm search, in milliseconds.

    Raises FeedError that names the line which is no judged query.
    """
    return evaluate(searcher, read_queries(path))


def read_queries(path: Path) -> list[JudgedQuery]:
    """Judged queries of a JSONL file; photos stand relative to it. Raises FeedError."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FeedError(f"{path} can't be read: {error}") from None
    queries = [_read(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]
    if not queries:
        raise FeedError(f"{path} has no queries")
    return queries


def evaluate(searcher: Searcher, queries: Sequence[JudgedQuery]) -> dict[str, Any]:
    """As evaluate_file(), of `queries`. Raises FeedError for a photo that can't be decoded."""
    searcher.warm()
    return run(by_search(searcher), queries).summary()


def by_search(searcher: Searcher, weights: Weights | None = None) -> Ranker:
    """The search that is measured; whatever a photo shows, the nearest is ranked."""

    def ids(query: JudgedQuery) -> list[str]:
        parsed = searcher.parse(query.text or "")
        photos = [_readings(searcher, query.photo)] if query.photo else []
        result = searcher.search(
            parsed, photos=photos, limit=_DEPTH, threshold=False, weights=weights
        )
        return [hit.id for hit in result.hits]

    return ids


def _readings(searcher: Searcher, photo: Path) -> NDArray[np.float32]:
    try:
        return searcher.encoder.encode_photo(decode_photo(photo.read_bytes())).readings
    except PhotoError as error:
        raise FeedError(f"{photo}: {error}") from error


def _read(path: Path, number: int, line: str) -> JudgedQuery:
    try:
        query = JudgedQuery.model_validate_json(line)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        told = f"{where}: {problem['msg']}" if where else problem["msg"]
        raise FeedError(f"{path}, line {number}: {told}") from None
    if query.photo is None:
        return query
    photo = path.parent / query.photo
    if not photo.is_file():
        raise FeedError(f"{path}, line {number}: there is no photo {photo}")
    return query.model_copy(update={"photo": photo})
