"""Runs judged queries through a search and measures what it finds."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from pydantic import BaseModel, Field, ValidationError, model_validator

from catalog.errors import FeedError, PhotoError
from catalog.evaluation.metrics import interval, measure
from catalog.photos import decode_photo
from catalog.search.searcher import Searcher

_DEPTH = 10


class JudgedQuery(BaseModel):
    """A line of a file of queries: what a shopper sends, and grades by product id."""

    text: str | None = None
    photo: Path | None = None
    lang: str | None = None
    relevant: dict[str, int] = Field(min_length=1)

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not self.text and not self.photo:
            raise ValueError("neither text nor photo")
        return self


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
    answers = [_answer(searcher, query) for query in queries]
    values = measure([query.relevant for query in queries], [ids for ids, _ in answers])
    p50, p95 = np.percentile([ms for _, ms in answers], (50, 95))
    return {
        "queries": len(queries),
        **{name: round(float(each.mean()), 4) for name, each in values.items()},
        "ci95": {name: interval(each) for name, each in values.items()},
        "p50_ms": round(float(p50), 1),
        "p95_ms": round(float(p95), 1),
    }


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


def _answer(searcher: Searcher, query: JudgedQuery) -> tuple[list[str], float]:
    """Ids, best first, and milliseconds; whatever the photo shows, the nearest is ranked."""
    data = query.photo.read_bytes() if query.photo else None
    start = time.perf_counter()
    parsed = searcher.parse(query.text or "")
    photos = None
    if data is not None:
        try:
            photos = searcher.encoder.encode_images([decode_photo(data)])
        except PhotoError as error:
            raise FeedError(f"{query.photo}: {error}") from error
    result = searcher.search(parsed, photos=photos, limit=_DEPTH, threshold=False)
    return [hit.id for hit in result.hits], (time.perf_counter() - start) * 1000
