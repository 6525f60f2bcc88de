"""Advice on sizes in words."""

from collections.abc import Sequence

from actions.product_words import choices, closed, listed, told_fit
from actions.sentences import say
from catalog.questions.aspects import find_aspects
from catalog.questions.charts import Chart, Column
from catalog.questions.sizing import SizeAdvice

_MEASURES = {
    "height": "measure_height", "weight": "measure_weight", "chest": "measure_chest",
    "waist": "measure_waist", "hip": "measure_hip", "foot": "measure_foot", "age": "measure_age",
}  # fmt: skip


def tell_size(advice: SizeAdvice, words: str, language: str) -> str:
    """The size, what speaks for it, stock and what reviewers say; that first where it is asked."""
    fits = told_fit(advice.fit, language)
    if advice.one_size:
        return "\n".join([say("size_one", language), *fits])
    if advice.sizes is None:
        return "\n".join([say("size_none", language), *fits])
    sizes = [] if advice.in_stock else [choices(advice.sizes, language)]
    if advice.speaks:
        return "\n".join([*_by_chart(advice, language), *sizes, *fits])
    if advice.usual:
        return "\n".join([*_by_usual(advice, language), *sizes, *fits])
    if asks_fit(words):
        return "\n".join([*fits, *sizes, *_ask(advice, language)])
    return "\n".join([*_chart(advice, language), *_ask(advice, language), *sizes, *fits])


def asks_fit(words: str) -> bool:
    """Whether it is asked how a product fits, rather than for a size."""
    return "fit" in find_aspects(words)


def needs_person(advice: SizeAdvice, words: str) -> bool:
    """Whether the advice leaves the shopper without an answer."""
    told = advice.fit.quote is not None and asks_fit(words)
    return advice.size is None and not advice.one_size and not told


def _by_chart(advice: SizeAdvice, language: str) -> list[str]:
    told = []
    for column, size in advice.speaks.items():
        value = _measured(column, advice.measures[column])
        key = "size_speaks" if size else "size_beyond"
        values = {"size": size} if size else {}
        told.append(say(key, language, measure=measure(column, language), value=value, **values))
    if advice.size is None:
        return told
    because = closed(listed(told, language), language)
    return [say("size_is", language, size=advice.size), because,
            _stock(advice, advice.size, language)]  # fmt: skip


def _by_usual(advice: SizeAdvice, language: str) -> list[str]:
    size = str(advice.usual)
    first = say("size_yours", language, size=size)
    if advice.chart and (columns := _columns(advice.chart, size)):
        told = listed([_range(advice.chart, size, c, language) for c in columns], language)
        first = say("size_usual", language, size=size, measures=told)
    return [first, _stock(advice, size, language)]


def _chart(advice: SizeAdvice, language: str) -> list[str]:
    if advice.chart is None:
        return []
    chart = advice.chart
    lines = [
        f"- {size}: {listed([_range(chart, size, c, language) for c in columns], language)}"
        for size in chart.sizes
        if (columns := _columns(chart, size))
    ]
    return [say("size_chart", language), *lines]


def _ask(advice: SizeAdvice, language: str) -> list[str]:
    """Ask for the measures that the chart needs."""
    if advice.chart is None:
        return [say("size_no_chart", language)]
    asked = listed([measure(column, language) for column in advice.chart.asks()], language)
    return [say("size_ask", language, measures=asked)]


def _stock(advice: SizeAdvice, size: str, language: str) -> str:
    key = {True: "size_there", False: "size_gone", None: "size_absent"}[advice.in_stock]
    return say(key, language, size=size)


def measure(column: Column, language: str) -> str:
    """The name of a measure; systems of sizes have the same in all languages."""
    return say(_MEASURES[column], language) if column in _MEASURES else column.upper()


def _measured(column: Column, value: float) -> str:
    return f"{value:.0f} kg" if column == "weight" else f"{value:g} cm".replace(".0 ", " ")


def _columns(chart: Chart, size: str) -> Sequence[Column]:
    return list(chart.sizes.get(size, {}))


def _range(chart: Chart, size: str, column: Column, language: str) -> str:
    low, high = chart.sizes[size][column]
    unit = {"weight": " kg", "eu": "", "us": "", "uk": "", "age": ""}.get(column, f" {chart.unit}")
    span = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    return f"{measure(column, language)} {span}{unit}"
