"""Sizes in a shopper's words: letters and numbers that name a size only with a cue."""

import re

_LETTER = r"(?:x{0,4}[sl]|[2-6]xl|m|xxs|one size)"
_CUED = re.compile(
    rf"\b(?:sizes?|in|a|comes? in|wear)(?: an?)? (?P<a>{_LETTER})\b(?! ?[a-z0-9]*(?:$^))|"
    rf"(?P<b>{_LETTER}) ?(?:码|号|size)(?![a-z])|"
    r"\b(?:size|us|eu|uk|尺码) ?(?P<c>\d{1,2}(?:\.5)?)\b|(?P<d>\d{1,2}(?:\.5)?) ?(?:码|号)"
)
_BARE = re.compile(r"\b(?P<a>xxs|xs|xl|xxl|xxxl|[2-6]xl)\b")
_WORDS = {
    "均码": "one size", "小码": "s", "中码": "m", "大码": "l", "加大码": "xl",
}  # fmt: skip


def find_sizes(text: str, present: frozenset[str]) -> tuple[str, list[str]]:
    """Sizes in normalised text as the catalogue spells their keys, and the text without them.

    "in a" or "size 9" name sizes only when the catalogue has such a size.
    """
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        size = next(group for group in match.groups() if group)
        key = size_key(size)
        certain = not match.group().startswith(("in ", "a ", "wear "))
        if key in present or (certain and present and not size[0].isdigit()):
            if key not in found:
                found.append(key)
            return " "
        return match.group()

    for pattern in (_CUED, _BARE):
        text = pattern.sub(take, text)
    for word, size in _WORDS.items():
        if word in text and size in present:
            text = text.replace(word, " ")
            found.append(size)
    return text, found


def size_key(label: str) -> str:
    """The key of a size as feeds and shoppers write it: ' 2XL ' → 'xxl'."""
    key = " ".join(label.lower().split())
    match = re.fullmatch(r"([2-6])\s?x(s|l)", key)
    return "x" * int(match[1]) + match[2] if match else key
