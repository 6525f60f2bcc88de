"""What a shopper shows instead of saying: photos, products liked and products refused, as the
vectors to look around."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from catalog.fusion.fusion import Fusion
from catalog.search.knowledge import Known
from catalog.store.tables import PictureVector, TextVector
from catalog.understanding.query import Query

Vectors = NDArray[np.float32]

_AWAY = 0.3  # share of the refused ones' mean that is taken off (Rocchio, 1971)


@dataclass(frozen=True)
class Examples:
    """Readings (r, d) of each photo; ids of products to be like, and not to be like."""

    photos: Sequence[Vectors] = ()
    like: Sequence[str] = ()
    unlike: Sequence[str] = ()


def picture_vector(
    connection: Connection, known: Known, query: Query, examples: Examples
) -> tuple[str, Vectors] | None:
    """The name of the stored picture vectors, and those (r, k) to look around: a photo's readings,
    the mean of several photos or else of the liked products' pictures, away from the refused
    ones'. A wanted colour is a condition already, so the photo's own must not speak against it."""
    if known.projection is None:
        return None
    name, projection = known.projection
    if examples.photos:
        wants_colour = "colour" in query.must or "colour" in query.must_not
        vectors = projection.apply(_readings(examples.photos), colour=not wants_colour)
        vectors = vectors.mean(0, keepdims=True) if len(examples.photos) > 1 else vectors
    elif (liked := _pictures(connection, name, examples.like)) is not None:
        vectors = liked[None]
    else:
        return None
    return name, _away(vectors, _pictures(connection, name, examples.unlike))


def text_vector(
    connection: Connection, encoder: str, language: str, said: Vectors | None, examples: Examples
) -> Vectors | None:
    """The text vector to look around: of what is `said`, or of the liked products, since what is
    like them is of their kind, too; away from the refused ones'."""
    liked = _texts(connection, encoder, language, examples.like)
    vector = said if liked is None else liked
    if vector is None:
        return None
    return _away(vector, _texts(connection, encoder, language, examples.unlike))


def fused_vector(fusion: Fusion, query: Query, said: Vectors | None, examples: Examples) -> Vectors:
    """What is said and shown, fused: photos and words together, or either alone."""
    pictures = np.zeros((1, fusion.picture_size), np.float32)
    if examples.photos:
        pictures = likeliest(examples.photos)
    texts = np.zeros((len(pictures), fusion.text_size), np.float32)
    if said is not None:
        texts += said
    wants_colour = "colour" in query.must or "colour" in query.must_not
    mean = fusion.embed(pictures, texts, colour=not wants_colour).mean(0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)


def likeliest(photos: Sequence[Vectors]) -> Vectors:
    """(n, d): the first reading of each photo."""
    return np.stack([readings[0] for readings in photos])


def _readings(photos: Sequence[Vectors]) -> Vectors:
    """(r, d): all of a single photo's, the likeliest of several."""
    return photos[0] if len(photos) == 1 else likeliest(photos)


def _away(vector: Vectors, refused: Vectors | None) -> Vectors:
    shifted = vector if refused is None else vector - _AWAY * refused
    lengths = np.linalg.norm(shifted, axis=-1, keepdims=True)
    return np.asarray(shifted / np.maximum(lengths, 1e-9), np.float32)


def _pictures(connection: Connection, name: str, ids: Sequence[str]) -> Vectors | None:
    wanted = select(PictureVector.embedding).where(
        PictureVector.product_id.in_(ids), PictureVector.encoder == name
    )
    return _mean(connection.scalars(wanted).all()) if ids else None


def _texts(
    connection: Connection, encoder: str, language: str, ids: Sequence[str]
) -> Vectors | None:
    wanted = select(TextVector.embedding).where(
        TextVector.product_id.in_(ids),
        TextVector.encoder == encoder,
        TextVector.language == language,
    )
    return _mean(connection.scalars(wanted).all()) if ids else None


def _mean(stored: Sequence[Vectors]) -> Vectors | None:
    return np.asarray(stored, np.float32).mean(0) if len(stored) else None
