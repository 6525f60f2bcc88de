"""Guessed facets: as sure as they say, silent where nothing tells, with any modality missing."""

from typing import Any

import numpy as np
import pytest
from test_fusion import made_up_items, words_vector

from catalog.fusion.classify import (
    DECISION,
    STATES,
    Classifier,
    calibrate,
    least_probability,
    probabilities,
)
from catalog.fusion.compare import deal
from catalog.fusion.fusion import Fusion
from catalog.fusion.guesses import Guesses, compare_guesses, fit_classifier, labels_of
from catalog.fusion.items import Items, Matrix
from catalog.fusion.training import fit_projection
from catalog.fusion.unnamed import FACETS, unnamed_text
from catalog.understanding.vocabulary import curated


@pytest.fixture(scope="module")
def items() -> Items:
    """Materials stand in no picture and no text."""
    found = made_up_items()
    materials = np.random.default_rng(2).choice(["cotton", "wool"], len(found))
    for facets, material in zip(found.facets, materials, strict=True):
        facets["material"] = [str(material)]
    return found


@pytest.fixture(scope="module")
def texts(items: Items) -> dict[str, Matrix]:
    """Descriptions that tell the kind and the gender in other words."""
    said = [f"{f['category'][0]}-like {f['gender'][0]}-like thing" for f in items.facets]
    vectors = np.array([words_vector(text) for text in said])
    return dict.fromkeys(FACETS, vectors)


@pytest.fixture(scope="module")
def fusions(items: Items) -> list[Fusion]:
    fold = deal(items.products, 3)
    return [Fusion(DECISION, fit_projection(items, fold != held), 32) for held in range(3)]


@pytest.fixture(scope="module")
def guesses(items: Items, texts: dict[str, Matrix], fusions: list[Fusion]) -> Guesses:
    labels = labels_of(items, curated())
    return compare_guesses(items, texts, labels, deal(items.products, 3), {DECISION: fusions})


@pytest.fixture(scope="module")
def classifier(items: Items, texts: dict[str, Matrix], fusions: list[Fusion]) -> Classifier:
    labels = labels_of(items, curated())
    whole = Fusion(DECISION, fit_projection(items, np.ones(len(items), np.bool_)), 32)
    return fit_classifier(items, texts, labels, deal(items.products, 3), fusions, whole)


def test_what_a_modality_shows_is_guessed_from_it(guesses: Guesses) -> None:
    cells = guesses.rows[DECISION]

    assert cells["picture alone"]["colour"].accuracy > 0.9
    assert cells["text alone"]["colour"].accuracy < 0.6
    for state in STATES:
        assert cells[state]["category"].accuracy > 0.9
        assert cells[state]["category"].f1 > 0.9
        assert cells[state]["category"].recall > 0.9
        assert cells[state]["material"].accuracy < 0.7


def test_what_is_said_is_right_and_nothing_is_said_of_what_nothing_tells(guesses: Guesses) -> None:
    for state in STATES:
        cells = guesses.rows[DECISION][state]
        assert cells["category"].precision >= 0.9
        assert cells["category"].spoken > 0.6
        assert cells["category"].error < 0.1
        assert cells["material"].spoken < 0.2


def test_a_picture_or_a_text_is_enough_for_a_suggestion(
    items: Items, texts: dict[str, Matrix], classifier: Classifier
) -> None:
    view, facets = items.views[0], items.facets[0]
    read = {facet: vectors[0] for facet, vectors in texts.items()}

    for said in (classifier.suggest(view), classifier.suggest(view, read)):
        assert said["category"][0][0] == facets["category"][0]
        assert said["colour"][0][0] == facets["colour"][0]
        assert all(0.5 < chance <= 1 for each in said.values() for _, chance in each)
    by_text = classifier.suggest(None, read)
    assert by_text["category"][0][0] == facets["category"][0]
    assert "colour" not in by_text
    assert classifier.suggest(None) == {}
    assert classifier.suggest(None, {"category": read["category"]}).keys() == {"category"}


def test_a_classifier_is_read_as_it_was_written(items: Items, classifier: Classifier) -> None:
    parsed = Classifier.parse(classifier.dump())

    assert parsed.dump() == classifier.dump()
    assert parsed.suggest(items.views[3]) == classifier.suggest(items.views[3])


def test_fitting_twice_gives_the_same_bytes(
    items: Items, texts: dict[str, Matrix], fusions: list[Fusion], classifier: Classifier
) -> None:
    labels = labels_of(items, curated())
    again = fit_classifier(
        items, texts, labels, deal(items.products, 3), fusions, classifier.fusion
    )

    assert again.dump() == classifier.dump()


def test_rare_keys_and_wider_ones_are_not_learnt(items: Items) -> None:
    facets: list[dict[str, Any]] = [dict(f) for f in items.facets]
    facets[0]["category"] = ["capes"]
    for each in facets[2:]:
        each["category"] = curated().ancestors("category", each["category"][0])
    labels = labels_of(Items(**{**vars(items), "facets": facets}), curated())

    assert labels["category"][0] == ("hoodies", "jeans", "watches")
    assert (labels["category"][1].sum(1) == [0, *[1] * (len(items) - 1)]).all()
    assert "pattern" not in labels


def test_calibrated_probabilities_are_shares() -> None:
    rng = np.random.default_rng(0)
    truth = rng.random((4000, 2))
    has = rng.random(truth.shape) < truth
    overconfident = 5 * np.log(truth / (1 - truth)) + 3

    chances = probabilities(overconfident, calibrate(overconfident, has))

    np.testing.assert_allclose(chances, truth, atol=0.05)


def test_the_threshold_is_where_enough_of_what_is_said_is_right() -> None:
    rng = np.random.default_rng(0)
    chances = rng.random((5000, 1))
    has = rng.random(chances.shape) < chances  # right in `chance` of the cases

    least = least_probability(chances, has)

    assert 0.78 < least < 0.86  # from .8 on, nine of ten are
    assert has[chances >= least].mean() >= 0.9
    assert least_probability(chances, rng.random(chances.shape) < 0.5) == float("inf")
    assert least_probability(chances[:5], np.ones((5, 1), np.bool_)) == float("inf")


@pytest.mark.parametrize(
    ("title", "description", "facet", "left"),
    [
        ("Chaz Black Hoodie", "Cotton fleece.", "category", "chaz black . cotton fleece."),
        ("Chaz Black Hoodie", "Cotton fleece.", "colour", "chaz hoodie. cotton fleece."),
        ("Chaz Black Hoodie", "Cotton fleece.", "gender", "chaz black hoodie. cotton fleece."),
        ("黑色连帽卫衣", "", "category", "黑色 ."),
        ("黑色连帽卫衣", "", "colour", "连帽卫衣."),
    ],
)
def test_texts_lose_the_words_of_a_facet_alone(
    title: str, description: str, facet: str, left: str
) -> None:
    assert unnamed_text(title, description, facet, curated()) == left
