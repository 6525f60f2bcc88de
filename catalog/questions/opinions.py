"""What reviewers say: counts, shares of stars, and sentences for and against."""

import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from catalog.questions.aspects import pattern_of
from catalog.questions.claims import Quote
from catalog.questions.facts import Facts, Opinion
from catalog.understanding.tokens import normalise

_FILE = Path(__file__).with_name("opinions.yml")
_FOR, _AGAINST = 4.0, 3.0  # stars, at the least and at the most
_QUOTES = 2
_SHORT = 12  # characters; "Great buy" says little


@dataclass(frozen=True)
class Opinions:
    """Reviews of a product: how many have how many stars, and quotes. `topic` is the aspect that
    was asked for, None for all; `count` may be more than the stars where the feed gives only a
    mean."""

    topic: str | None
    count: int
    mean: float | None
    stars: dict[int, int]
    praise: list[Quote]
    criticism: list[Quote]


@dataclass(frozen=True)
class Fit:
    """How many reviews say that a product runs small, large or true to size, with a quote of the
    most frequent."""

    small: int
    large: int
    true: int
    quote: Quote | None


def opinions(facts: Facts, topic: str | None = None) -> Opinions:
    """The reviews of a product, quotes of one topic if there are."""
    rated = [review for review in facts.reviews if review.rating is not None]
    stars = Counter(min(5, max(1, round(review.rating or 0))) for review in rated)
    return Opinions(
        topic, max(facts.review_count, len(facts.reviews)), facts.rating, dict(stars),
        _said([review for review in rated if (review.rating or 0) >= _FOR], topic),
        _said([review for review in rated if (review.rating or 0) <= _AGAINST], topic),
    )  # fmt: skip


def _said(reviews: Sequence[Opinion], topic: str | None) -> list[Quote]:
    """A sentence of each of a few reviews: of the topic, else the longest of the review."""
    said = []
    for review in reviews:
        sentences = [s.text for s in review.sentences if topic is None or about(topic, s.text)]
        if telling := [text for text in sentences if len(text) * _dense(text) >= _SHORT]:
            said.append(Quote(max(telling, key=len), review.author, review.rating))
    return said[:_QUOTES]


def _dense(text: str) -> int:
    """Chinese says in one character what English says in three."""
    return 1 if text.isascii() else 3


def about(topic: str, sentence: str) -> bool:
    """Whether a sentence is about a topic, as opinions.yml has it."""
    return bool(pattern_of(_words().get(topic, ())).search(normalise(sentence)))


def topics() -> list[str]:
    """What reviews can be asked about."""
    return list(_words())


def fit(facts: Facts) -> Fit:
    """What reviewers say of the fit; each review counts once."""
    found: dict[str, list[Quote]] = {"small": [], "large": [], "true": []}
    for review in facts.reviews:
        said = {kind: quote for s in review.sentences for kind in found
                if about(kind, s.text)
                for quote in [Quote(s.text, review.author, review.rating)]}  # fmt: skip
        for kind, quote in said.items():
            found[kind].append(quote)
    most = max(found, key=lambda kind: len(found[kind]))
    counts = {kind: len(quotes) for kind, quotes in found.items()}
    said_most = found[most][0] if found[most] else None
    return Fit(counts["small"], counts["large"], counts["true"], said_most)


@functools.cache
def _words() -> dict[str, tuple[str, ...]]:
    read = yaml.safe_load(_FILE.read_text("utf-8"))
    return {
        topic: tuple(normalise(str(word)) for words in entry.values() for word in words)
        for topic, entry in read.items()
    }
