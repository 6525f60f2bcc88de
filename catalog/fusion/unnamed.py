"""Products' own texts without the words of a facet: what a classifier may read that is to guess
the facet for feeds that don't name it."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from catalog.store.tables import Product
from catalog.understanding.tokens import normalise, tokenise
from catalog.understanding.vocabulary import Vocabulary

FACETS = ("category", "gender", "colour", "pattern", "material")
_DESCRIPTION = 200  # characters, as in the passages that search embeds


def unnamed_text(title: str, description: str, facet: str, vocabulary: Vocabulary) -> str:
    """Both, normalised, without words that name a value of the facet."""
    text = normalise(f"{title}. {description[:_DESCRIPTION]}")
    tokens = tokenise(text)
    kept, at = [], 0
    for match in vocabulary.find(tokens):
        named = {pair[0] for meaning in match.meanings for pair in [meaning[:2], *meaning.implies]}
        if facet in named:
            kept.append(text[at : tokens[match.start].start])
            at = tokens[match.end - 1].end
    return " ".join(" ".join([*kept, text[at:]]).split())


def unnamed_texts(
    connection: Connection, products: Sequence[str], vocabulary: Vocabulary
) -> dict[str, list[str]]:
    """By facet, the unnamed_text() of each of the products in the feed's own language."""
    rows = connection.execute(
        select(Product.id, Product.title, Product.description).where(Product.id.in_(products))
    )
    texts = {
        (row.id, facet): unnamed_text(row.title, row.description, facet, vocabulary)
        for row in rows
        for facet in FACETS
    }
    return {facet: [texts[id_, facet] for id_ in products] for facet in FACETS}
