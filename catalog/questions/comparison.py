"""Two to four products side by side, by what the shop says of them. It judges nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.questions.aspects import attribute_of
from catalog.questions.claims import Claim, Claims
from catalog.questions.facts import Facts
from catalog.questions.variants import choices
from catalog.understanding.tokens import normalise
from catalog.understanding.vocabulary import Vocabulary

_COUNTED = 3  # colours; more are counted


@dataclass(frozen=True)
class Row:
    """An attribute of each product in their order, None where the shop doesn't tell. `label` is
    the merchant's name of it; `lists` are its single values."""

    label: str
    lists: list[list[str]]

    @property
    def values(self) -> list[str | None]:
        """The values as they are shown."""
        return [", ".join(values) or None for values in self.lists]

    @property
    def same(self) -> bool:
        """Whether all products have the same."""
        return len({tuple(sorted(map(normalise, values))) for values in self.lists}) == 1


@dataclass(frozen=True)
class Comparison:
    """Products, and their attributes; `colours` and `sizes` that can be bought, None where the
    shop names none. `cheapest` and `best_rated` are places, None where there is no single one;
    `only` are features that the shop lists of one product alone, by place. `claims` are what was
    asked for, of each product."""

    facts: list[Facts]
    attributes: list[Row]
    colours: list[list[str] | None]
    sizes: list[list[str] | None]
    cheapest: int | None
    best_rated: int | None
    only: dict[int, list[str]]
    claims: list[list[Claim]]


def compare(facts: Sequence[Facts], claims: Claims, asked: Sequence[str]) -> Comparison:
    """Side by side; `asked` are words of the question in the forms that may name something."""
    vocabulary = claims.vocabulary
    return Comparison(
        list(facts), attributes(facts),
        [_available(one, "colours", vocabulary) for one in facts],
        [_available(one, "sizes", vocabulary) for one in facts],
        _single([-one.price_min for one in facts]),
        _single([one.rating if one.review_count else None for one in facts]),
        _only(facts), _asked(facts, claims, asked),
    )  # fmt: skip


def attributes(facts: Sequence[Facts]) -> list[Row]:
    """The attributes of any of the products, in the merchant's order."""
    names = dict.fromkeys(name for one in facts for name in one.attributes)
    return [Row(name, [one.attributes.get(name, []) for one in facts]) for name in names]


def _available(facts: Facts, kind: str, vocabulary: Vocabulary) -> list[str] | None:
    found = choices(facts, "colours" if kind == "colours" else "sizes", vocabulary)
    return found.available if found else None


def _single(scores: Sequence[float | None]) -> int | None:
    """The place of the greatest score, if it is one alone and all are known."""
    known = [score for score in scores if score is not None]
    if len(known) < len(scores) or known.count(max(known)) > 1:
        return None
    return known.index(max(known))


def _only(facts: Sequence[Facts]) -> dict[int, list[str]]:
    """Features that one product's list has and no other's."""
    lists = [
        [value for name in attribute_of("features", one.attributes)
         for value in one.attributes[name]]
        for one in facts
    ]  # fmt: skip
    plain = [{normalise(value) for value in values} for values in lists]
    only = {}
    for place, values in enumerate(lists):
        others = set().union(*(own for at, own in enumerate(plain) if at != place))
        only[place] = [value for value in values if normalise(value) not in others]
    return {place: values for place, values in only.items() if values}


def _asked(facts: Sequence[Facts], claims: Claims, forms: Sequence[str]) -> list[list[Claim]]:
    """Claims of what the words name, by product; empty when they name nothing."""
    for words in forms:
        found = [claims.of(words, one) for one in facts]
        labels = [{claim.label for claim in own} for own in found]
        common = set.intersection(*labels) if labels else set()
        if common:
            return [[claim for claim in own if claim.label in common] for own in found]
    return []
