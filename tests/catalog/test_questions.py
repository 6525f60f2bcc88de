"""Questions about one product: only the shop's and the reviewers' words answer them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.app import Catalogue
from catalog.errors import SettingsError
from catalog.questions.aspects import find_aspects
from catalog.questions.charts import read_charts
from catalog.questions.claims import Claim, Quote
from catalog.questions.facts import Facts
from catalog.questions.measures import find_measures
from catalog.questions.opinions import Fit, Opinions
from catalog.questions.parts import Details, Nearest, Part, Price, Stock, Told, Unknown
from catalog.questions.sentences import split
from catalog.questions.variants import Availability, Choices, colour_name
from catalog.understanding.vocabulary import curated
from tests.question_shop import open_shop
from tests.shops import create_database


@pytest.fixture(scope="module")
def catalogue(
    postgres: Any, migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Catalogue]:
    url = create_database(postgres, migrated)
    with open_shop(tmp_path_factory.mktemp("questions"), url) as opened:
        yield opened


def language_of(words: str) -> str:
    return "en" if words.isascii() else "zh"


def facts_of(catalogue: Catalogue, product: str, language: str) -> Facts:
    return catalogue.questions.facts([product], language)[0]


def gist(part: Part) -> str:  # noqa: PLR0911
    """A part in a line."""
    match part:
        case Price():
            return f"price {part.lowest}-{part.highest} was {part.compare_at}"
        case Stock():
            return f"stock {part.in_stock} {part.amount}"
        case Choices():
            return f"{part.kind} {'/'.join(part.available)} gone {'/'.join(part.gone)}"
        case Availability():
            there = [name for name, i in zip(part.names, part.items, strict=True) if i.available]
            return f"variants {'/'.join(there)} unsold {'/'.join(part.unsold)}"
        case Claim():
            quote = part.quotes[0].text if part.quotes else "-"
            return f"{part.label} {part.verdict} {(part.attribute or ['-', '-'])[1]} | {quote}"
        case Told():
            values = [value for _, values in part.values for value in values]
            return f"told {'/'.join([*values, *(quote.text for quote in part.quotes)])}"
        case Opinions():
            return f"reviews {part.count} {part.mean} about {part.topic}"
        case Fit():
            return f"fit {part.small} {part.large} {part.true}"
        case Details():
            return "details"
        case Quote():
            return f"quote {part.text}"
        case Nearest():
            return f"nearest {part.quote.text}"
        case Unknown():
            return f"unknown {part.aspect}"


@pytest.mark.parametrize(
    ("product", "words", "gists"),
    [
        ("parka", "how much is it", ["price 9900-11000 was 13200"]),
        ("parka", "多少钱", ["price 9900-11000 was 13200"]),
        ("parka", "is it on sale", ["price 9900-11000 was 13200"]),
        ("tee", "打折吗", ["price 2000-2000 was None"]),
        ("parka", "is the black one in stock in M", ["variants  unsold "]),
        ("parka", "黑色S码还有吗", ["variants 黑色 S unsold "]),
        ("parka", "does it come in L", ["variants Red L unsold "]),
        ("parka", "有没有红色的", ["variants 红色 M/红色 L unsold "]),
        ("parka", "do you have it in green", ["variants  unsold green"]),
        ("parka", "有蓝色吗", ["variants  unsold 蓝色"]),
        ("parka", "how much is the red one", ["variants Red M/Red L unsold ",
                                              "price 11000-11000 was None"]),
        ("boots", "is there a 37 left", ["variants Brown 37 unsold "]),
        ("boots", "39码还有吗", ["variants  unsold "]),
        ("parka", "what colours does it come in", ["colours Black/Red gone "]),
        ("parka", "有几种颜色", ["colours 黑色/红色 gone "]),
        ("parka", "which sizes are there", ["sizes S/M/L gone "]),
        ("tee", "尺码全吗", ["sizes  gone M"]),
        ("tee", "is it in stock", ["stock False 0"]),
        ("bag", "有货吗", ["stock True 3"]),
        ("parka", "is it in stock", ["stock True None"]),
        ("parka", "is it waterproof", ["waterproof yes waterproof | -"]),
        ("parka", "防水吗", ["防水 yes 防水 | 防水面料，下雨天也能穿。"]),
        ("shell", "is it waterproof", ["waterproof weaker water resistant | -"]),
        ("shell", "防水吗", ["防水 weaker 防泼水 | -"]),
        ("shell", "is it windproof", ["windproof no not windproof | -"]),
        ("shell", "防风吗", ["防风 no 不防风 | -"]),
        ("shell", "is it breathable", ["breathable silent - | Breathable, so you stay dry when it "
                                       "warms up."]),
        ("tee", "is it waterproof", ["waterproof silent - | -"]),
        ("tee", "防水吗", ["防水 silent - | -"]),
        ("parka", "does it have pockets", ["pocket yes two zip pockets | -"]),
        ("parka", "is it warm", ["warm silent - | Kept me warm all winter."]),
        ("parka", "can i machine wash it", ["machine washable yes machine washable | -"]),
        ("parka", "可以机洗吗", ["可机洗 yes 可机洗 | -"]),
        ("bag", "how do i clean it", ["told Wipe clean with a damp cloth."]),
        ("bag", "how big is it", ['told H 20" x W 14".']),
        ("parka", "what is it made of", ["told polyester"]),
        ("parka", "什么材质", ["told 聚酯纤维"]),
        ("boots", "is it leather", ["leather yes Leather | -"]),
        ("bag", "is it real leather", ["leather silent - | -", "told vegan leather"]),
        ("tee", "是真皮的吗", ["真皮 silent - | -", "told Cotton"]),
        ("parka", "how heavy is it", ["told 480 g"]),
        ("tee", "多重", ["unknown weight"]),
        ("parka", "what brand is it", ["told Nordlys"]),
        ("parka", "什么牌子", ["told Nordlys"]),
        ("boots", "what's the heel height", ["told 6 cm"]),
        ("parka", "will it shrink", ["told Pre-shrunk, so it keeps its size."]),
        ("parka", "会缩水吗", ["told 洗后不缩水。"]),
        ("parka", "does the colour fade", ["told The black faded in the wash."]),
        ("parka", "会起球吗", ["unknown pilling"]),
        ("parka", "what do the reviews say", ["reviews 4 3.5 about None"]),
        ("parka", "评价怎么样", ["reviews 4 3.5 about None"]),
        ("parka", "anybody complain about the zip", ["reviews 4 3.5 about zip"]),
        ("parka", "质量咋样", ["reviews 4 3.5 about quality"]),
        ("tee", "any reviews?", ["reviews 0 None about None"]),
        ("parka", "does it run small", ["fit 2 0 0"]),
        ("parka", "偏大吗", ["fit 2 0 0"]),
        ("parka", "can the hood come off", ["hooded silent - | The hood comes off."]),
        ("bag", "does my laptop fit inside", ["quote A 13 inch laptop fits inside."]),
        ("tee", "does it measure blood oxygen", ["blood oxygen silent - | -"]),
        ("parka", "are the seams taped", ["unknown None"]),
        ("tee", "能测血氧吗", ["血氧 silent - | -"]),
        ("tee", "狗能咬吗", ["unknown None"]),
        ("parka", "tell me more about it", ["details"]),
        ("parka", "详细介绍一下", ["details"]),
        ("parka", "what is it made of and how heavy is it", ["told polyester", "told 480 g"]),
        ("parka", "材质是什么，多少钱", ["told 聚酯纤维", "price 9900-11000 was 13200"]),
    ],
)  # fmt: skip
def test_answers(catalogue: Catalogue, product: str, words: str, gists: list[str]) -> None:
    facts = facts_of(catalogue, product, language_of(words))
    assert [gist(part) for part in catalogue.questions.answer(facts, words)] == gists


def test_quotes_are_word_for_word(catalogue: Catalogue) -> None:
    facts = facts_of(catalogue, "parka", "en")
    (part,) = catalogue.questions.answer(facts, "what do people say about the zipper")
    assert isinstance(part, Opinions)
    assert part.criticism == [
        Quote("The zipper broke after a week.", "Bob", 2),
        Quote("拉链不太好用。", "老王", 3),
    ]
    assert part.stars == {5: 1, 4: 1, 3: 1, 2: 1}


def test_reviews_in_the_language_of_the_shopper_come_first(catalogue: Catalogue) -> None:
    found = [facts_of(catalogue, "parka", language).reviews[0].author for language in ("en", "zh")]
    assert found == ["Ann", "小李"]


def test_products_that_are_gone_are_left_out(catalogue: Catalogue) -> None:
    found = catalogue.questions.facts(["tee", "sold-long-ago", "bag"], "en")
    assert [facts.id for facts in found] == ["tee", "bag"]


@pytest.mark.parametrize(
    ("product", "words", "size", "in_stock"),
    [
        ("parka", "I'm 158cm 48kg", "S", True),
        ("parka", "身高165体重55公斤穿什么码", "M", True),
        ("parka", "chest 36 inches", "L", True),
        ("parka", "胸围90，腰围76", "L", True),
        ("parka", "chest 102", "XL", None),
        ("parka", "chest 130", None, None),
        ("parka", "I usually wear M in Zara", "M", True),
        ("boots", "I'm US 6.5", "37", True),
        ("boots", "脚长24.3厘米", "39", False),
        ("boots", "what size should I take", None, None),
        ("tee", "I'm 180cm 75kg", None, None),
    ],
)
def test_advice_on_sizes(
    catalogue: Catalogue, product: str, words: str, size: str | None, in_stock: bool | None
) -> None:
    advice = catalogue.questions.size(facts_of(catalogue, product, language_of(words)), words)
    assert (advice.size, advice.in_stock) == (size, in_stock)


@pytest.mark.parametrize(
    ("words", "measures"),
    [
        ("I'm 180cm 75kg", {"height": 180, "weight": 75}),
        ("chest 98", {"chest": 98}),
        ("my bust is 36 inches", {"chest": 91.4}),
        ("waist 30, hips 40in", {"waist": 76.2, "hip": 101.6}),
        ("I am 5'7\" and 150 lbs", {"height": 170.2, "weight": 68.0}),
        ("身高170体重60公斤", {"height": 170, "weight": 60}),
        ("一米七五，体重130斤", {"height": 175, "weight": 65}),
        ("1米6，110斤", {"height": 160, "weight": 55}),
        ("170/65", {"height": 170, "weight": 65}),
        ("脚长245", {"foot": 24.5}),
        ("foot length 26.5 cm", {"foot": 26.5}),
        ("under 100 dollars", {}),
        ("有42码吗", {}),
    ],
)
def test_measures(words: str, measures: dict[str, float]) -> None:
    assert find_measures(words) == pytest.approx(measures, abs=0.1)


def test_a_comparison_tells_facts(catalogue: Catalogue) -> None:
    facts = catalogue.questions.facts(["parka", "shell"], "en")
    found = catalogue.questions.compare(facts, "which is warmer")
    assert found.cheapest == 1
    assert found.best_rated == 1
    assert found.only == {0: ["waterproof", "windproof"], 1: ["water resistant", "not windproof"]}
    rows = {row.label: row for row in found.attributes}
    assert rows["material"].same
    assert rows["weight"].values == ["480 g", None]
    assert [[claim.label for claim in own] for own in found.claims] == [["warm"], ["warm"]]


def test_an_equal_price_makes_nobody_cheapest(catalogue: Catalogue) -> None:
    facts = catalogue.questions.facts(["tee", "tee", "bag"], "en")
    same = catalogue.questions.compare([facts[0], facts[0]], "")
    assert (same.cheapest, same.best_rated) == (None, None)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("how much does it cost", ["price"]),
        ("how long is the dress", ["dimensions"]),
        ("hello", []),
        ("多少钱，什么牌子", ["price", "brand"]),
    ],
)
def test_aspects(words: str, found: list[str]) -> None:
    assert find_aspects(words) == found


def test_sentences_are_cut_where_they_end() -> None:
    text = "Weighs 2.5 lbs. in total! Fits e.g. a laptop.\n防水。很轻！ ."
    assert [sentence.text for sentence in split(text)] == [
        "Weighs 2.5 lbs. in total!", "Fits e.g. a laptop.", "防水。", "很轻！",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["- a list", "tops: {category: [tops]}", "tops: {category: [tops], sizes: {S: {arm: 3}}}",
     "tops: {category: [tops], sizes: {S: {chest: [1, 2, 3]}}}"],
)  # fmt: skip
def test_a_wrong_file_of_charts_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sizes.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"sizes\.yml"):
        read_charts(path)


@pytest.mark.parametrize(
    ("written", "name"),
    [("Navy", "藏青"), ("Heather Grey", "灰色"), ("Black/White", "Black/White"), ("N° 7", "N° 7")],
)
def test_a_merchants_colour_in_chinese(written: str, name: str) -> None:
    assert colour_name(written, "zh", curated(None)) == name
