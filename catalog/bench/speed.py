"""How long warm searches take, and where the time goes."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, event

from catalog.encoders import Encoder
from catalog.photos import decode_photo
from catalog.search.searcher import Searcher
from catalog.understanding.query import Query

Vectors = NDArray[np.float32]
Thing = TypeVar("Thing")

ASKED = 3  # questions for each that counts: before them pages come to memory, as in a shop in use
_PARTS = ("parse", "photo", "words", "database", "rest")


class Timing(NamedTuple):
    """Milliseconds at the median and the 95th percentile; `goal` is for the latter."""

    name: str
    p50: float
    p95: float
    goal: int | None = None


class Shown(NamedTuple):
    """A shopper's photo: a JPEG, which is decoded and encoded, and raw features (1, d) that are
    searched for instead, because they show something that is sold; and what was said with it."""

    jpeg: bytes
    features: Vectors
    query: Query


@dataclass
class Watch:
    """Milliseconds of a run by part; what a part spends in another one counts there."""

    taken: dict[str, float] = field(default_factory=dict)
    _elsewhere: list[float] = field(default_factory=list)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Add the time spent within to a part."""
        start = time.perf_counter()
        self._elsewhere.append(0.0)
        yield
        spent = (time.perf_counter() - start) * 1000
        own = spent - self._elsewhere.pop()
        self.taken[name] = self.taken.get(name, 0.0) + own
        if self._elsewhere:
            self._elsewhere[-1] += spent


def watch_statements(engine: Engine, watch: Watch) -> None:
    """Statements become a part of their own."""

    def begin(*arguments: Any) -> None:
        running = watch.part("database")
        arguments[4].watched = running
        running.__enter__()

    def end(*arguments: Any) -> None:
        arguments[4].watched.__exit__(None, None, None)

    event.listen(engine, "before_cursor_execute", begin)
    event.listen(engine, "after_cursor_execute", end)


class WatchedEncoder:
    """An encoder whose texts are a part of their own."""

    def __init__(self, encoder: Encoder, watch: Watch) -> None:
        self.name = encoder.name
        self.shared_space = encoder.shared_space
        self.colour_size = encoder.colour_size
        self.encode_images = encoder.encode_images
        self.encode_photo = encoder.encode_photo
        self._encoder = encoder
        self._watch = watch

    def encode_texts(self, texts: Sequence[str], *, query: bool) -> Vectors:
        """As the encoder does."""
        with self._watch.part("words"):
            return self._encoder.encode_texts(texts, query=query)


def time_texts(
    searcher: Searcher, watch: Watch, name: str, texts: Sequence[str], goal: int | None = None
) -> list[Timing]:
    """Searches by text: the whole, understanding, encoding, the database, and the rest."""

    def search(text: str) -> None:
        with watch.part("parse"):
            query = searcher.parse(text)
        with watch.part("rest"):
            searcher.search(query)

    return _timed(watch, name, texts, search, {"": goal})


def time_photos(
    searcher: Searcher, watch: Watch, name: str, photos: Sequence[Shown],
    goal: int | None = None, of_database: int | None = None,
) -> list[Timing]:  # fmt: skip
    """Searches by photo, likewise."""

    def search(shown: Shown) -> None:
        with watch.part("photo"):
            searcher.encoder.encode_photo(decode_photo(shown.jpeg))
        with watch.part("rest"):
            searcher.search(shown.query, photos=[shown.features])

    return _timed(watch, name, photos, search, {"": goal, "database": of_database})


def _timed(
    watch: Watch, name: str, things: Sequence[Thing], run: Callable[[Thing], None],
    goals: dict[str, int | None],
) -> list[Timing]:  # fmt: skip
    runs: list[dict[str, float]] = []
    for thing in things:
        watch.taken = {}
        start = time.perf_counter()
        run(thing)
        whole = (time.perf_counter() - start) * 1000
        runs.append({"": whole, **watch.taken})
    return [
        timing(
            f"{name}: {part}" if part else name,
            [taken.get(part, 0.0) for taken in runs[-max(len(runs) // ASKED, 1) :]],
            goals.get(part),
        )
        for part in ("", *_PARTS)
        if any(part in taken for taken in runs)
    ]


def timing(name: str, milliseconds: Sequence[float], goal: int | None = None) -> Timing:
    """Percentiles of runs."""
    p50, p95 = np.percentile(milliseconds, (50, 95))
    return Timing(name, round(float(p50), 1), round(float(p95), 1), goal)
