"""How many a shopper means: "two of them", 来三件, "make it 2"."""

import re

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "a couple": 2, "both": 2, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "俩": 2, "仨": 3,
}  # fmt: skip
_LATIN = "|".join(word for word in _WORDS if word.isascii())
_PIECES = "[件个双条顶只副套支块份]"
_COUNTED = re.compile(
    rf"(?<![\w.第])(\d{{1,2}}|{_LATIN})\s*(?:x|×|of|pcs|pieces?|pairs?|copies|units?)\b"
    rf"|\b(?:x|×|qty|quantity)\s*(\d{{1,2}})\b"
    rf"|(?<!第)(\d{{1,2}}|[一两二三四五六七八九十])\s*{_PIECES}|([俩仨])",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\w.第])(\d{{1,2}}|{_LATIN})(?![\w.])|([一两二三四五六七八九十])(?![码号])",
    re.IGNORECASE,
)

ONE_MORE = re.compile(r"\b(?:one|1) more\b|\banother\b|\badd one\b|再来一|多一|加一")
"""One more of the same."""


def counted(words: str) -> int | None:
    """A number with what is counted ("two pairs", 三件), as said when something is added."""
    return _number(_COUNTED.search(words))


def any_number(words: str) -> int | None:
    """A number with or without what is counted, as said when a quantity is changed."""
    return counted(words) or _number(_BARE.search(words))


def _number(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    text = next(group for group in found.groups() if group).lower()
    number = int(text) if text.isdigit() else _WORDS[text]
    return number or None
