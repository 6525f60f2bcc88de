"""How far a "not" reaches."""

import re

_CUE = re.compile(
    r"\b(?:anything (?:but|except|other than)|everything (?:but|except)|all (?:but|except)|"
    r"(?:i )?(?:don ?t|do not|don'?t) (?:want|like|need)(?: any(?:thing)?)?|"
    r"nothing (?:in|with)|not (?:in|made of|with|too|the)|not|no|without|w/o|except(?: for)?|excluding|other than|"
    r"avoid|hates?|never|non|minus|isn ?t|isn'?t|aren'?t)\b[ -]?|"
    r"不想要|不要有|不要|不喜欢|不想买|不带|不含|不是|不用|别要|别给我|别是|别的?(?=[黑白灰红橙黄绿蓝紫粉棕])|"
    r"没有|(?<!有)无(?=[袖帽领])|除了|除(?=[^了以])|排除|讨厌|拒绝|非(?=[^常])|不(?=[含带])"
)
_END = re.compile(
    r"[,;.!?，。；！？、](?! ?(?:or|nor|no|not|不要)\b)|\bbut\b|\bonly\b|\bjust\b|\bplease\b|\bunder\b|\bover\b|"
    r"\bi (?:want|need|like)\b|\binstead\b|\brather\b|\bwith\b|\bfor\b|\bis (?:fine|ok)\b|"
    r"但|只要|而是|就行|都行|都可以|以外|之外|其他|(?<!不)要(?!求)|想要|换成"
)
_NO_NEGATION = re.compile(
    r"有没有|是不是|要不要|能不能|可不可以|没有.{0,12}吗|不错|不限|不管|不好意思|"
    r"\bno (?:problem|worries|thanks|thank you|idea|matter)\b|\bnot sure\b|\bwhy not\b|\bnot bad\b"
)
_LIMIT = 40  # characters: nobody's "not" reaches further


def negated_spans(text: str) -> list[tuple[int, int]]:
    """Spans [start, end) of normalised text that a negation governs, without its cue."""
    harmless = [match.span() for match in _NO_NEGATION.finditer(text)]
    spans = []
    for cue in _CUE.finditer(text):
        if any(start <= cue.start() < end for start, end in harmless):
            continue
        stop = _END.search(text, cue.end())
        end = min(stop.start() if stop else len(text), cue.end() + _LIMIT)
        spans.append((cue.end(), end))
    return spans
