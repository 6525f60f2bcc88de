"""Answers questions from the merchant's own texts, word for word."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.encoders import Encoder
from catalog.policies.section import Section
from catalog.policies.shelf import Found, Shelf

_MOST_SENTENCES = 3
_MOST_CHARACTERS = 350
_NEARLY = 2.5  # below the best sentence's score, a neighbour belongs to the answer


@dataclass(frozen=True)
class Answer:
    """What a section says, word for word; its language may not be the shopper's."""

    section: Section
    quote: str


class Policies:
    """The merchant's texts, to be asked."""

    def __init__(self, sections: Sequence[Section], encoder: Encoder) -> None:
        self._shelves = {
            language: Shelf([s for s in sections if s.language == language], encoder, language)
            for language in ("en", "zh")
        }
        self.empty = not sections

    def warm(self) -> None:
        """Compute the vectors of all sentences, so that no shopper waits for them."""
        for shelf in self._shelves.values():
            shelf.find("warm", None)

    def answer(self, question: str, language: str, topic: str | None = None) -> Answer | None:
        """The sentences that answer; None when the texts don't seem to. The other language is
        asked where the shopper's has no text on the topic."""
        own, other = self._shelves[language], self._shelves["en" if language == "zh" else "zh"]
        found = own.find(question, topic)
        untold = found is None or (topic is not None and not own.has(topic) and other.has(topic))
        if untold and not (found and found.sure):
            found = other.find(question, topic)
        return Answer(found.section, _quote(found)) if found and found.sure else None


def _quote(found: Found) -> str:
    """The best sentence and the neighbours that fit nearly as well."""
    first = last = int(found.scores.argmax())
    least = found.scores[first] - _NEARLY
    while last - first + 1 < _MOST_SENTENCES:
        sides = [at for at in (first - 1, last + 1) if 0 <= at < len(found.scores)]
        sides = [at for at in sides if found.scores[at] >= least and _fits(found, at, first, last)]
        if not sides:
            break
        nearest = max(sides, key=lambda at: float(found.scores[at]))
        first, last = min(first, nearest), max(last, nearest)
    quote = found.section.text[found.spans[first][0] : found.spans[last][1]]
    return quote if len(quote) <= _MOST_CHARACTERS else f"{quote[: _MOST_CHARACTERS - 1]}…"


def _fits(found: Found, at: int, first: int, last: int) -> bool:
    start, end = found.spans[min(at, first)][0], found.spans[max(at, last)][1]
    return end - start <= _MOST_CHARACTERS
