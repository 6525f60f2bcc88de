"""Sizes in a shopper's words: letters, words and numbers that name a size only with a cue."""

import re

_WORDS = {
    "extra small": "xs", "x-small": "xs", "xx-small": "xxs", "small": "s", "medium": "m",
    "large": "l", "extra large": "xl", "x-large": "xl", "xx-large": "xxl", "3x-large": "xxxl",
    "xxx-large": "xxxl", "extra extra large": "xxl", "one size": "one_size", "均": "one_size",
    "加大": "xl", "小": "s", "中": "m", "大": "l",
}  # fmt: skip
LETTERS = frozenset(_WORDS.values()) - {"one_size"} | {"xxxxl", "xxxxxl"}
"""Keys that are sizes of clothes; a bag that is "large" has no size L."""

_LETTER = (
    r"(?:xx?[- ](?:small|large)|[2-6] ?x[- ]large|extra (?:extra )?(?:small|large)|small|medium|"
    r"large|"
    r"x{0,5}[sl]|[2-6]xl|m|one size)"
)
_NUMBER = r"\d{1,2}(?:\.5)?"
_AFTER = r"(?=\s*(?:$|[,.;!?]|and\b|or\b|please\b|for\b|in\b|under\b|with\b|[\u3400-\u9fff]))"
_CUED = re.compile(
    rf"\b(?:(?:in )?(?:an? )?sizes?(?: is| of|:)?|i ?'?a?m an?|wear an?) (?P<a>{_LETTER})\b(?!-)"
    rf"(?: or (?P<a2>{_LETTER})\b)?|"
    rf"\bin (?:an? )?(?P<b>{_LETTER})\b{_AFTER}|"
    rf"\b(?P<c>{_LETTER})(?: |-)?(?:sizes?|sized)\b|(?<![a-z])(?P<d>{_LETTER}) ?(?:码|号)|"
    rf"(?:尺码|码数|穿)(?:是)? ?(?P<e>{_LETTER})(?![a-z])|"
    rf"(?:\b(?:is|are|be|were|an?|and) |(?<=men )|(?<=mens )|"
    rf"(?<=ladies ))(?P<j>{_LETTER})(?= in size|\s*(?:$|[,.;!?]))|"
    rf"\bsizes?(?: [a-z]+){{0,4}} (?:is|be|are|were)(?: an?)? (?P<k>{_LETTER})\b|"
    rf"\b(?P<n>{_LETTER}) in size|"
    rf"\b(?:sizes?(?: is| of)?[ :-]*|尺码 ?|鞋码 ?)(?P<f>{_NUMBER})\b(?! ?(?:-|x ?\d|inch|cm))"
    rf"(?: ?(?:or|或者?) ?(?P<f2>{_NUMBER})\b)?|"
    rf"\b(?:us|eu|uk) ?(?P<g>{_NUMBER})\b|(?<![\d.])(?P<h>{_NUMBER}) ?(?:码|号)|"
    r"(?P<i>加大|均|小|中|大)(?:码|号)(?![女男])"
)
_BARE = re.compile(
    r"(?<![\w.])(?P<a>xxs|xs|x-small|xl|xxl|xxxl|[2-6]xl|x-large|xx-large|"
    r"[2-6]x[- ]large)(?![\w-])|"
    rf"^(?P<b>{_LETTER})$"
)
_WEAK = re.compile(r"in |wear |us|eu|uk|[小中大]|[\d.]+ ?号")


def find_sizes(text: str, present: frozenset[str]) -> tuple[str, list[str]]:
    """Sizes in normalised text as the catalogue spells their keys, and the text without them.

    A lone word such as "small" is a size only beside a cue ("in small", "M码", "size 9"), and
    where the cue is weak only when the catalogue has such a size.
    """
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        keys = [size_key(group) for group in match.groups() if group]
        weak = bool(_WEAK.match(match.group()))
        if not all(_believed(key, present, weak) for key in keys):
            return match.group()
        found.extend(key for key in keys if key not in found)
        return " "

    for pattern in (_CUED, _BARE):
        text = pattern.sub(take, text)
    return text, found


def _believed(key: str, present: frozenset[str], weak: bool) -> bool:
    """Whether the catalogue has the size, or the cue is strong and it has others of the kind."""
    kin = any(known[0].isdigit() == key[0].isdigit() for known in present)
    return key in present or (kin and not weak)


def size_key(label: str) -> str:
    """The key of a size as feeds and shoppers write it: ' 2XL ' → 'xxl', 'X-Large' → 'xl'."""
    key = re.sub(r"x (?=small|large)", "x-", " ".join(label.lower().split()))
    match = re.fullmatch(r"([2-6])\s?x[- ]?(s|l|small|large)", key)
    return "x" * int(match[1]) + match[2][0] if match else _WORDS.get(key, key)
