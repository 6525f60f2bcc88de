"""A synthetic assortment: products made of the vocabulary's own words, a few values common and
most rare, as in shops (Zipf's law)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import product as combinations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.feeds.product import FeedProduct
from catalog.understanding.query import Facets
from catalog.understanding.tokens import tokenise
from catalog.understanding.vocabulary import Vocabulary

BATCH = 2_000  # products drawn at a time

_SHARES = {"material": 0.9, "pattern": 0.5, "style": 0.6, "feature": 0.6, "occasion": 0.5,
           "season": 0.6}  # fmt: skip
_EXPONENT = 0.8
_BRANDS = 300
_GENDERS = (["women"], ["men"], ["unisex"], ["girls"], ["boys"])
_GENDER_SHARES = (0.42, 0.32, 0.14, 0.06, 0.06)
_LETTERS = ("XS", "S", "M", "L", "XL", "XXL")
_SHOES = tuple(str(size) for size in range(35, 47))
_SYLLABLES = ("va", "lo", "mir", "ken", "tas", "ori", "del", "pu", "zan", "ber", "qui", "sol")
_NEWEST = datetime(2025, 1, 1, tzinfo=UTC)

Indexes = NDArray[np.int64]


class Drawn(NamedTuple):
    """A product as a feed would give it, the keys that it was made of, and its reviews."""

    feed: FeedProduct
    keys: Facets
    reviews: int


class Assortment:
    """Products by number, the same for the same seed whatever was drawn before."""

    def __init__(self, vocabulary: Vocabulary, seed: int) -> None:
        self._vocabulary = vocabulary
        self._seed = seed
        rng = np.random.default_rng(seed)
        self._values = {facet: _finest(vocabulary, facet) for facet in ("category", *_SHARES)}
        self._values["colour"] = list(vocabulary.concepts["colour"])
        self._prices = np.exp(rng.normal(3.8, 0.7, len(self._values["category"])))
        self._brands = _brands(vocabulary, rng)

    def batch(self, number: int) -> list[Drawn]:
        """The `number`-th BATCH products."""
        rng = np.random.default_rng((self._seed, number))
        category = _zipf(rng, len(self._values["category"]))
        keys: list[Facets] = [{"category": [self._values["category"][at]]} for at in category]
        for facet, share in _SHARES.items():
            values = self._values[facet]
            drawn = (_zipf(rng, len(values)) + 7 * category) % len(values)  # each kind its own
            for at in np.flatnonzero(rng.random(BATCH) < share):
                keys[at][facet] = [values[drawn[at]]]
        colours = np.stack([_zipf(rng, len(self._values["colour"])) for _ in range(3)], axis=1)
        for found, row, count in zip(keys, colours, 1 + rng.binomial(2, 0.35, BATCH), strict=True):
            names = [self._values["colour"][at] for at in row[:count]]
            found["colour"] = list(dict.fromkeys(names))
        prices = self._prices[category] * np.exp(rng.normal(0, 0.35, BATCH))
        first = number * BATCH
        return [
            self._product(first + at, found, float(prices[at]), rng)
            for at, found in enumerate(keys)
        ]

    def _product(self, number: int, keys: Facets, price: float, rng: np.random.Generator) -> Drawn:
        identity = f"p{number:08}"
        kind = self._vocabulary.ancestors("category", keys["category"][0])
        if "clothing" in kind or "shoes" in kind:
            keys["gender"] = _GENDERS[rng.choice(len(_GENDERS), p=_GENDER_SHARES)]
        brand = self._brands[min(int(rng.exponential(60)), len(self._brands) - 1)]
        feed = FeedProduct.model_validate({
            "id": identity, "price": max(round(price), 2) - 0.01, "currency": "USD",
            "category": " > ".join(self._label("category", key, "en") for key in reversed(kind)),
            "title": f"{brand} {self._words(keys, _TITLE, 'en').title()}",
            "description": self._words(keys, _BODY, "en").capitalize() + ".",
            "texts": {"zh": {"title": f"{brand}{self._words(keys, _TITLE, 'zh')}",
                             "description": self._words(keys, _BODY, "zh") + "。"}},
            "attributes": {"brand": brand, **self._attributes(keys)},
            "variants": self._variants(identity, keys, _sizes(kind, rng), rng),
            "rating": round(float(rng.beta(8, 2)) * 4 + 1, 1),
            "created_at": _NEWEST - timedelta(hours=float(rng.integers(24 * 900))),
        })  # fmt: skip
        return Drawn(feed, keys, int(rng.pareto(1.2) * 4))

    def _label(self, facet: str, key: str, language: str) -> str:
        return self._vocabulary.label(facet, key, language)

    def _words(self, keys: Facets, facets: Sequence[str], language: str) -> str:
        labels = [self._label(f, key, language) for f in facets for key in keys.get(f, [])]
        return (" " if language == "en" else "").join(labels)

    def _attributes(self, keys: Facets) -> dict[str, str]:
        return {
            facet: self._label(facet, key, "en")
            for facet in ("gender", *_SHARES)
            for key in keys.get(facet, [])
        }

    def _variants(
        self, identity: str, keys: Facets, sizes: Sequence[str], rng: np.random.Generator
    ) -> list[dict[str, Any]]:
        colours = [self._label("colour", key, "en") for key in keys["colour"]]
        options = [
            {"Color": colour, **({"Size": size} if size else {})}
            for colour, size in combinations(colours, sizes)
        ]
        stocks = np.where(rng.random(len(options)) < 0.1, 0, rng.integers(1, 60, len(options)))
        return [
            {"sku": f"{identity}-{at}", "options": chosen, "stock": int(stocks[at])}
            for at, chosen in enumerate(options)
        ]


_TITLE = ("colour", "material", "category")
_BODY = ("style", "pattern", "category", "feature", "occasion", "season")


def _finest(vocabulary: Vocabulary, facet: str) -> list[str]:
    """Keys that no other is below, in the files' order: the usual things stand first there."""
    concepts = vocabulary.concepts[facet]
    wider = {parent for concept in concepts.values() for parent in concept.parents}
    return [key for key in concepts if key not in wider]


def _zipf(rng: np.random.Generator, count: int) -> Indexes:
    """(BATCH,) ranks from 0, the n-th as likely as n^-0.8."""
    weights = np.arange(1, count + 1) ** -_EXPONENT
    return rng.choice(count, BATCH, p=weights / weights.sum())


def _brands(vocabulary: Vocabulary, rng: np.random.Generator) -> list[str]:
    """Names that mean nothing else."""
    names = ["".join(parts).capitalize() for parts in combinations(_SYLLABLES, repeat=3)]
    free = [name for name in names if not vocabulary.find(tokenise(name.lower()))]
    return [free[at] for at in rng.permutation(len(free))[:_BRANDS]]


def _sizes(kind: Sequence[str], rng: np.random.Generator) -> Sequence[str]:
    """Neighbouring sizes of something worn; else the one that has no name."""
    every = _SHOES if "shoes" in kind else _LETTERS if "clothing" in kind else ("",)
    first = int(rng.integers(max(len(every) - 3, 1)))
    return every[first : first + 4]
