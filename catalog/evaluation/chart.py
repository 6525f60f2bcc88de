"""The chart of what search finds, beside what it is compared with."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from catalog.evaluation.answered import SEARCH, Answered
from catalog.evaluation.metrics import Values, interval
from catalog.evaluation.seen import Seen
from catalog.evaluation.tables import LANGUAGES

Bars = Mapping[str, Sequence[Values]]
"""Values of each group by who was measured, search first."""

_COLOURS = ("#1f5fbf", "#d3d8de", "#b3bbc5", "#8a949f")
_PHOTOS = ("photo", "photo + colour", "phone photo")
_DEPTHS = (1, 10)


def draw(shop: str, answered: Answered, seen: Mapping[str, Seen], path: Path) -> None:
    """Writes a PNG: nDCG@10 of words by language and recall of photos, with 95 % intervals."""
    from matplotlib.figure import Figure  # noqa: PLC0415  half a second, and only charts need it

    figure = Figure(figsize=(11, 4.4), layout="constrained")
    words, photos = figure.subplots(1, 2, width_ratios=(2, 3))
    words.set_title(f"{shop}, words: nDCG@10", loc="left")
    _grouped(words, list(LANGUAGES.values()), _by_language(answered))
    photos.set_title(f"{shop}, photos: share found", loc="left")
    groups = [(name, depth) for name in _PHOTOS if name in seen for depth in _DEPTHS]
    labels = [f"{name}\nR@{depth}".replace(" + ", " +\n") for name, depth in groups]
    _grouped(photos, labels, _by_depth([(seen[name], depth) for name, depth in groups]))
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)


def _by_language(answered: Answered) -> Bars:
    groups = [answered.which(answered.reported, language) for language in LANGUAGES]
    return {
        name: [run.values["ndcg@10"][which] for which in groups]
        for name, run in answered.runs.items()
    }


def _by_depth(groups: Sequence[tuple[Seen, int]]) -> Bars:
    return {
        SEARCH: [(each.search < depth).astype(float) for each, depth in groups],
        "networks alone": [(each.plain < depth).astype(float) for each, depth in groups],
    }


def _grouped(axis: Any, groups: Sequence[str], bars: Bars) -> None:
    width = 0.8 / len(bars)
    places = np.arange(len(groups))
    for n, (name, values) in enumerate(bars.items()):
        means = np.array([each.mean() for each in values])
        limits = np.array([interval(each) for each in values]).T
        at = places + (n - (len(bars) - 1) / 2) * width
        axis.bar(at, means, width * 0.94, color=_COLOURS[n], label=name)
        axis.errorbar(at, means, np.abs(limits - means), fmt="none", ecolor="#333333",
                      elinewidth=1, capsize=2)  # fmt: skip
        for x, mean in zip(at, means, strict=True):
            axis.text(x, 0.02, f"{mean:.2f}", ha="center", fontsize=8,
                      color="white" if n == 0 else "black")  # fmt: skip
    axis.set_xticks(places, groups, fontsize=9)
    axis.set_ylim(0, 1)
    axis.tick_params(length=0)
    axis.spines[["top", "right", "left"]].set_visible(False)
    axis.set_axisbelow(True)
    axis.grid(axis="y", color="#eeeeee")
    axis.legend(frameon=False, ncols=len(bars), loc="upper left", bbox_to_anchor=(0, -0.16),
                fontsize=9)  # fmt: skip
