"""The words of a text with what they mean in shops' rules (words.yml), for comparing by words."""

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from catalog.understanding.segments import word_spans
from catalog.understanding.tokens import normalise, singular

_FOLDER = Path(__file__).parent
_TOKEN = re.compile(r"[a-z0-9]+(?:['’.][a-z0-9]+)*|[\u3400-\u9fff]+")
_SUFFIX = re.compile(r"(?<=[a-z]{3})(?:ations?|ions?|ings?|ed|able|ments?|ies|es|e|y)$")
_DOUBLED = re.compile(r"([bdglmnprt])\1$")


class Word(NamedTuple):
    """A word of a text: its stem, the meanings (keys of words.yml) of phrases it stands in, and
    whether it says nothing outside of them."""

    stem: str
    meanings: frozenset[str]
    idle: bool


class _Token(NamedTuple):
    stem: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text that say something."""
    plain = normalise(text)
    tokens = _tokens(plain)
    spans = [*_chinese(plain), *_english(tokens)]
    found = [
        Word(
            token.stem,
            frozenset(key for start, end, key in spans if start < token.end and token.start < end),
            _says_nothing(token.stem),
        )
        for token in tokens
    ]
    return [word for word in found if word.meanings or not word.idle]


def stem(word: str) -> str:
    """What the forms of an English word have in common: delivery, delivered → deliver."""
    if not word.isascii() or word in _idle("alone") or word in _idle("always"):
        return word
    return _DOUBLED.sub(r"\1", _SUFFIX.sub("", singular(word)))


def examples(language: str) -> list[str]:
    """What ordinary questions are about, a few words for each matter."""
    matters = _matters().values()
    return [", ".join(languages[language][:3]) for languages in matters]


def _says_nothing(stem: str) -> bool:
    return stem in _idle("alone") or stem.isdecimal()


def _tokens(plain: str) -> list[_Token]:
    """English words by their stems, Chinese ones by the dictionary."""
    found = []
    for match in _TOKEN.finditer(plain):
        if match[0].isascii():
            found.append(_Token(stem(match[0]), match.start(), match.end()))
        else:
            at = match.start()
            found += [_Token(match[0][a:b], at + a, at + b) for a, b in word_spans(match[0])]
    return [token for token in found if token.stem not in _idle("always")]


def _chinese(plain: str) -> Iterator[tuple[int, int, str]]:
    for phrase, key in _phrases()[1]:
        at = plain.find(phrase)
        if at >= 0:
            yield at, at + len(phrase), key


def _english(tokens: list[_Token]) -> Iterator[tuple[int, int, str]]:
    stems = [token.stem for token in tokens]
    for at, first in enumerate(stems):
        for phrase, key in _phrases()[0].get(first, ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                yield tokens[at].start, tokens[at + len(phrase) - 1].end, key


_English = dict[str, list[tuple[tuple[str, ...], str]]]


@functools.cache
def _phrases() -> tuple[_English, list[tuple[str, str]]]:
    """English phrases as stems, by the first; Chinese ones; each with its key."""
    english: _English = {}
    chinese: list[tuple[str, str]] = []
    for key, languages in _matters().items():
        chinese += [(normalise(phrase), key) for phrase in languages["zh"]]
        for phrase in languages["en"]:
            stems = tuple(token.stem for token in _tokens(normalise(phrase)))
            english.setdefault(stems[0], []).append((stems, key))
    return english, chinese


@functools.cache
def _matters() -> dict[str, dict[str, list[str]]]:
    matters: dict[str, dict[str, list[str]]] = _read("words.yml")
    return matters


@functools.cache
def _idle(where: str) -> frozenset[str]:
    return frozenset(_read("idle.yml")[where].split())


def _read(name: str) -> Any:
    return yaml.safe_load((_FOLDER / name).read_text("utf-8"))
