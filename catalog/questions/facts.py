"""All that the store knows of a product, read at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from catalog.questions.sentences import Sentence, split
from catalog.store.tables import Picture, Product, ProductText, Review, Variant


@dataclass(frozen=True)
class Item:
    """A variant; `price` in minor units, `stock` None where the shop doesn't say."""

    sku: str
    options: dict[str, str]
    colours: list[str]
    sizes: list[str]
    price: int
    compare_at: int | None
    stock: int | None

    @property
    def available(self) -> bool:
        """Whether it can be bought, as far as the shop tells."""
        return self.stock is None or self.stock > 0


@dataclass(frozen=True)
class Opinion:
    """A review."""

    rating: float | None
    author: str
    language: str
    sentences: list[Sentence]


@dataclass(frozen=True)
class Facts:
    """A product. `attributes` maps the merchant's names to values in the shopper's language, else
    in the other; `descriptions` are sentences, those in the shopper's language first; so are the
    `reviews`, the newest of them first, and the `titles`. Prices in minor units."""

    id: str
    title: str
    language: str
    currency: str
    url: str | None
    picture: str | None
    price_min: int
    price_max: int
    in_stock: bool
    rating: float | None
    review_count: int
    facets: dict[str, list[str]]
    attributes: dict[str, list[str]]
    descriptions: list[Sentence]
    items: list[Item]
    reviews: list[Opinion]
    titles: list[str]

    @property
    def compare_at(self) -> int | None:
        """The price before, of the cheapest variant that is reduced."""
        reduced = [i for i in self.items if i.compare_at and i.compare_at > i.price]
        return min(reduced, key=lambda i: i.price).compare_at if reduced else None


def read_facts(connection: Connection, ids: Sequence[str], language: str) -> list[Facts]:
    """The products of some ids, in their order; ids that don't exist are left out."""
    rows = {p.id: p for p in connection.execute(select(Product.__table__).where(_one_of(ids)))}
    texts = _grouped(connection, ProductText, ids, ProductText.language)
    items = _grouped(connection, Variant, ids, Variant.position)
    reviews = _grouped(connection, Review, ids, Review.written_at.desc().nulls_last())
    pictures = _grouped(connection, Picture, ids, Picture.position)
    return [
        _facts(rows[i], texts.get(i, []), items.get(i, []), reviews.get(i, []),
               pictures.get(i, []), language)
        for i in dict.fromkeys(ids)
        if i in rows
    ]  # fmt: skip


def _one_of(ids: Sequence[str]) -> Any:
    return Product.id.in_(ids)


def _grouped(
    connection: Connection, table: Any, ids: Sequence[str], order: Any
) -> dict[str, list[Any]]:
    """Rows of a table by product."""
    grouped: dict[str, list[Any]] = {}
    wanted = select(table.__table__).where(table.product_id.in_(ids)).order_by(order)
    for row in connection.execute(wanted):
        grouped.setdefault(row.product_id, []).append(row)
    return grouped


def _facts(
    row: Any, texts: list[Any], items: list[Any], reviews: list[Any], pictures: list[Any],
    language: str,
) -> Facts:  # fmt: skip
    own = sorted(texts, key=lambda text: text.language != language)
    told = next((text.attributes for text in own if text.attributes), row.attributes)
    shots = [picture.file for picture in pictures if picture.role == "photo"]
    return Facts(
        id=row.id,
        title=next((text.title for text in own if text.title), row.title),
        language=language,
        currency=row.currency,
        url=row.url,
        picture=next(iter(shots), None),
        price_min=row.price_min,
        price_max=row.price_max,
        in_stock=row.in_stock,
        rating=row.rating,
        review_count=row.review_count,
        facets=row.facets,
        attributes={name: values for name, value in told.items() if (values := values_of(value))},
        descriptions=_descriptions(own, row.description),
        items=[
            Item(i.sku, {k: str(v) for k, v in i.options.items()}, i.colours, i.sizes, i.price,
                 i.compare_at, i.stock)
            for i in items
        ],
        reviews=_opinions(reviews, language),
        titles=list(dict.fromkeys([*(text.title for text in own if text.title), row.title])),
    )  # fmt: skip


def _descriptions(texts: Iterable[Any], plain: str) -> list[Sentence]:
    found = [sentence for text in texts for sentence in split(text.description, text.language)]
    return list(dict.fromkeys(found or split(plain)))


def _opinions(reviews: Sequence[Any], language: str) -> list[Opinion]:
    found = [
        Opinion(r.rating, r.author, r.language or "", split(_whole(r.title, r.text)))
        for r in reviews
    ]
    return sorted(found, key=lambda review: review.language != language)


def _whole(title: str, text: str) -> str:
    """Text after its title, unless the title is only its beginning."""
    return text if not title or text.startswith(title.rstrip(".…")) else f"{title}\n{text}"


def values_of(value: Any) -> list[str]:
    """An attribute's values as the merchant writes them; nothing for yes and no alone."""
    if isinstance(value, dict):
        return [f"{name}: {part}" for name, part in value.items() if part]
    if isinstance(value, list):
        return [text for part in value for text in values_of(part)]
    return [] if value is None or isinstance(value, bool) else [str(value).strip()]
