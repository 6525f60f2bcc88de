"""Whether a photo or words ask for something unlike all that is sold.

Projected vectors can't tell: whitening spreads what the shop sells apart, and all else falls
somewhere between (on Luma kitchen machines came nearer than phone photos of clothes: area under
the ROC curve 0.24). So the pictures that are nearest by them are compared once more, by the
networks' raw features without colour (0.99).

Words that name a kind of thing, a brand, a size or for whom it is are limits in SQL, and never
strange. Of the others three things tell: how many of the words left over stand in any product's
texts, how many of the wishes any product meets, and how near the nearest text is in meaning. The
weights are those of a logistic regression on Luma's development queries against two thirds of the
WANDS queries for home goods; the limit lets 5 % of the latter pass.
"""

import numpy as np
from numpy.typing import NDArray
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import Connection, cast, func, select

from catalog.encoders import Encoder
from catalog.ingest.vectors import unpack
from catalog.search.knowledge import Known
from catalog.store.tables import Picture, PictureFeatures, PictureVector
from catalog.understanding.query import Query
from catalog.understanding.segments import terms

Vectors = NDArray[np.float32]

UNLIKE_ALL = 0.50
"""Mean cosine of the _ALIKE most alike pictures below which nothing such is sold. On Luma 6 % of
195 pictures of kitchen machines and tents pass, 97 % of phone photos of the kinds of clothes it
sells, and 98 % of its own other views (94 % where only main views are there to compare)."""
_LIMITS = ("category", "brand", "gender", "size")
_KNOWN_WORDS, _MET_WISHES, _CLOSENESS, _LIMIT = 1.9, 1.6, 6.4, 8.0
_NEAR = 50  # pictures compared; 20 lose 14 % of the phone photos
_ALIKE = 3  # one alone is chance: 19 % of the strange ones would pass


def is_strange(
    connection: Connection, encoder: Encoder, photos: Vectors, near: tuple[str, Vectors]
) -> bool:
    """Whether none of the photos' features (n, d) shows what is sold; `near` is the name of the
    projected vectors and those to look around, of which the first is."""
    name, vector = near[0], near[1][0]
    shapes = photos.shape[1] - encoder.colour_size
    distance = cast(PictureVector.embedding, HALFVEC(len(vector))).cosine_distance(vector)
    rows = connection.scalars(
        select(func.substr(PictureFeatures.features, 1, shapes * np.float16().itemsize))
        .join(Picture, Picture.digest == PictureFeatures.digest)
        .join(
            PictureVector,
            (PictureVector.product_id == Picture.product_id)
            & (PictureVector.position == Picture.position),
        )
        .where(PictureVector.encoder == name, PictureFeatures.encoder == encoder.name)
        .order_by(distance)
        .limit(_NEAR)
    ).all()
    if not rows:
        return False
    alike = _unit(photos[:, :shapes]) @ _unit(unpack(rows)).T
    return float(np.sort(alike.max(0))[-_ALIKE:].mean()) < UNLIKE_ALL


def are_strange(query: Query, known: Known, closest: float | None) -> bool:
    """Whether the words of a query mean nothing that is sold; `closest` is the cosine of the text
    nearest in meaning."""
    hinted = query.prefer.get("category")  # only kinds that are sold are hinted at
    if closest is None or hinted or any(facet in query.must for facet in _LIMITS):
        return False
    words = terms(query.words, query.language) if query.words else []
    counts = known.lexicon.documents[query.language]
    present = known.parser.present
    met = [key in present.get(facet, ()) for facet, keys in query.prefer.items() for key in keys]
    if not words and all(met):
        return False
    share = sum(word in counts for word in words) / len(words) if words else 1.0
    return _KNOWN_WORDS * share + _MET_WISHES * min(sum(met), 2) + _CLOSENESS * closest < _LIMIT


def _unit(matrix: Vectors) -> Vectors:
    return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True))
