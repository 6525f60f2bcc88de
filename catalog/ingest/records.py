"""A validated product as rows of the store."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from catalog.facets import colour_keys, colours_of, facets_of, sizes_of
from catalog.feeds.product import FeedProduct, FeedVariant
from catalog.ingest.documents import Document, documents_of
from catalog.ingest.pictures import MediaFolder
from catalog.money import to_minor
from catalog.understanding.vocabulary import Vocabulary

DERIVATION = 5  # raise it when facets or documents are derived differently: all is rewritten


@dataclass
class Record:
    """All rows of one product, ready to be written."""

    product: dict[str, Any]
    variants: list[dict[str, Any]]
    documents: list[Document]
    pictures: list[dict[str, Any]] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)


def digest_of(product: FeedProduct, media: MediaFolder, basis: list[str]) -> str:
    """Changes when anything that is stored of the product would change; `basis` are the settings
    and the vocabulary that it is derived with."""
    paths = [i.path for i in product.images] + [c.path for c in product.cutouts]
    pictures = [media.digest(path) for path in paths]
    parts = [DERIVATION, basis, product.model_dump(mode="json"), pictures]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def record_of(
    product: FeedProduct, digest: str, media: MediaFolder, vocabulary: Vocabulary, currency: str
) -> Record:
    """Derive the rows of a product; its pictures are taken into the media folder."""
    currency = product.currency or currency
    facets = facets_of(product, vocabulary)
    variants = _variants(product, currency, vocabulary, facets.get("colour", []))
    prices = [v["price"] for v in variants if v["stock"] != 0] or [v["price"] for v in variants]
    ratings = [review.rating for review in product.reviews if review.rating is not None]
    row = {
        "id": product.id,
        "title": product.title,
        "description": product.description,
        "category": product.category,
        "currency": currency,
        "price_min": min(prices),
        "price_max": max(prices),
        "in_stock": any(v["stock"] != 0 for v in variants),
        "rating": product.rating or (sum(ratings) / len(ratings) if ratings else None),
        "review_count": len(product.reviews),
        "url": product.url,
        "attributes": product.attributes,
        "facets": facets,
        "created_at": product.created_at,
        "digest": digest,
    }
    return Record(
        row, variants, documents_of(product, facets, vocabulary),
        _pictures(product, media, vocabulary), _reviews(product),
    )  # fmt: skip


def _variants(
    product: FeedProduct, currency: str, vocabulary: Vocabulary, colours: list[str]
) -> list[dict[str, Any]]:
    """A product without variants is its own; a SKU that stands twice counts once, with options
    before without."""
    listed = sorted(product.variants, key=lambda variant: not variant.options)
    unique: dict[str, FeedVariant] = {}
    for variant in listed:
        unique.setdefault(variant.sku, variant)
    if not unique:
        unique = {product.id: FeedVariant(sku=product.id, stock=product.stock)}
    return [
        {
            "product_id": product.id,
            "sku": variant.sku,
            "position": position,
            "options": variant.options,
            "colours": colours_of(variant, vocabulary) or (colours if len(unique) == 1 else []),
            "sizes": sizes_of(variant),
            "price": to_minor(product.price if variant.price is None else variant.price, currency),
            "compare_at": to_minor(variant.compare_at, currency) if variant.compare_at else None,
            "stock": variant.stock,
        }
        for position, variant in enumerate(unique.values())
    ]


def _pictures(
    product: FeedProduct, media: MediaFolder, vocabulary: Vocabulary
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []

    def note(path: str, role: str, **more: Any) -> None:
        stored = media.take(path, cutout=role == "cutout")
        if stored:
            place = {"product_id": product.id, "position": len(rows), "role": role}
            rows.append({**place, "file": stored.file, "digest": stored.digest, **more})

    of_variant = _colours_by_picture(product)
    for picture in product.images:
        label = picture.colour or of_variant.get(picture.path)
        colours = colour_keys(label, vocabulary) if label else []
        wide = sorted({a for key in colours for a in vocabulary.ancestors("colour", key)})
        note(picture.path, "photo", view=picture.view, colours=wide, anchors=None)
    for cutout in product.cutouts:
        anchors = {"kind": cutout.kind, **cutout.anchors}
        note(cutout.path, "cutout", view=None, colours=[], anchors=anchors)
    return rows


def _colours_by_picture(product: FeedProduct) -> dict[str, str]:
    return {
        variant.image: value
        for variant in product.variants
        if variant.image
        for name, value in variant.options.items()
        if name.lower() in ("color", "colour", "颜色")
    }


def _reviews(product: FeedProduct) -> list[dict[str, Any]]:
    return [
        {"product_id": product.id, "position": position, **review.model_dump()}
        for position, review in enumerate(product.reviews)
    ]
