"""Sandals and slides, seen from above."""

from __future__ import annotations

from dataclasses import dataclass

from ..fabric import plain
from .canvas import Canvas
from .geometry import Knot, box, camera, ellipse, flip, line, ribbon, smooth
from .look import Anchors, Look


@dataclass(frozen=True)
class Sandal:
    """``style``: slide, two-strap, cross, thong, gladiator; ``wide`` is half the sole's width."""

    style: str = "two-strap"
    wide: float = 0.125
    long: float = 0.74
    straps: float = 0.1


def draw(canvas: Canvas, look: Look) -> Anchors:
    """Draws the pair side by side; in the angle view one is turned across the other."""
    cut = Sandal(**look.cut)
    eye = canvas.camera
    turned = look.view != "front"
    poses = (
        camera(at=(0.62 if not turned else 0.68, 0.5), angle=-6 if not turned else 34),
        camera(at=(0.38, 0.5), angle=6 if not turned else -4),
    )
    for left, pose in zip((True, False), poses, strict=True):
        canvas.camera = pose.then(eye)
        _one(canvas, look, cut, left)
    canvas.camera = eye
    return {}


def _one(canvas: Canvas, look: Look, cut: Sandal, left: bool) -> None:
    sides = flip if left else list
    bed = smooth(sides(_footbed(cut)))
    middle = bed.mean(0)
    canvas.fill((bed - middle) * 1.05 + middle + [0, 0.008], plain((84, 66, 54)), folds=0, puff=0.8)
    canvas.fill(bed, look.trim, folds=0, puff=0.6, shadow=0.2)
    canvas.stroke((bed - middle) * 0.93 + middle, look.seam, 0.0025, dash=0.009, closed=True)
    canvas.fill(
        ellipse(0.5, 0.5 + cut.long * 0.3, cut.wide * 0.4, cut.wide * 0.5), look.trim, folds=0,
        tone=0.92, shadow=0, opacity=0.6,
    )
    for knots, width in _straps(cut):
        path = line(*sides(knots))
        canvas.fill(ribbon(path, width), look.main, folds=0.2, puff=1.3, shadow=0.5)
        if width > 0.04:
            canvas.stroke(ribbon(path, width * 0.82), look.seam, 0.002, dash=0.008)
    if cut.style in {"two-strap", "gladiator"}:
        for y in _rows(cut):
            x = (0.5 - cut.wide * 0.72) if left else (0.5 + cut.wide * 0.72)
            canvas.fill(
                ribbon(box(x - 0.022, y - 0.03, x + 0.022, y + 0.03, 0.008), 0.01, closed=True),
                look.hardware, folds=0, puff=1.5, shadow=0.4,
            )


def _footbed(cut: Sandal) -> list[Knot]:
    w, h = cut.wide, cut.long / 2
    return [
        (0.47, 0.5 - h, 1), (0.5 + w * 0.55, 0.5 - h * 0.88, 1), (0.5 + w, 0.5 - h * 0.42, 1),
        (0.5 + w * 0.82, 0.5 + h * 0.15, 1), (0.5 + w * 0.72, 0.5 + h * 0.72, 1), (0.5, 0.5 + h, 1),
        (0.5 - w * 0.7, 0.5 + h * 0.72, 1), (0.5 - w * 0.6, 0.5 + h * 0.1, 1),
        (0.5 - w * 0.96, 0.5 - h * 0.45, 1), (0.5 - w * 0.72, 0.5 - h * 0.86, 1),
    ]


def _rows(cut: Sandal) -> list[float]:
    h = cut.long / 2
    return [0.5 - h * 0.42, 0.5 + h * 0.02] if cut.style == "two-strap" else [0.5 + h * 0.45]


def _band(cut: Sandal, y: float, bow: float = 0.03) -> list[Knot]:
    w = cut.wide * 1.06
    return [(0.5 - w, y + bow), (0.5, y - bow * 0.4, 1), (0.5 + w, y + bow)]


def _straps(cut: Sandal) -> list[tuple[list[Knot], float]]:
    w, h = cut.wide, cut.long / 2
    match cut.style:
        case "slide":
            return [(_band(cut, 0.5 - h * 0.3), cut.straps * 1.9)]
        case "cross":
            one: list[Knot] = [
                (0.5 - w * 1.02, 0.5 - h * 0.42), (0.5, 0.5 - h * 0.3, 1),
                (0.5 + w, 0.5 + h * 0.05),
            ]
            other: list[Knot] = [
                (0.5 + w * 1.04, 0.5 - h * 0.45), (0.5, 0.5 - h * 0.3, 1),
                (0.5 - w * 0.85, 0.5 + h * 0.05),
            ]
            return [
                (one, cut.straps * 0.8), (other, cut.straps * 0.8),
                (_band(cut, 0.5 + h * 0.55, 0.02), 0.035),
            ]
        case "thong":
            toe = (0.485, 0.5 - h * 0.62)
            return [
                ([toe, (0.5 + w * 0.6, 0.5 - h * 0.3, 1), (0.5 + w * 0.95, 0.5 + h * 0.12)], 0.035),
                ([toe, (0.5 - w * 0.5, 0.5 - h * 0.3, 1), (0.5 - w * 0.75, 0.5 + h * 0.12)], 0.035),
            ]
        case "gladiator":
            spine: list[Knot] = [(0.49, 0.5 - h * 0.6), (0.5, 0.5 + h * 0.45)]
            rows = [_band(cut, 0.5 + h * y, 0.02) for y in (-0.5, -0.2, 0.1, 0.45)]
            return [*((row, 0.034) for row in rows), (spine, 0.03)]
        case _:
            return [(_band(cut, y), cut.straps) for y in _rows(cut)]
