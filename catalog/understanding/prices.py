"""Price limits in a shopper's words."""

import re
from typing import NamedTuple

from catalog.understanding.numbers import NUMBER, parse_number
from catalog.understanding.price_words import CURRENCIES, PATTERNS
from catalog.understanding.query import PriceRange

_AGE_OR_SIZE = re.compile(
    r"(?:ages?|aged|sizes?|waist|us|eu|uk|尺码|年龄|身高|体重|鞋码|腰围)[ :]*"
    r"(?:between |from |over |under |从|在)?$"
)
_MODEL = re.compile(r"(?:air|pro|iphone(?: \d+)?(?: pro)?) ?$")
_NEEDS_MARK = {"range", "bare"}
_HAS = re.compile(r"have|只有|带了|^就")
_ROUND = 50  # a range of such tens is money: "something 100-150"
_ANY_NUMBER = re.compile(NUMBER)
_MARKS = ("na", "nb", "lowa", "lowb", "higha", "highb")
_LEAST = 5  # "more than one" and 一起 are no prices
_YEARS = (1950, 2050)  # "from 2006 to 2012" are no prices
_AROUND = 0.2  # "around 50" is 40 to 60


class PriceMatch(NamedTuple):
    """A price limit and the span of the text that says it."""

    price: PriceRange
    start: int
    end: int


def find_price(text: str) -> PriceMatch | None:
    """The first price limit in normalised text; sizes, ages, lengths and models are none."""
    if not _ANY_NUMBER.search(text):
        return None
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            price = None if _no_money(text, match) else _price(kind, match)
            if price:
                return PriceMatch(price, match.start(), match.end())
    return None


def _no_money(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before makes it an age, a size or a model."""
    before = text[max(0, match.start() - 20) : match.start()]
    return bool(_AGE_OR_SIZE.search(before) or _MODEL.search(before))


def _says_money(kind: str, match: re.Match[str]) -> bool:
    """Whether a number without a currency can be a price: alone, or 五十到一百, 两三百."""
    if kind == "range":
        alone = match[0] == match.string or match["money"]
        low, high = (parse_number(match[name]) or 0 for name in ("low", "high"))
        tens = min(low, high) >= _ROUND and low % 10 == high % 10 == 0
        return bool(alone or tens or re.search("[到至]", match[0]))
    if kind == "pair":
        return match["unit"] != "十"
    return kind not in _NEEDS_MARK and not _HAS.search(match[0])


def _price(kind: str, match: re.Match[str]) -> PriceRange | None:
    groups = match.groupdict()
    marks = [groups[name] for name in _MARKS if groups.get(name)]
    if not marks and not _says_money(kind, match):
        return None
    if kind == "bare" and marks == ["pounds"]:
        return None  # of sugar
    limits = _limits(kind, groups)
    if not marks and limits and _improbable(*limits):
        return None
    currency = next((CURRENCIES[mark] for mark in marks if CURRENCIES[mark]), None)
    return PriceRange(min=limits[0], max=limits[1], currency=currency) if limits else None


def _improbable(low: float | None, high: float | None) -> bool:
    """Whether bare numbers are rather a count or years."""
    years = low is not None and high is not None and _YEARS[0] <= low <= high <= _YEARS[1]
    return years or max(low or 0, high or 0) < _LEAST


def _limits(kind: str, groups: dict[str, str | None]) -> tuple[float | None, float | None] | None:
    """Lowest and highest price of a match; None when its number isn't one."""
    if kind in ("pair", "pairmax"):  # 两三百 is 200 to 300
        low, high = (parse_number(f"{groups[name]}{groups['unit']}") for name in ("one", "two"))
        return (low if kind == "pair" else None, high)
    if kind in ("range", "between"):
        return _range(*(parse_number(groups[name] or "") for name in ("low", "high")))
    amount = parse_number(groups["n"] or "")
    if amount is None:
        return None
    spread = round(amount * _AROUND, 2)
    return {
        "max": (None, amount),
        "budget": (None, amount),
        "min": (amount, None),
        "above": (amount, amount + spread),  # 两百出头 is 200 to 240
        "more": (amount, amount + _magnitude(amount)),  # 三百多 is 300 to 400
    }.get(kind, (amount - spread, amount + spread))


def _range(low: float | None, high: float | None) -> tuple[float, float] | None:
    if low is None or high is None:
        return None
    return (min(low, high), max(low, high))


def _magnitude(amount: float) -> float:
    """The unit of a round number: 100 of 300, 10 of 50."""
    unit = 10
    while amount and amount % (unit * 10) == 0:
        unit *= 10
    return unit
