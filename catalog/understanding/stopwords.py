"""Words of requests that say nothing about products, both languages."""

import functools
import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from catalog.understanding.tokens import normalise, tokenise

_FILE = Path(__file__).parent / "vocabulary" / "stopwords.yml"


def without_stopwords(run: str) -> list[str]:
    """What is left of an English word or a run of Chinese characters."""
    if run.isascii():
        return [] if run in stopwords() else [run]
    return [part for part in _chinese().split(run) if part]


def longest_stopword(words: Sequence[str], at: int) -> int:
    """How many tokens the longest stopword that begins at `at` takes; 0 when none does."""
    phrases, longest = _phrases()
    for length in range(min(longest, len(words) - at), 0, -1):
        if tuple(words[at : at + length]) in phrases:
            return length
    return 0


@functools.cache
def stopwords() -> frozenset[str]:
    """All of them, normalised."""
    words = yaml.safe_load(_FILE.read_text("utf-8"))
    return frozenset(normalise(str(word)) for listed in words.values() for word in listed)


@functools.cache
def _chinese() -> re.Pattern[str]:
    words = sorted((w for w in stopwords() if not w.isascii()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@functools.cache
def _phrases() -> tuple[frozenset[tuple[str, ...]], int]:
    phrases = {tuple(token.text for token in tokenise(word)) for word in stopwords()} - {()}
    return frozenset(phrases), max(map(len, phrases))
