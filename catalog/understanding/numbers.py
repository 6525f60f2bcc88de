"""Numbers as shoppers write them, in digits, Chinese or simple English words."""

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000, "万": 10_000}
_SMALL = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH = (
    {word: i for i, word in enumerate(_SMALL, 1)}
    | {word: 10 * i for i, word in enumerate(_TENS, 2)}
    | {"a": 1}
)
_POWERS = {"hundred": 100, "thousand": 1_000, "grand": 1_000}

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = r"[零〇一二两三四五六七八九十百佰千仟万]+"
_WORD = "|".join([*_TENS, *sorted(_SMALL, key=len, reverse=True)])
ENGLISH = (
    rf"\b(?:(?:(?:{_WORD})(?:[ -](?:{_WORD}))?|a) (?:hundred|thousand|grand)"
    rf"(?:(?: and)? (?:{_WORD})(?:[ -](?:{_WORD}))?)?|(?:{_WORD})(?:[ -](?:{_WORD}))?)\b"
)
NUMBER = rf"(?:(?:{ARABIC})(?:\s?(?:k(?![a-z])|千|万|百))?|{CHINESE}|{ENGLISH})"


def parse_number(text: str) -> float | None:
    """The value of '1,299', '1.5k', '两百五', '3千' or 'two hundred'; None for anything else."""
    bare = text.replace(",", "").replace(" ", "")
    match = re.fullmatch(r"(\d{1,12}(?:\.\d+)?)(k|百|千|万)?", bare, re.ASCII)
    if match:
        unit = {"k": 1_000, **_UNITS}.get(match[2] or "", 1)
        return float(match[1]) * unit
    return _chinese(bare) if re.fullmatch(CHINESE, bare) else _english(text)


def _chinese(text: str) -> float:
    """Positional reading; a last digit after 百 or 千 counts the next lower unit (两百五 = 250)."""
    total, section, unit = 0, 0, 1
    digit: int | None = None
    zero = False
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


def _english(text: str) -> float | None:
    """'two hundred and fifty', 'a thousand', 'fifty-five'."""
    total, part = 0, 0
    words = [word for word in text.strip().replace("-", " ").split() if word != "and"]
    for word in words:
        if word in _POWERS:
            total, part = total + max(part, 1) * _POWERS[word], 0
        elif word in _ENGLISH:
            part += _ENGLISH[word]
        else:
            return None
    return float(total + part) if words and words != ["a"] else None
