"""The photographer: which views a product gets, and each of them as a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .draw import (
    accessories,
    backpacks,
    bags,
    bottoms,
    eyewear,
    hats,
    jewellery,
    sandals,
    shoes,
    skirts,
    tops,
    watches,
)
from .draw.backdrop import studio
from .draw.canvas import SIZE, Canvas
from .draw.geometry import Camera, Point, camera, fit
from .draw.look import METALS, Anchors, Look
from .draw.ruler import Ruler
from .draw.shoe import Shoe
from .fabric import Fabric, fabric
from .palette import COLOURS, Colour, Rgb, luma

if TYPE_CHECKING:
    from .assortment import Item

CUTOUT = 480  # the longer side of a cut-out, in pixels


@dataclass(frozen=True)
class Family:
    """How a family is drawn and photographed; ``focus`` is where its detail view looks."""

    draw: Callable[[Canvas, Look], Anchors]
    cut: type[Any]
    first: str = "front"
    others: tuple[str, ...] = ("back",)
    focus: Point = (0.5, 0.3)
    standing: bool = False
    cutout: str = ""


FAMILIES = {
    "tops": Family(
        tops.draw,
        tops.Top,
        others=("back", "back", "detail"),
        focus=(0.5, 0.27),
        cutout="top",
    ),
    "legs": Family(bottoms.draw, bottoms.Legs, others=("back", "detail"), focus=(0.5, 0.26)),
    "skirts": Family(skirts.draw, skirts.Skirt, others=("back", "detail"), focus=(0.5, 0.3)),
    "shoes": Family(shoes.draw, Shoe, "side", ("angle",), standing=True),
    "sandals": Family(sandals.draw, sandals.Sandal, others=("angle",)),
    "bags": Family(bags.draw, bags.Bag, others=("angle", "angle", "back"), standing=True),
    "backpacks": Family(
        backpacks.draw,
        bags.Bag,
        others=("angle", "back"),
        standing=True,
    ),
    "hats": Family(hats.draw, hats.Hat, others=("back", "angle"), cutout="hat"),
    "glasses": Family(eyewear.draw, eyewear.Glasses, others=("angle",), cutout="glasses"),
    "watches": Family(watches.draw, watches.Watch, others=("detail", "angle"), focus=(0.52, 0.5)),
    "scarves": Family(
        accessories.draw_scarf,
        accessories.Scarf,
        others=("detail", "angle"),
        focus=(0.5, 0.55),
    ),
    "belts": Family(accessories.draw_belt, accessories.Belt, others=("side",)),
    "socks": Family(
        accessories.draw_socks,
        accessories.Sock,
        others=("detail",),
        focus=(0.42, 0.35),
    ),
    "jewels": Family(jewellery.draw, jewellery.Jewel, others=("detail",), focus=(0.5, 0.72)),
}
_TRIMS = {"sandals": "tan", "hats": "black"}
_CONTRAST = {"shoes", "bags", "backpacks", "hats"}


@dataclass(frozen=True)
class Cutout:
    """A transparent picture (height, width, 4; RGBA) and its anchors as fractions of its sides."""

    picture: NDArray[np.uint8]
    anchors: Anchors


class Shoot:
    """Photographs one product; cloth is woven once for each colour."""

    def __init__(self, item: Item, seed: int) -> None:
        self.item, self.family = item, FAMILIES[item.family]
        self._seed = (seed, item.number)
        self._cloth: dict[str, tuple[Fabric, Fabric]] = {}

    def views(self, colour: int) -> tuple[str, ...]:
        """The first view and another one, which differs from colour to colour."""
        others = self.family.others
        if self.item.cut.get("kind") == "earrings" or self.item.cut.get("style") == "square":
            others = ("angle",)  # nothing to see in the middle, or a sheet to lay out differently
        return self.family.first, others[(self.item.number + colour) % len(others)]

    def picture(self, colour: Colour, view: str) -> NDArray[np.uint8]:
        """A studio picture, (SIZE, SIZE, 3) RGB."""
        look = self._look(colour, view)
        rng = np.random.default_rng([*self._seed, *view.encode(), *colour.name.encode()])
        canvas = Canvas(self._camera(look, rng), rng)
        self.family.draw(canvas, look)
        return studio(canvas, self.family.standing and view != "detail")

    def cutout(self, colour: Colour) -> Cutout:
        """The product alone from the front, cropped to its outline."""
        look = self._look(colour, "front")
        eye = self._fitted(look, 0.96)
        canvas = Canvas(eye, np.random.default_rng([*self._seed, 99]))
        anchors = self.family.draw(canvas, look)
        ys, xs = np.nonzero(canvas.alpha > 0.02)
        x0, x1, y0, y1 = int(xs.min()), int(xs.max()) + 1, int(ys.min()), int(ys.max()) + 1
        rgba = np.dstack([canvas.rgb, canvas.alpha * 255])[y0:y1, x0:x1]
        scale = CUTOUT / max(rgba.shape[:2])
        rgba = np.clip(rgba, 0, 255).astype(np.uint8)
        small = cv2.resize(rgba, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        placed = {name: eye(np.array([p]))[0] * SIZE - [x0, y0] for name, p in anchors.items()}
        size = np.array([x1 - x0, y1 - y0])
        fractions = {name: _fraction(p / size) for name, p in placed.items()}
        return Cutout(np.asarray(small, np.uint8), fractions)

    def _look(self, colour: Colour, view: str) -> Look:
        item = self.item
        main, trim = self._cloths(colour)
        metal = colour.name if colour.name in METALS and item.material in _METALLIC else item.metal
        return Look(main, trim, item.accent.rgb, metal, view, item.number, item.cut)

    def _cloths(self, colour: Colour) -> tuple[Fabric, Fabric]:
        if colour.name not in self._cloth:
            item = self.item
            pattern = "tortoiseshell" if colour.name == "tortoiseshell" else item.pattern
            accent = _accent(colour, item.accent)
            main = fabric(colour.rgb, item.weave, pattern, accent, item.number)
            own = item.trim is None and not self._contrasts
            trim = main if own else fabric(self._trim(colour), item.trim or item.weave)
            self._cloth[colour.name] = (main, trim)
        return self._cloth[colour.name]

    @property
    def _contrasts(self) -> bool:
        sun = self.item.kind == "sun_hat"
        return (
            sun
            or self.item.family == "sandals"
            or (self.item.family in _CONTRAST and self.item.number % 3 == 0)
        )

    def _trim(self, colour: Colour) -> Rgb:
        if not self._contrasts:
            return colour.rgb
        if self.item.family in _TRIMS and luma(colour.rgb) > 0.25:
            return COLOURS[_TRIMS[self.item.family]].rgb
        return COLOURS["ivory" if luma(colour.rgb) < 0.5 else "tan"].rgb

    def _fitted(self, look: Look, share: float) -> Camera:
        ruler = Ruler(camera())
        self.family.draw(ruler, look)
        return fit(ruler.bounds, share)

    def _camera(self, look: Look, rng: np.random.Generator) -> Camera:
        eye = self._fitted(look, float(rng.uniform(0.82, 0.88)))
        tilt = float(rng.uniform(-1.5, 1.5)) * (not self.family.standing)
        match look.view:
            case "detail":
                zoom = float(rng.uniform(1.8, 2.2))
                return eye.then(camera(zoom, self.family.focus, float(rng.uniform(-12, 12))))
            case "back":
                return eye.then(camera(0.95, angle=tilt * 2, mirror=True))
            case "angle":
                standing = self.family.standing
                shear = 0.0 if standing else float(rng.uniform(-0.08, 0.08))
                return eye.then(
                    camera(0.96, angle=tilt * 3, squeeze=0.9, shear=shear, mirror=not standing)
                )
            case _:
                return eye.then(camera(angle=tilt))


_METALLIC = {"metal", "stainless steel", "gold-plated silver", "sterling silver"}


def _accent(colour: Colour, accent: Colour) -> Rgb:
    """The second colour of a pattern, swapped where it would vanish on ``colour``."""
    near = abs(luma(colour.rgb) - luma(accent.rgb)) < 0.22
    return COLOURS["white" if luma(colour.rgb) < 0.5 else "navy"].rgb if near else accent.rgb


def _fraction(point: NDArray[np.float64]) -> Point:
    x, y = np.clip(point, 0, 1)
    return round(float(x), 4), round(float(y), 4)
