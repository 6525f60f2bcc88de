"""The whole measurement: a synthetic store, speed, recall, resources, and others beside it."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from catalog.bench import server
from catalog.bench.asked import ask
from catalog.bench.build import Tell, build
from catalog.bench.comparison import LANGUAGE, Compared, check_installed, compare
from catalog.bench.measured import recall, speed
from catalog.bench.recall import Measured
from catalog.bench.speed import ASKED, Timing
from catalog.encoders import Encoder, open_encoder
from catalog.settings import Settings
from catalog.store.database import opened
from catalog.understanding.vocabulary import curated

SEED = 7
RUNS = 200
_CHECKED = 50  # queries whose exact neighbours are found as well: a second each in a million
_GENERATOR = 1  # raise it when other products are drawn: stores are built anew


@dataclass(frozen=True)
class Report:
    """What was measured: seconds of building by step, megabytes of disk and memory, milliseconds,
    recall; `compared` is empty unless asked for."""

    machine: str
    size: int
    seed: int
    server: dict[str, str]
    build: dict[str, float]
    disk: dict[str, float]
    memory: dict[str, float]
    speed: list[Timing]
    recall: list[Measured]
    compared: list[Compared] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        rows: dict[str, Any] = vars(self) | {
            "speed": [timing._asdict() for timing in self.speed],
            "recall": [_plain(measured) for measured in self.recall],
            "compared": [
                one._asdict() | {"measured": [_plain(measured) for measured in one.measured]}
                for one in self.compared
            ],
        }
        return rows


def _plain(measured: Measured) -> dict[str, Any]:
    return measured._asdict() | {"timing": measured.timing._asdict()}


def run_bench(
    settings: Settings, size: int, tell: Tell, *, others: bool = False, seed: int = SEED,
    runs: int = RUNS,
) -> Report:  # fmt: skip
    """Measure a store of `size` synthetic products; `others` measures LanceDB and Chroma beside
    it. The store lies in the data folder and is kept for the next run of the same size and seed.

    Raises StoreError, WeightsError, and CatalogError when a package to compare with is missing.
    """
    if others:
        check_installed()
    folder = settings.home / f"bench-{size}-{seed}"
    encoder = open_encoder(settings)
    with _store(settings, folder, encoder, size, seed, tell) as (engine, seconds):
        found = measure_store(engine, encoder, size, seed, seconds, tell, runs)
        if others:
            asking = ask(engine, encoder, curated(), seed, runs, [LANGUAGE])
            compared = compare(engine, asking, folder, _CHECKED, tell)
            found = replace(found, compared=compared)
    return found


def measure_store(
    engine: Engine, encoder: Encoder, size: int, seed: int, seconds: dict[str, float], tell: Tell,
    runs: int, checked: int = _CHECKED,
) -> Report:  # fmt: skip
    """Measure a store that build() filled in `seconds`."""
    asking = ask(engine, encoder, curated(), seed, ASKED * runs)
    tell("searching")
    timings = speed(engine, encoder, asking, runs)
    tell("searching exactly, to compare")
    recalls = recall(engine, asking, checked)
    with engine.connect() as connection:
        return Report(
            server.machine(), size, seed, server.settings(connection), seconds,
            server.disk(connection), server.memory(connection), timings, recalls,
        )  # fmt: skip


@contextmanager
def _store(
    settings: Settings, folder: Path, encoder: Encoder, size: int, seed: int, tell: Tell
) -> Iterator[tuple[Engine, dict[str, float]]]:
    """The store in a folder and the seconds that its steps took, built unless it is there."""
    note = folder / "built.json"
    made = {"generator": _GENERATOR, "size": size, "seed": seed, "encoder": encoder.name}
    known = json.loads(note.read_text("utf-8")) if note.exists() else {}
    if known.get("made") != made:
        shutil.rmtree(folder, ignore_errors=True)
    own = settings.model_copy(update={"home": folder, "database_url": None})
    with opened(own) as engine:
        if not note.exists():
            known = {"seconds": build(engine, encoder, curated(), size, seed, tell)}
            note.write_text(json.dumps({"made": made, **known}), "utf-8")
        yield engine, known["seconds"]
