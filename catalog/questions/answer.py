"""Which parts answer a question: its aspects, what it asks to be claimed, its colours and sizes,
else the sentence that comes nearest."""

from collections.abc import Sequence
from typing import NamedTuple

from catalog.questions.aspects import (
    aspects,
    attribute_of,
    find_aspects,
    named_attributes,
    pattern_of,
)
from catalog.questions.claims import Claim, Claims
from catalog.questions.facts import Facts
from catalog.questions.opinions import about as is_about
from catalog.questions.opinions import fit, opinions, topics
from catalog.questions.parts import Details, Nearest, Part, Price, Stock, Told, Unknown, is_answer
from catalog.questions.passages import Encode, find_passage, quotes_of
from catalog.questions.variants import Availability, Kind, availability, choices
from catalog.understanding.query import Query
from catalog.understanding.tokens import language_of, normalise
from catalog.understanding.vocabulary import Vocabulary

_FREE = {"stock", "sizes", "colours", "price", "discount"}
"""Aspects beside which a colour or a size is one of a variant."""
_FACET = {"brand": "brand", "gender": "gender", "material": "material"}
_CLAIMS = {"material": "material", "season": "season", "occasion": "occasion", "care": "feature"}
"""Aspects that a claim of a facet answers better."""
_QUOTES = 2  # of the description
_TELLING = ("material", "season", "occasion")
_ANY = ("fit", "quality", "colours", "price", "comfort", "zip", "straps", "pockets", "material")


class Asked(NamedTuple):
    """A question, what search understands in it, and the size keys in it."""

    words: str
    query: Query
    sizes: list[str]


def answer(asked: Asked, facts: Facts, claims: Claims, encode: Encode) -> list[Part]:
    """The parts that answer, or one that says that the shop doesn't say."""
    vocabulary = claims.vocabulary
    names = find_aspects(asked.words)
    if "reviews" in names:
        return [opinions(facts, _topic(asked.words))]
    if "details" in names and len(names) == 1:
        return [Details(facts)]
    claimed = claims.of(asked.words, facts)
    variants = None
    if _FREE.issuperset(names):
        variants = availability(facts, asked.query, asked.sizes, vocabulary)
    parts: list[Part] = [variants] if variants else []
    for name in names:
        if not (_covered(name, claimed, variants) or name in ("details", "pictures")):
            parts.append(_aspect(name, facts, variants, vocabulary))
    claimed.sort(key=lambda claim: claim.verdict == "silent")
    parts += [claim for claim in claimed if claim.answered or not _told(parts)]
    parts += _beside(claimed, parts, facts, vocabulary)
    parts += [_attribute(name, facts) for name in named_attributes(asked.words, facts.attributes)
              if not _shown(name, parts)]  # fmt: skip
    if not _told(parts) and not variants:
        parts = _free(asked.words, facts, encode, parts)
    return parts


def _beside(
    claimed: Sequence[Claim], parts: Sequence[Part], facts: Facts, vocabulary: Vocabulary
) -> list[Part]:
    """What the shop does say where it doesn't say what was asked: of what it is made, if not
    whether of leather."""
    facets = dict.fromkeys(claim.facet for claim in claimed if not claim.answered)
    said = {part.aspect for part in parts if isinstance(part, Told)}
    told = [_attributes(facet, facts, vocabulary) for facet in facets
            if facet in _TELLING and facet not in said]  # fmt: skip
    return [part for part in told if isinstance(part, Told) and part.values]


def _covered(name: str, claimed: Sequence[Claim], variants: Availability | None) -> bool:
    """Whether something else answers an aspect."""
    if variants and name in ("stock", "sizes", "colours"):
        return True
    return any(
        claim.answered and claim.facet == _CLAIMS.get(name) and claim.verdict in ("yes", "no")
        for claim in claimed
    )


def _aspect(name: str, facts: Facts, variants: Availability | None, vocabulary: Vocabulary) -> Part:
    if name in ("price", "discount"):
        return _price(facts, variants, discount=name == "discount")
    if name == "stock":
        return _stock(facts, vocabulary)
    if name in ("sizes", "colours"):
        kind: Kind = "sizes" if name == "sizes" else "colours"
        return choices(facts, kind, vocabulary) or _attributes(name, facts, vocabulary)
    if name == "fit":
        found = fit(facts)
        if found.quote:
            return found
    if name == "quality":
        return opinions(facts, "quality")
    return _attributes(name, facts, vocabulary)


def _price(facts: Facts, variants: Availability | None, *, discount: bool) -> Price:
    items = variants.items if variants and variants.items else facts.items
    prices = [item.price for item in items] or [facts.price_min, facts.price_max]
    lowest = min(prices)
    before = [i.compare_at for i in items if i.price == lowest and (i.compare_at or 0) > lowest]
    return Price(lowest, max(prices), next(iter(before), None), facts.currency, discount)


def _stock(facts: Facts, vocabulary: Vocabulary) -> Stock:
    known = [item.stock for item in facts.items]
    amounts = [amount for amount in known if amount is not None]
    amount = sum(amounts) if amounts and len(amounts) == len(known) else None
    kinds: tuple[Kind, ...] = ("colours", "sizes")
    found = [choice for kind in kinds if (choice := choices(facts, kind, vocabulary))]
    return Stock(facts.in_stock, amount, found)


def _attributes(name: str, facts: Facts, vocabulary: Vocabulary) -> Told | Unknown:
    """An aspect by attributes, else by its facet, else by a sentence of the description."""
    named = attribute_of(name, facts.attributes)
    if named:
        return Told(name, [(label, facts.attributes[label]) for label in named])
    facet = _FACET.get(name)
    if facet in ("brand", "gender") and (keys := facts.facets.get(facet)):
        labels = [vocabulary.label(facet, key, facts.language) for key in keys]
        return Told(name, [("", labels)])
    return _by_words(name, facts)


def _by_words(name: str, facts: Facts) -> Told | Unknown:
    """An aspect by the words that tell it: in an attribute, a description or a review."""
    told = pattern_of(aspects()[name].told)
    for label, values in facts.attributes.items():
        if some := [value for value in values if told.search(normalise(value))]:
            return Told(name, [(label, some)])
    quotes = [quote for quote in quotes_of(facts) if told.search(normalise(quote.text))]
    own = [quote for quote in quotes if quote.author is None]
    spoken = [quote for quote in own if language_of(quote.text) == facts.language] or own
    return Told(name, [], spoken[:_QUOTES] or quotes[:1]) if quotes else Unknown(name)


def _attribute(name: str, facts: Facts) -> Told:
    return Told("", [(name, facts.attributes[name])])


def _shown(attribute: str, parts: Sequence[Part]) -> bool:
    told = [name for part in parts if isinstance(part, Told) for name, _ in part.values]
    claimed = [p.attribute[0] for p in parts if isinstance(p, Claim) and p.attribute]
    return attribute in (*told, *claimed)


def _told(parts: Sequence[Part]) -> bool:
    """Whether any part says something."""
    return any(map(is_answer, parts))


def _free(words: str, facts: Facts, encode: Encode, parts: list[Part]) -> list[Part]:
    """A sentence that answers; else what isn't known."""
    passage = find_passage(words, facts, encode)
    if passage:
        return [passage.quote if passage.sure else Nearest(passage.quote)]
    return parts or [Unknown(None)]


def _topic(words: str) -> str | None:
    """What reviewers are asked about: "what do people say about the fit"."""
    plain = normalise(words)
    return next((t for t in _ANY if t in topics() and is_about(t, _without_reviews(plain))), None)


def _without_reviews(text: str) -> str:
    return pattern_of(aspects()["reviews"].asked).sub(" ", text)
