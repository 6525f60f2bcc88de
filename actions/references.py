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
_BARE = re.compile(
    r"^\W*(\d)\W*$|\b(?:number|option|item|no\.?) ?(\d)\b|#(\d)\b|"
    r"\b(\d) (?:and|&|or) (?=\d\b)|(?<=\band )(\d)\b|(\d) ?号"
)


_REFUSAL = re.compile(
    r"\b(?:don ?'?t|do not|didn'?t|not) (?:really )?"
    r"(?:like|want|need|love|fancy|the|number|into)\b|"
    r"\b(?:hate|dislike|none of (?:these|those|them)|neither of)\b|"
    r"不喜欢|不要|不想要|不好看|不行|不合适|都不(?:喜欢|要|想要|行|好看|合适)"
)


ALL = re.compile(r"\b(?:any|none) of (?:these|those|them)\b|\bthese\b|都不|这些")
"""All that is on the screen."""


def refuses(words: str) -> bool:
    """Whether the words refuse what is on the screen: "I don't like the second one"."""
    return bool(_REFUSAL.search(words.lower()))


def find_places(words: str) -> list[int]:
    """The places on the screen that the words name, as ordinals or bare numbers: 0 is the first, -1
    the last."""
    lowered = words.lower()
    named = [index for pattern, index in _ORDINALS if re.search(pattern, lowered)]
    bare = [int(next(g for g in m.groups() if g)) - 1 for m in _BARE.finditer(lowered)]
    return list(dict.fromkeys([*named, *bare]))


def best_named(titles: list[str], words: str) -> int | None:
    """The title of which the words have most; None when none or several are."""
    said = words.lower()
    scores = [sum(w in said for w in set(t.lower().split()) if len(w) > 2) for t in titles]
    best = max(scores, default=0)
    return scores.index(best) if best and scores.count(best) == 1 else None


def at(shown: list[str], place: int) -> str | None:
    """The id at a place; None when there are fewer."""
    return shown[place] if shown and -1 <= place < len(shown) else None
