"""Advice on the size: from the shop's chart and the shopper's measures, from reviewers, and from
what is in stock. Never from anything else."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.questions.charts import Chart, Charts, Column, chart_for
from catalog.questions.facts import Facts
from catalog.questions.measures import Measures, find_measures
from catalog.questions.opinions import Fit, fit
from catalog.questions.variants import Choices, choices, option
from catalog.understanding.shoe_sizes import equivalents, find_shoe_size
from catalog.understanding.sizes import size_key
from catalog.understanding.tokens import normalise
from catalog.understanding.vocabulary import Vocabulary


@dataclass(frozen=True)
class SizeAdvice:
    """`speaks` says which size each measure speaks for, None where it is beyond the chart; `size`
    is the largest of them, or the shopper's usual one in this product's sizes. `in_stock` is
    whether that one can be bought, None where the product doesn't come in it."""

    measures: Measures
    speaks: dict[Column, str | None]
    usual: str | None
    size: str | None
    in_stock: bool | None
    chart: Chart | None
    sizes: Choices | None
    fit: Fit
    one_size: bool


def advise(
    words: str, said: Sequence[str], facts: Facts, charts: Charts, vocabulary: Vocabulary
) -> SizeAdvice:
    """Advice for a product; `said` are the size keys in the words."""
    own = {size: option(i, "sizes") or size for i in facts.items for size in i.sizes}
    chart = chart_for(charts, facts.facets, own)
    measures = find_measures(words)
    speaks = chart.suggest(measures) if chart else {}
    usual = None if speaks else _usual(words, said, facts, own)
    written = chart.largest(filter(None, speaks.values())) if chart else None
    size = own.get(size_key(written), written) if written else usual
    if any(found is None for found in speaks.values()):
        size = None  # too large in one place or too small
    return SizeAdvice(
        measures, speaks, usual, size, _in_stock(size, facts), chart,
        choices(facts, "sizes", vocabulary), fit(facts), set(own) == {"one_size"},
    )  # fmt: skip


def _usual(words: str, said: Sequence[str], facts: Facts, own: dict[str, str]) -> str | None:
    """The size that the shopper usually wears, as this product has it."""
    _, shoe = find_shoe_size(normalise(words))
    women = not {"women", "girls"}.isdisjoint(facts.facets.get("gender", ()))
    keys = equivalents(shoe, own, women=women) if shoe else list(said)
    return next((own[key] for key in keys if key in own), None)


def _in_stock(size: str | None, facts: Facts) -> bool | None:
    if size is None:
        return None
    items = [item for item in facts.items if size_key(size) in item.sizes]
    return any(item.available for item in items) if items else None
