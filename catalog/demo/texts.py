"""Titles, descriptions and attributes in English and Chinese, worded from what the product is."""

from __future__ import annotations

from typing import Any

import numpy as np

from .assortment import Item, pick
from .words import capital, table, titled, words

Attributes = dict[str, Any]
_COMMON = {
    "cotton",
    "nylon",
    "acetate",
    "metal",
    "stainless steel",
    "cotton blend",
    "viscose",
    "acrylic",
}
_ZH_START = ("", "新款", "经典", "简约", "复古", "百搭", "轻奢", "原创")


class Wording:
    """Words the products one after another and never gives two the same title."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng([seed, 5])
        self._used: set[str] = set()

    def title(self, item: Item) -> str:
        """A short English title."""
        name = f"{_modifier(item)} {item.style['en']}".strip()
        prefix: str = words("gender")[item.who]["prefix"]
        lines = words("lines")
        title = prefix + name
        while title in self._used or self._rng.random() < 0.6:
            title = f"{prefix}{pick(self._rng, lines)} {name}"
            if title not in self._used:
                break
        self._used.add(title)
        return title

    def zh_title(self, item: Item) -> str:
        """A Chinese title as shops write them: for whom, cut, cloth, style, then selling points."""
        gender = words("gender")[item.who]["title"]
        fit = words("fits").get(item.fit or "", "")
        pattern = "" if item.pattern == "solid" else words("patterns")[item.pattern]["zh"]
        style = item.style["zh"]
        parts = [p for p in (fit, pattern, _zh_material(item)) if p and p not in style]
        points = " ".join(_short(key) for key in item.features[:2])
        for start in (*_ZH_START, *(f"{c.zh}{s}" for c in item.colours for s in _ZH_START)):
            title = f"{gender}{start}{''.join(parts)}{style} {points}"
            if title not in self._used:
                break
        self._used.add(title)
        return title

    def description(self, item: Item) -> tuple[str, str]:
        """The English and the Chinese description, of one to three sentences each."""
        say = pick(self._rng, table(item.department)[item.kind]["say"])
        facts = [words("features")[key] for key in item.features[:2]]
        en = " ".join([_fill(say["en"], item.material), *(f["say"] for f in facts)])
        zh = "".join(
            [
                _fill(say["zh"], words("materials")[item.material]["zh"]),
                *(f["say_zh"] for f in facts),
            ]
        )
        return en, zh


def attributes(item: Item) -> tuple[Attributes, Attributes]:
    """The attributes in English and in Chinese, under names of their own language."""
    en: Attributes = {
        "brand": item.brand["en"],
        "gender": item.who,
        "material": item.material,
        "pattern": item.pattern,
    }
    zh: Attributes = {
        "品牌": item.brand["zh"],
        "类别": item.zh_category,
        "适用性别": words("gender")[item.who]["zh"],
        "材质": words("materials")[item.material]["zh"],
        "图案": words("patterns")[item.pattern]["zh"],
    }
    _cut_facts(item, en, zh)
    if item.fit:
        en["fit"], zh["版型"] = item.fit, words("fits")[item.fit]
    season = words("seasons")[item.season]
    en["season"], zh["适用季节"] = season["en"], season["zh"]
    en["occasion"] = list(item.occasions)
    zh["适用场合"] = [words("occasions")[name] for name in item.occasions]
    _features(item, en, zh)
    return en, zh


def _cut_facts(item: Item, en: Attributes, zh: Attributes) -> None:
    for field, value, name, text, zh_name, zh_text in words("facts"):
        family, _, own = field.rpartition(".")
        if item.cut.get(own) == value and family in {"", item.family}:
            en[name], zh[zh_name] = text, zh_text
    heel = item.cut.get("heel", 0.0)
    if heel > 0.05:
        en["heel height"] = zh["跟高"] = f"{round(heel * 43)} cm"


def _features(item: Item, en: Attributes, zh: Attributes) -> None:
    chosen = [words("features")[key] for key in item.features]
    points = [f for f in chosen if not f.get("care")]
    for f in chosen:
        if f.get("care"):
            en["care"], zh["洗涤说明"] = f["en"], f["zh"]
    if points:
        en["features"] = [f["en"] for f in points]
        zh["功能特点"] = [f["zh"] for f in points]


def _modifier(item: Item) -> str:
    if item.pattern not in {"solid", "washed"}:
        return str(words("patterns")[item.pattern]["en"])
    shared = set(item.material.split()) & set(item.style["en"].lower().split())
    return "" if shared or item.material in _COMMON else titled(item.material)


def _zh_material(item: Item) -> str:
    name, style = str(words("materials")[item.material]["zh"]), item.style["zh"]
    told = (name[:2], name[-2:], *(sign for sign in ("皮", "牛仔") if sign in name))
    return "" if any(part in style for part in told) else name


def _short(key: str) -> str:
    return str(words("features")[key]["zh"])


def _fill(text: str, material: str) -> str:
    return text.replace("{material}", material).replace("{Material}", capital(material))
