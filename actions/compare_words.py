"""Comparisons in words. They tell facts; which product is better they leave to the shopper."""

import re
from collections.abc import Callable

from actions.product_words import attribute_name, labelled, listed, quoted, rated
from actions.sentences import say
from catalog.money import format_money
from catalog.questions.claims import Claim
from catalog.questions.comparison import Comparison
from catalog.questions.facts import Facts

Rows = list[tuple[str, list[str | None]]]

_JUDGE = re.compile(
    r"\b(?:better|best|should i|recommend|which one|which)\b|哪个好|更好|哪件好|选哪|推荐"
)
_MANY = 4  # colours; more are only counted


def tell_comparison(found: Comparison, words: str, language: str) -> str:
    """What was asked, who is ahead in what, and what is equal; the rest is in the rows."""
    titles = [f"{at}. {facts.title}" for at, facts in enumerate(found.facts, 1)]
    lines = [say("compare_heading", language), *titles, *_asked(found, language)]
    lines += _ahead(found, language)
    equal = [
        labelled(label, values[0], language)
        for label, values in rows_of(found, language)
        if _same(values) and values[0]
    ]
    if equal:
        lines.append(say("compare_same", language, list=_semicolon(language).join(equal)))
    if _JUDGE.search(words.lower()):
        lines.append(say("compare_judge", language))
    return "\n".join(lines)


def rows_of(found: Comparison, language: str) -> Rows:
    """Labels with a value for each product, None where the shop doesn't tell."""
    rows: Rows = [
        (say("row_price", language), _each(found, lambda facts: _price(facts, language))),
        (say("row_rating", language), _each(found, lambda facts: _rating(facts, language))),
        (say("row_stock", language), _each(found, lambda facts: _stock(facts, language))),
        (say("row_colours", language), [_some(names, language) for names in found.colours]),
        (say("row_sizes", language), [_all(names, language) for names in found.sizes]),
    ]
    rows += [(attribute_name(row.label), row.values) for row in found.attributes]
    return [(label, values) for label, values in rows if any(values)]


def differing(rows: Rows) -> Rows:
    """Those in which the products differ."""
    return [(label, values) for label, values in rows if not _same(values)]


def _each(found: Comparison, value: Callable[[Facts], str | None]) -> list[str | None]:
    return [value(facts) for facts in found.facts]


def _price(facts: Facts, language: str) -> str:
    low, high = (
        format_money(m, facts.currency, language) for m in (facts.price_min, facts.price_max)
    )
    return low if facts.price_min == facts.price_max else f"{low} – {high}"


def _rating(facts: Facts, language: str) -> str | None:
    if facts.rating is None or not facts.review_count:
        return None
    return say("row_rated", language, mean=rated(facts.rating), count=facts.review_count)


def _stock(facts: Facts, language: str) -> str:
    return say("row_in" if facts.in_stock else "row_out", language)


def _some(names: list[str] | None, language: str) -> str | None:
    if names is None or len(names) <= _MANY:
        return _all(names, language)
    return str(len(names))


def _all(names: list[str] | None, language: str) -> str | None:
    return listed(names, language) if names else None


def _same(values: list[str | None]) -> bool:
    return len(set(values)) == 1


def _semicolon(language: str) -> str:
    return "；" if language == "zh" else "; "


def _asked(found: Comparison, language: str) -> list[str]:
    """What was asked for, of each product."""
    lines = []
    for at, claims in enumerate(found.claims, 1):
        for claim in claims:
            lines.append(f"{at}. {labelled(claim.label, _evidence(claim, language), language)}")
    return lines


def _evidence(claim: Claim, language: str) -> str:
    if claim.attribute:
        name, value = claim.attribute
        return labelled(attribute_name(name), value, language)
    return quoted(claim.quotes[0], language) if claim.quotes else say("compare_unsaid", language)


def _ahead(found: Comparison, language: str) -> list[str]:
    """Who is cheapest, who is rated best, and what is listed for one alone."""
    lines = []
    if found.cheapest is not None:
        facts = found.facts[found.cheapest]
        price = format_money(facts.price_min, facts.currency, language)
        lines.append(say("compare_cheaper", language, title=facts.title, price=price))
    elif len({facts.price_min for facts in found.facts}) == 1:
        lines.append(say("compare_price_same", language))
    if found.best_rated is not None:
        facts = found.facts[found.best_rated]
        mean, count = rated(facts.rating or 0), facts.review_count
        said = say("compare_rated", language, title=facts.title, mean=mean, count=count)
        lines.append(said)
    for at, values in found.only.items():
        told = listed(values, language)
        lines.append(say("compare_only", language, title=found.facts[at].title, list=told))
    return lines
