"""Price limits in a shopper's words."""

import re
from typing import NamedTuple

from catalog.understanding.numbers import NUMBER, parse_number
from catalog.understanding.query import PriceRange

_CURRENCIES = {
    "$": None, "usd": "USD", "us$": "USD", "dollars": "USD", "dollar": "USD", "bucks": None,
    "美元": "USD", "美金": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "欧元": "EUR", "£": "GBP", "gbp": "GBP", "pounds": "GBP", "quid": "GBP", "英镑": "GBP",
    "¥": None, "rmb": "CNY", "cny": "CNY", "人民币": "CNY", "yuan": "CNY", "hk$": "HKD",
    "hkd": "HKD", "港币": "HKD", "nt$": "TWD", "块钱": None, "块": None, "元": None, "刀": None,
}  # fmt: skip  # None: the shop's own, since people write $ and 块 for whatever they pay in
_MARK = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))


def _amount(name: str) -> str:
    """A pattern for an amount with its currency before (`name`a) or after it (`name`b)."""
    before, after = rf"(?:(?P<{name}a>{_MARK})\s?)?", rf"\s?(?P<{name}b>(?:{_MARK})(?![a-z]))?"
    return rf"{before}(?P<{name}>{NUMBER})(?![\d.,]*\d){after}"


_ONE, _LOW, _HIGH = _amount("n"), _amount("low"), _amount("high")
_NOT_A_PRICE = r"(?!\s?(?:%|percent|cm\b|mm\b|inch|\"|kg\b|g\b|l\b|ml\b|w\b|years?\b|months?\b|days?\b|码|号|寸|岁|个月|升|公斤|斤|米|厘米|折))"

_PATTERNS: list[tuple[str, str]] = [
    ("range", rf"(?:between|from|价格|价位)?\s*{_LOW}\s*(?:-|–|~|to|and|到|至|和)\s*{_HIGH}{_NOT_A_PRICE}(?:\s*(?:之间|左右))?"),
    ("max", rf"(?:under|below|less than|lower than|cheaper than|up to|at most|no more than|not more than|max(?:imum)?(?: of)?|within|not over|<=?|不超过|不要超过|别超过|最多|低于|小于|便宜于|少于|不到|不高于|预算(?:是|在|大概)?)\s*{_ONE}{_NOT_A_PRICE}(?:\s*(?:以内|以下|之内))?"),
    ("max", rf"{_ONE}\s*(?:or less|or under|or below|max\b|tops\b|以内|以下|之内|内|封顶|不到)"),
    ("max", rf"budget(?: is| of|:)?\s*(?:about |around )?{_ONE}"),
    ("min", rf"(?:over|above|more than|at least|from|higher than|min(?:imum)?(?: of)?|>=?|高于|超过|大于|至少|不低于|不少于|贵于)\s*{_ONE}{_NOT_A_PRICE}"),
    ("min", rf"{_ONE}\s*(?:or more|and up|\+|以上|起)"),
    ("around", rf"(?:around|about|approximately|roughly|大概|大约|约|差不多)\s*{_ONE}{_NOT_A_PRICE}"),
    ("around", rf"{_ONE}\s*(?:左右|上下|or so|ish\b)"),
]  # fmt: skip
_COMPILED = [(kind, re.compile(pattern)) for kind, pattern in _PATTERNS]
_NEEDS_MARK = {"range", "around"}
_AROUND = 0.2  # "around 50" is 40 to 60


class PriceMatch(NamedTuple):
    """A price limit and the span of the text that says it."""

    price: PriceRange
    start: int
    end: int


def find_price(text: str) -> PriceMatch | None:
    """The first price limit in normalised text."""
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            price = _price(kind, match)
            if price:
                return PriceMatch(price, match.start(), match.end())
    return None


def _price(kind: str, match: re.Match[str]) -> PriceRange | None:
    names = ("low", "high") if kind == "range" else ("n",)
    amounts = [n for n in (parse_number(match[name]) for name in names) if n is not None]
    if len(amounts) < len(names):
        return None
    marks = [match[name + side] for name in names for side in "ab" if match[name + side]]
    if kind in _NEEDS_MARK and not marks and not _says_money(match[0]):
        return None
    currency = next((_CURRENCIES[mark] for mark in marks if _CURRENCIES[mark]), None)
    return _limits(kind, amounts, currency)


def _says_money(words: str) -> bool:
    return bool(re.search(r"between|from|价|之间|左右|上下|around|about|大概|大约|约|差不多", words))


def _limits(kind: str, amounts: list[float], currency: str | None) -> PriceRange:
    if kind == "max":
        return PriceRange(max=amounts[0], currency=currency)
    if kind == "min":
        return PriceRange(min=amounts[0], currency=currency)
    if kind == "range":
        return PriceRange(min=min(amounts), max=max(amounts), currency=currency)
    low, high = amounts[0] * (1 - _AROUND), amounts[0] * (1 + _AROUND)
    return PriceRange(min=round(low, 2), max=round(high, 2), currency=currency)
