"""What a question asks about: aspects in its words, and the attributes that answer them."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from catalog.understanding.tokens import normalise

_FILE = Path(__file__).with_name("aspects.yml")


@dataclass(frozen=True)
class Aspect:
    """Words that ask for it; parts of attributes' names, and words of sentences, that tell it."""

    name: str
    asked: tuple[str, ...]
    names: tuple[str, ...]
    told: tuple[str, ...]


def find_aspects(words: str) -> list[str]:
    """Names of the aspects that words ask about, in the order of the words. A longer word
    swallows shorter ones in it: "washing machine" isn't a machine."""
    text = normalise(words)
    taken: dict[int, tuple[int, str]] = {}
    for start, end, name in sorted(_places(text), key=lambda place: place[0] - place[1]):
        if all(end <= begin or start >= stop for begin, (stop, _) in taken.items()):
            taken[start] = (end, name)
    return list(dict.fromkeys(name for _, (_, name) in sorted(taken.items())))


def _places(text: str) -> Iterable[tuple[int, int, str]]:
    for aspect in aspects().values():
        for match in pattern_of(aspect.asked).finditer(text):
            yield match.start(), match.end(), aspect.name


@functools.cache
def pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Matches any of some words in normalised text: English ones whole."""
    alternatives = [_whole(word) for word in sorted(words, key=len, reverse=True)]
    return re.compile("|".join(alternatives) or "(?!)")


def _whole(word: str) -> str:
    """A pattern of a word; letters and digits beside it make an English one another word."""
    before = "(?<![a-z0-9])" if word.isascii() and word[0].isalnum() else ""
    after = "(?![a-z0-9])" if word.isascii() and word[-1].isalnum() else ""
    return f"{before}{re.escape(word)}{after}"


def attribute_of(aspect: str, attributes: Mapping[str, list[str]]) -> list[str]:
    """Names of the attributes that tell an aspect."""
    parts = aspects()[aspect].names
    return [name for name in attributes if any(part in normalise(name) for part in parts)]


def named_attributes(words: str, attributes: Mapping[str, list[str]]) -> list[str]:
    """Names of attributes that stand in the words: "what's the heel height"."""
    text = normalise(words)
    return [
        name
        for name in attributes
        if (plain := normalise(name.replace("_", " "))) and pattern_of((plain,)).search(text)
    ]


@functools.cache
def aspects() -> dict[str, Aspect]:
    """All aspects by name."""
    read = yaml.safe_load(_FILE.read_text("utf-8"))
    return {name: _aspect(name, entry) for name, entry in read.items()}


def _aspect(name: str, entry: Mapping[str, list[str]]) -> Aspect:
    def words(*keys: str) -> tuple[str, ...]:
        return tuple(normalise(str(word)) for key in keys for word in entry.get(key, ()))

    return Aspect(name, words("en", "zh"), words("names"), words("told"))
