"""Phrases that say how to sort, what to forget and whether to have it now, whatever is wanted."""

import re
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from catalog.understanding.discounts import find_discount
from catalog.understanding.prices import find_price
from catalog.understanding.query import PriceRange, Relative, Sort

_SORTS: dict[Sort, str] = {
    "price_asc": r"\b(?:the |your )?(?:cheapest|least expensive|lowest[ -]priced?|lowest price|"
    r"most affordable)(?: ones?)?\b|(?:sort(?:ed)? )?by price\b|price low to high|"
    r"low(?:est)? to high(?:est)?|cheapest first|(?:价格)?最便宜的?|最低价|价格最低的?|"
    r"按价格排序?|价格从低到高|从便宜到贵|从低到高",
    "price_desc": r"\b(?:the |your )?(?:most expensive|priciest|dearest|"
    r"highest[ -]priced?)(?: ones?)?\b|"
    r"high(?:est)? to low(?:est)?|最贵的?|价格最高的?|价格从高到低|从高到低|从贵到便宜",
    "rating": r"\b(?:the |your )?(?:best[ -]rated|top[ -]rated|highest[ -]rated|best reviewed|"
    r"(?:with )?(?:the )?best reviews|highest ratings?|good reviews)(?: ones?)?\b|"
    r"评价最?[好高]的?|评分最?高的?|口碑最?好的?|好评最?多的?|按评分排序?|按评价排序?",
    "newest": r"\b(?:the |your )?(?:newest|latest|new arrivals?|new in|just in|"
    r"newest first)(?: ones?)?\b|最新款?的?|新品|新款的?|刚上架的?|(?:最近)?新?上新的?|新上的?|"
    r"刚到的?",
}
_RELATIVE: dict[Relative, str] = {
    "cheaper": r"\b(?:not |nothing |isn'?t )?(?:that |so |very |way |a bit |a little )?too "
    r"(?:expensive|"
    r"pricey|dear)\b|\bnot (?:that |so |very |over ?)?(?:expensive|pricey)\b|\b(?:a (?:bit|"
    r"little) |much |something |anything |way )?(?:cheaper|less expensive|lower[ -]priced?|"
    r"(?:more )?affordable|inexpensive|cheap|budget[ -]friendly|reasonably priced|"
    r"good value)(?: ones?)?\b|(?:不要|别|不能|不想要|不想买|不用|不是|不)"
    r"(?:那么|这么|太|很|特别)?贵的?了?|太贵了?|有[点些]贵|贵了[点些]?|(?:有没有)?(?:再|更|"
    r"稍微)?便宜(?:一?[点些]儿?)?的?|价格低一?[点些]的?|(?:更|再)?实惠(?:一?[点些])?的?|"
    r"性价比高的?|平价的?|经济实惠的?",
    "dearer": r"\b(?:a (?:bit|little) |much )?(?:more expensive|pricier|higher[ -]end|more premium|"
    r"fancier|more upscale|more luxurious)(?: ones?)?\b|(?:不要|别)(?:太|那么)?便宜的?|(?:再|"
    r"更|稍微)贵(?:一?[点些])?的?|贵一?[点些]的?|(?:更|再)?高[档端](?:一?[点些])?的?|"
    r"好一点的牌子",
}
_LET_GO = (
    r"(?:forget|ignore|drop|remove|regardless of|never ?mind|scrap|lose)(?: about)?(?: the| my)?"
)
_NO_MATTER = r"(?:doesn ?'?t|does not|don ?'?t) (?:really )?matter"
_FORGETTABLE = {
    "price": ("price(?: limit| range)?|budget", "价格|价钱|价位|预算|多少钱"),
    "colour": ("colou?rs?", "颜色"),
    "size": ("sizes?", "尺码|尺寸|码数|大小"),
    "brand": ("brands?", "品牌|牌子"),
    "material": ("materials?|fabrics?", "材质|面料|材料"),
}
_FORGET = {
    name: rf"{_LET_GO} (?:{en})\b|\b(?:{en}) {_NO_MATTER}|no preference (?:on|for) (?:{en})|"
    rf"\b(?:any|whatever) (?:{en})\b(?! (?:but|except|other))|"
    rf"(?:不限|不管|别管|不考虑|忽略|去掉|不要限制)(?:{zh})|什么(?:{zh})的?都(?:行|可以|好)|"
    rf"(?:{zh})(?:不限|无所谓|随便|随意|都行|都可以|不重要|没关系|没要求)"
    for name, (en, zh) in _FORGETTABLE.items()
}
_FORGET["price"] += r"|\bmoney(?: is|'s) no object"
_IN_STOCK = (
    r"\b(?:in stock|available (?:right )?now|ready to ship|not sold out)\b|有现货的?|现货的?|"
    r"有货的?|马上能发的?|不缺货的?|没货的?(?:就)?(?:别|不要|不用)(?:给我)?(?:看|推|发)?了?|"
    r"(?:不要|别)(?:给我)?(?:看)?(?:没货|缺货)的"
)

Name = TypeVar("Name", bound=str)


class Wishes(NamedTuple):
    """What such phrases say, and the text without them."""

    text: str
    price: PriceRange | None
    sort: Sort | None
    relative: Relative | None
    forget: list[str]
    in_stock: bool
    discount: float | None


def find_wishes(text: str) -> Wishes:
    """Take price, reduction, order, comparisons and stock out of normalised text."""
    forget, text = _forget(text)
    discount, text = find_discount(text)
    found = find_price(text)
    if found:
        text = f"{text[: found.start]} , {text[found.end :]}"
    sort, text = _first(_SORT_PATTERNS, text)
    relative, text = _first(_RELATIVE_PATTERNS, text)
    rest = _IN_STOCK_PATTERN.sub(" ", text)
    price = found.price if found else None
    return Wishes(rest, price, sort, relative, forget, rest != text, discount)


def _forget(text: str) -> tuple[list[str], str]:
    names = [name for name, pattern in _FORGET_PATTERNS.items() if pattern.search(text)]
    for name in names:
        text = _FORGET_PATTERNS[name].sub(" , ", text)
    return names, text


def _first(patterns: Mapping[Name, re.Pattern[str]], text: str) -> tuple[Name | None, str]:
    """The first name whose pattern occurs, and the text without it."""
    for name, pattern in patterns.items():
        if pattern.search(text):
            return name, pattern.sub(" ", text)
    return None, text


def _compiled(patterns: Mapping[Name, str]) -> dict[Name, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


_SORT_PATTERNS = _compiled(_SORTS)
_RELATIVE_PATTERNS = _compiled(_RELATIVE)
_FORGET_PATTERNS = _compiled(_FORGET)
_IN_STOCK_PATTERN = re.compile(_IN_STOCK)
