"""Reduced prices in a shopper's words."""

import re

from catalog.understanding.numbers import CHINESE, parse_number

_PERCENT = re.compile(
    r"(?:\b(?:at least|over|more than|minimum(?: of)?|up to) )?(?P<n>\d{1,2}) ?"
    r"(?:%|percent|per cent) (?:or more )?(?:off|discount|reduction|reduced|cheaper)\b"
    r"(?: or (?:more|better))?|(?:至少|起码)?降价?(?:了)?(?P<m>\d{1,2})%(?:以上)?"
)
_TENTHS = re.compile(
    rf"(?:打|至少打)?(?P<n>\d(?:\.?\d)?|{CHINESE})折(?:以下|以内|左右|起)?的?(?!叠|腰|返)"
)
_HALF = re.compile(r"\b(?:half[ -]price|half off|50% off)(?:d)?\b|半价的?|打?对折(?!叠)的?")
_REDUCED = re.compile(
    r"\b(?:on sale|on offer|discounted|reduced|marked down|clearance|special offers?|bargains?|"
    r"good deals?|any deals?|on special|on discount|with (?:a )?discount)\b(?: items?)?|"
    r"(?:在|有|正在)?(?:打折|特价|折扣|促销|减价|降价|清仓|甩卖)(?:中|的|款|商品)*(?!券|码|叠)"
)


def find_discount(text: str) -> tuple[float | None, str]:
    """The least reduction in per cent that normalised text asks for, 0 for any, and the text
    without that phrase: 八折 and "20% off" are 20. None where it asks for none."""
    for pattern, percent in ((_PERCENT, _share), (_TENTHS, _off_tenths), (_HALF, _half)):
        match = pattern.search(text)
        found = percent(match) if match else None
        if match and found is not None:
            return found, _cut(text, match)
    match = _REDUCED.search(text)
    return (0.0, _cut(text, match)) if match else (None, text)


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _share(match: re.Match[str]) -> float:
    return float(match["n"] or match["m"])


def _off_tenths(match: re.Match[str]) -> float | None:
    """八折 leaves eight tenths of the price, 八五折 and 85折 leave 85 hundredths."""
    digits = [parse_number(digit) for digit in match["n"] if digit != "."]
    if not 1 <= len(digits) <= 2 or None in digits or not all(digits):
        return None
    left = sum(float(digit or 0) * (10.0, 1.0)[at] for at, digit in enumerate(digits))
    return 100.0 - left


def _half(_match: re.Match[str]) -> float:
    return 50.0
