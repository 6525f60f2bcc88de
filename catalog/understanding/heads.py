"""Which of several kinds of things is wanted: a yoga mat bag is a bag, and a jacket to wear with
jeans is a jacket."""

import re

from catalog.understanding.tokens import Token
from catalog.understanding.vocabulary import Match, Vocabulary

_BREAK = r"[^,;.!?，。；！？]*"
_BESIDE = re.compile(
    rf"\b(?:for|with|under|over|underneath|on top of|to (?:match|hold|carry|fit|store|cover)|"
    rf"that (?:fits?|holds?|matches|goes with)|matching|fitting)\b(?!{_BREAK}\b(?:and|or|"
    rf"plus)\b){_BREAK}$"
)
_SEARCHING = re.compile(
    r"\b(?:look(?:ing)?|search(?:ing)?|shop(?:ping)?|hunting|ask(?:ing)?|in the market) for\b"
)
_FOR_WHAT = re.compile(
    rf"\b(?:something|anything|sth|smth|stuff|things?|what|one|ones|gift|present|gear|outfit) "
    rf"(?:for|to|that|which|i can|do|should)\b{_BREAK}$"
)
_WEAR = "wear"
_CLAUSE = re.compile(r"(?:[^,;.!?，。；！？、 和跟或与及要]*的)?|(?: ?[\da-z.]{0,12} ?的)?")
_COMPOUND = re.compile(r"[ -]| ?[\da-z. ]*的")
_GOES_WITH = re.compile(
    rf"\b(?:wear|wearing|worn|go|goes|going|pairs?|paired|style|match|matching)(?: it| them|"
    rf" well| nicely)* (?:with|under|over|my|his|her|the)\b{_BREAK}$|"
    r"(?:搭配|配|搭|配着|衬)(?:我的|我|那条|这条|那件|这件|一条|一件)?[^,;。的]{0,4}$"
)
_HOLDS = re.compile(r"(?:放|装|塞|挂|收纳|存放|适合|用来|给)(?:我的|我)?[^,;。的]{0,4}$")


def modifiers(
    text: str, tokens: list[Token], matches: list[Match], vocabulary: Vocabulary
) -> list[Match]:
    """The matches that name what only describes the thing wanted, or goes with it: the jeans, and
    that they are black, of "a shirt to wear with black jeans"."""
    named = [match for match in matches if is_category(match)]
    found = []
    for i, match in enumerate(named):
        earlier, later = named[:i], named[i + 1 :]
        if _goes_with(text, tokens, match, earlier, bool(later)):
            found += [match, *_before(match, matches)]
        elif later and _describes(text, tokens, match, later[0]):
            found += [] if _related(match, later[0], vocabulary) else [match]
    return found


def is_category(match: Match) -> bool:
    """Whether it names a kind of thing."""
    return any(meaning.facet == "category" for meaning in match.meanings)


def _before(match: Match, matches: list[Match]) -> list[Match]:
    """Matches that stand right in front of one."""
    found: list[Match] = []
    start = match.start
    for other in reversed(matches):
        if other.end == start and not is_category(other):
            found.append(other)
            start = other.start
    return found


def _goes_with(
    text: str, tokens: list[Token], match: Match, earlier: list[Match], more: bool
) -> bool:
    before = text[: tokens[match.start].start]
    named = {token.text for token in tokens[match.start : match.end]}
    asked_for = _FOR_WHAT.search(before) and _WEAR not in named  # what do you wear under a suit?
    if _GOES_WITH.search(before) or asked_for:
        return True
    if (more or earlier) and _HOLDS.search(before):
        return True
    if not earlier:
        return False
    gap = before[tokens[earlier[-1].end - 1].end :]
    return bool(_BESIDE.search(_SEARCHING.sub(",", gap)))


def _describes(text: str, tokens: list[Token], match: Match, following: Match) -> bool:
    """Whether the two make a compound, "yoga mat bag", 瑜伽垫包, 手机的壳, or the first stands in a
    clause about the second: 挂在书包外面的水壶."""
    gap = text[tokens[match.end - 1].end : tokens[following.start].start]
    chinese = not tokens[match.end - 1].text.isascii()
    between = _CLAUSE if chinese else _COMPOUND
    return bool(between.fullmatch(gap))


def _related(one: Match, other: Match, vocabulary: Vocabulary) -> bool:
    """Whether one is a kind of the other ("sneakers shoes")."""
    mine, yours = ({m.key for m in match.meanings} for match in (one, other))
    wider = {key: set(vocabulary.ancestors("category", key)) for key in mine | yours}
    return any(a in wider[b] or b in wider[a] for a in mine for b in yours)
