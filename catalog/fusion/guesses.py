"""Which fusion guesses facets best, measured on products that it has never seen; and a classifier
fitted with what was learnt from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from catalog.fusion.classify import (
    STATES,
    Classifier,
    Head,
    Logits,
    calibrate,
    fit_weights,
    least_probability,
    logits,
    probabilities,
)
from catalog.fusion.compare import deal
from catalog.fusion.fusion import Fusion
from catalog.fusion.items import Flags, Indexes, Items, Matrix
from catalog.fusion.unnamed import FACETS
from catalog.understanding.vocabulary import Vocabulary

_FEW = 5  # products that a key needs to be learnt

Labels = Mapping[str, tuple[tuple[str, ...], Flags]]


@dataclass(frozen=True)
class Guess:
    """One facet in one state. `accuracy`: the likeliest key is right; `recall` and `f1`: macro over
    keys, of the likeliest one and all that are likelier than not. `precision` of suggestions and
    the share of items that get one, `spoken`, by calibration and threshold from the other half of
    the products; `error`: expected calibration error of all probabilities."""

    items: int
    accuracy: float
    recall: float
    f1: float
    precision: float
    spoken: float
    error: float


@dataclass(frozen=True)
class Guesses:
    """Rows by method, cells by state and facet; `winner` speaks of the most items over all, each
    method as often as it is right in nine of ten cases: that is what it is for."""

    rows: dict[str, dict[str, dict[str, Guess]]]
    winner: str

    def mean(self, method: str, state: str, measure: str) -> float:
        """Over facets; of precision, over those of which something is said."""
        values = [getattr(guess, measure) for guess in self.rows[method][state].values()]
        return float(np.mean([value for value in values if not np.isnan(value)] or [np.nan]))


def labels_of(items: Items, vocabulary: Vocabulary) -> Labels:
    """By facet, the keys that enough products have and whether an item has them (n, k): of its
    most specific values, hypernyms left out."""
    found = {}
    for facet in FACETS:
        own = [_specific(facets.get(facet, []), facet, vocabulary) for facets in items.facets]
        having = {(key, id_) for id_, keys in zip(items.products, own, strict=True) for key in keys}
        counted = [key for key, _ in having]
        keys = tuple(sorted(key for key in set(counted) if counted.count(key) >= _FEW))
        if keys:
            found[facet] = keys, np.array([[key in each for key in keys] for each in own])
    return found


def _specific(keys: Sequence[str], facet: str, vocabulary: Vocabulary) -> list[str]:
    wider = {wide for key in keys for wide in vocabulary.ancestors(facet, key)[1:]}
    return [key for key in keys if key not in wider]


def compare_guesses(
    items: Items, texts: Mapping[str, Matrix], labels: Labels, fold: Indexes,
    fusions: Mapping[str, Sequence[Fusion]],
) -> Guesses:  # fmt: skip
    """`texts` (n, e) by facet, of what unnamed_text() gives; `fusions` of each fold by kind, which
    know nothing of its products."""
    halves = deal(items.products, 2)
    rows: dict[str, dict[str, dict[str, Guess]]] = {}
    for method, each in fusions.items():
        cells: dict[str, dict[str, Guess]] = {state: {} for state in STATES}
        for facet, (_, has) in labels.items():
            unseen = _held_out(items, texts[facet], has, fold, each)
            known = has.any(1)
            for state, found in zip(STATES, unseen, strict=True):
                cells[state][facet] = _measure(found[known], has[known], halves[known])
        rows[method] = cells
    guesses = Guesses(rows, "")
    means = {m: np.mean([guesses.mean(m, state, "spoken") for state in STATES]) for m in rows}
    return Guesses(rows, max(means, key=lambda method: means[method]))


def fit_classifier(
    items: Items, texts: Mapping[str, Matrix], labels: Labels, fold: Indexes,
    held_out: Sequence[Fusion], fusion: Fusion,
) -> Classifier:  # fmt: skip
    """Heads on `fusion`, which knows all items; their calibration and thresholds are those of the
    `held_out` fusions, on products that these don't know."""
    heads = {}
    for facet, (keys, has) in labels.items():
        known = has.any(1)
        unseen = [part[known] for part in _held_out(items, texts[facet], has, fold, held_out)]
        scales = [calibrate(found, has[known]) for found in unseen]
        least = [
            least_probability(probabilities(found, scale), has[known])
            for found, scale in zip(unseen, scales, strict=True)
        ]
        weights = fit_weights(fusion, items.pictures[known], texts[facet][known], has[known])
        heads[facet] = Head(keys, weights, np.array(scales), np.array(least, np.float32))
    return Classifier(fusion, heads)


def _held_out(
    items: Items, texts: Matrix, has: Flags, fold: Indexes, fusions: Sequence[Fusion]
) -> list[Logits]:
    """By state, logits (n, k) of items by what was learnt without their products."""
    found = [np.zeros(has.shape) for _ in STATES]
    for held, fusion in enumerate(fusions):
        taught = (fold != held) & has.any(1)
        asked = fold == held
        weights = fit_weights(fusion, items.pictures[taught], texts[taught], has[taught])
        for part, (seen, read) in zip(found, STATES.values(), strict=True):
            shown = items.pictures[asked] * seen, texts[asked] * read
            part[asked] = logits(fusion, weights, *shown)
    return found


def _measure(unseen: Logits, has: Flags, halves: Indexes) -> Guess:
    from sklearn.metrics import f1_score, recall_score  # noqa: PLC0415

    chances, said = np.zeros(has.shape), np.zeros(has.shape, np.bool_)
    for half in (0, 1):
        other, own = halves != half, halves == half
        scale = calibrate(unseen[other], has[other])
        chances[own] = probabilities(unseen[own], scale)
        said[own] = chances[own] >= least_probability(
            probabilities(unseen[other], scale), has[other]
        )
    best = np.arange(has.shape[1]) == chances.argmax(1)[:, None]
    guessed = best | (chances >= 0.5)
    return Guess(
        len(has), float(has[best].mean()),
        float(recall_score(has, guessed, average="macro", zero_division=0)),
        float(f1_score(has, guessed, average="macro", zero_division=0)),
        float(has[said].mean()) if said.any() else float("nan"),
        float(said.any(1).mean()), _calibration_error(chances.ravel(), has.ravel()),
    )  # fmt: skip


def _calibration_error(chances: Logits, right: Flags) -> float:
    """Expected calibration error in ten bins (Naeini et al., AAAI 2015)."""
    bins = np.minimum((chances * 10).astype(int), 9)
    gaps = [abs(chances[bins == b].sum() - right[bins == b].sum()) for b in range(10)]
    return float(sum(gaps) / len(right))
