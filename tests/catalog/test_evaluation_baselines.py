"""What search is compared with, on the small shop."""

from typing import Any

import pytest

from catalog.evaluation.answered import SEARCH, answer
from catalog.evaluation.baselines import baselines, fuse
from catalog.evaluation.run import JudgedQuery, Ranker
from tests.shops import Shop


def judged(text: str, lang: str = "en", **more: Any) -> JudgedQuery:
    return JudgedQuery.model_validate({"text": text, "lang": lang, "relevant": {"a": 1}} | more)


@pytest.fixture(scope="module")
def rankers(shop: Shop) -> dict[str, Ranker]:
    return baselines(shop.catalogue.engine, shop.catalogue.encoder)


@pytest.mark.parametrize(
    ("text", "lang", "best"), [("brown leather boots", "en", "boots"), ("防雨夹克", "zh", "jacket")]
)
def test_each_finds_what_is_called_so(
    rankers: dict[str, Ranker], text: str, lang: str, best: str
) -> None:
    found = {name: ranker(judged(text, lang))[0] for name, ranker in rankers.items()}

    assert found == dict.fromkeys(("full text", "vectors", "both fused"), best)


def test_they_understand_no_limits(shop: Shop, rankers: dict[str, Ranker]) -> None:
    refused = judged("boots, but not brown")

    search = answer(shop.catalogue, {"all": [refused]}, ["all"]).runs[SEARCH]

    assert "boots" not in search.rankings[0]
    assert all("boots" in ranker(refused) for ranker in rankers.values())


def test_full_text_of_no_words_finds_nothing(rankers: dict[str, Ranker]) -> None:
    assert rankers["full text"](judged("?!")) == []


def test_fusion_adds_reciprocal_ranks() -> None:
    assert fuse([["a", "b", "c"], ["c", "b"]]) == ["c", "b", "a"]
    assert fuse([["a"], ["b"]]) == ["a", "b"]
    assert fuse([[], []]) == []


def test_queries_are_selected_by_part_language_and_slice(shop: Shop) -> None:
    parts = {
        "dev": [judged("boots", slices=["plain"])],
        "blind": [judged("靴子", "zh", slices=["plain"]), judged("cheap boots", slices=["price"])],
    }

    answered = answer(shop.catalogue, parts, ["blind"])

    assert list(answered.runs) == [SEARCH, "full text", "vectors", "both fused"]
    assert answered.which(["dev", "blind"]) == [0, 1, 2]
    assert answered.which(["blind"], "zh") == [1]
    assert answered.which(["dev", "blind"], of="plain") == [0, 1]
    assert answered.which(["blind"], "en", "plain") == []
