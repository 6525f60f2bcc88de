"""A shopper's measures in words: "180cm 75kg", "chest 38 inches", 身高一米七五体重120斤."""

import re

from catalog.understanding.numbers import parse_number
from catalog.understanding.tokens import normalise

Measures = dict[str, float]
"""Of height, chest, waist, hip and foot in centimetres and weight in kilograms, those known."""

_INCH, _POUND, _FOOT, _JIN = 2.54, 0.4536, 30.48, 0.5
_NAMES = {
    "height": r"height|tall|身高|个子|高",
    "chest": r"chest|bust|胸围|胸",
    "waist": r"waist|腰围|腰",
    "hip": r"hips?|臀围|臀",
    "foot": r"foot length|foot|feet|脚长|脚",
}
_NUMBER = r"\d{1,3}(?:\.\d{1,2})?"
_UNIT = r"cm|厘米|公分|mm|毫米|inch(?:es)?|in\b|英寸|寸|\"|m\b|米"
_FEET = re.compile(r"(?<!\d)([4-7]) ?(?:'|’|ft|feet|foot) ?(?:(\d{1,2})(?!\d))?(?! ?(?:cm|long))")
_METRES = re.compile(r"(?<![\d.])([12一]) ?(?:米|m(?=\d)) ?([\d一二三四五六七八九零]{1,2})(?!\d)")
_WEIGHT = re.compile(
    rf"(?P<n>{_NUMBER}) ?(?P<u>kgs?|kilos?|公斤|千克|lbs?|pounds?|磅|斤)|"
    rf"(?:体重|weight|weigh)(?: is|是|:|：|大概|about| )*(?P<m>{_NUMBER})"
)
_BARE = re.compile(
    rf"(?<![\d.])(?P<n>1\d\d|2[0-2]\d|[89]\d) ?(?:cm|公分|厘米)(?! (?:{'|'.join(_NAMES.values())}))"
)
_PAIR = re.compile(
    r"(?<![\d.])(1[3-9]\d|20\d)[ /,，、]{1,2}(\d{2,3})(?!\d|\.\d| ?(?:cm|码|号|元|块))"
)
_KG = 100  # a bare weight from here on is said in 斤


def find_measures(words: str) -> Measures:
    """The measures that words tell."""
    text = normalise(words)
    found = {name: value for name, part in _NAMES.items()
             if (value := _named(text, name, part)) is not None}  # fmt: skip
    found |= {} if "height" in found else _height(text)
    if (weight := _weight(text)) is not None:
        found["weight"] = weight
    pair = _PAIR.search(text)
    if pair and "height" not in found and "weight" not in found:
        found |= {"height": float(pair[1]), "weight": _kilograms(float(pair[2]))}
    return found


def _named(text: str, name: str, part: str) -> float | None:
    """A measure with its name before or after it."""
    between = r"(?: is| are|是|为|大概| ?about|:|：|=|围| of)* ?"
    after = rf"(?:{part}){between}({_NUMBER}) ?({_UNIT})?"
    before = rf"(?<![\d.])({_NUMBER}) ?({_UNIT})? (?:{part})\b"
    match = re.search(after, text) or re.search(before, text)
    return _centimetres(float(match[1]), match[2] or "", name) if match else None


def _centimetres(value: float, unit: str, name: str) -> float | None:
    """A length; without a unit it is read as the body has it, None where it can't be."""
    if name == "height" and unit in ("m", "米"):
        return value * 100
    if unit in ("mm", "毫米") or (name == "foot" and not unit and value > 150):
        return value / 10
    if unit.startswith("in") or unit in ('"', "英寸"):
        return value * _INCH
    if unit == "寸":  # the Chinese inch of clothes, a thirtieth of a metre
        return value * 10 / 3
    if name in ("chest", "waist", "hip") and not unit and value < 60:
        return value * _INCH
    bounds = {"height": (50, 230), "foot": (10, 35)}.get(name, (35, 180))
    return value if bounds[0] <= value <= bounds[1] else None


def _height(text: str) -> Measures:
    if feet := _FEET.search(text):
        return {"height": int(feet[1]) * _FOOT + int(feet[2] or 0) * _INCH}
    if metres := _METRES.search(text):
        return {"height": 100 + _digits(metres[2])}
    if metric := re.search(r"(?<![\d.])([12]\.\d{1,2}) ?(?:m\b|米)", text):
        return {"height": float(metric[1]) * 100}
    bare = _BARE.search(text)
    return {"height": float(bare["n"])} if bare else {}


def _digits(written: str) -> float:
    """The centimetres of 1米75, 一米七五 or 一米七."""
    digits = "".join(str(int(parse_number(c) or 0)) for c in written)
    return float(digits.ljust(2, "0")[:2])


def _weight(text: str) -> float | None:
    match = _WEIGHT.search(text)
    if not match:
        return None
    if match["m"]:
        return _kilograms(float(match["m"]))
    value, unit = float(match["n"]), match["u"]
    factor = {"斤": _JIN, "磅": _POUND}.get(unit, _POUND if unit[0] in "lp" else 1.0)
    return value * factor


def _kilograms(bare: float) -> float:
    return bare * _JIN if bare >= _KG else bare
