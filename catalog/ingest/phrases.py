"""Vectors of the phrases that name features, styles and occasions: what else shoppers say is
compared with them."""

from sqlalchemy import Connection, select, text
from sqlalchemy.dialects.postgresql import insert

from catalog.encoders import Encoder
from catalog.store.tables import PhraseVector
from catalog.understanding.nearest import FACETS
from catalog.understanding.vocabulary import Vocabulary

_BATCH = 64


def encode_phrases(connection: Connection, encoder: Encoder, vocabulary: Vocabulary) -> None:
    """Encode the phrases of the values that products have, and that have no vector yet."""
    rows = connection.execute(
        text(
            "SELECT DISTINCT facet.key AS facet, value.key AS key FROM products, "
            "jsonb_each(facets) AS facet(key, keys), "
            "jsonb_array_elements_text(facet.keys) AS value(key) WHERE facet.key = ANY(:facets)"
        ),
        {"facets": list(FACETS)},
    )
    present = {(row.facet, row.key) for row in rows}
    phrases = {
        phrase for phrase, facet, key in vocabulary.phrases(FACETS) if (facet, key) in present
    }
    stored = select(PhraseVector.phrase).where(PhraseVector.encoder == encoder.name)
    missing = sorted(phrases - set(connection.scalars(stored)))
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        vectors = encoder.encode_texts(batch, query=True)
        connection.execute(
            insert(PhraseVector).on_conflict_do_nothing(),
            [
                {"encoder": encoder.name, "phrase": phrase, "embedding": vector}
                for phrase, vector in zip(batch, vectors, strict=True)
            ],
        )
