"""Shoe sizes of different systems, compared by the length of the foot that they fit.

Paris points (EU), barleycorns (UK, US) and millimetres (CN) as ISO/TS 19407 relates them, with the
allowance between foot and last that makes EU 42 = UK 8 = US 9 = 265 mm.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

_ALLOWANCE = 15.0  # mm
_NEAR = 2.5  # mm; half a size is 3 to 4
_US_MEN, _US_WOMEN = 1.0, 2.5  # above the UK size
_NUMBER = r"\d{1,3}(?:\.5)?"
_NAMES = {"欧": "eu", "美": "us", "英": "uk", "国": "cn", "us": "us", "eu": "eu", "uk": "uk"}
_SAID = re.compile(
    rf"\b(?P<a>us|eu|uk)(?: ?size)?(?: (?:mens?|womens?))? ?(?P<b>{_NUMBER})(?![\d.])|"
    rf"(?<![\d.])(?P<c>{_NUMBER}) ?(?P<d>us|eu|uk)\b|"
    rf"(?P<e>[欧美英国])码 ?(?P<f>{_NUMBER})码?|(?P<g>{_NUMBER}) ?(?P<h>[欧美英])码"
)
_WRITTEN = re.compile(rf"(?P<a>us|eu|uk|cn)? ?(?P<n>{_NUMBER}) ?(?P<b>us|eu|uk|cn|mm)?")
_BARE = ((3, 17, "us"), (33, 53, "eu"), (150, 330, "cn"))


class ShoeSize(NamedTuple):
    """A number in a system: us, uk, eu or cn (millimetres)."""

    system: str
    number: float

    def foot(self, *, women: bool) -> float:
        """Length of the foot in millimetres."""
        if self.system == "cn":
            return self.number
        if self.system == "eu":
            return self.number / 1.5 * 10 - _ALLOWANCE
        above = {"uk": 0.0, "us": _US_WOMEN if women else _US_MEN}[self.system]
        return (self.number - above + 25) / 3 * 25.4 - _ALLOWANCE


def find_shoe_size(text: str) -> tuple[str, ShoeSize | None]:
    """Normalised text without the first size that comes with its system, and that size."""
    match = _SAID.search(text)
    if not match:
        return text, None
    system, number = next((m for m in _groups(match) if m[0] and m[1]), ("", ""))
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return rest, ShoeSize(_NAMES[system], float(number))


def equivalents(wanted: ShoeSize, present: Iterable[str], *, women: bool) -> list[str]:
    """The keys of a catalogue's sizes that fit the same foot; bare numbers are of the system in
    which they are usual."""
    length = wanted.foot(women=women)
    return [
        key
        for key in sorted(present)
        if (size := _read(key)) and abs(size.foot(women=women) - length) <= _NEAR
    ]


def _read(key: str) -> ShoeSize | None:
    match = _WRITTEN.fullmatch(key)
    if not match:
        return None
    number = float(match["n"])
    named = {"mm": "cn"}.get(match["b"] or "", match["a"] or match["b"])
    system = named or next((name for low, high, name in _BARE if low <= number <= high), None)
    return ShoeSize(system, number) if system else None


def _groups(match: re.Match[str]) -> list[tuple[str, str]]:
    return [
        (match["a"], match["b"]), (match["d"], match["c"]),
        (match["e"], match["f"]), (match["h"], match["g"]),
    ]  # fmt: skip
