"""Fusion on a made-up shop: words name what texts say (kind, gender) and what only pictures show
(the colour of an item)."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from catalog.fusion import training
from catalog.fusion.compare import DECISIVE, Comparison, compare, deal
from catalog.fusion.fusion import Fusion
from catalog.fusion.items import Items
from catalog.fusion.learn import KINDS
from catalog.fusion.queries import (
    Queries,
    colour_labels,
    composed_queries,
    make_up_wordings,
    photo_queries,
    word_queries,
)
from catalog.fusion.training import fit_projection, info_nce, train
from catalog.understanding.vocabulary import curated

Vector = NDArray[np.float32]

_CATEGORIES = ("hoodies", "jeans", "watches")
_GENDERS = ("men", "women")
_COLOURS = ("black", "blue", "red")


def words_vector(text: str) -> Vector:
    """A unit vector that texts with the same words share parts of."""
    seeds = [int.from_bytes(hashlib.sha256(word.encode()).digest()[:4]) for word in text.split()]
    total = sum(np.random.default_rng(seed).normal(size=32) for seed in seeds)
    return np.asarray(total / np.linalg.norm(total), np.float32)


def made_up_items(products: int = 36) -> Items:
    """Products in two colours with two views each; texts don't tell the colours apart."""
    rng = np.random.default_rng(0)
    shown = [(p, _COLOURS[(p + c) % 3]) for p in range(products) for c in range(2)]
    own = rng.normal(size=(products, 8))
    facets = [
        {"category": [_CATEGORIES[p % 3]], "gender": [_GENDERS[p // 3 % 2]], "colour": [colour]}
        for p, colour in shown
    ]
    seen = np.array(
        [[*np.eye(3)[p % 3], *np.eye(2)[p // 3 % 2], *own[p], *np.eye(3)[_COLOURS.index(colour)]]
         for p, colour in shown]
    )  # fmt: skip
    pictures, views = (
        np.asarray(seen + rng.normal(scale=0.25, size=seen.shape), np.float32) for _ in range(2)
    )
    vocabulary = curated()
    texts = [
        [words_vector(" ".join([f"name{p}"] + [vocabulary.label(f, facet[f][0], language)
                      for f in ("category", "gender")])) for language in ("en", "zh")]
        for (p, _), facet in zip(shown, facets, strict=True)
    ]  # fmt: skip
    names, colours = np.array([(f"product {p:02}", colour) for p, colour in shown]).T
    return Items(names, colours, facets, pictures, np.array(texts), views,
                 np.arange(len(shown)), colour_size=3)  # fmt: skip


def made_up_tasks(items: Items) -> dict[str, Queries]:
    wordings = make_up_wordings(items, curated(), seed=1)
    texts = [wording.text for wording in wordings] + colour_labels(items, curated())
    vectors = {text: words_vector(text) for text in texts}
    return {
        "photo": photo_queries(items, seed=1),
        "words": word_queries(items, wordings, vectors),
        "photo + words": composed_queries(items, curated(), vectors, seed=1),
    }


@pytest.fixture(scope="module")
def items() -> Items:
    return made_up_items()


@pytest.fixture(scope="module")
def tasks(items: Items) -> dict[str, Queries]:
    return made_up_tasks(items)


@pytest.fixture
def fitted(
    items: Items, tasks: dict[str, Queries], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Fusion]:
    """A fusion after few steps."""
    monkeypatch.setattr(training, "STEPS", 30)

    def fit(kind: str, seed: int = 1, steps: Callable[[int], None] = lambda _: None) -> Fusion:
        everything = np.ones(len(items), np.bool_)
        projection = fit_projection(items, everything)
        queries = list(tasks.values())
        return train(kind, projection, items, queries, everything, seed=seed, advance=steps)

    return fit


def test_wordings_are_answered_by_all_items_that_have_what_they_name(items: Items) -> None:
    wordings = make_up_wordings(items, curated(), seed=1)
    queries = word_queries(items, wordings, {w.text: words_vector(w.text) for w in wordings})

    assert {wording.language for wording in wordings} == {0, 1}
    for wording, right in zip(wordings, queries.right, strict=True):
        assert right.tolist() == [
            all(key in facets[facet] for facet, key in wording.wanted.items())
            for facets in items.facets
        ]
        assert right[wording.item]


def test_a_photo_and_a_colour_ask_for_the_product_in_that_colour(
    items: Items, tasks: dict[str, Queries]
) -> None:
    composed = tasks["photo + words"]

    every = np.concatenate([items.pictures, items.views])
    place = [np.flatnonzero((every == picture).all(1))[0] for picture in composed.pictures]
    shown = np.array(place) % len(items)
    assert len(composed) == 2 * len(items)  # both views of each, and one other colour
    assert (items.products[shown] == items.products[composed.target]).all()
    assert (items.colours[shown] != items.colours[composed.target]).all()
    assert composed.measured.sum() == len(items)  # main pictures only teach
    assert composed.among is not None
    assert (
        composed.among[0].tolist() == (items.colours == items.colours[composed.target[0]]).tolist()
    )


def test_a_shop_with_one_picture_a_product_is_measured_by_colours_alone(items: Items) -> None:
    single = replace(items, views=items.views[:0], shown=items.shown[:0])

    found = made_up_tasks(single)

    assert not found["photo"].measured.any()
    assert found["photo + words"].measured.all()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_bytes(kind: str, fitted: Callable[..., Fusion]) -> None:
    steps: list[int] = []
    first = fitted(kind, steps=steps.append)

    assert fitted(kind).dump() == first.dump()
    assert fitted(kind, seed=2).version != first.version
    assert sum(steps) == training.STEPS


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_missing_vectors_are_sound(
    kind: str, items: Items, fitted: Callable[..., Fusion]
) -> None:
    fusion = fitted(kind)
    no_pictures, no_texts = np.zeros_like(items.pictures), np.zeros_like(items.text)

    both = fusion.embed(items.pictures, items.text)
    seen, read = fusion.embed(items.pictures, no_texts), fusion.embed(no_pictures, items.text)

    for vectors in (both, seen, read):
        assert vectors.shape == (len(items), 128)
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert not np.allclose(both, seen, atol=0.1)
    assert not np.allclose(both, read, atol=0.1)
    assert np.isfinite(fusion.embed(no_pictures, no_texts)).all()
    assert not np.allclose(fusion.embed(items.pictures, no_texts, colour=False), seen, atol=0.1)
    np.testing.assert_allclose(
        fusion.embed(items.pictures[:1], items.text[:1])[0], both[0], atol=1e-5
    )


def test_what_was_learnt_is_used_without_torch(items: Items, fitted: Callable[..., Fusion]) -> None:
    fusion = fitted("attention")
    parsed = Fusion.parse(fusion.dump())
    np.testing.assert_array_equal(
        parsed.embed(items.pictures, items.text), fusion.embed(items.pictures, items.text)
    )
    program = (
        "import sys; from catalog.fusion.fusion import Fusion; import numpy as np;"
        "fusion = Fusion.parse(sys.stdin.buffer.read());"
        "sizes = fusion.picture_size, fusion.text_size;"
        "fusion.embed(*(np.ones((1, size), 'f4') for size in sizes));"
        "assert 'torch' not in sys.modules, 'torch was imported'"
    )
    subprocess.run([sys.executable, "-c", program], input=fusion.dump(), check=True)


def test_items_that_are_right_as_well_are_no_negatives() -> None:
    queries = torch.eye(3)
    items = torch.stack([queries[0], queries[0], queries[2]])  # the second is the first's twin
    twins = torch.zeros(3, 3, dtype=torch.bool)
    twins[0, 1] = twins[1, 0] = True
    none = torch.zeros(3, 3, dtype=torch.bool)

    assert info_nce(queries, items, twins, torch.tensor(20.0)) < 0.5
    assert info_nce(queries, items, none, torch.tensor(20.0)) > 1


def test_products_are_never_split_between_folds(items: Items) -> None:
    fold = deal(items.products, 3)

    assert np.bincount(fold).tolist() == [24, 24, 24]
    assert all(len(set(fold[items.products == product])) == 1 for product in items.products)
    assert deal(items.products, 3).tolist() == fold.tolist()


def compared_after(steps: int, items: Items, tasks: dict[str, Queries]) -> Comparison:
    """One kind, on three folds."""
    fold, queries, fusions = deal(items.products, 3), list(tasks.values()), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "STEPS", steps)
        for held in range(3):
            projection = fit_projection(items, fold != held)
            fusions.append(train("weighted sum", projection, items, queries, fold != held,
                                 seed=1, advance=lambda _: None))  # fmt: skip
    return compare(items, tasks, fold, {"weighted sum": fusions})


@pytest.fixture(scope="module")
def compared(items: Items, tasks: dict[str, Queries]) -> Comparison:
    return compared_after(150, items, tasks)


def test_what_only_pictures_show_is_learnt_to_be_named(compared: Comparison) -> None:
    words = {method: cells["words"].mrr for method, cells in compared.rows.items()}

    assert words["weighted sum"] > words["text alone"] > words["picture alone"]
    assert compared.mean(compared.winner) == max(map(compared.mean, compared.rows))


def test_each_method_does_what_its_modalities_allow(compared: Comparison, items: Items) -> None:
    rows = compared.rows

    assert rows["picture alone"]["photo"].mrr > 0.9
    assert rows["text alone"]["photo"].mrr < 0.2
    for decision in ("reciprocal ranks", "calibrated sum"):
        assert rows[decision]["photo"] == rows["picture alone"]["photo"]
        assert rows[decision]["words"] == rows["text alone"]["words"]
    for cells in rows.values():
        assert cells[DECISIVE[2]].mrr >= cells["photo + words"].mrr
        assert cells["photo"].queries == cells["photo + words"].queries == len(items)
        assert all(c.interval[0] <= c.mrr <= c.interval[1] for c in cells.values())


def test_a_fusion_that_learnt_nothing_does_not_win(items: Items, tasks: dict[str, Queries]) -> None:
    assert compared_after(2, items, tasks).winner != "weighted sum"
