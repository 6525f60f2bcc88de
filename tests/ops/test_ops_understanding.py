"""The measurement of understanding: what is right, and what is drawn from whom."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from ops.steps import ROOT
from ops.understanding import Answer, by_family, confusions, macro_f1, overview
from ops.utterances import Utterance, blind, by_others, families, feelings_of_others, own_feelings


def _answer(got: str, *right: str) -> Answer:
    return Answer(Utterance("words", "somebody", right), got)


RIGHT_TWICE = [_answer("track_order", "track_order"), _answer("greet", "greet")]


def test_any_of_several_right_intents_counts() -> None:
    assert macro_f1([_answer("faq_returns", "return_order", "faq_returns")]) == 1


def test_macro_f1_counts_rare_intents_as_much_as_frequent_ones() -> None:
    answers = [_answer("greet", "greet")] * 9 + [_answer("nlu_fallback", "thanks")]
    assert macro_f1(answers) == pytest.approx(0.5)


def test_overview_tells_wrong_in_the_family_from_wrong() -> None:
    answers = [
        *RIGHT_TWICE,
        _answer("search_product", "refine_search"),
        _answer("nlu_fallback", "complain"),
    ]
    (row,) = overview({"somebody": answers}).rows
    assert row == ["somebody", "4", ".500", ".500", ".750", ".250"]


def test_families_without_utterances_are_left_empty() -> None:
    rows = {row[0]: row[1] for row in by_family({"somebody": RIGHT_TWICE}).rows}
    assert rows["order status"] == "1.0 (1)"
    assert rows["cart"] == ""


def test_the_worst_pair_comes_first() -> None:
    wrong = [_answer("faq_returns", "return_order")] * 2 + [_answer("greet", "thanks")]
    assert confusions([*RIGHT_TWICE, *wrong]).rows == [
        ["return_order", "faq_returns", "2"],
        ["thanks", "greet", "1"],
    ]


def test_every_intent_has_a_family_and_blind_utterances() -> None:
    domain = [yaml.safe_load(path.read_text()) for path in (ROOT / "bot" / "domain").glob("*.yml")]
    intents = {intent for part in domain for intent in part.get("intents", [])}
    assert set(families()) == intents
    for language in ("own, en", "own, zh"):
        said = [utterance for utterance in blind() if utterance.source == language]
        assert {utterance.right[0] for utterance in said} == intents
        assert len(said) >= 145


def test_nothing_that_is_held_out_is_trained_on() -> None:
    own = (path.read_text("utf-8") for path in (ROOT / "bot" / "data").rglob("*.yml"))
    trained = {
        line.strip().lstrip("- ").strip('"').lower() for text in own for line in text.split("\n")
    }
    held_out = [utterance.text for utterance in blind()] + [felt.text for felt in own_feelings()]
    both = [text for text in held_out if text.lower() in trained]
    assert not both


def test_others_are_drawn_evenly_and_the_same_each_time(
    shared_data: Callable[[str], Path],
) -> None:
    shared_data("nlu_bitext_cs")
    drawn = by_others(5)
    assert drawn == by_others(5)
    assert set(Counter(utterance.source for utterance in drawn).values()) == {5}
    assert all(set(utterance.right) <= set(families()) for utterance in drawn)


def test_both_feelings_are_drawn_from_others(shared_data: Callable[[str], Path]) -> None:
    shared_data("sent_en_womens_clothing")
    kinds = Counter((felt.source, felt.upset) for felt in feelings_of_others(5))
    assert kinds["clothes, 1 or 5 stars", True] == kinds["clothes, 1 or 5 stars", False] == 5
