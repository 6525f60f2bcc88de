import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.understanding.numbers import parse_number
from catalog.understanding.prices import find_price
from catalog.understanding.query import PriceRange

UNTIMED = settings(deadline=None)  # the first Chinese text loads a dictionary
AMOUNTS = st.integers(min_value=5, max_value=99_999)
UNDER = st.sampled_from(
    [
        "under {}",
        "at most {}",
        "{} or less",
        "max {}",
        "no more than {}",
        "nothing over {}",
        "{}以内",
        "不超过{}",
        "别超过{}",
        "{}以下的",
    ]
)
OVER = st.sampled_from(
    [
        "over {}",
        "at least {}",
        "{} or more",
        "nothing under {}",
        "no less than {}",
        "{}以上",
        "不低于{}",
        "至少{}",
    ]
)


def chinese(number: int) -> str:
    """A number up to 9,999 in Chinese, as it is taught."""
    digits, text, zero = "零一二三四五六七八九", "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + name
        zero = not digit
    return text or "零"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,299", 1299),
        ("1.5k", 1500),
        ("3千", 3000),
        ("两百五", 250),
        ("两百零五", 205),
        ("一万二", 12_000),
        ("十五", 15),
        ("百", 100),
        ("三千零五十", 3050),
        ("fifty", 50),
        ("fifty-five", 55),
        ("a hundred", 100),
        ("two hundred and fifty", 250),
        ("a thousand", 1000),
        ("one hundred twenty", 120),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "a", "and", "abc", "百k", "1.2.3", "k"])
def test_no_numbers(text: str) -> None:
    assert parse_number(text) is None


@UNTIMED
@given(st.integers(min_value=0, max_value=9_999))
def test_digits_and_chinese_say_the_same(number: int) -> None:
    assert parse_number(chinese(number)) == parse_number(str(number)) == number


@UNTIMED
@given(st.text(max_size=12))
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = parse_number(text)
    assert value is None or value >= 0


@UNTIMED
@given(AMOUNTS, UNDER)
def test_upper_limits(amount: int, wording: str) -> None:
    found = find_price(f"jacket {wording.format(amount)}")
    assert found is not None
    assert found.price == PriceRange(max=amount)


@UNTIMED
@given(AMOUNTS, OVER)
def test_lower_limits(amount: int, wording: str) -> None:
    found = find_price(f"jacket {wording.format(amount)}")
    assert found is not None
    assert found.price == PriceRange(min=amount)


@UNTIMED
@given(AMOUNTS, AMOUNTS, st.sampled_from(["between ${} and ${}", "${}-${}", "{}到{}块"]))
def test_ranges_in_either_order(one: int, other: int, wording: str) -> None:
    found = find_price(wording.format(one, other))
    assert found is not None
    assert found.price == PriceRange(min=min(one, other), max=max(one, other))


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("under $50", None),
        ("50块以内", None),
        ("under 50 euros", "EUR"),
        ("€50以内", "EUR"),
        ("under £50", "GBP"),
        ("50美元以内", "USD"),
        ("below usd 50", "USD"),
        ("hk$50以内", "HKD"),
    ],
)
def test_currencies(text: str, currency: str | None) -> None:
    found = find_price(text)
    assert found is not None
    assert found.price == PriceRange(max=50, currency=currency)


def test_the_span_is_what_was_said() -> None:
    text = "a jacket under 50 dollars in blue"
    found = find_price(text)
    assert found is not None
    assert text[found.start : found.end] == "under 50 dollars"


@pytest.mark.parametrize(
    "text",
    [
        "size 9",
        "32x34",
        "10 inch",
        "under 18 years",
        "iphone 15 pro max",
        "air max 90",
        "3x-large",
        "at least 2 pockets",
        "200内衣",
        "100% cotton",
        "2 pounds of sugar",
        "5-10 days",
        "42码",
        "三件套",
        "at least 1080p",
        "about 22 by 22 inches",
        "models from 2006 to 2012",
        "七分裤",
        "一起",
    ],
)
def test_other_numbers_are_no_prices(text: str) -> None:
    assert find_price(text) is None


@UNTIMED
@given(st.text(max_size=60))
def test_any_text_has_a_sound_price_or_none(text: str) -> None:
    found = find_price(text)
    if found:
        low, high = found.price.min, found.price.max
        assert low is None or high is None or low <= high
        assert 0 <= found.start < found.end <= len(text)
