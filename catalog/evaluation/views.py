"""How well a photo finds the product it shows, measured on pictures of the shop itself: the main
picture of each product and colour is what is sold, another view of it is the shopper's photo."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from catalog.encoders import Encoder
from catalog.encoders.projection import Projection, fit
from catalog.ingest.vectors import unpack
from catalog.store.tables import Picture, PictureFeatures

_FOLDS = 5
_SEED = 7

Matrix = NDArray[np.float32]
Flags = NDArray[np.bool_]
Ranks = NDArray[np.int64]


@dataclass(frozen=True)
class Views:
    """n pictures: (n, d) features of which the last `colour_size` are colours; (n,) products and
    colours; whether each is the main picture of its product and colour."""

    features: Matrix
    colour_size: int
    products: NDArray[np.str_]
    colours: NDArray[np.str_]
    main: Flags

    @classmethod
    def read(cls, connection: Connection, encoder: Encoder) -> "Views":
        """All photos of a catalogue that has some; the first one of a colour is its main one."""
        rows = connection.execute(
            select(Picture.product_id, Picture.colours, PictureFeatures.features)
            .join(PictureFeatures, PictureFeatures.digest == Picture.digest)
            .where(Picture.role == "photo", PictureFeatures.encoder == encoder.name)
            .order_by(Picture.product_id, Picture.position)
        ).all()
        shown = [(row.product_id, ",".join(row.colours)) for row in rows]
        products, colours = np.array(shown).T
        main = np.array([pair not in shown[:n] for n, pair in enumerate(shown)])
        features = unpack(row.features for row in rows)
        return cls(features, encoder.colour_size, products, colours, main)

    def of(self, product: str, colour: str | None = None) -> Flags:
        """Which of the main pictures show a product (in a colour)."""
        right: Flags = self.products[self.main] == product
        return right if colour is None else right & (self.colours[self.main] == colour)


def recall(ranks: Ranks, depth: int) -> float:
    """Share of queries whose one right answer stands among the first `depth`; ranks from 0."""
    return float((ranks < depth).mean())


def photo_ranks(views: Views) -> Ranks:
    """Rank of the product and colour that each photo shows, among all main pictures."""
    found = []
    for photo, projection, sold in _unseen(views):
        scores = sold @ projection.apply(views.features[[photo]])[0]
        found.append(_rank(scores, views.of(views.products[photo], views.colours[photo])))
    return np.array(found)


def composed_ranks(views: Views) -> Ranks:
    """A photo and "in purple", for each other colour of the product: rank of the product in that
    colour among all that is sold in it, by shape alone."""
    found = []
    colours = views.colours[views.main]
    for photo, projection, sold in _unseen(views):
        shape = projection.apply(views.features[[photo]], colour=False)[0]
        right = views.of(views.products[photo])
        for wanted in sorted({*colours[right]} - {views.colours[photo]}):
            among = colours == wanted
            found.append(_rank(sold[among] @ shape, right[among]))
    return np.array(found)


def _unseen(views: Views) -> Iterator[tuple[int, Projection, Matrix]]:
    """Each photo (not main) with a projection fitted without any picture of its fold of products,
    and the main pictures under that projection."""
    names = np.random.default_rng(_SEED).permutation(np.unique(views.products))
    folds = dict(zip(names, cycle(range(_FOLDS)), strict=False))
    fold = np.array([folds[product] for product in views.products])
    groups = np.char.add(np.char.add(views.products, "\0"), views.colours)
    for held_out in range(_FOLDS):
        rest = fold != held_out
        projection = fit(views.features[rest], groups[rest].tolist(), views.colour_size)
        sold = projection.apply(views.features[views.main])
        for photo in np.flatnonzero(~views.main & ~rest):
            yield int(photo), projection, sold


def _rank(scores: Matrix, right: Flags) -> int:
    return int((scores > scores[right].max()).sum())
