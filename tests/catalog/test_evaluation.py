"""Measures against arithmetic, and judged queries through the small shop."""

import json
from math import log2
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from catalog.errors import FeedError
from catalog.evaluation.metrics import MEASURES, interval, measure
from catalog.evaluation.run import evaluate_file
from catalog.evaluation.views import Views, composed_ranks, photo_ranks, recall
from catalog.photos import decode_photo
from tests.shops import Shop


def write_queries(folder: Path, *queries: dict[str, Any]) -> Path:
    path = folder / "queries.jsonl"
    path.write_text("".join(json.dumps(query, ensure_ascii=False) + "\n" for query in queries))
    return path


def test_measures_are_those_of_trec_eval() -> None:
    values = measure([{"best": 2, "good": 1, "bad": 0}], [["bad", "good", "best"]])

    ideal = 2 / log2(2) + 1 / log2(3)
    assert values["ndcg@10"][0] == pytest.approx((1 / log2(3) + 2 / log2(4)) / ideal)
    assert values["recall@1"][0] == 0
    assert values["recall@5"][0] == 1
    assert values["mrr"][0] == 1 / 2


def test_what_stands_behind_the_tenth_place_is_not_found() -> None:
    ranking = [f"other {n}" for n in range(10)] + ["wanted"]

    values = measure([{"wanted": 1}], [ranking])

    assert [values[name][0] for name in MEASURES] == [0, 0, 0, 0, 0]


def test_a_query_that_finds_nothing_counts_as_zero() -> None:
    values = measure([{"a": 1}, {"a": 1}], [[], ["a"]])

    assert values["ndcg@10"].tolist() == [0, 1]


def test_the_interval_lies_around_the_mean_and_narrows_with_more_queries() -> None:
    few, many = np.array([0.0, 1.0] * 10), np.array([0.0, 1.0] * 1000)

    low, high = interval(few)

    assert low < 0.5 < high
    assert high - low == pytest.approx(2 * 1.96 * (0.25 / 20) ** 0.5, abs=0.06)
    assert interval(many)[1] - interval(many)[0] < 0.1
    assert interval(few) == [low, high]
    assert interval(np.array([0.75])) == [0.75, 0.75]


def test_judged_queries_in_words_and_photos_are_measured(shop: Shop, tmp_path: Path) -> None:
    photo = tmp_path / "photos" / "seen.png"
    photo.parent.mkdir()
    photo.write_bytes((shop.feed.parent / "images" / "boots-brown-1.png").read_bytes())
    path = write_queries(
        tmp_path,
        {"text": "rain jacket", "lang": "en", "relevant": {"jacket": 2}},
        {"text": "防雨夹克", "relevant": {"jacket": 2}},
        {"photo": "photos/seen.png", "relevant": {"boots": 1}},
        {"text": "rain jacket", "relevant": {"watch": 1}},
    )

    measured = evaluate_file(shop.catalogue.searcher, path)

    assert measured["queries"] == 4
    assert {name: measured[name] for name in MEASURES} == dict.fromkeys(MEASURES, 0.75)
    assert set(measured["ci95"]) == set(MEASURES)
    assert 0 < measured["p50_ms"] <= measured["p95_ms"]


def test_a_photo_of_what_is_not_sold_is_ranked_all_the_same(shop: Shop, tmp_path: Path) -> None:
    noise = Image.effect_noise((200, 200), 200).convert("RGB")
    noise.save(tmp_path / "noise.png")
    searcher = shop.catalogue.searcher
    relevant = {"dress": 1, "hoodie": 1, "zip": 1, "tee": 1, "jeans": 1, "boots": 1,
                "sneakers": 1, "bag": 1, "cap": 1, "scarf": 1, "watch": 1, "jacket": 1}  # fmt: skip

    measured = evaluate_file(
        searcher, write_queries(tmp_path, {"photo": "noise.png", "relevant": relevant})
    )

    image = decode_photo((tmp_path / "noise.png").read_bytes())
    features = searcher.encoder.encode_photo(image).readings
    shown = searcher.search(searcher.parse(""), photos=[features])
    assert shown.nothing is not None
    assert shown.nothing.strange_photo
    assert measured["recall@10"] == pytest.approx(10 / 12, abs=1e-4)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "JSON"),
        ("[]", "object"),
        ('{"text": "boots"}', "relevant"),
        ('{"text": "boots", "relevant": {}}', "relevant"),
        ('{"text": "boots", "relevant": {"boots": "much"}}', "relevant.boots"),
        ('{"relevant": {"boots": 1}}', "neither text nor photo"),
        ('{"photo": "missing.png", "relevant": {"boots": 1}}', "missing.png"),
    ],
)
def test_a_line_that_is_no_judged_query_is_named(
    shop: Shop, tmp_path: Path, line: str, told: str
) -> None:
    path = write_queries(tmp_path, {"text": "boots", "relevant": {"boots": 1}})
    path.write_text(f"{path.read_text()}\n{line}\n")

    with pytest.raises(FeedError, match=f"queries.jsonl, line 3: .*{told}"):
        evaluate_file(shop.catalogue.searcher, path)


def test_a_photo_that_is_none_is_named(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture")
    path = write_queries(tmp_path, {"photo": "text.png", "relevant": {"boots": 1}})

    with pytest.raises(FeedError, match="text"):
        evaluate_file(shop.catalogue.searcher, path)


def test_a_file_without_queries_is_told(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="has no queries"):
        evaluate_file(shop.catalogue.searcher, write_queries(tmp_path))
    with pytest.raises(FeedError, match="can't be read"):
        evaluate_file(shop.catalogue.searcher, tmp_path / "missing.jsonl")


def made_up_views(noise: float) -> Views:
    """Ten products in two colours and two views; the first ten features are the product, the
    last two its colour."""
    rng = np.random.default_rng(0)
    shown = [(p, c) for p in range(10) for c in range(2) for _ in range(2)]
    features = np.array([[*np.eye(10)[p], *np.eye(2)[c]] for p, c in shown])
    features += rng.normal(scale=noise, size=features.shape)
    products, colours = np.array([(f"product {p}", "red" if c else "blue") for p, c in shown]).T
    main = np.arange(len(shown)) % 2 == 0
    none = (), np.zeros((0, features.shape[1]), np.float32), np.zeros(0, np.int64)
    return Views(features.astype(np.float32), 2, products, colours, main, *none)


def test_views_that_look_alike_find_each_other() -> None:
    views = made_up_views(noise=0.01)

    photo, composed = photo_ranks(views), composed_ranks(views)

    assert (len(photo), recall(photo, 1)) == (20, 1.0)
    assert (len(composed), recall(composed, 1)) == (20, 1.0)


def test_views_that_tell_nothing_find_each_other_by_chance() -> None:
    photo = photo_ranks(made_up_views(noise=100))

    assert recall(photo, 1) < 0.5
    assert recall(photo, 20) == 1


def test_views_are_read_from_the_catalogue(shop: Shop) -> None:
    with shop.catalogue.engine.connect() as connection:
        views = Views.read(connection, shop.catalogue.encoder, shop.catalogue.settings.media_folder)

    assert views.features.shape[0] == len(views.products)
    assert views.main.sum() == (~views.main).sum()  # two views of each product and colour
    assert set(views.colours[views.products == "hoodie"]) == {"black", "white"}
