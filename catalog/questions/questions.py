"""Answers questions about products from the store alone."""

import functools
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from catalog.encoders import Encoder
from catalog.questions.answer import Asked, answer
from catalog.questions.charts import Charts
from catalog.questions.claims import Claims
from catalog.questions.comparison import Comparison, compare
from catalog.questions.facts import Facts, read_facts
from catalog.questions.parts import Part
from catalog.questions.sizing import SizeAdvice, advise
from catalog.questions.variants import named_sizes
from catalog.search.searcher import Searcher
from catalog.understanding.tokens import normalise, tokenise
from catalog.understanding.vocabulary import Vocabulary

_REMEMBERED = 4_096  # vectors of sentences
_COMPARATIVE = re.compile(r"\b([a-z]{3,}?)(?:i?er|est)\b")


class Questions:
    """Answers about the products of one catalogue; threads may share it."""

    def __init__(
        self, engine: Engine, encoder: Encoder, searcher: Searcher, charts: Charts | None = None
    ) -> None:
        self._engine = engine
        self._encoder = encoder
        self._searcher = searcher
        self._charts = charts or {}
        self._claims: Claims | None = None
        self._vector = functools.lru_cache(_REMEMBERED)(self._encoded)

    def facts(self, ids: Sequence[str], language: str) -> list[Facts]:
        """What the store knows of products; ids that don't exist are left out."""
        with self._engine.connect() as connection:
            return read_facts(connection, ids, language)

    def answer(self, facts: Facts, words: str) -> list[Part]:
        """What the shop says in answer to a question; never empty."""
        query = self._searcher.parse(words)
        sizes = dict.fromkeys([*query.must.get("size", ()), *named_sizes(words, facts)])
        asked = Asked(words, query, list(sizes))
        return answer(asked, facts, self._claimed(), self._encode)

    def size(self, facts: Facts, words: str) -> SizeAdvice:
        """Advice on the size of a product."""
        said = [*self._searcher.parse(words).must.get("size", ()), *named_sizes(words, facts)]
        return advise(words, said, facts, self._charts, self.vocabulary())

    def compare(self, facts: Sequence[Facts], words: str) -> Comparison:
        """Products side by side; "which is warmer" asks for warm."""
        positive = _COMPARATIVE.sub(lambda match: match[1], words.lower())
        return compare(facts, self._claimed(), [words, positive])

    def kinds(self, words: str) -> set[str]:
        """Keys of the categories that words name, and not of those that they only hint at."""
        found = self.vocabulary().find(tokenise(normalise(words)))
        named = (meaning for match in found for meaning in match.meanings)
        return {meaning.key for meaning in named if meaning.facet == "category"}

    def vocabulary(self) -> Vocabulary:
        """The catalogue's words as they are now."""
        return self._searcher.words()[0]

    def _claimed(self) -> Claims:
        """Claims by the vocabulary as it is now."""
        vocabulary = self.vocabulary()
        if self._claims is None or self._claims.vocabulary is not vocabulary:
            self._claims = Claims(vocabulary)
        return self._claims

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, d) of a question and sentences."""
        return np.stack([self._vector(text, at == 0) for at, text in enumerate(texts)])

    def _encoded(self, text: str, query: bool) -> NDArray[np.float32]:
        return np.asarray(self._encoder.encode_texts([text], query=query)[0], np.float32)
