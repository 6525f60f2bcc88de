"""Mends typing mistakes in English words that no dictionary knows."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 4  # letters: shorter words have too many neighbours
_LONG = 8  # letters from which on two slips are forgiven
_USUAL = 100  # occurrences in the dictionary's corpus: "sumer" has 50, "spandex" 460
_NEAR = 8


@dataclass
class Speller:
    """Known words by their first letter, which people rarely get wrong; `right` are others that
    nothing is mended to."""

    right: frozenset[str] = frozenset()
    _words: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def learn(self, words: Iterable[str]) -> None:
        """Make words known; other than plain English ones can't be mended."""
        for word in words:
            if _is_plain(word):
                self._words[word[0]].add(word)

    def mend(self, word: str) -> str:
        """The nearest known word, one slip away, or two from eight letters on; the word itself
        when it is known, a word of the language, or near to none."""
        near = self._words.get(word[:1], set())
        if not _is_plain(word) or word in near or word in self.right or is_usual(word):
            return word
        allowed = 1 if len(word) < _LONG else 2
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=allowed, limit=_NEAR)
        return min(
            (str(known) for known, *_ in found),
            key=lambda known: (
                OSA.distance(word, known), abs(len(known) - len(word)), -_dictionary().get(known, 0)
            ),
            default=word,
        )  # fmt: skip

    def copy(self) -> "Speller":
        """Another one that learns apart."""
        known = {first: set(words) for first, words in self._words.items()}
        return Speller(self.right, defaultdict(set, known))


def is_usual(word: str) -> bool:
    """Whether it's an English word that people use."""
    return _dictionary().get(word, 0) >= _USUAL


def _is_plain(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isascii() and word.isalpha()


@functools.cache
def _dictionary() -> Mapping[str, int]:
    """English words and how often they occur in film subtitles."""
    from spellchecker import SpellChecker  # noqa: PLC0415  reads its dictionary for 0.1 s

    words: Mapping[str, int] = SpellChecker(language="en").word_frequency.dictionary
    return words
