"""Advice on sizes in words."""

from collections.abc import Sequence

from actions.product_words import choices, listed, told_fit
from actions.sentences import say
from catalog.questions.charts import Chart, Column
from catalog.questions.sizing import SizeAdvice

_MEASURES = {
    "height": "measure_height", "weight": "measure_weight", "chest": "measure_chest",
    "waist": "measure_waist", "hip": "measure_hip", "foot": "measure_foot", "age": "measure_age",
}  # fmt: skip


def tell_size(advice: SizeAdvice, language: str) -> str:
    """The size, what speaks for it, stock and what reviewers say."""
    if advice.one_size:
        first = [say("size_one", language)]
    elif advice.sizes is None:
        first = [say("size_none", language)]
    elif advice.speaks:
        first = _by_chart(advice, language)
    elif advice.usual:
        first = _by_usual(advice, language)
    else:
        first = _without_measures(advice, language)
    sizes = [choices(advice.sizes, language)] if advice.sizes and not advice.in_stock else []
    return "\n".join([*first, *(sizes if not advice.one_size else []),
                      *told_fit(advice.fit, language)])  # fmt: skip


def needs_person(advice: SizeAdvice) -> bool:
    """Whether the advice leaves the shopper without a size."""
    return advice.size is None and not advice.one_size


def _by_chart(advice: SizeAdvice, language: str) -> list[str]:
    told = []
    for column, size in advice.speaks.items():
        value = _measured(column, advice.measures[column])
        key = "size_speaks" if size else "size_beyond"
        values = {"size": size} if size else {}
        told.append(say(key, language, measure=measure(column, language), value=value, **values))
    if advice.size is None:
        return told
    return [say("size_is", language, size=advice.size), listed(told, language) + ".",
            _stock(advice, advice.size, language)]  # fmt: skip


def _by_usual(advice: SizeAdvice, language: str) -> list[str]:
    size = str(advice.usual)
    first = say("size_yours", language, size=size)
    if advice.chart and (columns := _columns(advice.chart, size)):
        told = listed([_range(advice.chart, size, c, language) for c in columns], language)
        first = say("size_usual", language, size=size, measures=told)
    return [first, _stock(advice, size, language)]


def _without_measures(advice: SizeAdvice, language: str) -> list[str]:
    if advice.chart is None:
        return [say("size_no_chart", language)]
    chart = advice.chart
    lines = [
        f"- {size}: {listed([_range(chart, size, c, language) for c in columns], language)}"
        for size in chart.sizes
        if (columns := _columns(chart, size))
    ]
    asked = listed([measure(column, language) for column in chart.asks()], language)
    ask = say("size_ask", language, measures=asked)
    return [say("size_chart", language), *lines, ask]


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
