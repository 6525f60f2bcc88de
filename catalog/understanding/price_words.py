"""Patterns of the phrases in which shoppers say what they want to pay."""

import re

from catalog.understanding.numbers import NUMBER

CURRENCIES = {
    "$": None, "usd": "USD", "us$": "USD", "dollars": None, "dollar": None, "bucks": None,
    "buck": None, "美元": "USD", "美金": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "euros": "EUR", "欧元": "EUR", "欧": "EUR", "£": "GBP", "gbp": "GBP", "pounds": "GBP",
    "quid": "GBP", "英镑": "GBP", "¥": None, "rmb": "CNY", "cny": "CNY", "人民币": "CNY",
    "yuan": "CNY", "hk$": "HKD", "hkd": "HKD", "港币": "HKD", "港元": "HKD", "nt$": "TWD",
    "台币": "TWD", "块钱": None, "块": None, "元": None, "刀": None, "圆": None, "蚊": "HKD",
}  # fmt: skip  # None: the shop's own, since people write $ and 块 for whatever they pay in
_MARK = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_UNITS = (
    r"%|percent|cm|mm|m|km|in(?! [a-z])|inch(?:es)?|\"|''|[”″“]|ft|feet|foot|kg|g|grams?|l|ml|"
    r"w|watts?|v|volts?|mah|gb|tb|mb|"
    r"hz|mp|oz|ounces?|lbs?|fl|years?|yrs?|yo|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|"
    r"stars?|"
    r"reviews?|ratings?|people|persons?|pieces?|pcs|packs?|pairs?|items?|options?|pockets?|"
    r"colou?rs?|"
    r"sizes?|cores?|layers?|degrees?|calories|sheets|count|litres?|liters?|x|th|by"
)
_NOT_A_PRICE = (
    rf"(?!\s?-?(?:(?:{_UNITS})(?![a-z])|码|号|寸|岁|个|升|公斤|斤|米|厘米|毫米|折|天|年|月|双|"
    rf"件|条|星|分|人|次|层|克|毫升|度|小时|[x×]\s?\d))"
)


def _amount(name: str) -> str:
    """A pattern for an amount with its currency before (`name`a) or after it (`name`b)."""
    before = rf"(?:(?P<{name}a>(?<![a-z])(?:{_MARK}))\s?)?"
    number = rf"(?<![a-z\d.几数第])(?P<{name}>{NUMBER})(?![\d.,]*\d)"
    after = rf"\s?(?P<{name}b>(?:{_MARK})(?![a-z]))?(?!(?!ish)[a-z])"
    return before + number + after


_ONE, _LOW, _HIGH = _amount("n"), _amount("low"), _amount("high")
_DIGIT = "[一二两三四五六七八九]"
_TWO_HUNDREDS = rf"(?P<one>{_DIGIT})(?P<two>{_DIGIT})(?P<unit>[十百千万])(?P<nb>{_MARK})?"

_BETWEEN = r"(?:between|from|priced?(?: range)?:?|价格|价位|价钱|预算)(?:在|是)?"
_TO = r"\s*(?:-|–|~|to|到|至)\s*"
_TO_OR_AND = r"\s*(?:-|–|~|to|and|到|至|和)\s*"
_WITHIN = r"(?:以内|以下|之内)"
_NO_MORE = r"的?(?:就)?(?:算了|不要|不考虑|不买|免谈|别推|不看)"
_OR_SO = r"(?:左右|上下)"
_UNDER = (
    r"(?:under|below|beneath|(?:less|lower|cheaper) than|up to|at most|(?:no|not) more than|"
    r"nothing (?:over|above|more than)|not (?:over|above|exceeding|to exceed)|within|"
    r"no higher than|max(?:imum)?(?: of| is|:)?|"
    r"(?:don ?'?t want to|do not want to|can ?'?t|can ?not|won ?'?t|not going to) "
    r"(?:spend|pay|afford) (?:more than|over|above)|<=?|(?:不|不要|不能|别)超过?|最多|顶多|"
    r"低于|小于|便宜于|少于|不到|不高于|不要高于|控制在)"
)
_NOT_UNDER = (
    r"(?:(?:no|not) less than|nothing (?:under|below|less than|cheaper than)|"
    r"not (?:under|below)|不(?:要|能)?(?:低于|少于|小于)|别低于)"
)
_OVER = (
    r"(?:over|above|(?:more|higher) than|at least|upwards of|starting (?:at|from)|"
    r"min(?:imum)?(?: of| is|:)?|>=?|高于|超过|大于|至少|起码|贵于)"
)
_OR_LESS = (
    r"(?:(?:or|and) (?:less|under|below|cheaper)|max(?:imum)?\b(?! \d)|tops\b|"
    r"at (?:the )?most|以内|以下|之内|内(?![衣裤搭胆穿])|封顶|不到|的?预算)"
)
_OR_MORE = r"(?:or (?:more|over|above)|and (?:up|over|above)|\+(?! ?[\w+])|以上|往上|起步|起(?!来))"
_BUDGET = (
    r"(?:budget(?: is| of|:)?|have(?: only)?|预算(?:是|在|就|只有)?|只有|带了|"
    r"就(?=[^要买]{1,5}[块元]))\s*"
    r"(?:about |around |only |大概|大约|差不多|最多)?"
)
_ABOUT = r"(?:around|about|approximately|roughly|circa|~|大概|大约|大致|约|差不多)"

PATTERNS = [
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("between", rf"{_BETWEEN}\s*{_LOW}{_TO_OR_AND}{_HIGH}{_NOT_A_PRICE}(?:之间|{_OR_SO})?"),
        ("range", rf"{_LOW}{_TO}{_HIGH}{_NOT_A_PRICE}(?P<money>\s*(?:之间|左右|价位))?"),
        ("pair", rf"{_TWO_HUNDREDS}{_OR_SO}?(?!{_WITHIN})"),
        ("pairmax", rf"{_TWO_HUNDREDS}{_WITHIN}"),
        ("min", rf"{_NOT_UNDER}\s*{_ONE}{_NOT_A_PRICE}"),
        ("max", rf"{_UNDER}\s*{_ONE}{_NOT_A_PRICE}(?:\s*{_WITHIN})?"),
        ("max", rf"(?:高于|超过|大于|贵过|超出)\s*{_ONE}{_NOT_A_PRICE}{_NO_MORE}"),
        ("min", rf"{_OVER}\s*{_ONE}{_NOT_A_PRICE}"),
        ("max", rf"{_ONE}\s*{_OR_LESS}"),
        ("budget", rf"{_BUDGET}{_ONE}{_NOT_A_PRICE}(?:{_WITHIN}|左右)?"),
        ("min", rf"{_ONE}\s*{_OR_MORE}"),
        ("around", rf"{_ABOUT}\s*{_ONE}{_NOT_A_PRICE}{_OR_SO}?"),
        ("around", rf"{_ONE}\s*(?:{_OR_SO}|or so\b|-?ish\b)"),
        (
            "more",
            rf"(?<![a-z\d.])(?P<n>{NUMBER})[多几]\s?(?P<nb>{_MARK})?(?![岁年天个件双条米斤人了])",
        ),
        ("around", rf"(?<![a-z\d.])(?P<n>{NUMBER})来\s?(?P<nb>{_MARK})"),
        ("above", rf"(?<![a-z\d.])(?P<n>{NUMBER})(?P<nb>{_MARK})?出头"),
        ("bare", rf"{_ONE}{_NOT_A_PRICE}"),
    )
]
"""Kinds of limits and how they are said, those first that others are part of. The groups n, low
and high are amounts; with a or b appended, the currency before or after them."""
