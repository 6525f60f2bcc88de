"""Numbers as shoppers write them, in digits or Chinese."""

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = r"[零〇一二两三四五六七八九十百千万]+"
NUMBER = rf"(?:(?:{ARABIC})\s?(?:k\b|千|万|百)?|{CHINESE})"


def parse_number(text: str) -> float | None:
    """The value of '1,299', '1.5k', '两百五' or '3千'; None when it isn't a number."""
    text = text.replace(",", "").replace(" ", "")
    match = re.fullmatch(rf"(\d+(?:\.\d+)?)(k|百|千|万)?", text)
    if match:
        unit = {"k": 1_000, **_UNITS}.get(match[2] or "", 1)
        return float(match[1]) * unit
    return _chinese(text)


def _chinese(text: str) -> float | None:
    """Positional reading; a last digit after 百 or 千 counts the next lower unit (两百五 = 250)."""
    if not text or not re.fullmatch(CHINESE, text):
        return None
    total, section, digit, unit, zero = 0, 0, None, 1, False
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character] if digit is None else digit * 10 + _DIGITS[character]
            zero = zero or _DIGITS[character] == 0
        elif character == "万":
            total += (section + (digit or 0) or 1) * 10_000
            section, digit, unit, zero = 0, None, 10_000, False
        else:
            unit = _UNITS[character]
            section += (1 if digit is None else digit) * unit
            digit, zero = None, False
    if digit is not None:
        section += digit * (unit // 10 if unit > 10 and not zero and digit < 10 else 1)
    return float(total + section)
