"""The same vectors and filters in other stores."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Engine, Row, Select, select

from catalog.bench.asked import Asking
from catalog.bench.questions import Filter, filters
from catalog.bench.recall import Measured, Ranked, exact_search, ids, measure, run
from catalog.bench.rivals import Chroma, Chunk, Lance, Rival, installed
from catalog.bench.speed import Watch
from catalog.search.candidates import by_meaning
from catalog.search.filters import Condition
from catalog.store.tables import Product, TextVector

LANGUAGE = "en"  # of the texts whose vectors are compared
_CHUNK = 20_000
_RIVALS: dict[str, Callable[[Path], Rival]] = {"lancedb": Lance, "chromadb": Chroma}

Tell = Callable[[str], None]


class Compared(NamedTuple):
    """A store: seconds to build it and megabytes of disk (of PostgreSQL they stand elsewhere),
    recall and speed by filter."""

    name: str
    seconds: float | None
    megabytes: float | None
    measured: list[Measured]


def check_installed() -> None:
    """Raises CatalogError when a package to compare with is missing."""
    for package in _RIVALS:
        installed(package)


def compare(
    engine: Engine, asking: Asking, folder: Path, checked: int, tell: Tell
) -> list[Compared]:
    """Build each store anew below `folder` from the vectors of texts in LANGUAGE, and search it
    for what is asked; the first `checked` searches are compared with exact ones by PostgreSQL."""
    names = list(filters(asking.asked[0].drawn))
    tell("comparing: exact search")
    with exact_search(engine) as connection:
        exact = {
            name: [run(connection, s) for s in _statements(asking, name)[:checked]]
            for name in names
        }
    with engine.connect() as connection:
        own = [
            measure(name, [partial(ids, connection, s) for s in _statements(asking, name)], truth)
            for name, truth in exact.items()
        ]
    found = [Compared("PostgreSQL", None, None, own)]
    for package, make in _RIVALS.items():
        tell(f"comparing: {package}")
        found.append(_compare(engine, asking, folder / package, make, exact))
    return found


def _compare(
    engine: Engine, asking: Asking, folder: Path, make: Callable[[Path], Rival],
    exact: dict[str, list[Ranked]],
) -> Compared:  # fmt: skip
    shutil.rmtree(folder, ignore_errors=True)
    rival, watch = make(folder), Watch()
    with watch.part("all"):
        rival.build(_chunks(engine, asking.texts, watch))
    measured = [
        measure(name, [
            partial(rival.nearest, one.words, filters(one.drawn)[name]) for one in asking.asked
        ], truth)
        for name, truth in exact.items()
    ]  # fmt: skip
    seconds = (watch.taken["all"] - watch.taken["read"]) / 1000
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Compared(rival.name, round(seconds, 1), round(size / 2**20, 1), measured)


def _statements(asking: Asking, name: str) -> list[Select[Any]]:
    return [
        by_meaning(one.words, asking.texts, LANGUAGE, _flat(filters(one.drawn)[name]))
        for one in asking.asked
    ]


def _flat(wanted: Filter) -> list[Condition]:
    """Conditions on products alone: others know no variants."""
    pairs = {"category": wanted.category, "colour": wanted.colour}
    found: list[Condition] = [
        Product.facet_keys.contains([f"{facet}:{key}"]) for facet, key in pairs.items() if key
    ]
    return found + ([] if wanted.price is None else [Product.price_min <= wanted.price])


def _chunks(engine: Engine, encoder: str, watch: Watch) -> Iterator[Chunk]:
    """All products, some at a time; reading them is a part of the watch."""
    statement = (
        select(Product.id, Product.facets, Product.price_min, TextVector.embedding)
        .join(TextVector, TextVector.product_id == Product.id)
        .where(TextVector.encoder == encoder, TextVector.language == LANGUAGE)
        .execution_options(yield_per=_CHUNK)
    )
    with engine.connect() as connection:
        parts = connection.execute(statement).partitions()
        while True:
            with watch.part("read"):
                chunk = _chunk(next(parts, []))
            if not chunk.ids:
                return
            yield chunk


def _chunk(rows: Sequence[Row[Any]]) -> Chunk:
    return Chunk(
        [row.id for row in rows],
        np.asarray([row.embedding for row in rows], np.float32),
        [row.facets["category"] for row in rows],
        [row.facets["colour"] for row in rows],
        [row.price_min for row in rows],
    )
