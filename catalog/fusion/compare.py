"""Which fusion finds the right thing, measured on products that it has never seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from catalog.encoders.projection import Projection
from catalog.evaluation.metrics import interval, measure
from catalog.fusion.fusion import Fusion, project
from catalog.fusion.items import Flags, Indexes, Items, Matrix
from catalog.fusion.queries import Queries

DECISIVE = ("photo", "words", "photo + words, colour as condition")
"""Tasks whose mean decides: search never leaves a named colour to similarity."""
_DEPTH = 10
_K, _WEIGHTS = 20, (2.0, 1.0)  # of pictures and of texts, as search fuses them
_NEGATIVES = 50  # wrong items for each query that calibration sees
_LEAST = 1e-3  # a list that tells photos with words nothing still ranks words alone
_SEED = 7

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Cell:
    """A method at a task: mean reciprocal rank with its 95 % bootstrap interval, and R@10."""

    mrr: float
    interval: tuple[float, float]
    recall: float
    queries: int


@dataclass(frozen=True)
class Comparison:
    """Rows by method, cells by task; `winner` has the highest mean MRR over the DECISIVE tasks.
    The rank counts, not only the first ten: of a wording that forty items meet, R@10 is low
    however good the ten are."""

    rows: dict[str, dict[str, Cell]]
    winner: str

    def mean(self, method: str) -> float:
        """The mean MRR that decides."""
        return _mean(self.rows[method])


def deal(products: NDArray[np.str_], folds: int) -> Indexes:
    """(n,) the fold of each item; all items of a product are in one."""
    names, index = np.unique(products, return_inverse=True)
    order = np.random.default_rng(_SEED).permutation(len(names))
    return np.asarray((order % folds)[index])


def compare(
    items: Items,
    tasks: Mapping[str, Queries],
    fold: Indexes,
    fusions: Mapping[str, Sequence[Fusion]],
) -> Comparison:
    """`tasks` are photo, words and photo + words; the `fusions` of each fold, by kind, were fitted
    without its products, the items of `fold` (n,). All items are ranked."""
    composed = tasks["photo + words"]
    every = {**tasks, "photo + words": replace(composed, among=None), DECISIVE[2]: composed}
    rows: dict[str, dict[str, Cell]] = {}
    for task, queries in every.items():
        found: dict[str, list[list[str]]] = {}
        of = np.where(queries.measured, fold[queries.target], -1)
        order = [np.flatnonzero(of == held) for held in range(fold.max() + 1)]
        for held, asked in enumerate(order):
            fitted = {kind: each[held] for kind, each in fusions.items()}
            methods = _scores(
                items, _some(queries, asked), fitted,
                _some(composed, np.flatnonzero(fold[composed.target] != held)),
            )  # fmt: skip
            for method, scores in methods.items():
                found.setdefault(method, []).extend(_ranked(scores))
        right = queries.right[np.concatenate(order)]
        for method, rankings in found.items():
            if len(right):
                rows.setdefault(method, {})[task] = _cell(right, rankings)
    means = {method: _mean(cells) for method, cells in rows.items()}
    return Comparison(rows, max(means, key=lambda method: means[method]))


def _scores(
    items: Items, queries: Queries, fusions: Mapping[str, Fusion], taught: Queries
) -> dict[str, Scores]:  # fmt: skip
    """(k, n) scores by method; what a condition excludes scores -inf."""
    projection = next(iter(fusions.values())).projection
    pictures, texts = lists = _lists(items, queries, projection)
    scores = {
        "picture alone": pictures,
        "text alone": texts,
        "reciprocal ranks": sum(
            weight / (_K + 1.0 + _ranks(part, queries.among)) * (part != 0).any(1, keepdims=True)
            for weight, part in zip(_WEIGHTS, lists, strict=True)
        ),
        "calibrated sum": np.tensordot(_calibrate(items, taught, projection), lists, 1),
    }
    for kind, fusion in fusions.items():
        asked = fusion.embed(queries.pictures, queries.texts, colour=queries.colour)
        scores[kind] = asked @ fusion.embed(items.pictures, items.text).T
    if queries.among is None:
        return scores
    return {method: np.where(queries.among, each, -np.inf) for method, each in scores.items()}


def _lists(items: Items, queries: Queries, projection: Projection) -> Scores:
    """(2, k, n) cosines of pictures and of texts in the query's language; 0 where one lacks."""
    sold = project(projection, items.pictures)
    pictures = project(projection, queries.pictures, colour=queries.colour) @ sold.T
    texts = np.zeros_like(pictures)
    for language in range(items.texts.shape[1]):
        said = queries.languages == language
        texts[said] = queries.texts[said] @ items.texts[:, language].T
    return np.stack([pictures, texts])


def _ranks(scores: Scores, among: Flags | None) -> NDArray[np.int64]:
    """(k, n) ranks from 0, best first; ties share the best one."""
    seen = scores if among is None else np.where(among, scores, -np.inf)
    order = np.sort(-seen, axis=1)
    return np.stack([np.searchsorted(row, -each) for row, each in zip(order, seen, strict=True)])


def _calibrate(items: Items, queries: Queries, projection: Projection) -> Matrix:
    """(2,) weights of both lists' scores by logistic regression: is this item right? On photos
    with words alone, since weights don't matter where there is one list."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    if not len(queries):
        return np.ones(2, np.float32)
    lists = _lists(items, queries, projection)
    seen = queries.right | (np.random.default_rng(_SEED).random(queries.right.shape)
                            < _NEGATIVES / len(items))  # fmt: skip
    model = LogisticRegression(C=100).fit(lists[:, seen].T, queries.right[seen])
    return np.asarray(np.maximum(model.coef_[0], _LEAST), np.float32)


def _some(queries: Queries, rows: Indexes) -> Queries:
    return replace(
        queries, pictures=queries.pictures[rows], texts=queries.texts[rows],
        languages=queries.languages[rows], right=queries.right[rows], target=queries.target[rows],
        measured=queries.measured[rows],
        among=None if queries.among is None else queries.among[rows],
    )  # fmt: skip


def _ranked(scores: Scores) -> list[list[str]]:
    """The first items of each query; ties in a random order, that is the same each time."""
    shuffled = np.random.default_rng(_SEED).permutation(scores.shape[1])
    order = np.argsort(-scores[:, shuffled], axis=1, kind="stable")[:, :_DEPTH]
    return [[str(item) for item in row] for row in shuffled[order]]


def _cell(right: Flags, rankings: list[list[str]]) -> Cell:
    relevant = [{str(item): 1 for item in np.flatnonzero(row)} for row in right]
    values = measure(relevant, rankings)
    low, high = interval(values["mrr"])
    recall = float(values["recall@10"].mean())
    return Cell(float(values["mrr"].mean()), (low, high), recall, len(right))


def _mean(cells: Mapping[str, Cell]) -> float:
    return float(np.mean([cells[task].mrr for task in DECISIVE if task in cells]))
