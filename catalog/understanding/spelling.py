"""Mends typing mistakes in English words, but no ordinary words."""

import functools
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

_FILE = Path(__file__).parent / "vocabulary" / "ordinary.yml"
_SHORTEST = 5  # letters: shorter words have too many neighbours
_LONG = 9  # letters from which on two slips are forgiven
_VOWELS = "aeiouy"
_ENDINGS = ("s", "es", "ed", "d", "er", "r", "ing", "ly", "y")


@dataclass
class Speller:
    """Known words by their first letter, which people rarely get wrong."""

    _words: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def learn(self, word: str) -> None:
        """Make a word known; other than plain English ones can't be mended."""
        if word.isascii() and word.isalpha() and len(word) >= _SHORTEST - 1:
            self._words[word[0]].add(word)

    def mend(self, word: str) -> str | None:
        """The nearest known word, one letter off, or two from nine letters on."""
        if len(word) < _SHORTEST or not word.isascii() or not word.isalpha() or _regular(word):
            return None
        allowed = 1 if len(word) < _LONG else 2
        near = process.extract(
            word, self._words.get(word[0], ()), scorer=OSA.distance, score_cutoff=allowed, limit=3
        )
        return next((known for known, *_ in near if not _another_word(word, known)), None)

    def copy(self) -> "Speller":
        """Another one that learns apart."""
        return Speller(defaultdict(set, {k: set(words) for k, words in self._words.items()}))


def _another_word(word: str, known: str) -> bool:
    """A consonant in place of another makes short words differ rather than misspelt."""
    if len(word) != len(known) or len(word) >= _LONG or sorted(word) == sorted(known):
        return False
    return not any(
        a != b and a in _VOWELS and b in _VOWELS for a, b in zip(word, known, strict=True)
    )


def is_ordinary(word: str) -> bool:
    """Whether it's a usual English word that names nothing in a shop."""
    return word in _ordinary()


def _regular(word: str) -> bool:
    """Whether it's an ordinary word or a regular form of one."""
    return is_ordinary(word) or any(
        word.endswith(ending) and is_ordinary(word[: -len(ending)]) for ending in _ENDINGS
    )


@functools.cache
def _ordinary() -> frozenset[str]:
    return frozenset(str(word) for word in yaml.safe_load(_FILE.read_text("utf-8")))
