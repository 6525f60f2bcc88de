"""Utterances with the intents that are right for them: those that others wrote, and our own that
nothing was tuned on."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ops.steps import ROOT

OTHERS = ROOT.parent / "shared" / "data"
_OWN = ROOT / "tests" / "data"
_HELD_OUT = range(7, 10)  # buckets; the others may be looked at
_SEED = 7


@dataclass(frozen=True)
class Utterance:
    """What somebody said."""

    text: str
    source: str
    right: Sequence[str]
    """Intents that are right for it, the likeliest first."""


@dataclass(frozen=True)
class Felt:
    """What somebody said, and whether they were upset."""

    text: str
    source: str
    upset: bool


def families() -> dict[str, str]:
    """The family of each intent."""
    return {intent: name for name, intents in _mapping()["families"].items() for intent in intents}


def by_others(each: int) -> list[Utterance]:
    """Up to `each` of every intent of every source that is there."""
    return [utterance for source in _mapping()["sources"] for utterance in _drawn(source, each)]


def blind() -> list[Utterance]:
    """Our own, in both languages."""
    return [
        Utterance(text, f"own, {language}", [intent])
        for language, intents in _read(_OWN / "utterances_blind.yml").items()
        for intent, texts in intents.items()
        for text in texts
    ]


def own_feelings() -> list[Felt]:
    """Our own, in both languages, held out."""
    return [
        Felt(text, f"own, {language}", feeling == "upset")
        for language, feelings in _read(_OWN / "feelings_held_out.yml").items()
        for feeling, texts in feelings.items()
        for text in texts
    ]


def feelings_of_others(each: int) -> list[Felt]:
    """Up to `each` of both kinds of every source that is there. Nobody marked anger in them: what
    is disliked or sworn at is the nearest that they tell."""
    sources: list[tuple[str, str, Any]] = [
        ("swearing customers", "nlu_bitext_cs", lambda row: "W" in row["flags"]),
        ("clothes, 1 or 5 stars", "sent_en_womens_clothing", lambda row: _stars(row["rating"])),
        ("phone things, bad or good", "sent_en_amazon_cells", lambda row: row["label"] == 0),
    ]
    found = []
    for name, folder, marked in sources:
        rows = [(row["text"], marked(row)) for row in _rows(OTHERS / folder / "data.jsonl")]
        for upset in (True, False):
            texts = [text for text, mark in rows if mark is upset]
            found += [Felt(text, name, upset) for text in _sample(texts, each)]
    return found


def _stars(rating: int) -> bool | None:
    return {1: True, 5: False}.get(rating)


def _drawn(source: dict[str, Any], each: int) -> Iterator[Utterance]:
    """The same ones each time."""
    path, column = OTHERS / source["file"], source.get("column")
    intents = source["intents"] if column else {None: source["intents"]}
    texts: dict[str | None, list[str]] = {}
    for row in _rows(path):
        texts.setdefault(row[column] if column else None, []).append(row["text"])
    for name, right in intents.items():
        for text in _sample(texts.get(name, []), each):
            yield Utterance(text, name or path.parent.name, right)


def _sample(texts: list[str], each: int) -> list[str]:
    return random.Random(_SEED).sample(texts, min(each, len(texts)))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """Held out rows; none where the file is absent."""
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            yield from (row for row in map(json.loads, lines) if row["bucket"] in _HELD_OUT)


def _mapping() -> dict[str, Any]:
    return _read(_OWN / "understanding.yml")


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return read
