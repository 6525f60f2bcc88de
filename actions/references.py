"""Which of the products on the screen a shopper means."""

import re

_ORDINALS = (
    (r"\b(?:1st|first|number one|no\.? ?1|#1|one at the top)\b|第一|第1|头一个|首个|第壹", 0),
    (r"\b(?:2nd|second|number two|no\.? ?2|#2)\b|第二|第2|二号", 1),
    (r"\b(?:3rd|third|number three|no\.? ?3|#3)\b|第三|第3|三号", 2),
    (r"\b(?:4th|fourth|number four|no\.? ?4|#4)\b|第四|第4|四号", 3),
    (r"\b(?:5th|fifth|number five|no\.? ?5|#5)\b|第五|第5|五号", 4),
    (r"\b(?:6th|sixth|number six|no\.? ?6|#6)\b|第六|第6|六号", 5),
    (r"\b(?:last|bottom)(?: one)?\b|最后一?[个件款双条]|最末", -1),
)  # fmt: skip
_BARE = re.compile(r"^\W*(\d)\W*$|\b(?:number|option|item|no\.?|#) ?(\d)\b|(\d) ?号")


def find_place(words: str) -> int | None:
    """The place on the screen that an ordinal or a bare number names: 0 is the first, -1 the
    last; None when the words name none."""
    lowered = words.lower()
    for pattern, index in _ORDINALS:
        if re.search(pattern, lowered):
            return index
    bare = _BARE.search(lowered)
    return int(next(group for group in bare.groups() if group)) - 1 if bare else None


def at(shown: list[str], place: int) -> str | None:
    """The id at a place; None when there are fewer."""
    return shown[place] if shown and -1 <= place < len(shown) else None
