"""How well a photo finds the product it shows, measured on pictures of the shop itself: the main
picture of each product and colour is what is sold, another view of it is the shopper's photo."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from catalog.encoders import Encoder
from catalog.encoders.projection import fit
from catalog.ingest.pictures import MediaFolder
from catalog.ingest.vectors import make_up_views, unpack
from catalog.store.tables import Picture, PictureFeatures

_FOLDS = 5
_SEED = 7
_PICTURED = 100  # that views are made up of, as imports do

Matrix = NDArray[np.float32]
Flags = NDArray[np.bool_]
Ranks = NDArray[np.int64]


@dataclass(frozen=True)
class Views:
    """n pictures: (n, d) features of which the last `colour_size` are colours; (n,) products and
    colours; whether each is the main picture of its product and colour; files in the media folder.
    The m pictures that are main are what is sold, the others p photos. (v, d) features of views
    that are `made_up` and (v,) the picture that each was made of teach the projection as well."""

    features: Matrix
    colour_size: int
    products: NDArray[np.str_]
    colours: NDArray[np.str_]
    main: Flags
    files: tuple[str, ...]
    made_up: Matrix
    made_of: NDArray[np.int64]

    @classmethod
    def read(cls, connection: Connection, encoder: Encoder, folder: Path) -> "Views":
        """All photos of a catalogue that has some in the media folder; the first one of a colour is
        its main one."""
        rows = connection.execute(
            select(Picture.product_id, Picture.colours, Picture.file, PictureFeatures.features)
            .join(PictureFeatures, PictureFeatures.digest == Picture.digest)
            .where(Picture.role == "photo", PictureFeatures.encoder == encoder.name)
            .order_by(Picture.product_id, Picture.position)
        ).all()
        shown = [(row.product_id, ",".join(row.colours)) for row in rows]
        products, colours = np.array(shown).T
        main = np.array([pair not in shown[:n] for n, pair in enumerate(shown)])
        features = unpack(row.features for row in rows)
        files = tuple(row.file for row in rows)
        some = np.random.default_rng(_SEED).permutation(len(files))[:_PICTURED]
        made_up = make_up_views(encoder, MediaFolder(folder, folder), [files[at] for at in some])
        made_of = np.repeat(some, len(made_up) // len(some))
        return cls(features, encoder.colour_size, products, colours, main, files, made_up, made_of)

    @property
    def photos(self) -> Matrix:
        """(p, d) features of the pictures that aren't main."""
        return self.features[~self.main]


def recall(ranks: Ranks, depth: int) -> float:
    """Share of queries whose one right answer stands among the first `depth`; ranks from 0."""
    return float((ranks < depth).mean())


def scores(views: Views, photos: Sequence[Matrix] | None = None, *, colour: bool = True) -> Matrix:
    """(p, m) similarity of photos and main pictures under projections that know no picture of the
    photo's product. `photos`, p readings (r, d), stand for the views' own; without `colour` shapes
    alone are compared."""
    names = np.random.default_rng(_SEED).permutation(np.unique(views.products))
    folds = dict(zip(names, cycle(range(_FOLDS)), strict=False))
    fold = np.array([folds[product] for product in views.products])
    groups = np.char.add(np.char.add(views.products, "\0"), views.colours)
    asked = list(views.photos[:, None]) if photos is None else photos
    found = np.zeros((len(asked), int(views.main.sum())), np.float32)
    for held_out in range(_FOLDS):
        rest = fold != held_out
        known = np.concatenate([views.features[rest], views.made_up[rest[views.made_of]]])
        shown = [*groups[rest], *groups[views.made_of[rest[views.made_of]]]]
        projection = fit(known, shown, views.colour_size)
        sold = projection.apply(views.features[views.main])
        for at in np.flatnonzero(~rest[~views.main]).tolist():
            found[at] = (projection.apply(asked[at], colour=colour) @ sold.T).max(0)
    return found


def plain_scores(views: Views, photos: Sequence[Matrix] | None = None) -> Matrix:
    """(p, m) cosines of what the networks see, without colours and as they come."""
    shapes = views.features.shape[1] - views.colour_size
    sold = _unit(views.features[views.main, :shapes])
    asked = views.photos if photos is None else np.stack([readings[0] for readings in photos])
    return _unit(asked[:, :shapes]) @ sold.T


def photo_ranks(views: Views, found: Matrix | None = None) -> Ranks:
    """Rank of the product and colour that each photo shows, among all main pictures; `found` is
    scores() unless given."""
    found = scores(views) if found is None else found
    right = _same(views.products, views.main) & _same(views.colours, views.main)
    return np.array([_rank(row, mine) for row, mine in zip(found, right, strict=True)])


def product_ranks(views: Views, found: Matrix) -> Ranks:
    """Rank of the product that each photo shows, whatever its colour, among all products; each
    counts with its best picture."""
    names, product = np.unique(views.products[views.main], return_inverse=True)
    best = np.stack([found[:, product == n].max(1) for n in range(len(names))], axis=1)
    right = views.products[~views.main][:, None] == names
    return np.array([_rank(row, mine) for row, mine in zip(best, right, strict=True)])


def composed_ranks(views: Views, found: Matrix | None = None) -> Ranks:
    """A photo and "in purple", for each other colour of the product: rank of the product in that
    colour among all that is sold in it; `found` is scores() of shapes alone unless given."""
    found = scores(views, colour=False) if found is None else found
    colours = views.colours[views.main]
    ranks = []
    for row, own, right in zip(
        found, views.colours[~views.main], _same(views.products, views.main), strict=True
    ):
        for wanted in sorted({*colours[right]} - {own}):
            among = colours == wanted
            ranks.append(_rank(row[among], right[among]))
    return np.array(ranks)


def _same(values: NDArray[np.str_], main: Flags) -> Flags:
    """(p, m): which photos and main pictures have the same value."""
    return np.asarray(values[~main][:, None] == values[main])


def _rank(row: Matrix, right: Flags) -> int:
    return int((row > row[right].max()).sum())


def _unit(matrix: Matrix) -> Matrix:
    return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True))
