"""Talk about products on the screen: which one is meant, and what is said."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from talking import Talker

from actions.services import Services
from actions.settings import Settings
from actions.shop.rules import DEFAULT, Rules
from tests.question_shop import open_shop
from tests.shops import create_database

SHOWN = ["parka", "shell", "boots"]
Open = Callable[..., Talker]


@pytest.fixture(scope="module")
def asked(
    postgres: Any, migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Services]:
    url = create_database(postgres, migrated)
    with open_shop(tmp_path_factory.mktemp("asked"), url) as catalogue:
        yield Services(catalogue, Settings(), Rules.read(DEFAULT))


@pytest.fixture
def talk(asked: Services) -> Open:
    def start(language: str = "en", **slots: Any) -> Talker:
        return Talker(asked, "asked", {"language": language, "shown": SHOWN, **slots})

    return start


@pytest.mark.parametrize(
    ("words", "focus"),
    [
        ("is the second one waterproof", "shell"),
        ("第一个防水吗", "parka"),
        ("is the storm parka waterproof", "parka"),
        ("what are the boots made of", "boots"),
        ("短靴是什么材质", "boots"),
    ],
)
def test_words_name_a_product_on_the_screen(talk: Open, words: str, focus: str) -> None:
    talker = talk("en" if words.isascii() else "zh")
    talker.say("ask_product", words)
    assert talker.slots["focus"] == focus


def test_a_question_goes_on_about_the_product_talked_about(talk: Open) -> None:
    talker = talk(focus="shell")
    assert "water resistant" in talker.say("ask_product", "is it waterproof").text
    assert "120" in talker.say("ask_product", "and how much are the boots").text
    assert "6 cm" in talker.say("ask_product", "what's the heel height").text


@pytest.mark.parametrize("words", ["how long does the colour last", "is it for men or women"])
def test_without_a_hint_which_one_is_asked(talk: Open, words: str) -> None:
    assert "Which one" in talk().say("ask_product", words).text


def test_another_kind_is_another_product(talk: Open) -> None:
    talker = talk(focus="parka")
    assert "Leather" in talker.say("ask_product", "and what are the boots made of").text


def test_which_one_is_asked_and_the_tap_answers_the_question(talk: Open) -> None:
    talker = talk()
    answer = talker.say("ask_product", "is it waterproof")
    assert answer.titles == ["Storm Parka", "Trail Softshell", "Ankle Boots"]
    tapped = talker.tap(answer.payload("Storm Parka"))
    assert "Yes. Features: waterproof." in tapped.text
    assert talker.slots["focus"] == "parka"
    assert talker.slots["pending"] is None


def test_which_one_is_answered_in_words(talk: Open) -> None:
    talker = talk("zh")
    talker.say("ask_product", "防水吗")
    assert "是的。功能特点：防水。" in talker.say("find_similar", "第一个").text
    assert talker.slots["focus"] == "parka"


def test_another_question_isn_t_taken_for_the_answer(talk: Open) -> None:
    talker = talk()
    talker.say("ask_product", "is it waterproof")
    assert "Leather" in talker.say("ask_product", "what is the third made of").text
    assert talker.slots["focus"] == "boots"


def test_what_the_shop_doesn_t_say_goes_to_a_person(talk: Open) -> None:
    answer = talk(focus="boots").say("ask_product", "is it waterproof")
    assert "doesn't say" in answer.text
    assert "Yes" not in answer.text
    assert answer.titles == ["Ask a person"]


def test_what_can_be_bought_can_go_into_the_cart(talk: Open) -> None:
    answer = talk(focus="parka").say("ask_product", "do you have it in black S")
    assert "only 3 left" in answer.text
    assert answer.titles == ["Add to cart"]
    gone = talk(focus="parka").say("ask_product", "black M?")
    assert "sold out" in gone.text
    assert gone.titles == []


def test_details_are_told_and_shaped(talk: Open) -> None:
    answer = talk().say("ask_product", "tell me more about the first one")
    assert "A parka for wet days." in answer.text
    assert "Weight: 480 g." in answer.text
    shaped = answer.custom("product")
    assert shaped["id"] == "parka"
    assert {"label": "weight", "value": "480 g"} in shaped["attributes"]


def test_a_product_named_by_its_title_needn_t_be_shown(talk: Open) -> None:
    talker = talk(shown=[])
    assert "Leather" in talker.say("ask_product", "what are the Ankle Boots made of").text
    assert talker.slots["focus"] == "boots"


def test_without_any_product_a_question_is_a_search(talk: Open) -> None:
    answer = talk(shown=[]).say("ask_product", "do you have red jackets")
    assert [card["id"] for card in answer.custom("products")["products"]] == ["parka"]


def test_a_product_that_is_gone_is_no_failure(talk: Open) -> None:
    answer = talk(focus="gone-for-long").say("ask_product", "is it warm")
    assert "isn't in the shop any more" in answer.text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("I'm 162cm 55kg", ["size chart: M", "M is in stock", "runs small 2×"]),
        ("胸围90", ["建议 M 码", "2 条说偏小"]),
        ("what size should I get", ["Tell me your chest, waist"]),
        ("does it run small", ["runs small 2×", "Runs small - order one size up."]),
        ("chest 140", ["isn't in the size chart"]),
    ],
)
def test_sizes(talk: Open, words: str, told: list[str]) -> None:
    talker = talk("en" if words.isascii() else "zh", focus="parka")
    text = talker.say("ask_size", words).text
    assert [part for part in told if part not in text] == []


def test_a_bag_has_no_size(talk: Open) -> None:
    answer = talk(shown=["bag"]).say("ask_size", "what size is right for me")
    assert "names no sizes" in answer.text
    assert answer.titles == ["Ask a person"]


def test_a_size_of_nothing_asks_for_a_product(talk: Open) -> None:
    assert "which product" in talk(shown=[]).say("ask_size", "what size am I").text


@pytest.mark.parametrize(
    ("words", "slots", "compared"),
    [
        ("compare 1 and 3", {}, ["parka", "boots"]),
        ("第一个和第二个哪个更好", {"language": "zh"}, ["parka", "shell"]),
        ("is it cheaper than the second one", {"focus": "parka"}, ["parka", "shell"]),
        ("which is better", {}, SHOWN),
    ],
)
def test_comparisons(talk: Open, words: str, slots: dict[str, Any], compared: list[str]) -> None:
    shaped = talk(**slots).say("compare_products", words).custom("comparison")
    assert [card["id"] for card in shaped["products"]] == compared
    assert {len(row["values"]) for row in shaped["rows"]} == {len(compared)}


def test_a_comparison_tells_facts_in_words(talk: Open) -> None:
    answer = talk().say("compare_products", "which is better, 1 or 2")
    text = answer.text
    assert "Trail Softshell is the cheapest: $80.00." in text
    assert "best rating: 5 of 5 (2 reviews)" in text
    assert "Listed only for Storm Parka: waterproof, windproof." in text
    assert {"label": "Weight", "values": ["480 g", None]} in answer.custom("comparison")["rows"]
    assert "Material: polyester" in text.split("The same for all")[1]


def test_one_product_alone_is_compared_with_a_chosen_one(talk: Open) -> None:
    talker = talk()
    answer = talker.say("compare_products", "compare the first one")
    assert answer.titles == ["Trail Softshell", "Ankle Boots"]
    shaped = talker.tap(answer.payload("Ankle Boots")).custom("comparison")
    assert [card["id"] for card in shaped["products"]] == ["parka", "boots"]


def test_nothing_is_compared_with_nothing(talk: Open) -> None:
    assert "Search for something first" in talk(shown=[]).say("compare_products", "compare").text
