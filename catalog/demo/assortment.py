"""What the shop sells: every product decided upon before a line of it is drawn or written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, TypeVar

import numpy as np

from .draw.look import METALS
from .palette import COLOURS, Colour, luma
from .studio import FAMILIES
from .words import DEPARTMENTS, table, words

T = TypeVar("T")


@dataclass(frozen=True)
class Item:
    """One product: what it is, not yet how it is worded."""

    number: int
    department: str
    kind: str
    who: str
    style: dict[str, Any]
    family: str
    cut: dict[str, Any]
    material: str
    weave: str
    trim: str | None
    pattern: str
    colours: tuple[Colour, ...]
    accent: Colour
    metal: str
    fit: str | None
    features: tuple[str, ...]
    season: str
    occasions: tuple[str, ...]
    brand: dict[str, Any]
    category: str
    zh_category: str
    price: float
    compare_at: float | None
    sizes: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"DG{1000 + self.number}"


def pick(rng: np.random.Generator, options: Sequence[T]) -> T:
    """One of ``options``."""
    return options[int(rng.integers(len(options)))]


def some(rng: np.random.Generator, options: Sequence[T], count: int) -> list[T]:
    """Up to ``count`` different ``options``, in their order."""
    chosen = rng.permutation(len(options))[:count]
    return [options[i] for i in sorted(int(c) for c in chosen)]


def assortment(seed: int) -> list[Item]:
    """Every product of the shop, in the order of its number."""
    plans = list(_plans())
    return [
        _item(number, plan, np.random.default_rng([seed, number]))
        for number, plan in enumerate(plans, start=1)
    ]


class _Plan(NamedTuple):
    department: str
    kind: str
    data: dict[str, Any]
    who: str
    style: dict[str, Any]


def _plans() -> Iterator[_Plan]:
    for department in DEPARTMENTS:
        for kind, data in table(department).items():
            turn = 0
            for who, count in data["who"].items():
                styles = [s for s in data["styles"] if who not in s.get("not", ())]
                for k in range(count):
                    yield _Plan(department, kind, data, who, styles[(turn + k) % len(styles)])
                turn += count


def _item(number: int, plan: _Plan, rng: np.random.Generator) -> Item:
    department, kind, data, who, style = plan
    both = {**data, **style}
    material = pick(rng, both["materials"])
    pattern = pick(rng, both["patterns"])
    names: list[str] = some(rng, both["colours"], int(pick(rng, (1, 2, 2, 2, 3))))
    colours = tuple(COLOURS[name] for name in names)
    price = _price(rng, data["price"], words("materials")[material].get("dear", 1.0), who)
    possible = _possible(both["features"], material, who)
    gender = words("gender")[who]
    path, path_zh = (f"{gender['path']} > ", f"{gender['path_zh']} > ")
    if who == "unisex":
        path = path_zh = ""
    return Item(
        number=number,
        department=department,
        kind=kind,
        who=who,
        style=style,
        family=data["draw"],
        cut=_cut(data["draw"], style["cut"], rng),
        material=material,
        weave=both.get("weave", words("materials")[material].get("weave", "jersey")),
        trim=both.get("trim"),
        pattern=pattern,
        colours=colours,
        accent=_accent(rng, colours[0]),
        metal=names[0]
        if names[0] in METALS
        else str(pick(rng, ("gold", "silver", "silver", "brass"))),
        fit=pick(rng, both["fits"]) if both["fits"] else None,
        features=tuple(some(rng, possible, int(rng.integers(1, 4)))),
        season=_season(kind, both["features"]),
        occasions=_occasions(kind),
        brand=pick(rng, [b for b in words("brands") if who in b["who"]]),
        category=path + both["category"],
        zh_category=path_zh + both.get("zh_category", data["zh"]),
        price=price,
        compare_at=_compare_at(rng, price),
        sizes=_sizes(data["sizes"], who),
    )


def _cut(family: str, given: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    """The style's cut with every measure varied a little, so that no two products are alike."""
    values: dict[str, Any] = {}
    for part in fields(FAMILIES[family].cut):
        value = given.get(part.name, part.default)
        if isinstance(value, float):
            value = float(value * rng.uniform(0.94, 1.06))
        values[part.name] = tuple(value) if isinstance(value, list) else value
    return values


def _price(rng: np.random.Generator, span: list[float], dear: float, who: str) -> float:
    child = 0.7 if who in {"girls", "boys"} else 1.0
    value = rng.uniform(span[0], span[1]) * dear * child
    return float(min(220, max(8, round(value)))) - float(pick(rng, (0.1, 0.05, 0.0, 0.5)))


def _compare_at(rng: np.random.Generator, price: float) -> float | None:
    if rng.random() > 0.2:
        return None
    return round(round(price / (1 - float(pick(rng, (0.15, 0.2, 0.3, 0.4))))) - 0.1, 2)


def _accent(rng: np.random.Generator, main: Colour) -> Colour:
    """A second colour: anything strong on a neutral, otherwise a neutral."""
    if main.name in {"white", "ivory", "beige", "grey", "stone", "khaki"}:
        names = ["navy", "red", "green", "burgundy", "black", "rust"]
    else:
        names = ["navy", "charcoal"] if luma(main.rgb) > 0.6 else ["white", "ivory", "beige"]
    return COLOURS[pick(rng, names)]


def _possible(features: list[str], material: str, who: str) -> list[str]:
    never = {*words("never").get(material, ()), *words("never").get(who, ())}
    return [name for name in features if name not in never]


def _season(kind: str, features: list[str]) -> str:
    if {"warm", "fleece-lined", "down-filled"} & set(features):
        return "cold"
    return next((name for name, kinds in words("season_of").items() if kind in kinds), "all")


def _occasions(kind: str) -> tuple[str, ...]:
    own = [name for name, kinds in words("occasion_of").items() if kind in kinds]
    return ("casual", *own)


def _sizes(scheme: str, who: str) -> tuple[str, ...]:
    if who in {"girls", "boys"} and scheme in {"letters", "waist"}:
        scheme = "kids"
    sizes = words("sizes")[scheme]
    return tuple(sizes[who] if isinstance(sizes, dict) else sizes)
