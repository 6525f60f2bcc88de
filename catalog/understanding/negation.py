"""How far a "not" reaches."""

import re
from typing import NamedTuple

_CUE = re.compile(
    r"\b(?:anything (?:but|except|other than)|everything (?:but|except)|all (?:but|except)|"
    r"any (?:color|colour) (?:but|except)|"
    r"(?:i )?(?:really )?(?:don ?'?t|do not|can ?'?t|can ?not|won ?'?t) (?:want|like|need|"
    r"wear|stand)(?: any(?:thing)?)?(?: (?:in|with|made of))?|"
    r"nothing (?:in|with|made of)|not (?:in|made of|with|too|the)|not|no more|no|"
    r"without(?: any)?|w/o|except(?: for)?|excluding|"
    r"neither|nor|skip(?: the)?|stop (?:showing|sending|giving|recommending)(?: me)?(?: any)?|"
    r"leave out|exclude|other than|rather than|instead of|avoid|hates?|never|non|minus|isn ?'?t|"
    r"aren ?'?t|allergic to)\b[ -]?|"
    r"不是(?:要|想要|找|买)|不想要|不要有|不要|不喜欢|不想买|不想|不带|不含|不是|不用|不买|不穿|"
    r"别要|别给我[看推]?|别(?:老是?|再|总是?)?(?:给我)?[推看]荐?|别是|"
    r""
    r"别带|别有|"
    r"别(?=[黑白灰红橙黄绿蓝紫粉棕])|没有|没(?=[带有])|无(?=[袖帽领])|除了|除(?=[^了以])|排除|"
    r"讨厌|拒绝|受不了|"
    r"非(?=[^常])|不(?=[含带])"
)
_AFTERWARDS = re.compile(
    r"(?:的)?(?:都|就|也)?(?:不要|不喜欢|除外|不行|不考虑|不想要|不可以|过敏)(?:了|的|哦|"
    r"啊)?(?= ?(?:$|[,.;!?，。；！？]))|"
    r"(?:以外|之外)(?=的|都)|[ -]free\b"
)
_END = re.compile(
    r"[,;.!?，。；！？](?! ?(?:or|nor|no|not|and no|不要)\b)|\bbut\b|\bonly\b|\bjust\b|\bplease\b|"
    r"\b(?:under|over|below|between)\b|\b(?:i|we) (?:want|need|like|prefer|would)\b|"
    r"\binstead\b(?! of)|\brather\b(?! than)|"
    r"\bwith\b|\bfor\b|\b(?:is|are|would be) (?:fine|ok|okay|good|great)\b|"
    r"但|只要|而是|就行|都行|都可以|都能|都好|都要|以外|之外|外(?=都|的|,|$)|其他|其它|"
    r"(?<!不)(?<!想)要(?!求)|想要|换成|来[件双条个]"
)
_END_OF_WITHOUT = re.compile(rf"\bin\b|{_END.pattern}")  # "without a hood in grey"
_NO_NEGATION = re.compile(
    r"有没有|是不是|要不要|能不能|可不可以|会不会|好不好|行不行|没有.{0,12}[吗么]|还没|没关系|"
    r"没事|没问题|怎么没有?|为什么没有?|难道没有?|不错|不限|不管|"
    r"不好意思|不知道|不太确定|不确定|不一定|非要|无所谓|"
    r"\bno (?:problem|worries|thanks|thank you|idea|matter|need|rush|preference|doubt|one)\b|"
    r"\bnot (?:sure|only|bad|necessarily)\b|"
    r"\b(?:is|are) there (?:really )?(?:no|not any)\b|\b(?:do|have) you (?:really )?(?:no|not)\b|"
    r"\bwhy (?:not|don't)\b|\bdon'?t (?:mind|care|know)\b|"
    r"(?:do|have|are) (?:you|they) not\b|\bdon'?t you\b|\bnot a problem\b"
)
_LIMIT = 40  # characters: nobody's "not" reaches further


class Negation(NamedTuple):
    """A cue that stands in [first, last) of the text and governs [start, end)."""

    first: int
    last: int
    start: int
    end: int


def find_negations(text: str) -> list[Negation]:
    """What "not", 不要 and the like govern in normalised text, in the order of their cues."""
    harmless = [match.span() for match in _NO_NEGATION.finditer(text)]
    found = []
    for cue in _CUE.finditer(text):
        if not _inside(cue.start(), harmless):
            ending = _END_OF_WITHOUT if cue.group().startswith("without") else _END
            stop = ending.search(text, cue.end())
            end = min(stop.start() if stop else len(text), cue.end() + _LIMIT)
            if end > cue.end():
                found.append(Negation(*cue.span(), cue.end(), end))
    return found + [
        Negation(*cue.span(), _clause(text, cue), cue.start())
        for cue in _AFTERWARDS.finditer(text)
        if not _inside(cue.start(), harmless)
    ]


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _clause(text: str, cue: re.Match[str]) -> int:
    """Where the clause begins that 黑色的不要 refuses; of "leather-free" it's the word alone."""
    before = text[: cue.start()]
    breaks = " " if cue.group().endswith("free") else ",.;!?，。；！？"
    return max(before.rfind(mark) for mark in breaks) + 1
