from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.understanding.sizes import find_sizes, size_key
from catalog.understanding.spelling import Speller
from catalog.understanding.tokens import language_of, normalise, singular, tokenise

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
    ("word", "known"),
    [
        ("jaket", "jacket"),
        ("jacekt", "jacket"),
        ("jacet", "jacket"),
        ("racket", None),
        ("jac", None),
        ("where", None),
        ("thanks", None),
        ("leggigns", "leggings"),
        ("shift", None),
    ],
)
def test_spelling(word: str, known: str | None) -> None:
    speller = Speller()
    for other in ("jacket", "leggings", "wear", "tanks", "shirt"):
        speller.learn(other)
    assert speller.mend(word) == known
