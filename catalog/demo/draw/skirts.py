"""Skirts: plain, pleated, wrapped, tiered or buttoned."""

from __future__ import annotations

from dataclasses import dataclass

from . import closures
from .bottoms import TOP, waistband
from .canvas import Canvas
from .geometry import Knot, Points, both, line, ribbon, smooth
from .look import Anchors, Look


@dataclass(frozen=True)
class Skirt:
    """Half widths at waist, hip and hem; ``style`` is plain, pleated, wrap, tiered or button."""

    waist: float = 0.125
    hip: float = 0.17
    hem: float = 0.24
    length: float = 0.62
    style: str = "plain"
    slit: bool = False


def draw(canvas: Canvas, look: Look) -> Anchors:
    """Draws a skirt."""
    cut = Skirt(**look.cut)
    back = look.back
    body = _skirt_body(cut)
    flare = cut.hem > cut.hip
    rows = (-0.8, -0.5, -0.2, 0.1, 0.4, 0.7) if flare else (-0.4, 0.45)
    creases = [
        line((0.5 + x * cut.waist, TOP + 0.1), (0.5 + x * cut.hem, cut.length))
        for x in rows
    ]
    canvas.fill(body, look.main, creases=creases)
    if cut.style == "pleated":
        _pleats(canvas, look, cut)
    if cut.style == "tiered":
        for share in (0.36, 0.68):
            y = TOP + (cut.length - TOP) * share
            path = line((0.1, y - 0.012), (0.5, y + 0.012, 1), (0.9, y - 0.012))
            canvas.fill(ribbon(path, 0.022), look.main, inside=True, tone=0.9, opacity=0.6)
            canvas.stroke(path, look.seam, 0.0035)
    waistband(canvas, look, cut.waist, "elastic" if cut.style in {"tiered", "pleated"} else "plain")
    if not back:
        _skirt_front(canvas, look, cut)
    path = line(
        (0.5 - cut.hem, cut.length - 0.028), (0.5, cut.length - 0.004, 1),
        (0.5 + cut.hem, cut.length - 0.028),
    )
    canvas.stroke(path, look.seam, 0.002, dash=0.008)
    return {}


def _skirt_body(cut: Skirt) -> Points:
    half: list[Knot] = [
        (0.5, TOP + 0.02), (0.5 + cut.waist, TOP + 0.01), (0.5 + cut.hip, TOP + 0.2, 1),
        (0.5 + cut.hem, cut.length - 0.02), (0.5 + cut.hem * 0.6, cut.length + 0.004, 1),
        (0.5, cut.length + 0.012, 1),
    ]
    return both(half)


def _pleats(canvas: Canvas, look: Look, cut: Skirt) -> None:
    for k in range(-4, 5):
        x = k / 4.6
        top, foot = (0.5 + x * cut.waist, TOP + 0.045), (0.5 + x * cut.hem, cut.length + 0.015)
        shape: list[Knot] = [
            top, (top[0] + 0.012, top[1]), (foot[0] + cut.hem * 0.13, foot[1]), foot,
        ]
        canvas.fill(
            smooth(shape), look.main, inside=True, tone=0.84, opacity=0.55, folds=0, shadow=0,
        )
        canvas.stroke(line(top, foot), look.seam, 0.0028)


def _skirt_front(canvas: Canvas, look: Look, cut: Skirt) -> None:
    if cut.style == "wrap":
        edge = line(
            (0.5 + cut.waist * 0.5, TOP + 0.05), (0.55, 0.3, 1), (0.5 - cut.hem * 0.25, cut.length),
        )
        canvas.fill(ribbon(edge, 0.02), look.main, inside=True, tone=0.82, opacity=0.7)
        canvas.stroke(edge, look.seam, 0.004)
    if cut.style == "button":
        canvas.stroke(line((0.5, TOP + 0.05), (0.5, cut.length)), look.seam, 0.003)
        closures.buttons(canvas, look, 0.5, TOP + 0.03, cut.length - 0.06, count=6, r=0.01)
    if cut.slit:
        x = 0.5 + cut.hem * 0.45
        canvas.fill(
            smooth(
                [
                    (x, cut.length - 0.22), (x + 0.028, cut.length + 0.02),
                    (x - 0.02, cut.length + 0.02),
                ]
            ), look.main, inside=True, tone=0.45, folds=0,
        )
