"""Jeans, trousers, shorts and leggings."""

from __future__ import annotations

from dataclasses import dataclass

from . import closures
from .canvas import Canvas
from .geometry import Knot, both, box, ellipse, flip, line, shift, smooth
from .look import Anchors, Look

TOP = 0.1
_GAP = 0.012


@dataclass(frozen=True)
class Legs:
    """Half widths at waist, hip, knee and hem, and where the crotch and the hem are."""

    waist: float = 0.125
    hip: float = 0.165
    knee: float = 0.085
    hem: float = 0.075
    crotch: float = 0.36
    length: float = 0.98
    band: str = "button"  # button elastic drawstring
    pockets: str = "slant"  # none slant cargo
    crease: bool = False
    turn_up: bool = False
    stripe: bool = False
    ripped: bool = False

    @property
    def knee_height(self) -> float:
        return self.crotch + (self.length - self.crotch) * 0.48

    @property
    def middle(self) -> float:
        """The middle of the right hem: far enough out for the legs not to touch."""
        lean = self.hip * 0.36 + 0.03 * (self.length > 0.7)
        return 0.5 + _GAP + max(lean, self.hem)


def draw(canvas: Canvas, look: Look) -> Anchors:
    """Draws trousers of any length."""
    cut = Legs(**look.cut)
    back = look.back
    for side in (True, False):
        _leg(canvas, look, cut, side)
    waistband(canvas, look, cut.waist, cut.band)
    if not back and cut.band == "button":
        _fly(canvas, look, cut)
    if back and cut.pockets != "none":
        for x in (0.5 - cut.hip * 0.78, 0.5 + cut.hip * 0.2):
            closures.patch(canvas, look, (x, TOP + 0.09), cut.hip * 0.56, 0.115)
    return {}


def _leg(canvas: Canvas, look: Look, cut: Legs, left: bool) -> None:
    gap, middle, knee = _GAP, cut.middle, cut.knee_height
    half: list[Knot] = [
        (0.5, TOP + 0.02),
        (0.5 + cut.waist, TOP + 0.015),
        (0.5 + cut.hip, TOP + 0.17, 1),
        (max(middle + cut.knee * 0.95, 0.5 + cut.hip * 0.9), knee, 1) if cut.length < 0.7 else (
            middle + cut.knee, knee, 1,
        ),
        (middle + cut.hem + 0.008, cut.length),
        (middle, cut.length + 0.008, 1),
        (middle - cut.hem + 0.008, cut.length),
        (middle - cut.knee * 0.98, knee, 1),
        (0.5 + gap * 0.5, cut.crotch + 0.02, 1),
        (0.5 - 0.004, cut.crotch - 0.012),
    ]
    sides = flip if left else list
    creases = [
        line(
            *sides(
                [
                    (0.51, cut.crotch - 0.005), (0.5 + cut.hip * 0.4, cut.crotch - 0.03, 1),
                    (0.5 + cut.hip * 0.72, cut.crotch - 0.075),
                ]
            )
        ),
        line(*sides([(0.515, cut.crotch + 0.02), (0.5 + cut.hip * 0.5, cut.crotch + 0.045)])),
    ]
    if cut.length > 0.7:
        creases += [
            line(
                *sides(
                    [
                        (middle - cut.knee * 0.7, knee - 0.02),
                        (middle + cut.knee * 0.5, knee + 0.012),
                    ]
                )
            )
        ]
    canvas.fill(
        smooth(sides(half)), look.main, creases=creases, shadow=0.15, tone=1 if left else 0.98,
    )
    _details(canvas, look, cut, left)


def _details(canvas: Canvas, look: Look, cut: Legs, left: bool) -> None:
    middle, knee = cut.middle, cut.knee_height
    sides = flip if left else list
    hem = line(
        *sides(
            [
                (middle - cut.hem + 0.008, cut.length - 0.018), (middle, cut.length - 0.012, 1),
                (middle + cut.hem + 0.008, cut.length - 0.018),
            ]
        )
    )
    if cut.turn_up:
        cuff: list[Knot] = [
            (middle - cut.hem, cut.length - 0.045), (middle + cut.hem + 0.015, cut.length - 0.045),
            (middle + cut.hem + 0.016, cut.length + 0.004), (middle, cut.length + 0.014, 1),
            (middle - cut.hem, cut.length + 0.004),
        ]
        canvas.fill(smooth(sides(cuff)), look.trim, tone=1.06, folds=0.3)
    else:
        canvas.stroke(hem, look.seam, 0.002, dash=0.008)
    if cut.crease:
        canvas.stroke(
            line(
                *sides(
                    [
                        (middle - 0.005, TOP + 0.14), (middle, knee, 1),
                        (middle + 0.004, cut.length - 0.01),
                    ]
                )
            ), look.seam, 0.003, opacity=0.55,
        )
    if cut.stripe:
        path = line(
            *sides(
                [
                    (0.5 + cut.waist - 0.008, TOP + 0.03), (0.5 + cut.hip - 0.016, TOP + 0.17, 1),
                    (middle + cut.knee - 0.016, knee, 1), (middle + cut.hem - 0.006, cut.length),
                ]
            )
        )
        canvas.stroke(path, look.accent, 0.012, opacity=0.95)
    if cut.ripped and left:
        for y in (knee - 0.02, knee + 0.01):
            canvas.stroke(
                line((1 - middle - 0.04, y), (1 - middle, y + 0.006, 1), (1 - middle + 0.04, y)),
                (232, 234, 236), 0.008, opacity=0.85,
            )
    if look.back or cut.pockets == "none":
        return
    mouth = line(
        *sides(
            [
                (0.5 + cut.waist * 0.55, TOP + 0.045), (0.5 + cut.waist * 0.75, TOP + 0.1, 1),
                (0.5 + cut.hip * 0.97, TOP + 0.125),
            ]
        )
    )
    canvas.stroke(mouth, look.seam, 0.005)
    canvas.stroke(shift(mouth, 0.004 if left else -0.004, 0.009), look.seam, 0.0018, dash=0.008)
    if cut.pockets == "cargo":
        y = min(knee - 0.12, cut.length - 0.22)
        x = middle + cut.knee * 0.1
        closures.patch(canvas, look, (1 - x - 0.085 if left else x, y), 0.085, 0.12)
        closures.flap(canvas, look, 1 - x - 0.085 if left else x, y - 0.005, 0.085)


def waistband(canvas: Canvas, look: Look, w: float, kind: str) -> None:
    """A waistband of half width ``w``; ``kind`` is button, elastic, drawstring or plain."""
    back = look.back
    high = 0.052 if kind != "button" else 0.04
    inner: list[Knot] = [
        (0.5, TOP - 0.016, 1), (0.5 + w * 0.7, TOP - 0.014, 1), (0.5 + w, TOP - 0.004),
        (0.5 + w * 0.6, TOP + 0.015, 1), (0.5, TOP + 0.02, 1),
    ]
    canvas.fill(both(inner), look.main, tone=0.6, folds=0, shadow=0)
    dip = -0.008 if back else 0.012
    half: list[Knot] = [
        (0.5, TOP + dip, 1), (0.5 + w * 0.7, TOP + dip * 0.7, 1), (0.5 + w - 0.001, TOP - 0.004),
        (0.5 + w + 0.006, TOP + high - 0.008), (0.5 + w * 0.6, TOP + high + dip * 0.6, 1),
        (0.5, TOP + high + dip, 1),
    ]
    canvas.fill(both(half), look.trim, folds=0.25, puff=0.7)
    if kind == "button":
        for x in (-0.78, -0.4, 0.4, 0.78):
            y = TOP + dip * (1 - abs(x)) - 0.006
            canvas.fill(
                box(0.5 + x * w - 0.006, y, 0.5 + x * w + 0.006, y + high + 0.012, 0.002),
                look.main, folds=0,
            )
    if kind == "drawstring" and not back:
        for s in (-1, 1):
            string = line(
                (0.5 + s * 0.02, TOP + 0.035), (0.5 + s * 0.035, TOP + 0.09, 1),
                (0.5 + s * 0.026, TOP + 0.15),
            )
            canvas.stroke(string, look.accent, 0.008, opacity=1)


def _fly(canvas: Canvas, look: Look, cut: Legs) -> None:
    path = line((0.5, TOP + 0.05), (0.5, cut.crotch - 0.02))
    canvas.stroke(path, look.seam, 0.004)
    canvas.stroke(
        line(
            (0.532, TOP + 0.055), (0.532, cut.crotch - 0.12), (0.522, cut.crotch - 0.075, 1),
            (0.502, cut.crotch - 0.055),
        ), look.seam, 0.002, dash=0.008,
    )
    canvas.fill(ellipse(0.5, TOP + 0.032, 0.011, 0.011), look.hardware, folds=0, shadow=0.4)
