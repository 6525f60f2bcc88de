"""Backpacks and rucksacks."""

from __future__ import annotations

from ..palette import contrast
from . import closures
from .bags import Bag
from .canvas import Canvas
from .geometry import Knot, both, box, line, ribbon, smooth
from .look import Anchors, Look


def draw(canvas: Canvas, look: Look) -> Anchors:
    """Draws a standing backpack; the back view shows its straps."""
    cut = Bag(**look.cut)
    w, top = cut.wide, 0.88 - cut.high
    back = look.back
    canvas.fill(
        ribbon(
            line(
                (0.46, top + 0.02), (0.465, top - 0.06, 1), (0.535, top - 0.06, 1),
                (0.54, top + 0.02),
            ), 0.02,
        ), look.trim, folds=0, shadow=0,
    )
    if look.view == "angle":
        side: list[Knot] = [
            (0.5 + w * 0.6, top + 0.03), (0.5 + w + 0.08, top + 0.13, 1), (0.5 + w + 0.11, 0.8, 1),
            (0.5 + w - 0.02, 0.87),
        ]
        canvas.fill(smooth(side), look.main, tone=0.74)
    half: list[Knot] = [
        (0.5, top, 1), (0.5 + w * 0.62, top + 0.02, 1), (0.5 + w * 0.93, top + 0.13, 1),
        (0.5 + w, 0.6, 1), (0.5 + w * 0.98, 0.82, 1), (0.5 + w * 0.86, 0.875, 1), (0.5, 0.88, 1),
    ]
    canvas.fill(both(half), look.main, puff=1.5, folds=0.6)
    if back:
        for s in (-1, 1):
            strap = line(
                (0.5 + s * 0.08, top + 0.06), (0.5 + s * w * 0.72, top + 0.22, 1),
                (0.5 + s * w * 0.62, 0.66, 1), (0.5 + s * w * 0.8, 0.84),
            )
            canvas.fill(
                ribbon(strap, [0.055, 0.065, 0.03, 0.025]), look.trim, folds=0.3, shadow=0.4,
            )
        return {}
    arc = line(
        (0.5 - w * 0.9, 0.5), (0.5 - w * 0.72, top + 0.12, 1), (0.5, top + 0.07, 1),
        (0.5 + w * 0.72, top + 0.12, 1), (0.5 + w * 0.9, 0.5),
    )
    if cut.style == "rucksack":
        _rucksack_flap(canvas, look, cut, top)
    else:
        closures.zipper(canvas, look, arc, 0.008)
    pocket: list[Knot] = [
        (0.5 - w * 0.72, 0.62), (0.5 - w * 0.66, 0.58, 1), (0.5 + w * 0.66, 0.58, 1),
        (0.5 + w * 0.72, 0.62), (0.5 + w * 0.74, 0.82, 1), (0.5, 0.845, 1),
        (0.5 - w * 0.74, 0.82, 1),
    ]
    canvas.fill(
        smooth(pocket), look.trim if cut.charm else look.main, inside=True, puff=1.0, folds=0.5,
        shadow=0.35,
    )
    closures.zipper(
        canvas, look, line((0.5 - w * 0.6, 0.625), (0.5, 0.615, 1), (0.5 + w * 0.6, 0.625)), 0.008,
    )
    canvas.fill(box(0.455, 0.51, 0.545, 0.545, 0.004), look.trim, folds=0, tone=_label_tone(look))
    return {}


def _label_tone(look: Look) -> float:
    """Keeps a label visible: lighter on a dark trim, darker on a light one."""
    return 0.82 if contrast(look.trim.rgb)[0] < look.trim.rgb[0] else 1.4


def _rucksack_flap(canvas: Canvas, look: Look, cut: Bag, top: float) -> None:
    w = cut.wide
    half: list[Knot] = [
        (0.5, top - 0.008, 1), (0.5 + w * 0.66, top + 0.01, 1), (0.5 + w * 0.96, top + 0.12, 1),
        (0.5 + w * 0.9, top + 0.25, 1), (0.5, top + 0.28, 1),
    ]
    canvas.fill(both(half), look.main, puff=1.2, folds=0.4, shadow=0.45)
    for s in (-1, 1):
        x = 0.5 + s * w * 0.42
        canvas.fill(
            box(x - 0.016, top + 0.1, x + 0.016, top + 0.36, 0.006), look.trim, folds=0, shadow=0.4,
        )
        canvas.fill(
            box(x - 0.024, top + 0.27, x + 0.024, top + 0.31, 0.006), look.hardware, folds=0,
        )
