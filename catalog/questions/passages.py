"""The sentence of a description or a review that answers a question in words nobody foresaw: by
the words in common, else by one word in common and the meaning. Meaning alone doesn't do: right
and wrong sentences are equally near to a question."""

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from catalog.questions.claims import Quote
from catalog.questions.facts import Facts
from catalog.understanding.segments import terms
from catalog.understanding.stopwords import without_stopwords
from catalog.understanding.tokens import singular

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]

_FILE = Path(__file__).with_name("stopwords.yml")
_SENTENCES = 5  # that are encoded for one question: about 14 ms each
_SHARE = 0.6  # of the question's words that a sentence must have in common with it
_NEAR = 0.855  # cosine above which a sentence with a word of the question may be an answer


class Passage(NamedTuple):
    """A sentence that answers a question; `sure` where it has most words of it."""

    quote: Quote
    sure: bool


def find_passage(words: str, facts: Facts, encode: Encode) -> Passage | None:
    """The sentence that answers, or None. `encode` makes unit vectors of sentences, of the question
    first."""
    asked = _content(words)
    if not asked:
        return None
    shares = [(len(asked & _content(quote.text)) / len(asked), quote) for quote in quotes_of(facts)]
    near = sorted((one for one in shares if one[0]), key=lambda one: -one[0])[:_SENTENCES]
    if not near:
        return None
    if near[0][0] >= _SHARE:
        return Passage(near[0][1], sure=True)
    vectors = encode([words, *(quote.text for _, quote in near)])
    scores = vectors[1:] @ vectors[0]
    best = int(scores.argmax())
    return Passage(near[best][1], sure=False) if scores[best] >= _NEAR else None


def quotes_of(facts: Facts) -> Iterable[Quote]:
    """Sentences of the description and of reviews, in their order."""
    yield from (Quote(sentence.text) for sentence in facts.descriptions)
    for review in facts.reviews:
        yield from (Quote(s.text, review.author, review.rating) for s in review.sentences)


def _content(text: str) -> set[str]:
    """Stems of words that aren't a question's."""
    words = (part for word in terms(text, "zh") for part in without_stopwords(word))
    return {_stem(word) for word in words if word not in _stopwords() and not word.isdecimal()}


def _stem(word: str) -> str:
    return re.sub(r"(?<=[a-z]{3})(?:ing|ed|able|er|e)$", "", singular(word))


@functools.cache
def _stopwords() -> frozenset[str]:
    words = yaml.safe_load(_FILE.read_text("utf-8"))
    return frozenset(str(word) for listed in words.values() for word in listed)
