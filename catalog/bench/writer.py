"""Makes the rows of synthetic products, as an import would write them."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from catalog.bench.assortment import Assortment, Drawn
from catalog.bench.gallery import Gallery, Vectors
from catalog.bench.passages import PassageModel
from catalog.encoders import Encoder
from catalog.ingest.documents import Document
from catalog.ingest.pictures import MediaFolder
from catalog.ingest.records import Record, record_of
from catalog.ingest.vectors import pack, passage_digest
from catalog.understanding.vocabulary import LANGUAGES, Vocabulary

CURRENCY = "USD"
NOWHERE = MediaFolder(Path(os.devnull), Path(os.devnull))
_ENCODED = 1_000  # products whose passages are really encoded, in each language
_ALIKE = 8  # pictures of one category that have raw features of their own: 10 kB each

Row = dict[str, Any]


class Writer:
    """Makes rows of drawn products, with vectors that an encoder could have made."""

    def __init__(self, encoder: Encoder, vocabulary: Vocabulary, seed: int) -> None:
        self._seed = seed
        self._encoder = encoder.name
        self._vocabulary = vocabulary
        self._assortment = Assortment(vocabulary, seed)
        self._gallery = Gallery.of(encoder, seed)
        self._version = hashlib.sha256(self._gallery.projection(0).dump()).hexdigest()[:8]
        sample = [self._record(drawn) for drawn in self._assortment.batch(0)[:_ENCODED]]
        self._passages = {
            language: PassageModel.fit(
                [record.product["facets"] for record in sample],
                encoder.encode_texts([_of(r, language).passage for r in sample], query=False),
            )
            for language in LANGUAGES
        }
        self._seen: set[str] = set()

    def projection(self, pictures: int) -> Row:
        """The row of the projection, as if fitted on all pictures."""
        data = self._gallery.projection(pictures).dump()
        return {"encoder": self._encoder, "version": self._version, "data": data}

    def rows(self, number: int, count: int) -> dict[str, list[Row]]:
        """Rows by table of the first `count` products of a batch."""
        rng = np.random.default_rng((self._seed, number, 1))
        drawn = self._assortment.batch(number)[:count]
        records = [self._record(one) for one in drawn]
        pictures, shown = [], []
        for at, one in enumerate(drawn):
            for position, key in enumerate(one.keys["colour"]):
                colours = self._vocabulary.ancestors("colour", key)
                shown.append((at, records[at].product["facets"], colours))
                digest = f"{one.keys['category'][0]}-{at % _ALIKE}"
                pictures.append(_picture(one.feed.id, position, digest, colours))
        images = self._gallery.draw(shown, rng)
        return {
            "products": [record.product for record in records],
            "variants": [row for record in records for row in record.variants],
            "product_texts": [_text(r, document) for r in records for document in r.documents],
            "text_vectors": self._text_vectors(records, rng),
            "picture_features": self._features(pictures, images, rng),
            "pictures": pictures,
            "picture_vectors": self._picture_vectors(pictures, images),
        }

    def _record(self, drawn: Drawn) -> Record:
        """The rows that an import would make of a product without pictures."""
        record = record_of(drawn.feed, drawn.feed.id, NOWHERE, self._vocabulary, CURRENCY)
        record.product["review_count"] = drawn.reviews
        return record

    def _text_vectors(self, records: Sequence[Record], rng: np.random.Generator) -> list[Row]:
        facets = [record.product["facets"] for record in records]
        return [
            {"product_id": record.product["id"], "language": language, "encoder": self._encoder,
             "digest": passage_digest(_of(record, language)), "embedding": vector}
            for language in LANGUAGES
            for record, vector in zip(
                records, self._passages[language].draw(facets, rng), strict=True
            )
        ]  # fmt: skip

    def _picture_vectors(self, pictures: Sequence[Row], images: Vectors) -> list[Row]:
        name = f"{self._encoder}/{self._version}"
        return [
            {"product_id": row["product_id"], "position": row["position"], "encoder": name,
             "embedding": vector}
            for row, vector in zip(pictures, images, strict=True)
        ]  # fmt: skip

    def _features(
        self, pictures: Sequence[Row], images: Vectors, rng: np.random.Generator
    ) -> list[Row]:
        """Raw features of digests that are new."""
        new = {row["digest"]: at for at, row in enumerate(pictures)}
        new = {digest: at for digest, at in new.items() if digest not in self._seen}
        self._seen |= set(new)
        if not new:
            return []
        features = self._gallery.features(images[list(new.values())], rng, 0)
        return [
            {"digest": digest, "encoder": self._encoder, "features": pack(raw)}
            for digest, raw in zip(new, features, strict=True)
        ]


def _of(record: Record, language: str) -> Document:
    return next(d for d in record.documents if d.language == language)


def _text(record: Record, document: Document) -> Row:
    written = {name: value for name, value in vars(document).items() if name != "passage"}
    return {"product_id": record.product["id"], **written}


def _picture(product_id: str, position: int, digest: str, colours: Sequence[str]) -> Row:
    return {
        "product_id": product_id, "position": position, "file": f"{digest}.jpg",
        "digest": digest, "role": "photo", "view": None, "colours": sorted(colours),
        "anchors": None,
    }  # fmt: skip
