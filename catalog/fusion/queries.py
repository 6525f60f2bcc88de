"""Made-up queries with known answers: another view of an item, words for some of its facets, and a
photo of it in another colour with words for the colour wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.fusion.items import Flags, Indexes, Items, Matrix, present
from catalog.understanding.query import Facets
from catalog.understanding.vocabulary import LANGUAGES, Vocabulary

_SPOKEN = ("gender", "colour", "pattern", "material", "style", "category", "feature", "season",
           "occasion")  # fmt: skip
_AT_MOST = 4  # facets that one wording names
_WORDINGS = 2  # of an item, in each language
_MOST = 4_000  # queries of one kind; a wording costs the encoder 10 ms

Vectors = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Queries:
    """k queries to n items: raw features of `pictures` (k, d), vectors of `texts` (k, e), zeros
    where there is none; `languages` (k,) as indexes; `right` (k, n) the items that answer, and
    `target` (k,) the one that a query was made from. Those `measured` (k,) are hard enough to
    measure by; all teach. With `among` (k, n) only these items may answer. Without `colour` the
    pictures' own colours don't speak."""

    pictures: Matrix
    texts: Matrix
    languages: Indexes
    right: Flags
    target: Indexes
    measured: Flags
    among: Flags | None = None
    colour: bool = True

    def __len__(self) -> int:
        return len(self.target)


class Wording(NamedTuple):
    """What a shopper may say of an item: `wanted` maps facets to keys."""

    item: int
    language: int
    wanted: dict[str, str]
    text: str


def make_up_wordings(items: Items, vocabulary: Vocabulary, seed: int) -> list[Wording]:
    """Labels of random facets of each item in random order, in each language: "black women
    hoodies", "连帽卫衣 黑色 女"; the text encoder gets queries in this form."""
    random = Random(seed)
    made = [
        _wording(random, items.facets[item], vocabulary, item, language)
        for item in range(len(items))
        for language in range(len(LANGUAGES))
        for _ in range(_WORDINGS)
        if any(items.facets[item].get(facet) for facet in _SPOKEN)
    ]
    return sorted(random.sample(made, min(len(made), _MOST)), key=lambda wording: wording.item)


def _wording(
    random: Random, facets: Facets, vocabulary: Vocabulary, item: int, language: int
) -> Wording:
    spoken = [facet for facet in _SPOKEN if facets.get(facet)]
    chosen = random.sample(spoken, random.randint(1, min(_AT_MOST, len(spoken))))
    wanted = {facet: random.choice(facets[facet]) for facet in chosen}
    labels = (vocabulary.label(facet, key, LANGUAGES[language]) for facet, key in wanted.items())
    return Wording(item, language, wanted, " ".join(labels))


def colour_labels(items: Items, vocabulary: Vocabulary) -> list[str]:
    """What colours of the items are called in all languages."""
    keys = sorted({key for facets in items.facets for key in facets.get("colour", [])})
    return [vocabulary.label("colour", key, language) for key in keys for language in LANGUAGES]


def photo_queries(items: Items, seed: int) -> Queries:
    """Pictures of the items; measured by the views that aren't the main one."""
    pictures, shown = _pictures(items)
    other = np.arange(len(shown)) >= len(shown) - len(items.views)
    some = np.sort(np.random.default_rng(seed).permutation(len(shown))[:_MOST])
    shown = shown[some]
    return Queries(
        pictures[some], np.zeros((len(shown), items.texts.shape[2]), np.float32),
        np.zeros(len(shown), np.int64), shown[:, None] == np.arange(len(items)), shown, other[some],
    )  # fmt: skip


def word_queries(items: Items, wordings: Sequence[Wording], vectors: Vectors) -> Queries:
    """Wordings, answered by all items that have the facets named; `vectors` by text."""
    has = {(facet, key): _having(items, facet, key)
           for wording in wordings for facet, key in wording.wanted.items()}  # fmt: skip
    right = [np.all([has[pair] for pair in w.wanted.items()], axis=0) for w in wordings]
    return Queries(
        np.zeros((len(wordings), items.pictures.shape[1]), np.float32),
        np.array([vectors[wording.text] for wording in wordings], np.float32),
        np.array([wording.language for wording in wordings]),
        np.array(right), np.array([wording.item for wording in wordings]),
        np.ones(len(wordings), np.bool_),
    )  # fmt: skip


def composed_queries(items: Items, vocabulary: Vocabulary, vectors: Vectors, seed: int) -> Queries:
    """A photo of an item and the name of a colour that another item of the product has; among all
    that is sold in that colour, as search does it. Measured by other views than the main one, if
    the product has any: main ones are taken in one pose."""
    random = Random(seed)
    pictures, shown = _pictures(items)
    triples = [
        (picture, int(wanted), colour)
        for picture, item in enumerate(shown)
        for wanted, colour in _recolourings(items, int(item))
    ]
    triples = sorted(random.sample(triples, min(len(triples), _MOST)))
    languages = [random.randrange(len(LANGUAGES)) for _ in triples]
    texts = [
        vectors[vocabulary.label("colour", colour, LANGUAGES[language])]
        for (*_, colour), language in zip(triples, languages, strict=True)
    ]
    picture, target = np.array([triple[:2] for triple in triples], np.int64).reshape(-1, 2).T
    having = {colour: _having(items, "colour", colour) for *_, colour in triples}
    among = np.array([having[colour] for *_, colour in triples], np.bool_)
    other = picture >= len(pictures) - len(items.views)
    unviewed = ~np.isin(items.products[target], items.products[items.shown])
    return Queries(
        pictures[picture], np.array(texts, np.float32).reshape(-1, items.texts.shape[2]),
        np.array(languages, np.int64), target[:, None] == np.arange(len(items)), target,
        other | unviewed, among.reshape(-1, len(items)), colour=False,
    )  # fmt: skip


def _pictures(items: Items) -> tuple[Matrix, Indexes]:
    """Main pictures, then other views; and the items that they show."""
    mains = np.flatnonzero(present(items.pictures))
    return (
        np.concatenate([items.pictures[mains], items.views]),
        np.concatenate([mains, items.shown]),
    )


def _recolourings(items: Items, item: int) -> list[tuple[int, str]]:
    """Items of the same product, each with a colour that this one hasn't."""
    own = items.facets[item].get("colour", [])
    found = []
    for other in np.flatnonzero(items.products == items.products[item]):
        new = [key for key in items.facets[other].get("colour", []) if key not in own]
        found += [(int(other), new[0])] if new else []
    return found


def _having(items: Items, facet: str, key: str) -> Flags:
    return np.array([key in facets.get(facet, []) for facets in items.facets])
