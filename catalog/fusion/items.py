"""What a shop sells as fusion sees it: a picture, texts and facets of each product and colour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from catalog.encoders import Encoder
from catalog.ingest.vectors import unpack
from catalog.store.tables import Picture, PictureFeatures, Product, TextVector, Variant
from catalog.understanding.query import Facets
from catalog.understanding.vocabulary import LANGUAGES

Matrix = NDArray[np.float32]
Flags = NDArray[np.bool_]
Indexes = NDArray[np.int64]
Key = tuple[str, str]


@dataclass(frozen=True)
class Items:
    """n products in a colour; what is missing is zeros. `pictures` (n, d) are raw features of the
    main view, the last `colour_size` of them colours; `texts` (n, languages, e) unit vectors of
    passages; `facets` hold the item's own colours. `views` (m, d) are features of the other
    views, `shown` (m,) the items that they show."""

    products: NDArray[np.str_]
    colours: NDArray[np.str_]
    facets: list[Facets]
    pictures: Matrix
    texts: Matrix
    views: Matrix
    shown: Indexes
    colour_size: int

    def __len__(self) -> int:
        return len(self.products)

    @property
    def text(self) -> Matrix:
        """(n, e) mean of an item's texts in all languages, as unit vectors."""
        total = self.texts.sum(1)
        lengths = np.linalg.norm(total, axis=1, keepdims=True)
        return np.asarray(total / np.maximum(lengths, 1e-9), np.float32)


def present(rows: NDArray[Any]) -> Flags:
    """(n,) which of the rows (n, d) hold anything."""
    return np.asarray(rows.any(axis=1), np.bool_)


def some_products(connection: Connection, limit: int) -> list[str]:
    """Ids of up to `limit` products, the same ones each time."""
    chosen = select(Product.id).order_by(func.md5(Product.id), Product.id).limit(limit)
    return list(connection.scalars(chosen))


def read_items(connection: Connection, encoder: Encoder, products: Sequence[str]) -> Items:
    """What is sold of the products with these ids. The first photo of a product and colour is its
    main one; a colour that no photo shows is an item without a picture."""
    rows = connection.execute(
        select(Product.id, Product.facets).where(Product.id.in_(products))
    ).all()
    facets: dict[str, Facets] = {row.id: row.facets for row in rows}
    photos = _photos(connection, encoder, products)
    keys = sorted({key for key, _ in photos} | set(_unpictured(connection, photos, facets)))
    place = {key: index for index, key in enumerate(keys)}
    features = unpack(data for _, data in photos) if photos else np.zeros((0, 0), np.float32)
    shown = np.array([place[key] for key, _ in photos], np.int64)
    _, main = np.unique(shown, return_index=True)
    other = np.delete(np.arange(len(shown)), main)
    pictures = np.zeros((len(keys), features.shape[1]), np.float32)
    pictures[shown[main]] = features[main]
    return Items(
        np.array([product for product, _ in keys]), np.array([colour for _, colour in keys]),
        [_in_colour(facets[product], colour) for product, colour in keys],
        pictures, _texts(connection, encoder, [product for product, _ in keys]),
        features[other], shown[other], encoder.colour_size,
    )  # fmt: skip


def _photos(
    connection: Connection, encoder: Encoder, products: Sequence[str]
) -> list[tuple[Key, bytes]]:
    rows = connection.execute(
        select(Picture.product_id, Picture.colours, PictureFeatures.features)
        .join(PictureFeatures, PictureFeatures.digest == Picture.digest)
        .where(
            Picture.role == "photo",
            PictureFeatures.encoder == encoder.name,
            Picture.product_id.in_(products),
        )
        .order_by(Picture.product_id, Picture.position)
    )
    return [((row.product_id, ",".join(row.colours)), row.features) for row in rows]


def _unpictured(
    connection: Connection, photos: list[tuple[Key, bytes]], products: Iterable[str]
) -> list[Key]:
    """Colours of variants that no photo shows, of products whose photos tell colours apart; and
    products with neither."""
    pictured = {product for (product, _), _ in photos}
    unlabelled = {product for (product, colour), _ in photos if not colour}
    rows = connection.execute(
        select(Variant.product_id, Variant.colours).where(Variant.product_id.in_(products))
    )
    sold = {(row.product_id, ",".join(row.colours)) for row in rows}
    keys = [key for key in sold if key[1] and key[0] not in unlabelled]
    known = pictured | {product for product, _ in keys}
    return keys + [(product, "") for product in products if product not in known]


def _texts(connection: Connection, encoder: Encoder, products: list[str]) -> Matrix:
    rows = connection.execute(
        select(TextVector.product_id, TextVector.language, TextVector.embedding).where(
            TextVector.encoder == encoder.name, TextVector.product_id.in_(products)
        )
    )
    known: dict[Key, Any] = {(row.product_id, row.language): row.embedding for row in rows}
    nothing = [0.0] * len(next(iter(known.values()), ()))
    texts = [[known.get((id_, language), nothing) for language in LANGUAGES] for id_ in products]
    return np.array(texts, np.float32)


def _in_colour(facets: Facets, colour: str) -> Facets:
    return {**facets, "colour": colour.split(",")} if colour else facets
