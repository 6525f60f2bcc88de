"""A product's texts by language: what people read, what full text sees and what is embedded."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalog.facets import brands_of
from catalog.feeds.product import FeedProduct
from catalog.understanding.query import Facets
from catalog.understanding.segments import segment
from catalog.understanding.tokens import language_of
from catalog.understanding.vocabulary import LANGUAGES, Vocabulary

_ORDER = ("gender", "colour", "material", "pattern", "style", "category", "season", "occasion",
          "feature")  # fmt: skip
_INDEXED = 50_000  # characters; PostgreSQL takes a megabyte, and no position beyond 16,383 words
_EMBEDDED_DESCRIPTION = 200  # characters; a token costs a third of a millisecond


@dataclass(frozen=True)
class Document:
    """Texts of one product in one language."""

    language: str
    title: str
    description: str
    attributes: dict[str, Any]
    words_title: str
    words_body: str
    passage: str


def documents_of(product: FeedProduct, facets: Facets, vocabulary: Vocabulary) -> list[Document]:
    """One document for each language; where the feed has no text in it, a line made from the
    facets, so that both languages find the product. Names are never translated."""
    return [_document(product, facets, vocabulary, language) for language in LANGUAGES]


def _document(
    product: FeedProduct, facets: Facets, vocabulary: Vocabulary, language: str
) -> Document:
    own = language_of(f"{product.title} {product.description}")
    text = product.texts.get(language)  # type: ignore[call-overload]
    title = (text and text.title) or product.title
    description = (text and text.description) or (product.description if own == language else "")
    attributes = text.attributes if text and text.attributes else product.attributes
    line = _line(facets, vocabulary, language)
    brand = " ".join(brands_of(product))
    names = {product.title, title}
    body = " ".join([description, line, brand, *_attribute_words(attributes), *product.tags])
    return Document(
        language, title, description, attributes,
        words_title=segment(" ".join(sorted(names)), language),
        words_body=segment(body[:_INDEXED], language),
        passage=f"{title}. {line}. {description[:_EMBEDDED_DESCRIPTION]}",
    )  # fmt: skip


def _line(facets: Facets, vocabulary: Vocabulary, language: str) -> str:
    """'women black cotton hoodies sweatshirts ...' in the language's words."""
    return " ".join(
        vocabulary.label(facet, key, language) for facet in _ORDER for key in facets.get(facet, [])
    )


def _attribute_words(attributes: dict[str, Any]) -> Iterable[str]:
    for name, value in attributes.items():
        values = value if isinstance(value, list) else [value]
        if value is True:
            yield name.replace("_", " ")
        yield from (str(v) for v in values if isinstance(v, str | int | float) and v is not True)
