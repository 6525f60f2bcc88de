"""Guesses the facets that a feed leaves empty, where a classifier fitted on the catalogue is sure
enough. They are kept apart from what the merchant says, and never stand against it."""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, null, select, update

from catalog.encoders import Encoder
from catalog.fusion.classify import Classifier
from catalog.fusion.items import Items, read_items
from catalog.fusion.unnamed import FACETS, unnamed_text
from catalog.store.fitted import load_fitted
from catalog.store.tables import Product
from catalog.understanding.query import Facets
from catalog.understanding.vocabulary import Vocabulary

_CHUNK = 200


def load_classifier(connection: Connection, encoder: Encoder) -> Classifier | None:
    """The catalogue's classifier for this encoder's vectors; None before it was trained."""
    data = load_fitted(connection, classifier_name(encoder))
    return Classifier.parse(data) if data else None


def classifier_name(encoder: Encoder) -> str:
    """Under which name a classifier of an encoder's vectors is kept."""
    return f"classifier/{encoder.name}"


def forget_guesses(connection: Connection) -> None:
    """Take all guesses back."""
    connection.execute(update(Product).where(Product.guesses.is_not(None)).values(guesses=null()))


def guess_facets(
    connection: Connection,
    encoder: Encoder,
    vocabulary: Vocabulary,
    classifier: Classifier,
) -> int:
    """Guess what products lack that weren't guessed for yet; returns for how many something was."""
    waiting = (
        select(Product.id, Product.title, Product.description, Product.facets)
        .where(Product.guesses.is_(None))
        .order_by(Product.id)
        .limit(_CHUNK)
    )
    guessed = 0
    while rows := connection.execute(waiting).all():
        ids = [row.id for row in rows]
        connection.execute(update(Product).where(Product.id.in_(ids)).values(guesses={}))
        lacking = [row for row in rows if any(facet not in row.facets for facet in FACETS)]
        items = read_items(connection, encoder, [row.id for row in lacking])
        for row in lacking:
            missing = [facet for facet in FACETS if facet not in row.facets]
            texts = [
                unnamed_text(row.title, row.description, facet, vocabulary) for facet in missing
            ]
            vectors = encoder.encode_texts(texts, query=False)
            found = classifier.suggest(
                _picture(items, row.id), dict(zip(missing, vectors, strict=True))
            )
            guesses = _with_wider(found, missing, vocabulary)
            connection.execute(update(Product).where(Product.id == row.id).values(guesses=guesses))
            guessed += bool(guesses)
    return guessed


def _picture(items: Items, product: str) -> np.ndarray[tuple[int], np.dtype[np.float32]] | None:
    """The raw features of its first picture."""
    own = items.pictures[items.products == product]
    pictured = own[own.any(1)]
    return pictured[0] if len(pictured) else None


def _with_wider(
    found: dict[str, list[tuple[str, float]]], missing: Sequence[str], vocabulary: Vocabulary
) -> Facets:
    return {
        facet: sorted({wide for key, _ in said for wide in vocabulary.ancestors(facet, key)})
        for facet, said in found.items()
        if facet in missing
    }
