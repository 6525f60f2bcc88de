"""How much the words of a query say, by how many products have them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from catalog.store.tables import Term

_MATCHES = 1_000  # products that full text ranks at the most: each costs it some microseconds
_USED = 2  # products that make a word of the shop known: a slip stands in one


@dataclass(frozen=True)
class Lexicon:
    """Words by language with the number of products that have them, of `size` products."""

    size: int
    documents: Mapping[str, Mapping[str, int]]

    @classmethod
    def read(cls, connection: Connection, size: int) -> "Lexicon":
        """All counted words."""
        documents: dict[str, dict[str, int]] = {"en": {}, "zh": {}}
        for row in connection.execute(select(Term.language, Term.word, Term.documents)):
            documents[row.language][row.word] = row.documents
        return cls(size, documents)

    def weights(self, words: Iterable[str], language: str) -> dict[str, float]:
        """The rarest words that together stand in few enough products to be ranked, with their
        inverse document frequency as in BM25 (Robertson and Zaragoza, 2009)."""
        counts = self.documents.get(language, {})
        found: dict[str, float] = {}
        matches = 0
        for word in sorted(words, key=lambda word: counts.get(word, 0)):
            count = min(counts.get(word, 0), self.size)
            matches += count
            if found and matches > _MATCHES:
                break
            found[word] = math.log(1 + (self.size - count + 0.5) / (count + 0.5))
        return found

    def spelling(self) -> list[str]:
        """English words as the shop spells them."""
        return [word for word, count in self.documents["en"].items() if count >= _USED]
