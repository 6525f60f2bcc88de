"""Fits the weights of ranking's lists on a shop's own judged queries."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
from sqlalchemy import Connection

from catalog.evaluation.run import JudgedQuery, by_search, run
from catalog.search.ranking import Weights
from catalog.search.searcher import Searcher
from catalog.store.fitted import forget_fitted, save_fitted

_FITTED = ("words", "picture", "fused", "merit", "wish")  # beside meaning, which stays 1
_FACTORS = (0.25, 0.5, 2.0, 4.0)
_ROUNDS = 2
_BETTER = 1e-3  # of nDCG@10: less is noise
_HALVES = 2

Measure = Callable[[Weights, Sequence[int]], float]


@dataclass(frozen=True)
class FittedWeights:
    """Weights fitted on n queries, and the mean nDCG@10 on halves of them that the weights
    weren't fitted on, as ranking comes and with fitted weights."""

    weights: Weights
    queries: int
    before: float
    after: float

    @property
    def better(self) -> bool:
        """Whether they find better what they weren't fitted on."""
        return self.after > self.before + _BETTER


def fit_weights(
    searcher: Searcher, queries: Sequence[JudgedQuery], advance: Callable[[], None]
) -> FittedWeights:
    """Fit by coordinate ascent on nDCG@10, and tell by halves what it is worth."""
    searcher.warm()
    known: dict[Weights, np.ndarray[tuple[int], np.dtype[np.float64]]] = {}

    def measure(weights: Weights, which: Sequence[int]) -> float:
        if weights not in known:
            known[weights] = run(by_search(searcher, weights), queries).values["ndcg@10"]
            advance()
        return float(known[weights][list(which)].mean())

    everything = range(len(queries))
    halves = [everything[start::_HALVES] for start in range(_HALVES)]
    if not all(halves):
        return FittedWeights(Weights(), len(queries), 0.0, 0.0)
    before = [measure(Weights(), half) for half in halves]
    after = [
        measure(_ascend(measure, other), half)
        for half, other in zip(halves, reversed(halves), strict=True)
    ]
    return FittedWeights(
        _ascend(measure, everything), len(queries), float(np.mean(before)), float(np.mean(after))
    )


def keep_weights(connection: Connection, fitted: FittedWeights) -> None:
    """Rank by them from now on, or as before if they aren't better."""
    if not fitted.better:
        forget_fitted(connection, Weights.NAME)
        return
    measured = {"queries": fitted.queries, "before": fitted.before, "after": fitted.after}
    data = json.dumps(asdict(fitted.weights)).encode()
    save_fitted(connection, Weights.NAME, data, measured)


def _ascend(measure: Measure, which: Sequence[int]) -> Weights:
    """The best weights that changes of one at a time lead to."""
    best, reached = Weights(), measure(Weights(), which)
    for _ in range(_ROUNDS):
        for candidate in _neighbours(best):
            found = measure(candidate, which)
            if found > reached + _BETTER:
                best, reached = candidate, found
    return best


def _neighbours(weights: Weights) -> Iterator[Weights]:
    for name in _FITTED:
        for factor in _FACTORS:
            yield replace(weights, **{name: getattr(weights, name) * factor})
