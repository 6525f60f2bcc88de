"""What a trained catalogue does in search: guesses, photos, fused vectors."""

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import Engine, select, text

from catalog.fusion.classify import Classifier
from catalog.ingest.guesses import forget_guesses, guess_facets
from catalog.search.why import reasons
from catalog.store.fitted import forget_fitted, load_fitted, save_fitted
from catalog.store.tables import Product
from catalog.understanding.query import Query
from catalog.understanding.vocabulary import curated
from tests.fakes import FakeEncoder

Vectors = NDArray[np.float32]


class Sure:
    """A classifier that always sees something navy made of leather."""

    def suggest(
        self,
        picture: Vectors | None,  # noqa: ARG002
        texts: Mapping[str, Vectors] | None = None,  # noqa: ARG002
    ) -> dict[str, list[tuple[str, float]]]:
        return {"colour": [("navy", 0.95)], "material": [("leather", 0.9)]}


def _add(engine: Engine, id_: str, facets: str) -> None:
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO products (id, title, description, category, currency, price_min, "
                "price_max, in_stock, review_count, attributes, facets, digest) VALUES "
                "(:id, 'Thing', '', '', 'USD', 100, 100, true, 0, '{}', CAST(:facets AS jsonb), '')"
            ),
            {"id": id_, "facets": facets},
        )


@pytest.fixture
def guessed(engine: Engine) -> Engine:
    _add(engine, "silent", "{}")
    _add(engine, "red", '{"colour": ["red"], "category": ["shoes"]}')
    with engine.begin() as connection:
        count = guess_facets(connection, FakeEncoder(), curated(), cast("Classifier", Sure()))
    assert count == 2
    return engine


def _known(engine: Engine) -> dict[str, Any]:
    with engine.connect() as connection:
        return {row.id: row.known for row in connection.execute(select(Product.id, Product.known))}


def test_what_a_feed_leaves_empty_is_guessed_with_wider_values(guessed: Engine) -> None:
    assert _known(guessed)["silent"]["colour"] == ["blue", "navy"]


def test_a_guess_never_stands_against_the_feed(guessed: Engine) -> None:
    known = _known(guessed)["red"]
    assert known["colour"] == ["red"]
    assert "leather" in known["material"]


def test_guesses_are_taken_back(guessed: Engine) -> None:
    with guessed.begin() as connection:
        forget_guesses(connection)
    assert _known(guessed)["silent"] == {}


@pytest.mark.parametrize(("language", "said"), [("en", "probably navy"), ("zh", "可能是藏青")])
def test_a_guess_is_said_to_be_one(language: str, said: str) -> None:
    query = Query(must={"colour": ["navy"]}, language=language)
    facets = {"colour": ["navy"]}
    assert reasons(query, facets, facets, "USD", curated()) == [said]
    assert reasons(query, facets, {}, "USD", curated()) != [said]


def test_a_fitted_model_replaces_the_one_before(engine: Engine) -> None:
    with engine.begin() as connection:
        save_fitted(connection, "model", b"one", {"r": 1})
        save_fitted(connection, "model", b"two", {"r": 2})
        assert load_fitted(connection, "model") == b"two"
        forget_fitted(connection, "model")
        assert load_fitted(connection, "model") is None
