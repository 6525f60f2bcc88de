from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.understanding.discounts import find_discount
from catalog.understanding.homophones import Homophones
from catalog.understanding.shoe_sizes import ShoeSize, equivalents, find_shoe_size
from catalog.understanding.sizes import find_sizes, size_key
from catalog.understanding.spelling import Speller
from catalog.understanding.tokens import language_of, normalise, singular, tokenise
from catalog.understanding.vocabulary import curated

UNTIMED = settings(deadline=None)  # the first Chinese text loads a dictionary


@UNTIMED
@given(st.text(max_size=80))
def test_normalised_text_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@UNTIMED
@given(st.text(max_size=80))
def test_tokens_stand_where_they_say(text: str) -> None:
    plain = normalise(text)
    tokens = tokenise(plain)
    assert [plain[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Women's  SHOES ", "women shoes"),
        ("CoolTech™ top", "cooltech top"),
        ("ＢＬＡＣＫ　￥５０", "black ¥50"),
        ("藍色襯衫", "蓝色衬衫"),
        ("girls' dress", "girls dress"),
    ],
)
def test_normalise(text: str, plain: str) -> None:
    assert normalise(text) == plain


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("red dress", "en"),
        ("红裙子", "zh"),
        ("nike 的黑色跑鞋", "zh"),
        ("a black bag 吗", "en"),
        ("", "en"),
        ("👍", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("plural", "single"),
    [
        ("dresses", "dress"),
        ("shoes", "shoe"),
        ("watches", "watch"),
        ("accessories", "accessory"),
        ("scarves", "scarf"),
        ("dress", "dress"),
        ("canvas", "canva"),
        ("women", "woman"),
        ("bus", "bus"),
    ],
)
def test_singular(plural: str, single: str) -> None:
    assert singular(plural) == single


@pytest.mark.parametrize(
    ("label", "key"),
    [
        (" 2XL ", "xxl"),
        ("X-Large", "xl"),
        ("3x large", "xxxl"),
        ("Small", "s"),
        ("M", "m"),
        ("42", "42"),
        ("32x34", "32x34"),
        ("One Size", "one_size"),
        ("均码", "均码"),
    ],
)
def test_size_keys(label: str, key: str) -> None:
    assert size_key(label) == key


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("in m", ["m"]),
        ("a small bag", []),
        ("i'm an xl", ["xl"]),
        ("size 9", ["9"]),
        ("size 7", ["7"]),
        ("us 7", []),
        ("l码或m码", ["l", "m"]),
        ("均码", ["one_size"]),
        ("m", ["m"]),
        ("s'mores", []),
    ],
)
def test_sizes(text: str, keys: list[str]) -> None:
    assert find_sizes(text, frozenset({"s", "m", "l", "9", "one_size"}))[1] == keys


def test_a_shop_without_sizes_hears_none_in_numbers() -> None:
    assert find_sizes("size 9", frozenset()) == ("size 9", [])


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("jaket", "jacket"),
        ("jacekt", "jacket"),
        ("jacet", "jacket"),
        ("racket", "racket"),
        ("jac", "jac"),
        ("where", "where"),
        ("thanks", "thanks"),
        ("leggigns", "leggings"),
        ("shift", "shift"),
        ("jakets", "jakets"),
    ],
)
def test_spelling(word: str, meant: str) -> None:
    speller = Speller(right=frozenset({"jakets"}))
    speller.learn(["jacket", "leggings", "wear", "tanks", "shirt"])
    assert speller.mend(word) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("连衣群", "连衣裙"),
        ("红涩的外淘", "红色的外套"),
        ("衬山", "衬衫"),
        ("有大一号的吗", "有大一号的吗"),  # sounds like 大衣
        ("鞋有吗", "鞋有吗"),  # like 鞋油
        ("携带方便", "携带方便"),  # like 鞋带
        ("wear 连衣群", "wear 连衣裙"),
    ],
)
def test_homophones(typed: str, meant: str) -> None:
    homophones = Homophones()
    for word in ("连衣裙", "红色", "外套", "衬衫", "大衣", "鞋油", "鞋带"):
        homophones.learn(tuple(word))
    mended = homophones.mend(typed, tokenise(typed))
    assert [token.text for token in mended] == [token.text for token in tokenise(meant)]


def test_tokens_stay_where_they_are() -> None:
    tokens = tokenise("红涩 blak")
    mended = curated().mend("红涩 blak", tokens)
    assert [token[1:] for token in mended] == [token[1:] for token in tokens]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("at least 20% off", 20),
        ("打八折", 20),
        ("八五折以下", 15),
        ("7.5折", 25),
        ("半价", 50),
        ("打对折", 50),
        ("half price", 50),
        ("anything on sale", 0),
        ("特价", 0),
        ("bags for sale", None),
        ("折叠的包", None),
        ("100% wool", None),
        ("优惠券", None),
    ],
)
def test_discounts(text: str, percent: float | None) -> None:
    assert find_discount(text)[0] == percent


@pytest.mark.parametrize(
    ("text", "women", "keys"),
    [
        ("eu 42", False, ["42", "9"]),
        ("uk 8", False, ["42", "9"]),
        ("us 9", False, ["42", "9"]),
        ("us 7.5", True, ["38"]),
        ("美码9", False, ["42", "9"]),
        ("265 国码", False, []),
        ("国码265", False, ["42", "9"]),
        ("us 13", False, []),
    ],
)
def test_shoe_sizes(text: str, women: bool, keys: list[str]) -> None:
    _, size = find_shoe_size(text)
    present = ["9", "42", "38", "m", "one_size"]
    assert (equivalents(size, present, women=women) if size else []) == keys


@given(st.sampled_from(["us", "eu", "uk", "cn"]), st.integers(4, 15), st.booleans())
def test_a_shoe_size_fits_itself(system: str, number: int, women: bool) -> None:
    size = ShoeSize(system, number * {"eu": 3.5, "cn": 20}.get(system, 1))
    written = f"{system} {size.number:g}"
    assert written in equivalents(size, [written], women=women)
