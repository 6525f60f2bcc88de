"""Caps, sun hats and beanies."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..palette import mix
from .canvas import Canvas, ink
from .geometry import Knot, both, ellipse, flip, line, ribbon, shift, smooth
from .look import Anchors, Look


@dataclass(frozen=True)
class Hat:
    """``style``: cap, bucket, sun or beanie. ``crown`` is its height, ``brim`` its reach."""

    style: str = "cap"
    crown: float = 0.3
    wide: float = 0.26
    brim: float = 0.12
    pompom: bool = False
    cuff: float = 0.13
    badge: bool = False


def draw(canvas: Canvas, look: Look) -> Anchors:
    """Draws a hat; anchors are the temples and the middle of the brim."""
    cut = Hat(**look.cut)
    {"cap": _cap, "bucket": _bucket, "sun": _sun, "beanie": _beanie}[cut.style](canvas, look, cut)
    base = 0.6
    reach = {"cap": 0.1, "bucket": 0.06, "sun": 0.05, "beanie": 0.0}[cut.style]
    return {
        "left_temple": (0.5 - cut.wide, base),
        "right_temple": (0.5 + cut.wide, base),
        "brim_center": (0.5, base + reach),
    }


def _cap(canvas: Canvas, look: Look, cut: Hat) -> None:
    w, top = cut.wide, 0.6 - cut.crown
    half: list[Knot] = [
        (0.5, top, 1), (0.5 + w * 0.62, top + cut.crown * 0.14, 1),
        (0.5 + w * 0.97, top + cut.crown * 0.55, 1), (0.5 + w, 0.61), (0.5, 0.66, 1),
    ]
    canvas.fill(both(half), look.main, puff=1.6, folds=0.35)
    if look.back:
        _opening(canvas, look)
    _panels(canvas, look, cut, top)
    canvas.fill(ellipse(0.5, top + 0.004, 0.022, 0.012), look.trim, folds=0)
    if look.back:
        return
    if cut.badge:
        _badge(canvas, look)
    _brim(canvas, look, w, cut.brim)


def _opening(canvas: Canvas, look: Look) -> None:
    gap: list[Knot] = [
        (0.5 - 0.1, 0.66), (0.5 - 0.085, 0.55, 1), (0.5, 0.5, 1), (0.5 + 0.085, 0.55, 1),
        (0.5 + 0.1, 0.66),
    ]
    strap = line((0.39, 0.625), (0.5, 0.652, 1), (0.61, 0.625))
    canvas.fill(smooth(gap), look.main, tone=0.42, puff=-0.6, folds=0)
    canvas.fill(ribbon(strap, 0.04), look.trim, folds=0.1)
    canvas.fill(ellipse(0.5, 0.645, 0.014, 0.014), look.hardware, folds=0)


def _panels(canvas: Canvas, look: Look, cut: Hat, top: float) -> None:
    w, crown = cut.wide, cut.crown
    for x in (-0.6, 0.0, 0.6):
        seam = line(
            (0.5 + x * 0.05, top + 0.012), (0.5 + x * w * 1.15, top + crown * 0.45, 1),
            (0.5 + x * w * 1.2, 0.63),
        )
        canvas.stroke(seam, look.seam, 0.003)
        canvas.stroke(shift(seam, 0.008, 0), look.seam, 0.0018, dash=0.008)
        if x:
            eyelet = ellipse(0.5 + x * w * 0.62, top + crown * 0.36, 0.009, 0.009)
            canvas.stroke(eyelet, look.seam, 0.005, closed=True)


def _badge(canvas: Canvas, look: Look) -> None:
    peaks = line((0.462, 0.485), (0.483, 0.45), (0.5, 0.475), (0.517, 0.45), (0.538, 0.485))
    canvas.fill(ellipse(0.5, 0.47, 0.062, 0.05), look.trim, folds=0, shadow=0.25)
    canvas.stroke(peaks, mix(look.accent, look.main.rgb, 0.15), 0.01, opacity=1)


def _brim(canvas: Canvas, look: Look, w: float, b: float) -> None:
    brim: list[Knot] = [
        (0.5, 0.585, 1), (0.5 + w * 0.7, 0.595, 1), (0.5 + w + 0.012, 0.625),
        (0.5 + w * 0.98, 0.64 + b * 0.5, 1), (0.5 + w * 0.55, 0.64 + b * 0.95, 1),
        (0.5, 0.645 + b, 1),
    ]
    canvas.fill(both(brim), look.trim, puff=1.5, folds=0, shadow=0.5)
    for k in (0.3, 0.55, 0.8):
        row = line(
            (0.5 - w * (0.55 + 0.4 * k), 0.62 + b * k * 0.5), (0.5, 0.62 + b * k, 1),
            (0.5 + w * (0.55 + 0.4 * k), 0.62 + b * k * 0.5),
        )
        canvas.stroke(row, ink(look.trim.rgb), 0.002, dash=0.008)


def _bucket(canvas: Canvas, look: Look, cut: Hat) -> None:
    w, top, b = cut.wide, 0.6 - cut.crown, cut.brim
    half: list[Knot] = [
        (0.5, top, 1), (0.5 + w * 0.6, top + 0.008, 1), (0.5 + w * 0.84, top + 0.05, 1),
        (0.5 + w, 0.59), (0.5, 0.63, 1),
    ]
    brim: list[Knot] = [
        (0.5, 0.56, 1), (0.5 + w, 0.575), (0.5 + w + b * 0.8, 0.68 + b * 0.25),
        (0.5 + w * 0.7, 0.73 + b * 0.4, 1), (0.5, 0.745 + b * 0.45, 1),
    ]
    canvas.fill(both(half), look.main, puff=1.4, folds=0.6)
    canvas.stroke(
        line((0.5 - w * 0.84, top + 0.055), (0.5, top + 0.085, 1), (0.5 + w * 0.84, top + 0.055)),
        look.seam, 0.003, dash=0.009,
    )
    canvas.fill(both(brim), look.main, puff=1.0, folds=0.6, shadow=0.5)
    for k in (0.25, 0.5, 0.75):
        y = 0.6 + k * 0.13
        canvas.stroke(
            line(
                (0.5 - w - b * k * 0.8, y - 0.02), (0.5, y + 0.05, 1),
                (0.5 + w + b * k * 0.8, y - 0.02),
            ), look.seam, 0.002, dash=0.009,
        )


def _sun(canvas: Canvas, look: Look, cut: Hat) -> None:
    w, top, b = cut.wide * 0.82, 0.58 - cut.crown, cut.brim + 0.1
    lean = 0.012 if look.view == "front" else -0.03
    brim = smooth(
        [
            (0.5 - w - b, 0.6 + lean, 1), (0.5 - w * 0.7, 0.545, 1), (0.5 + w * 0.7, 0.545, 1),
            (0.5 + w + b, 0.6 - lean, 1), (0.5 + w * 0.85, 0.685, 1), (0.5, 0.715 + b * 0.12, 1),
            (0.5 - w * 0.85, 0.685, 1),
        ]
    )
    canvas.fill(brim, look.main, puff=1.0, folds=0.5)
    half: list[Knot] = [
        (0.5, top + 0.012, 1), (0.5 + w * 0.55, top, 1), (0.5 + w * 0.9, top + 0.06, 1),
        (0.5 + w, 0.59), (0.5, 0.635, 1),
    ]
    canvas.fill(both(half), look.main, puff=1.5, folds=0.3, shadow=0.55)
    band: list[Knot] = [
        (0.5, 0.56, 1), (0.5 + w * 0.985, 0.52), (0.5 + w + 0.003, 0.59), (0.5, 0.637, 1),
    ]
    canvas.fill(both(band), look.trim, folds=0.2, puff=0.9)
    if cut.badge:
        for s in (-1, 1):
            x = 0.5 + w * 0.72
            canvas.fill(
                smooth([(x, 0.58), (x + s * 0.06, 0.54, 1), (x + s * 0.065, 0.615, 1)]), look.trim,
                folds=0.3, shadow=0.4,
            )
        canvas.fill(ellipse(0.5 + w * 0.72, 0.578, 0.015, 0.02), look.trim, folds=0)


def _beanie(canvas: Canvas, look: Look, cut: Hat) -> None:
    w, top = cut.wide, 0.6 - cut.crown
    if cut.pompom:
        rng = look.rng
        for _ in range(34):
            a, r = rng.uniform(0, 6.283), rng.uniform(0.01, 0.062)
            x, y = 0.5 + r * math.cos(a), top - 0.035 + r * math.sin(a)
            canvas.fill(
                ellipse(x, y, 0.026, 0.014, float(rng.uniform(0, 180))), look.trim, folds=0,
                shadow=0.12,
            )
    half: list[Knot] = [
        (0.5, top, 1), (0.5 + w * 0.55, top + cut.crown * 0.1, 1),
        (0.5 + w * 0.92, top + cut.crown * 0.48, 1), (0.5 + w, 0.62), (0.5, 0.66, 1),
    ]
    ribs = [
        line(
            (0.5 + x * 0.06, top + 0.01), (0.5 + x * w * 0.8, top + cut.crown * 0.5, 1),
            (0.5 + x * w, 0.62),
        )
        for x in (-0.8, -0.48, -0.16, 0.16, 0.48, 0.8)
    ]
    canvas.fill(both(half), look.main, puff=1.5, folds=0.3, creases=ribs)
    c = cut.cuff
    fold: list[Knot] = [
        (0.5, 0.7 - c - 0.02, 1), (0.5 + w * 0.7, 0.68 - c - 0.015, 1), (0.5 + w + 0.012, 0.65 - c),
        (0.5 + w + 0.016, 0.65), (0.5 + w * 0.7, 0.685, 1), (0.5, 0.7, 1),
    ]
    canvas.fill(both(fold), look.trim, puff=1.3, folds=0.2, shadow=0.45)
    if cut.badge and not look.back:
        tag: list[Knot] = [
            (0.5 + 0.02, 0.62 - c * 0.3), (0.5 + 0.1, 0.615 - c * 0.3),
            (0.5 + 0.1, 0.665 - c * 0.3), (0.5 + 0.02, 0.67 - c * 0.3),
        ]
        canvas.fill(smooth(flip(tag)), look.hardware, folds=0, shadow=0.3, tone=0.8)
