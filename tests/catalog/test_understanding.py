"""Understanding, against a table that people can extend: understanding_cases.yml."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.understanding.chips import chips
from catalog.understanding.parser import Parser
from catalog.understanding.phrase import phrase
from catalog.understanding.query import PriceRange, Query
from catalog.understanding.refine import refine, without
from catalog.understanding.vocabulary import curated

UNTIMED = settings(deadline=None)  # the first Chinese text loads a dictionary
CASES = yaml.safe_load(Path(__file__).with_name("understanding_cases.yml").read_text("utf-8"))
BRANDS = ["nike", "north peak", "on", "尚衣"]
PRESENT = {
    facet: frozenset(words.split())
    for facet, words in {
        "category": "clothing tops tshirts shirts sweatshirts hoodies outerwear jackets coats "
        "parkas bottoms jeans shorts skirts dresses socks shoes sneakers running_shoes boots flats "
        "slip_ons accessories bags backpacks totes hats scarves ties belts watches sunglasses "
        "eyeglasses phone_cases smartphones laptops drinkware yoga_mats",
        "colour": "black white gray red blue navy green brown beige",
        "size": "xs s m l xl xxl 8 9 10 38 40 42 one_size",
        "gender": "women men girls boys kids unisex",
        "material": "cotton leather wool silk denim",
        "pattern": "striped floral solid",
        "feature": "waterproof water_resistant zipper pockets",
        "occasion": "gym sport hiking outdoor",
        "season": "winter summer",
        "style": "sleeveless long_sleeve hooded",
    }.items()
} | {"brand": frozenset(BRANDS)}
VOCABULARY = curated().with_values({"brand": [(brand, brand) for brand in BRANDS]})
PARSER = Parser(VOCABULARY, PRESENT)

SAID = st.lists(
    st.sampled_from([
        "not", "no", "without", "black", "red", "leather", "wool", "dress", "shoes", "under", "50",
        "or", "and", "with", "for", "size m", "cheaper", ",", "nike", "不要", "除了", "黑色", "皮",
        "的", "裙子", "外套", "都行", "以内", "两百", "没有", "吗", "M码", "别太贵", "和", "配",
    ]),
    max_size=10,
)  # fmt: skip


def _sets(facets: dict[str, list[str]]) -> dict[str, set[str]]:
    return {facet: set(keys) for facet, keys in facets.items() if keys and facet != "words"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_shoppers_words(case: dict[str, Any]) -> None:
    query = PARSER.parse(case["text"])
    for name in ("must", "must_not"):
        if name in case:
            assert _sets(getattr(query, name)) == _sets(case[name])
    for facet, keys in case.get("prefer", {}).items():
        assert set(keys) <= set(query.prefer.get(facet, []))
    if "price" in case:
        wanted = case["price"]
        assert (query.price and [query.price.min, query.price.max]) == wanted
    for name in {"sort", "relative", "forget", "in_stock", "words", "discount"} & set(case):
        assert getattr(query, name) == case[name]


def test_a_kind_that_is_refused_is_not_hinted_at() -> None:
    assert PARSER.parse("for the pouring rain").prefer["category"] == ["jackets"]
    assert "category" not in PARSER.parse("for the pouring rain, not a jacket").prefer


def test_the_table_speaks_both_languages() -> None:
    chinese = sum(any("\u4e00" <= c <= "\u9fff" for c in case["text"]) for case in CASES)
    assert len(CASES) >= 400
    assert chinese >= 0.5 * len(CASES)


@UNTIMED
@given(st.text(max_size=120))
def test_any_text_is_understood_somehow(text: str) -> None:
    assert PARSER.parse(text).language in ("en", "zh")


@UNTIMED
@given(SAID, st.booleans())
def test_what_is_refused_is_never_wanted(words: list[str], spaced: bool) -> None:
    query = PARSER.parse((" " if spaced else "").join(words))
    for facet, keys in query.must_not.items():
        assert not set(keys) & {*query.must.get(facet, []), *query.prefer.get(facet, [])}


@UNTIMED
@given(SAID)
def test_a_full_width_or_shouted_text_means_the_same(words: list[str]) -> None:
    text = " ".join(words)
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text.upper())
    assert PARSER.parse(wide) == PARSER.parse(text)


def test_a_value_the_shop_lacks_is_widened_and_said() -> None:
    query = PARSER.parse("ankle boots")
    assert query.must == {"category": ["boots"]}
    assert query.widened == {"ankle_boots": "boots"}
    assert query.words == "ankle boots"


def test_what_is_negated_is_kept_from_the_vector() -> None:
    assert phrase(PARSER.parse("shoes, not black"), PARSER.vocabulary) == "shoe"


def test_a_phrase_speaks_the_language_of_the_query() -> None:
    said = phrase(PARSER.parse("防水的黑色靴子"), PARSER.vocabulary)
    assert {"黑色", "靴子", "防水"} <= set(said.split())


class TestRefine:
    STANDING = PARSER.parse("black leather jacket under 200 not red")

    def refined(self, text: str, *shown: float) -> Query:
        return refine(self.STANDING, PARSER.parse(text), shown)

    def test_a_facet_named_anew_replaces_its_values(self) -> None:
        query = self.refined("in blue")
        assert query.must == {"category": ["jackets"], "colour": ["blue"], "material": ["leather"]}
        assert query.price == PriceRange(max=200)

    def test_another_category_keeps_the_other_constraints(self) -> None:
        query = self.refined("靴子")
        assert query.must["category"] == ["boots"]
        assert query.must["colour"] == ["black"]
        assert query.language == "zh"

    def test_a_refusal_removes_what_was_wanted(self) -> None:
        query = self.refined("不要皮的")
        assert "material" not in query.must
        assert query.must_not == {"colour": ["red"], "material": ["leather"]}

    def test_a_wish_allows_what_was_refused(self) -> None:
        assert self.refined("red").must_not == {}

    @pytest.mark.parametrize("text", ["cheaper", "便宜点"])
    def test_cheaper_goes_below_the_middle_of_what_was_shown(self, text: str) -> None:
        assert self.refined(text, 40, 60, 90).price == PriceRange(max=59)

    def test_dearer_goes_above_it_and_keeps_the_limit(self) -> None:
        assert self.refined("more expensive", 40, 60, 90).price == PriceRange(min=60.01, max=200)

    def test_dearer_than_the_limit_lifts_it(self) -> None:
        assert self.refined("more expensive", 200, 210).price == PriceRange(min=205.01)

    def test_cheaper_never_loosens_a_limit(self) -> None:
        assert self.refined("cheaper", 300, 400, 500).price == PriceRange(max=200)

    def test_cheaper_than_nothing_shown_sorts(self) -> None:
        assert self.refined("cheaper").sort == "price_asc"

    def test_a_price_replaces(self) -> None:
        assert self.refined("over 50").price == PriceRange(min=50)

    @pytest.mark.parametrize("text", ["forget the price", "价格不限"])
    def test_the_price_is_forgotten(self, text: str) -> None:
        assert self.refined(text).price is None

    def test_a_colour_is_forgotten_wanted_and_unwanted(self) -> None:
        query = self.refined("any color")
        assert "colour" not in query.must
        assert query.must_not == {}

    def test_words_are_bounded(self) -> None:
        query = self.STANDING
        for number in range(60):
            query = refine(query, Query(words=f"word{number}"))
        assert len(query.words.split()) == 12
        assert query.words.endswith("word59")

    def test_nothing_changes_by_an_empty_change(self) -> None:
        standing = self.STANDING
        assert refine(standing, Query(language=standing.language)) == standing

    @UNTIMED
    @given(SAID, SAID)
    def test_what_is_refused_is_never_wanted_later(self, first: list[str], then: list[str]) -> None:
        query = refine(PARSER.parse(" ".join(first)), PARSER.parse(" ".join(then)), [20, 30])
        for facet, keys in query.must_not.items():
            assert not set(keys) & {*query.must.get(facet, []), *query.prefer.get(facet, [])}
        assert query.relative is None
        assert query.forget == []


class TestChips:
    QUERY = PARSER.parse("cheapest waterproof black jacket under 60 in stock, no leather")

    def test_english(self) -> None:
        labels = [chip.label for chip in chips(self.QUERY, VOCABULARY, "USD", "en")]
        assert set(labels) == {"black", "jacket", "waterproof", "not leather", "under $60",
                               "in stock", "cheapest first"}  # fmt: skip

    def test_chinese(self) -> None:
        labels = {chip.label for chip in chips(self.QUERY, VOCABULARY, "CNY", "zh")}
        assert {"黑色", "夹克", "不要真皮", "¥60以内"} <= labels

    def test_taking_each_away_leaves_nothing(self) -> None:
        query = self.QUERY
        for chip in chips(query, VOCABULARY, "USD", "en"):
            query = without(query, chip.facet, chip.value)
        assert chips(query, VOCABULARY, "USD", "en") == []
        assert not query.names_something

    def test_one_of_two_values(self) -> None:
        query = without(PARSER.parse("red or blue dress"), "colour", "red")
        assert query.must["colour"] == ["blue"]
