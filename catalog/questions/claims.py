"""Whether the shop says of a product what a question asks: that it is waterproof, of leather, for
hiking. Only the merchant's attributes make a yes or a no; sentences are quoted, and no more."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from catalog.questions.facts import Facts
from catalog.understanding.negation import Negation, find_negations
from catalog.understanding.tokens import language_of, normalise, tokenise
from catalog.understanding.vocabulary import Meaning, Vocabulary

FACETS = ("feature", "material", "occasion", "season", "style", "pattern")
_LABEL = 120  # characters; a longer attribute is prose
_CLOSE = 8  # of a value's words in a language: those that come first are names, later ones hint
_REVIEWS = 100  # that are looked through
_NOT = ("不", "非", "未", "没")  # before a word: 不防水

Verdict = Literal["yes", "no", "weaker", "silent"]


@dataclass(frozen=True)
class Quote:
    """A sentence word for word; `author` and `rating` where it is a review's, `title` where it is
    what the product is called."""

    text: str
    author: str | None = None
    rating: float | None = None
    title: bool = False


@dataclass(frozen=True)
class Claim:
    """What the shop says of a value that was asked for. `attribute` is the merchant's name and
    value that decides; "weaker": it names only something wider, `wider`."""

    facet: str
    label: str
    verdict: Verdict
    attribute: tuple[str, str] | None = None
    wider: str | None = None
    quotes: list[Quote] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        """Whether the shop or a reviewer says anything of it."""
        return self.verdict != "silent" or bool(self.quotes)


class _Named(NamedTuple):
    """A value that a text names, by which phrase, and whether the text denies it."""

    meaning: Meaning
    phrase: str
    denied: bool


class Claims:
    """Looks for what is claimed, by a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._close = _close_names(vocabulary)

    def of(self, words: str, facts: Facts) -> list[Claim]:
        """A claim for each value that the words ask about. Values of the title are what the
        product is called, unless nothing else is asked: "is the leather bag waterproof"."""
        titled = {named.meaning[:2] for named in self._named(facts.title)}
        asked = [named for named in self._named(words) if named.meaning.facet in FACETS]
        fresh = [named for named in asked if named.meaning[:2] not in titled] or asked
        claims = {named.phrase: self._claim(named, fresh, facts) for named in fresh}
        return list(claims.values())

    def _claim(self, named: _Named, asked: list[_Named], facts: Facts) -> Claim:
        """The best supported of the meanings of a phrase."""
        meanings = [other.meaning for other in asked if other.phrase == named.phrase]
        found = [self.about(meaning.facet, meaning.key, facts, named.phrase)
                 for meaning in meanings]  # fmt: skip
        return next((claim for claim in found if claim.verdict != "silent"), None) or next(
            (claim for claim in found if claim.quotes), found[0]
        )

    def about(self, facet: str, key: str, facts: Facts, phrase: str = "") -> Claim:
        """What is said of one value; `phrase` is how the question calls it."""
        label = self.vocabulary.label(facet, key, facts.language)
        quotes = self._quotes(facet, key, facts, phrase)
        beside = [quote for quote in quotes if language_of(quote.text) == facts.language]
        wider: Claim | None = None
        for name, values in facts.attributes.items():
            for value in (value for value in values if len(value) <= _LABEL):
                for named in self._named(value):
                    if self._is(named.meaning, facet, key):
                        verdict: Verdict = "no" if named.denied else "yes"
                        return Claim(facet, label, verdict, (name, value), None, beside)
                    if not named.denied and self._is_wider(named.meaning, facet, key):
                        said = self.vocabulary.label(facet, named.meaning.key, facts.language)
                        wider = wider or Claim(facet, label, "weaker", (name, value), said, beside)
        return wider or Claim(facet, label, "silent", quotes=quotes)

    def _quotes(self, facet: str, key: str, facts: Facts, phrase: str) -> list[Quote]:
        """A sentence of the description, else the title, and a sentence of a review that name the
        value."""
        own = [s.text for s in facts.descriptions if self._names(s.text, facet, key, phrase)]
        called = [title for title in facts.titles if self._names(title, facet, key, phrase)]
        quotes = [Quote(text) for text in own[:1]] or [Quote(t, title=True) for t in called[:1]]
        for review in facts.reviews[:_REVIEWS]:
            for sentence in review.sentences:
                if self._names(sentence.text, facet, key, phrase):
                    return [*quotes, Quote(sentence.text, review.author, review.rating)]
        return quotes

    def _names(self, text: str, facet: str, key: str, phrase: str) -> bool:
        return any(
            self._is(named.meaning, facet, key)
            and (named.phrase == phrase or named.phrase in self._close[facet, named.meaning.key])
            for named in self._named(text)
        )

    def _is(self, meaning: Meaning, facet: str, key: str) -> bool:
        return meaning.facet == facet and key in self.vocabulary.ancestors(facet, meaning.key)

    def _is_wider(self, meaning: Meaning, facet: str, key: str) -> bool:
        return meaning.facet == facet and meaning.key in self.vocabulary.ancestors(facet, key)[1:]

    def _named(self, text: str) -> list[_Named]:
        """What a text names, spelling mistakes of questions mended."""
        plain = normalise(text)
        tokens = self.vocabulary.mend(plain, tokenise(plain))
        negations = find_negations(plain)
        return [
            _Named(meaning, _joined(token.text for token in tokens[match.start : match.end]),
                   _is_denied(plain, tokens[match.start].start, tokens[match.end - 1].end,
                              negations))
            for match in self.vocabulary.find(tokens)
            for meaning in match.meanings
        ]  # fmt: skip


def _is_denied(text: str, start: int, end: int, negations: list[Negation]) -> bool:
    """Whether some "not" reaches a span, other than one that is a part of it: "non slip"."""
    if text[max(start - 1, 0) : start] in _NOT:
        return True
    return any(
        negation.start < end and start < negation.end and not start <= negation.first < end
        for negation in negations
    )


def _joined(tokens: Iterable[str]) -> str:
    parts = list(tokens)
    return ("" if not parts[0].isascii() else " ").join(parts)


def _close_names(vocabulary: Vocabulary) -> dict[tuple[str, str], set[str]]:
    """The first words of each value, by language, in the order of the vocabulary's files."""
    names: dict[tuple[str, str, bool], list[str]] = {}
    for phrase, facet, key in vocabulary.phrases(FACETS):
        names.setdefault((facet, key, phrase.isascii()), []).append(phrase)
    close: dict[tuple[str, str], set[str]] = {}
    for (facet, key, _), phrases in names.items():
        close.setdefault((facet, key), set()).update(phrases[:_CLOSE])
    return close
