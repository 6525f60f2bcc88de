"""What shoppers of the synthetic shop ask for, in both languages and each in other words: query
vectors are remembered, and a phrase that was asked before costs nothing."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import NamedTuple

from catalog.bench.assortment import Drawn
from catalog.money import to_minor
from catalog.understanding.phrase import phrase
from catalog.understanding.query import Facets, PriceRange, Query
from catalog.understanding.vocabulary import Vocabulary

_FILTERED = (
    "{colour} {material} {category} under ${limit}", "{category} in {colour}, size {size}",
    "{material} {category} for {gender} below {limit} dollars", "a {category} but not {other}",
    "{colour} {category} under ${limit}", "不要{other}的{category} {limit}以内",
    "{colour}的{category} {limit}美元以下", "{material}{category} {gender} 不要{other}",
)  # fmt: skip
_UNFILTERED = (
    "something {feature} for {occasion}", "{style} and {feature}, for {season}",
    "what goes with {occasion} in {season}", "适合{occasion}穿的{feature}",
    "{season}{occasion}用 {style}",
)  # fmt: skip
_CHEAP = ("{colour} {category} under $1", "{colour}的{category} 1美元以下")
_ROOM = 1.2  # of a product's own price, in limits

Parse = Callable[[str], Query]


class Filter(NamedTuple):
    """Conditions whose recall is measured: a category, a colour and a highest price in minor
    units, as far as given."""

    category: str | None = None
    colour: str | None = None
    price: int | None = None

    def query(self, currency: str) -> Query:
        """The query that asks for it."""
        pairs = {"category": self.category, "colour": self.colour}
        must = {facet: [key] for facet, key in pairs.items() if key}
        limit = None if self.price is None else PriceRange(max=self.price / 100, currency=currency)
        return Query(must=must, price=limit)


def filters(drawn: Drawn) -> dict[str, Filter]:
    """Filters by name that the product meets."""
    category, colour = drawn.keys["category"][0], drawn.keys["colour"][0]
    price = to_minor(float(drawn.feed.price) * _ROOM, "USD")
    return {
        "no filter": Filter(),
        "category": Filter(category),
        "category, colour, price": Filter(category, colour, price),
    }


def filtered(products: Sequence[Drawn], vocabulary: Vocabulary, seed: int) -> Iterator[str]:
    """Wishes with category, colour, material, size, price: for products that there are."""
    return _texts(_FILTERED, products, vocabulary, seed)


def unfiltered(products: Sequence[Drawn], vocabulary: Vocabulary, seed: int) -> Iterator[str]:
    """Wishes that exclude nothing."""
    return _texts(_UNFILTERED, products, vocabulary, seed)


def unmet(products: Sequence[Drawn], vocabulary: Vocabulary, seed: int) -> Iterator[str]:
    """Wishes for less money than anything costs."""
    return _texts(_CHEAP, products, vocabulary, seed)


def distinct(texts: Iterator[str], parse: Parse, vocabulary: Vocabulary, count: int) -> list[str]:
    """The first `count` texts of which each makes another phrase to embed."""
    by_phrase: dict[str, str] = {}
    for text in islice(texts, 50 * count):
        by_phrase.setdefault(phrase(parse(text), vocabulary), text)
        if len(by_phrase) == count:
            break
    return list(by_phrase.values())


def _texts(
    templates: Sequence[str], products: Sequence[Drawn], vocabulary: Vocabulary, seed: int
) -> Iterator[str]:
    random = Random(seed)
    colours = list(vocabulary.concepts["colour"])[:12]
    while True:
        one, template = random.choice(products), random.choice(templates)
        language = "en" if template.isascii() else "zh"
        keys = {**one.keys, "other": [random.choice(colours)]}
        words = _labels(keys, vocabulary, language)
        words |= {"limit": str(round(float(one.feed.price) * _ROOM)), "size": _size(one)}
        known = all(words.get(name) for name in _names(template))
        if known and keys["other"][0] not in one.keys["colour"]:
            yield template.format(**words)


def _labels(keys: Facets, vocabulary: Vocabulary, language: str) -> dict[str, str]:
    facets = {facet: "colour" if facet == "other" else facet for facet in keys}
    return {name: vocabulary.label(facets[name], keys[name][0], language) for name in keys}


def _size(drawn: Drawn) -> str:
    return drawn.feed.variants[0].options.get("Size", "")


def _names(template: str) -> list[str]:
    return [part.partition("}")[0] for part in template.split("{")[1:]]
