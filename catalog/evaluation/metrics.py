"""Rankings against judgements, by the definitions of trec_eval, and how sure their means are."""

from collections.abc import Mapping, Sequence

import ir_measures
import numpy as np
from ir_measures import RR, Measure, Qrel, R, ScoredDoc, nDCG
from numpy.typing import NDArray

MEASURES: dict[str, Measure] = {
    "ndcg@10": nDCG @ 10,
    "recall@1": R @ 1,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
    "mrr": RR @ 10,
}
_RESAMPLES = 10_000
_SEED = 7

Values = NDArray[np.float64]


def measure(
    relevant: Sequence[Mapping[str, int]], rankings: Sequence[Sequence[str]]
) -> dict[str, Values]:
    """(n,) values of each of MEASURES; `relevant` holds grades by id, `rankings` ids, best
    first, of the same n queries. A query for which nothing was found counts as 0."""
    judged = [
        Qrel(str(query), id_, grade)
        for query, grades in enumerate(relevant)
        for id_, grade in grades.items()
    ]
    ranked = [
        ScoredDoc(str(query), id_, -rank)
        for query, ids in enumerate(rankings)
        for rank, id_ in enumerate(ids)
    ]
    names = {measure: name for name, measure in MEASURES.items()}
    values = {name: np.zeros(len(relevant)) for name in MEASURES}
    for metric in ir_measures.iter_calc(list(names), judged, ranked):
        values[names[metric.measure]][int(metric.query_id)] = metric.value
    return values


def interval(values: Values) -> list[float]:
    """[low, high]: the 95 % percentile bootstrap interval of the mean (Efron, 1979)."""
    rng = np.random.default_rng(_SEED)
    means = values[rng.integers(len(values), size=(_RESAMPLES, len(values)))].mean(axis=1)
    return [round(float(limit), 4) for limit in np.percentile(means, (2.5, 97.5))]
