"""Imports a feed: batches of products, each encoded first and then written in one transaction."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, delete, select, text
from sqlalchemy.dialects.postgresql import insert

from catalog.encoders import Encoder
from catalog.feeds.product import FeedProduct
from catalog.feeds.rows import Reject, Row, validate
from catalog.ingest.fused import fuse, load_fusion
from catalog.ingest.guesses import forget_guesses, guess_facets, load_classifier
from catalog.ingest.phrases import encode_phrases
from catalog.ingest.pictures import MediaFolder
from catalog.ingest.records import Record, digest_of, record_of
from catalog.ingest.terms import count_terms
from catalog.ingest.vectors import encode_documents, encode_pictures, passage_digest, refresh
from catalog.store.revision import raise_revision
from catalog.store.tables import (
    Picture,
    PictureFeatures,
    Product,
    ProductText,
    Review,
    TextVector,
    Variant,
)
from catalog.understanding.vocabulary import Vocabulary

_BATCH = 50


class Progress(Protocol):
    """Is told how many products and pictures are done."""

    def products(self, count: int) -> None:
        """So many more products are done."""

    def pictures(self, count: int) -> None:
        """So many more pictures are done."""


@dataclass
class Report:
    """What an import did, by products; `missing_pictures` couldn't be read."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    encoded_pictures: int = 0
    missing_pictures: int = 0
    rejects: list[Reject] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**vars(self), "rejects": [reject.as_dict() for reject in self.rejects]}


@dataclass
class Importer:
    """What importing needs; `currency` is for feeds that name none, `guesses` tells whether empty
    facets are guessed."""

    engine: Engine
    encoder: Encoder
    vocabulary: Vocabulary
    media: Path
    currency: str
    guesses: bool = True

    def run(self, rows: Iterable[Row], pictures: Path, progress: Progress) -> Report:
        """Import rows whose pictures lie below the folder `pictures`. A second run of the same
        feed changes nothing."""
        report = Report()
        folder = MediaFolder(pictures, self.media)
        seen: dict[str, int] = {}
        for batch in _batched(self._valid(rows, report, seen), _BATCH):
            self._write_batch(batch, folder, report, progress)
        with self.engine.begin() as connection:  # always: an import before this may have broken off
            moved = refresh(connection, self.encoder, folder)
            if report.added or report.changed:
                count_terms(connection)
                encode_phrases(connection, self.encoder, self.vocabulary)
            if fusion := load_fusion(connection, self.encoder):
                fuse(connection, self.encoder, fusion)
            guessed = self._guess(connection)
            if moved or guessed or report.added or report.changed:
                raise_revision(connection)
        if report.added or report.changed:
            with self.engine.connect().execution_options(
                isolation_level="AUTOCOMMIT"
            ) as connection:
                connection.execute(text("ANALYZE"))
        return report

    def _guess(self, connection: Connection) -> int:
        """Guess empty facets of products that are new, if anything was learnt that can."""
        if not self.guesses:
            forget_guesses(connection)
            return 0
        classifier = load_classifier(connection, self.encoder)
        if classifier is None:
            return 0
        return guess_facets(connection, self.encoder, self.vocabulary, classifier)

    def _valid(
        self, rows: Iterable[Row], report: Report, seen: dict[str, int]
    ) -> Iterator[FeedProduct]:
        for row in rows:
            product = validate(row)
            if isinstance(product, FeedProduct) and product.id in seen:
                reason = f"the id stands in row {seen[product.id]} already"
                product = Reject(row.number, product.id, "id", product.id, reason)
            if isinstance(product, Reject):
                report.rejects.append(product)
            else:
                seen[product.id] = row.number
                yield product

    def _write_batch(
        self,
        batch: tuple[FeedProduct, ...],
        folder: MediaFolder,
        report: Report,
        progress: Progress,
    ) -> None:
        basis = [self.currency, self.encoder.name, self.vocabulary.fingerprint]
        digests = {product.id: digest_of(product, folder, basis) for product in batch}
        with self.engine.connect() as connection:
            known = select(Product.id, Product.digest).where(Product.id.in_(digests))
            stored = {row.id: row.digest for row in connection.execute(known)}
            changed = [p for p in batch if stored.get(p.id) != digests[p.id]]
            records = [
                record_of(p, digests[p.id], folder, self.vocabulary, self.currency) for p in changed
            ]
        features, vectors = self._encode(records, folder, progress)
        if records:
            with self.engine.begin() as connection:
                _write(connection, records, features, vectors, self.encoder.name)
                raise_revision(connection)
        report.encoded_pictures += len(features)
        report.missing_pictures += sum(len(p.images) + len(p.cutouts) for p in changed) - sum(
            len(record.pictures) for record in records
        )
        report.added += sum(p.id not in stored for p in changed)
        report.changed += sum(p.id in stored for p in changed)
        report.unchanged += len(batch) - len(changed)
        progress.products(len(batch))

    def _encode(
        self, records: list[Record], folder: MediaFolder, progress: Progress
    ) -> tuple[dict[str, bytes], dict[str, Any]]:
        """Features of pictures and vectors of texts, side by side: they take about as long."""
        photos = [row for r in records for row in r.pictures if row["role"] == "photo"]
        files = {row["digest"]: row["file"] for row in photos}
        documents = [document for record in records for document in record.documents]
        with ThreadPoolExecutor(1) as pool:
            vectors = pool.submit(encode_documents, self.engine, self.encoder, documents)
            features = encode_pictures(self.engine, self.encoder, folder, files, progress.pictures)
            return features, vectors.result()


def _batched(products: Iterable[FeedProduct], size: int) -> Iterator[tuple[FeedProduct, ...]]:
    iterator = iter(products)
    while batch := tuple(islice(iterator, size)):
        yield batch


def _write(
    connection: Connection,
    records: list[Record],
    features: dict[str, bytes],
    vectors: dict[str, Any],
    encoder: str,
) -> None:
    """Replace products with all that belongs to them."""
    ids = [record.product["id"] for record in records]
    connection.execute(delete(Product).where(Product.id.in_(ids)))
    rows: dict[type, list[dict[str, Any]]] = {
        Product: [record.product for record in records],
        Variant: [row for record in records for row in record.variants],
        ProductText: [],
        TextVector: [],
        Picture: [row for record in records for row in record.pictures],
        Review: [row for record in records for row in record.reviews],
        PictureFeatures: [
            {"digest": digest, "encoder": encoder, "features": packed}
            for digest, packed in features.items()
        ],
    }
    for record in records:
        for document in record.documents:
            key = {"product_id": record.product["id"], "language": document.language}
            written = {k: v for k, v in vars(document).items() if k not in ("passage", "language")}
            rows[ProductText].append({**key, **written})
            digest = passage_digest(document)
            rows[TextVector].append(
                {**key, "encoder": encoder, "digest": digest, "embedding": vectors[digest]}
            )
    for table, values in rows.items():
        if values:
            connection.execute(insert(table).on_conflict_do_nothing(), values)
