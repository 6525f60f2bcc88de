"""Wrist watches: strap, case and dial."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..fabric import plain
from ..palette import Rgb, contrast, luma
from .canvas import Canvas, ink
from .geometry import Knot, Point, box, ellipse, line, ribbon, smooth
from .look import Anchors, Look


@dataclass(frozen=True)
class Watch:
    """``case`` is round or square; ``band`` is leather, links or rubber."""

    case: str = "round"
    band: str = "leather"
    radius: float = 0.17
    strap: float = 0.085
    dial: Rgb = (245, 243, 238)
    chrono: bool = False
    numerals: bool = False


def draw(canvas: Canvas, look: Look) -> Anchors:
    """Draws a watch lying open, dial up."""
    cut = Watch(**look.cut)
    _strap(canvas, look, cut)
    r, metal = cut.radius, look.hardware
    canvas.fill(box(0.5 + r - 0.01, 0.48, 0.5 + r + 0.03, 0.52, 0.008), metal, folds=0)
    rings = (
        (r, metal), (r * 0.9, plain(ink(metal.rgb, 0.25), 1.0)), (r * 0.86, plain(cut.dial, 0.15)),
    )
    for size, paint in rings:
        outline = ellipse(0.5, 0.5, size, size) if cut.case == "round" else box(
            0.5 - size * 0.92, 0.5 - size, 0.5 + size * 0.92, 0.5 + size, size * 0.25,
        )
        canvas.fill(outline, paint, folds=0, puff=1.2 if paint is metal else 0.4, shadow=0.3)
    _dial(canvas, look, cut)
    return {}


def _strap(canvas: Canvas, look: Look, cut: Watch) -> None:
    w, r = cut.strap, cut.radius
    for s in (-1, 1):
        near, far = 0.5 + s * r * 0.8, 0.5 + s * 0.46
        shape: list[Knot] = [
            (0.5 - w, near), (0.5 + w, near), (0.5 + w * 0.84, far - s * 0.03),
            (0.5 + w * 0.6, far, 1), (0.5 - w * 0.6, far, 1), (0.5 - w * 0.84, far - s * 0.03),
        ]
        paint = look.hardware if cut.band == "links" else look.main
        canvas.fill(smooth(shape), paint, folds=0.1, puff=1.2)
        if cut.band == "links":
            for k in range(1, 11):
                y = near + (far - near) * k / 11
                canvas.stroke(line((0.3, y), (0.7, y)), ink(paint.rgb, 0.55), 0.004)
            for x in (-0.35, 0.35):
                canvas.stroke(
                    line((0.5 + x * w, near), (0.5 + x * w, far)), ink(paint.rgb, 0.45), 0.003,
                )
            continue
        for x in (-0.84, 0.84):
            canvas.stroke(
                line((0.5 + x * w, near), (0.5 + x * w * 0.84, far - s * 0.03)), look.seam, 0.0025,
                dash=0.009,
            )
        if s > 0:
            for k in range(4):
                canvas.fill(
                    ellipse(0.5, far - 0.05 - 0.035 * k, 0.007, 0.009), plain((40, 34, 30)),
                    folds=0, shadow=0,
                )
        else:
            canvas.fill(
                ribbon(box(0.5 - w, far - 0.02, 0.5 + w, far + 0.035, 0.012), 0.014, closed=True),
                look.hardware, folds=0,
            )


def _dial(canvas: Canvas, look: Look, cut: Watch) -> None:
    r = cut.radius
    dark: Rgb = (44, 44, 48) if luma(cut.dial) > 0.5 else (236, 234, 226)
    for hour in range(12):
        a = math.radians(hour * 30)
        long = 0.2 if hour % 3 == 0 else 0.12
        start, stop = _hand(a, r * 0.76), _hand(a, r * (0.76 - long))
        canvas.stroke(line(start, stop), dark, 0.009 if hour % 3 == 0 else 0.005, opacity=1)
    for minute in range(0, 360, 6):
        a = math.radians(minute)
        canvas.stroke(line(_hand(a, r * 0.82), _hand(a, r * 0.79)), dark, 0.002)
    if cut.chrono:
        for x, y in ((-0.32, 0), (0.32, 0), (0, 0.34)):
            canvas.fill(
                ellipse(0.5 + x * r, 0.5 + y * r, r * 0.19, r * 0.19),
                plain(contrast(cut.dial, 0.1)), folds=0, shadow=0.1,
            )
            canvas.stroke(
                line((0.5 + x * r, 0.5 + y * r), (0.5 + x * r + r * 0.1, 0.5 + y * r - r * 0.1)),
                dark, 0.004, opacity=1,
            )
    for turn, length, width in ((305, 0.42, 0.014), (60, 0.64, 0.01)):
        tip = _hand(math.radians(turn), r * length)
        canvas.fill(
            ribbon(line((0.5, 0.5), tip), [width, width * 0.45]), plain(dark, 0.4), folds=0,
            shadow=0.3,
        )
    canvas.stroke(
        line(_hand(math.radians(190), r * 0.2), _hand(math.radians(10), r * 0.7)), look.accent,
        0.004, opacity=1,
    )
    canvas.fill(ellipse(0.5, 0.5, 0.01, 0.01), look.hardware, folds=0)
    canvas.stroke(
        line(
            (0.5 - r * 0.55, 0.5 - r * 0.15), (0.5 - r * 0.42, 0.5 - r * 0.48, 1),
            (0.5 - r * 0.1, 0.5 - r * 0.66),
        ), (255, 255, 255), 0.02, opacity=0.16,
    )


def _hand(angle: float, length: float) -> Point:
    return 0.5 + math.sin(angle) * length, 0.5 - math.cos(angle) * length
