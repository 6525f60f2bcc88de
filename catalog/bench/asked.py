"""What is asked of a synthetic store: vectors of words and of photos of products that it has."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, Engine, select

from catalog.bench.assortment import BATCH, Assortment, Drawn
from catalog.bench.gallery import Gallery, Vectors
from catalog.encoders import Encoder
from catalog.encoders.projection import Projection
from catalog.errors import StoreError
from catalog.ingest.vectors import load_projection
from catalog.store.tables import PictureVector
from catalog.understanding.vocabulary import LANGUAGES, Vocabulary

_SAID = ("colour", "material", "style", "category")


class Asked(NamedTuple):
    """A product, a language, the (e,) vector of a few words that ask for it in that language, raw
    features (1, d) of another photo of it and their (k,) vector."""

    drawn: Drawn
    language: str
    words: Vectors
    features: Vectors
    photo: Vectors


class Asking(NamedTuple):
    """Names of the vectors of texts and of pictures, the first products of the store, and what is
    asked for some of them."""

    texts: str
    pictures: str
    products: list[Drawn]
    asked: list[Asked]


def ask(
    engine: Engine, encoder: Encoder, vocabulary: Vocabulary, seed: int, count: int,
    languages: Sequence[str] = LANGUAGES,
) -> Asking:  # fmt: skip
    """`count` questions, in the languages by turns. The store must have been built with the same
    encoder and seed."""
    with engine.connect() as connection:
        name, projection = _projection(connection, encoder)
        pictures = _main_pictures(connection, name)
    products = Assortment(vocabulary, seed).batch(0)[: len(pictures)]
    features = Gallery.of(encoder, seed).features(pictures, np.random.default_rng(seed))
    photos = projection.apply(features)
    turns = [(at % len(products), languages[at % len(languages)]) for at in range(count)]
    said = [wish(products[at], vocabulary, language) for at, language in turns]
    words = encoder.encode_texts(said, query=True)
    return Asking(encoder.name, name, products, [
        Asked(products[at], language, vector, features[[at]], photos[at])
        for (at, language), vector in zip(turns, words, strict=True)
    ])  # fmt: skip


def _projection(connection: Connection, encoder: Encoder) -> tuple[str, Projection]:
    found = load_projection(connection, encoder)
    if found is None:
        raise StoreError("the store has no synthetic products")
    return found


def _main_pictures(connection: Connection, name: str) -> Vectors:
    """(n, k) vectors of the first pictures of the first products."""
    rows = connection.scalars(
        select(PictureVector.embedding)
        .where(PictureVector.encoder == name, PictureVector.position == 0)
        .order_by(PictureVector.product_id)
        .limit(BATCH)
    )
    return np.asarray(rows.all(), np.float32)


def wish(drawn: Drawn, vocabulary: Vocabulary, language: str) -> str:
    """The product in a few words."""
    keys = [(facet, key) for facet in _SAID for key in drawn.keys.get(facet, [])[:1]]
    return " ".join(vocabulary.label(facet, key, language) for facet, key in keys)
