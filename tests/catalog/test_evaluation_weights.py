"""Weights of ranking, fitted on judged queries."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Engine

from catalog.evaluation.run import JudgedQuery
from catalog.evaluation.weights import FittedWeights, fit_weights, keep_weights
from catalog.search.ranking import Weights
from tests.shops import Shop

QUERIES = [JudgedQuery(text=f"boots {n}", relevant={"right": 1}) for n in range(6)]


@dataclass
class FakeSearcher:
    """Finds the right product first only where full text weighs as much as `needed`."""

    needed: float

    def warm(self) -> None:
        pass

    def parse(self, text: str) -> str:
        return text

    def search(self, _query: str, *, weights: Weights, **_options: Any) -> Any:
        ids = ["right", "wrong"] if weights.words >= self.needed else ["wrong", "right"]
        return SimpleNamespace(hits=[SimpleNamespace(id=one) for one in ids])


def fitted(needed: float, queries: list[JudgedQuery]) -> FittedWeights:
    searcher: Any = FakeSearcher(needed)
    return fit_weights(searcher, queries, lambda: None)


def test_weights_that_find_better_are_found() -> None:
    found = fitted(Weights().words * 3, QUERIES)
    assert found.better
    assert found.weights.words >= Weights().words * 3
    assert (found.queries, found.after) == (6, 1.0)


def test_weights_that_find_no_better_are_left_alone() -> None:
    found = fitted(0, QUERIES)
    assert not found.better
    assert found.weights == Weights()


def test_a_single_query_proves_nothing() -> None:
    assert not fitted(Weights().words * 3, QUERIES[:1]).better


def test_what_was_fitted_is_used_until_something_else_is_better(engine: Engine) -> None:
    heavy = Weights(words=9)
    with engine.begin() as connection:
        keep_weights(connection, FittedWeights(heavy, 6, before=0.5, after=0.6))
        assert Weights.read(connection) == heavy
        keep_weights(connection, FittedWeights(heavy, 6, before=0.6, after=0.6))
        assert Weights.read(connection) == Weights()


def test_a_shops_own_queries_are_weighed(shop: Shop) -> None:
    queries = [JudgedQuery(text=text, relevant={"boots": 1}) for text in ("boots", "靴子")]
    assert fit_weights(shop.catalogue.searcher, queries, lambda: None).before == 1.0
