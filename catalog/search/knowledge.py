"""What search knows of the catalogue: its values, its vocabulary, its projection; read anew when
the catalogue has changed."""

import gc
import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, func, select

from catalog.encoders import Encoder
from catalog.encoders.projection import Projection
from catalog.fusion.classify import Classifier
from catalog.fusion.fusion import Fusion
from catalog.ingest.fused import load_fusion, vectors_name
from catalog.ingest.guesses import load_classifier
from catalog.ingest.vectors import load_projection
from catalog.search.lexicon import Lexicon
from catalog.search.ranking import Weights
from catalog.store.tables import PhraseVector, Product, Revision
from catalog.understanding.nearest import FACETS, Nearest
from catalog.understanding.parser import Parser
from catalog.understanding.vocabulary import Vocabulary, curated


@dataclass(frozen=True)
class Known:
    """A revision of the catalogue: words, values present, the shop's currency, and the name that
    picture vectors carry with their projection."""

    revision: int
    vocabulary: Vocabulary
    parser: Parser
    currency: str
    projection: tuple[str, Projection] | None
    lexicon: Lexicon
    nearest: Nearest | None
    weights: Weights
    classifier: Classifier | None
    fusion: tuple[str, Fusion] | None


class Knowledge:
    """Keeps what is known of the current revision; threads may share it."""

    def __init__(self, encoder: Encoder, currency: str, synonyms: Path | None = None) -> None:
        self._encoder = encoder
        self._currency = currency
        self._synonyms = synonyms
        self._known: Known | None = None
        self._lock = threading.Lock()

    def current(self, connection: Connection) -> Known:
        """What is known of the catalogue as it is now."""
        revision = connection.scalar(select(Revision.number)) or 0
        known = self._known
        if known is None or known.revision != revision:
            with self._lock:
                gc.unfreeze()
                known = self._known = self._read(connection, revision)
                gc.freeze()  # 240,000 objects: to look through them holds up a search by 70 ms
        return known

    def _read(self, connection: Connection, revision: int) -> Known:
        present = _present(connection)
        vocabulary = curated(self._synonyms).with_values(
            {
                facet: [(key, key) for key in keys]
                for facet, keys in present.items()
                if facet not in ("size", "shelf")
            }
        )
        size = connection.scalar(select(func.count()).select_from(Product)) or 0
        lexicon = Lexicon.read(connection, size)
        vocabulary.learn(lexicon.spelling())
        currency = connection.scalar(
            select(Product.currency)
            .group_by(Product.currency)
            .order_by(func.count().desc())
            .limit(1)
        )
        return Known(
            revision, vocabulary, Parser(vocabulary, present), currency or self._currency,
            load_projection(connection, self._encoder), lexicon,
            self._nearest(connection, vocabulary, present), Weights.read(connection),
            load_classifier(connection, self._encoder), self._fusion(connection),
        )  # fmt: skip

    def _fusion(self, connection: Connection) -> tuple[str, Fusion] | None:
        fusion = load_fusion(connection, self._encoder)
        return (vectors_name(self._encoder, fusion), fusion) if fusion else None

    def _nearest(
        self, connection: Connection, vocabulary: Vocabulary, present: dict[str, frozenset[str]]
    ) -> Nearest | None:
        rows = connection.execute(
            select(PhraseVector.phrase, PhraseVector.embedding).where(
                PhraseVector.encoder == self._encoder.name
            )
        )
        vectors = {row.phrase: np.asarray(row.embedding, np.float32) for row in rows}
        return Nearest.of(
            (facet, key, vectors[phrase])
            for phrase, facet, key in vocabulary.phrases(FACETS)
            if phrase in vectors and key in present.get(facet, frozenset())
        )


def _present(connection: Connection) -> dict[str, frozenset[str]]:
    """Facet → keys that some product has."""
    present: dict[str, set[str]] = {}
    for name in connection.scalars(select(func.unnest(Product.facet_keys)).distinct()):
        facet, _, key = name.partition(":")
        present.setdefault(facet, set()).add(key)
    return {facet: frozenset(keys) for facet, keys in present.items()}
