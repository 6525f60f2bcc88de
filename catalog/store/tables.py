"""Tables of the store. All that belongs to a product is keyed by its id first, so that the
tables can be distributed by it."""

from datetime import datetime
from typing import Annotated, Any

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import (
    CHAR,
    BigInteger,
    Computed,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Text,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

JSON = dict[str, Any]
Minor = Annotated[int, mapped_column(BigInteger)]
"""Money in minor units: 25 million dong or 10 million dollars are more than 2**31."""


class Base(DeclarativeBase):
    """Declarative base with the column types that annotations stand for."""

    type_annotation_map = {  # noqa: RUF012
        str: Text,
        JSON: JSONB,
        list[str]: ARRAY(Text),
        datetime: DateTime(timezone=True),
    }


def _product_key() -> Mapped[str]:
    return mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True)


class Product(Base):
    """A product (family). Prices in minor units of `currency`; `facets` maps a facet's name to
    the keys of its values, hypernyms included: {"category": ["hoodies", "tops"], ...}.
    `guesses` are of facets that the feed leaves empty, NULL before they are made; `known` is both:
    what the feed says wins."""

    __tablename__ = "products"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    description: Mapped[str]
    category: Mapped[str]
    currency: Mapped[str] = mapped_column(CHAR(3))
    price_min: Mapped[Minor]
    price_max: Mapped[Minor]
    in_stock: Mapped[bool]
    rating: Mapped[float | None]
    review_count: Mapped[int]
    url: Mapped[str | None]
    attributes: Mapped[JSON]
    facets: Mapped[JSON]
    guesses: Mapped[JSON | None]
    known: Mapped[JSON] = mapped_column(
        JSONB, Computed("COALESCE(guesses, '{}'::jsonb) || facets", persisted=True)
    )
    facet_keys: Mapped[list[str]] = mapped_column(
        ARRAY(Text),
        Computed("facet_keys(COALESCE(guesses, '{}'::jsonb) || facets)", persisted=True),
    )
    created_at: Mapped[datetime | None]
    digest: Mapped[str]

    __table_args__ = (
        Index("products_facet_keys", "facet_keys", postgresql_using="gin"),
        Index("products_price", "price_min"),
    )


class Variant(Base):
    """What is sold: one colour and size of a product. `stock` NULL: the feed doesn't say."""

    __tablename__ = "variants"

    product_id: Mapped[str] = _product_key()
    sku: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    options: Mapped[JSON]
    colours: Mapped[list[str]]
    sizes: Mapped[list[str]]
    price: Mapped[Minor]
    compare_at: Mapped[Minor | None]
    stock: Mapped[int | None]


class ProductText(Base):
    """Texts of a product in one language. `words_*` are what full text sees: segmented, with
    the facets' words in that language."""

    __tablename__ = "product_texts"

    product_id: Mapped[str] = _product_key()
    language: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    description: Mapped[str]
    attributes: Mapped[JSON]
    words_title: Mapped[str]
    words_body: Mapped[str]
    search: Mapped[str] = mapped_column(
        TSVECTOR,
        Computed(
            "CASE WHEN language = 'en' THEN setweight(to_tsvector('english', words_title), 'A') || "
            "setweight(to_tsvector('english', words_body), 'C') ELSE "
            "setweight(to_tsvector('simple', words_title), 'A') || "
            "setweight(to_tsvector('simple', words_body), 'C') END",
            persisted=True,
        ),
    )

    __table_args__ = (Index("product_texts_search", "search", postgresql_using="gin"),)


class TextVector(Base):
    """The vector of a product's text in one language, by one encoder (name and version)."""

    __tablename__ = "text_vectors"

    product_id: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    encoder: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    embedding: Mapped[Any] = mapped_column(HALFVEC())

    __table_args__ = (
        ForeignKeyConstraint(
            ["product_id", "language"],
            ["product_texts.product_id", "product_texts.language"],
            ondelete="CASCADE",
        ),
    )


class Picture(Base):
    """A picture of a product in the media folder (`file`); `role` is photo or cutout, and a
    cut-out's `anchors` are fractions of its width and height."""

    __tablename__ = "pictures"

    product_id: Mapped[str] = _product_key()
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    file: Mapped[str]
    digest: Mapped[str]
    role: Mapped[str]
    view: Mapped[str | None]
    colours: Mapped[list[str]]
    anchors: Mapped[JSON | None]


class PictureFeatures(Base):
    """What an encoder saw in a picture file: raw, so that a new projection re-encodes nothing."""

    __tablename__ = "picture_features"

    digest: Mapped[str] = mapped_column(primary_key=True)
    encoder: Mapped[str] = mapped_column(primary_key=True)
    features: Mapped[bytes] = mapped_column(LargeBinary)


class PictureVector(Base):
    """The searchable vector of a picture: `encoder` names encoder, version and projection."""

    __tablename__ = "picture_vectors"

    product_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    encoder: Mapped[str] = mapped_column(primary_key=True)
    embedding: Mapped[Any] = mapped_column(HALFVEC())

    __table_args__ = (
        ForeignKeyConstraint(
            ["product_id", "position"],
            ["pictures.product_id", "pictures.position"],
            ondelete="CASCADE",
        ),
    )


class FusedVector(Base):
    """The vector of a product in a colour, picture and text fused; `encoder` names encoder and
    fusion, `position` only tells vectors of a product apart."""

    __tablename__ = "fused_vectors"

    product_id: Mapped[str] = _product_key()
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    encoder: Mapped[str]
    embedding: Mapped[Any] = mapped_column(HALFVEC())


class Projection(Base):
    """A fitted projection of picture features; `data` is a numpy .npz archive."""

    __tablename__ = "projections"

    encoder: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Term(Base):
    """A word of the products' texts in a language, and how many products have it."""

    __tablename__ = "terms"

    language: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    documents: Mapped[int]


class PhraseVector(Base):
    """The vector of a phrase of the vocabulary, encoded as a query."""

    __tablename__ = "phrase_vectors"

    encoder: Mapped[str] = mapped_column(primary_key=True)
    phrase: Mapped[str] = mapped_column(primary_key=True)
    embedding: Mapped[Any] = mapped_column(HALFVEC())


class Fitted(Base):
    """What `python -m catalog train` fitted on this catalogue: `version` is the start of the data's
    SHA-256, `measured` how well it does on held-out products."""

    __tablename__ = "fitted"

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
    measured: Mapped[JSON]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    fitted_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Review(Base):
    """A shopper's review; `rating` 1 to 5."""

    __tablename__ = "reviews"

    product_id: Mapped[str] = _product_key()
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rating: Mapped[float | None]
    title: Mapped[str]
    text: Mapped[str]
    author: Mapped[str]
    language: Mapped[str | None]
    written_at: Mapped[datetime | None]


class Revision(Base):
    """One row: a number that grows with each change of the catalogue, so that readers know when
    their vocabulary is old."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]


class Photo(Base):
    """A shopper's photo: upright, bounded, stripped, as JPEG, and what the encoder saw in it."""

    __tablename__ = "photos"

    id: Mapped[str] = mapped_column(primary_key=True)
    jpeg: Mapped[bytes] = mapped_column(LargeBinary)
    encoder: Mapped[str]
    features: Mapped[bytes] = mapped_column(LargeBinary)
    readings: Mapped[int] = mapped_column(server_default="1")
    things: Mapped[list[list[float]]] = mapped_column(JSONB, server_default="[]")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
