"""How much of a question's words the merchant's texts share."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from catalog.policies.words import Word, words_of
from catalog.understanding.tokens import language_of, normalise

Shares = NDArray[np.float64]


class _Words:
    """The words of one text."""

    def __init__(self, text: str) -> None:
        found = words_of(text)
        self._plain = normalise(text)
        self._stems = {word.stem for word in found}
        self._meanings = frozenset[str]().union(*(word.meanings for word in found))

    def says(self, stem: str) -> bool:
        # Chinese words are looked for in the text: there the dictionary may have cut otherwise
        return stem in self._stems if stem.isascii() else stem in self._plain

    def means(self, meaning: str) -> bool:
        return meaning in self._meanings


class Overlap:
    """Compares questions with `texts` of one language by words. A word counts by its inverse
    document frequency as in BM25 (Robertson and Zaragoza, 2009) among `texts`."""

    def __init__(self, texts: Sequence[str], language: str) -> None:
        self._texts = [_Words(text) for text in texts]
        self._language = language

    def shares(self, question: str, within: "Overlap | None" = None) -> Shares:
        """(n,) shares, 0 to 1, of the question's words that each text has, as such or by meaning;
        each text of `within`, when given, by the frequencies of these."""
        words = words_of(question)
        if language_of(question) != self._language:  # then meanings alone can be compared
            words = [w for w in words if w.meanings or any(t.says(w.stem) for t in self._texts)]
        texts = (within or self)._texts
        shares, total = np.zeros(len(texts)), 0.0
        for word in words:
            weights = self._weights(word)
            meant = [weight for key, weight in weights.items() if key]
            if word.idle and not meant:
                continue
            most = max(meant, default=weights[""])
            total += most
            shares += [min(most, _known(word, weights, text)) for text in texts]
        return shares / total if total else shares

    def _weights(self, word: Word) -> dict[str, float]:
        """Of the word's meanings that any text has, and of its stem (key "")."""
        counts = {m: sum(text.means(m) for text in self._texts) for m in word.meanings}
        counts = {meaning: count for meaning, count in counts.items() if count}
        counts[""] = sum(text.says(word.stem) for text in self._texts)
        size = len(self._texts)
        return {
            key: math.log(1 + (size - count + 0.5) / (count + 0.5)) for key, count in counts.items()
        }


def _known(word: Word, weights: dict[str, float], text: _Words) -> float:
    """The weight of what the word says that the text has."""
    found = [weight for key, weight in weights.items() if key and text.means(key)]
    return max([*found, weights[""] if text.says(word.stem) else 0.0])
