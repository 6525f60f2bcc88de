"""Measurements as tables, for the terminal and for documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rich.table import Table

from catalog.evaluation.answered import SEARCH, Answered
from catalog.evaluation.metrics import Values, interval
from catalog.evaluation.seen import DEPTHS, Seen
from catalog.evaluation.views import Ranks

LANGUAGES = {"en": "English", "zh": "Chinese"}
_SHARES = {"ndcg@10": "nDCG@10", "recall@1": "R@1", "recall@5": "R@5", "recall@10": "R@10",
           "mrr": "MRR"}  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A table: cells are texts, the first of a row its name."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def rich(self) -> Table:
        """For the terminal."""
        table = Table(*self.columns, title=self.title, title_justify="left")
        for row in self.rows:
            table.add_row(*row)
        return table

    def markdown(self) -> str:
        """For a document."""
        rule = ["---"] + ["---:"] * (len(self.columns) - 1)
        lines = [self.columns, rule, *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"**{self.title}**\n\n{table}\n"


def text_sections(shop: str, answered: Answered) -> Iterator[Section]:
    """All measures of search, search beside what it is compared with, and that by slice."""
    rows = dict(_rows(answered))
    measures = ["queries", *_SHARES.values(), "p50 ms", "p95 ms"]
    yield Section(
        f"{shop}: search by words", ["", *measures],
        [[name, *_measures(answered, which)] for name, which in rows.items()],
    )  # fmt: skip
    compared = ["queries", *answered.runs]
    yield Section(
        f"{shop}: nDCG@10 beside what understands nothing", ["", *compared],
        [[name, *_compared(answered, which)] for name, which in rows.items()],
    )  # fmt: skip
    yield Section(
        f"{shop}: nDCG@10 by slice of {_named(answered.reported)}", ["", *compared],
        [[name, *_compared(answered, which)] for name, which in _slices(answered)],
    )  # fmt: skip


def photo_section(shop: str, seen: Mapping[str, Seen]) -> Section:
    """Recall of search and of the networks alone."""
    depths = [f"R@{depth}" for depth in DEPTHS]
    columns = ["", "photos", *depths, *(f"networks alone, {depth}" for depth in depths), "p50 ms",
               "p95 ms"]  # fmt: skip
    rows = [
        [name, str(len(each.search)), *_recalls(each.search), *_recalls(each.plain),
         *_latency(each.milliseconds)]
        for name, each in seen.items()
    ]  # fmt: skip
    return Section(f"{shop}: search by photos", columns, rows)


def share(values: Values) -> str:
    """'.783 (.721-.840)': the mean and its 95 % interval."""
    low, high = interval(values)
    return f"{_short(float(values.mean()))} ({_short(low)}-{_short(high)})"


def _rows(answered: Answered) -> Iterator[tuple[str, list[int]]]:
    groups = [*([part] for part in dict.fromkeys(answered.parts)), answered.reported]
    for parts in groups:
        for language, name in LANGUAGES.items():
            if which := answered.which(parts, language):
                yield f"{_named(parts)}, {name}", which


def _slices(answered: Answered) -> Iterator[tuple[str, list[int]]]:
    for name in dict.fromkeys(name for query in answered.queries for name in query.slices):
        if which := answered.which(answered.reported, of=name):
            yield name, which


def _named(parts: Sequence[str]) -> str:
    return " + ".join(part.replace("_", "-") for part in parts)


def _measures(answered: Answered, which: list[int]) -> list[str]:
    run = answered.runs[SEARCH]
    shares = [share(run.values[measure][which]) for measure in _SHARES]
    return [str(len(which)), *shares, *_latency(run.milliseconds[which])]


def _compared(answered: Answered, which: list[int]) -> list[str]:
    shares = [share(run.values["ndcg@10"][which]) for run in answered.runs.values()]
    return [str(len(which)), *shares]


def _recalls(ranks: Ranks) -> list[str]:
    return [share((ranks < depth).astype(float)) for depth in DEPTHS]


def _latency(milliseconds: Values | None) -> list[str]:
    if milliseconds is None:
        return ["", ""]
    return [f"{limit:.0f}" for limit in np.percentile(milliseconds, (50, 95))]


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")
