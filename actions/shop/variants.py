"""The variants of a product, and which of them words mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, select

from catalog.questions.variants import Kind, colour_name, is_option
from catalog.store.tables import Product, ProductText, Variant
from catalog.understanding.query import Query
from catalog.understanding.vocabulary import Vocabulary

_MOST = 99  # of one variant


@dataclass(frozen=True)
class Sold:
    """A variant; `price` in minor units, `stock` None when the shop doesn't say."""

    sku: str
    product_id: str
    title: str
    options: dict[str, str]
    colours: list[str]
    sizes: list[str]
    price: int
    currency: str
    stock: int | None

    @property
    def available(self) -> bool:
        """Whether it can be bought."""
        return self.stock is None or self.stock > 0

    @property
    def most(self) -> int:
        """How many can be put into a cart."""
        return _MOST if self.stock is None else min(_MOST, self.stock)

    @property
    def name(self) -> str:
        """The title with what tells the variant apart."""
        told = " / ".join(str(value) for value in self.options.values() if value)
        return f"{self.title} ({told})" if told else self.title


class Variants:
    """Variants in the store."""

    def __init__(self, engine: Engine, vocabulary: Callable[[], Vocabulary]) -> None:
        """`vocabulary` names colours in the shopper's language."""
        self._engine = engine
        self._vocabulary = vocabulary

    def of(self, product_id: str, language: str) -> list[Sold]:
        """A product's variants in the merchant's order."""
        return self._where(Variant.product_id == product_id, language)

    def named(self, skus: Sequence[str], language: str) -> dict[str, Sold]:
        """Variants by SKU; those that are gone are left out."""
        return {sold.sku: sold for sold in self._where(Variant.sku.in_(skus), language)}

    def _where(self, condition: object, language: str) -> list[Sold]:
        titled = (ProductText.product_id == Variant.product_id) & (ProductText.language == language)
        wanted = (
            select(Variant, Product.title.label("plain"), Product.currency, ProductText.title)
            .join(Product, Product.id == Variant.product_id)
            .outerjoin(ProductText, titled)
            .where(condition)  # type: ignore[arg-type]
            .order_by(Variant.position)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        names = self._colour_names(rows, language)
        return [
            Sold(
                row.sku, row.product_id, row.title or row.plain,
                _in_order(row.options, names.get(row.product_id, {})),
                row.colours, row.sizes, row.price, row.currency, row.stock,
            )
            for row in rows
        ]  # fmt: skip

    def _colour_names(self, rows: Sequence[Any], language: str) -> dict[str, dict[str, str]]:
        """What merchants' colours are called, by product; nothing where two of a product would be
        called the same."""
        vocabulary = self._vocabulary()
        names: dict[str, dict[str, str]] = {}
        for row in rows:
            for name, written in row.options.items():
                if is_option(name, "colours"):
                    label = colour_name(written, language, vocabulary)
                    names.setdefault(row.product_id, {})[written] = label
        return {one: n for one, n in names.items() if len(set(n.values())) == len(n)}


def _in_order(options: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    """As people say them: the colour, the size, the rest; `names` translate values."""
    kinds: tuple[Kind, Kind] = ("colours", "sizes")
    order = sorted(options, key=lambda name: [not is_option(name, kind) for kind in kinds])
    return {name: names.get(options[name], options[name]) for name in order}


def matching(variants: Sequence[Sold], query: Query) -> list[Sold]:
    """Those of the colours and sizes that a query demands; where it demands none, all."""
    colours = set(query.must.get("colour", ()))
    sizes = set(query.must.get("size", ()))
    return [
        sold for sold in variants
        if (not colours or colours & set(sold.colours)) and (not sizes or sizes & set(sold.sizes))
    ]  # fmt: skip


def undecided(variants: Sequence[Sold]) -> str | None:
    """The first option in which variants differ, such as color; None when there is one left."""
    names = dict.fromkeys(name for sold in variants for name in sold.options)
    return next((n for n in names if len({sold.options.get(n) for sold in variants}) > 1), None)
