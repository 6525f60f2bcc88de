"""Handbags and totes."""

from __future__ import annotations

from dataclasses import dataclass

from . import closures
from .canvas import Canvas, ink
from .geometry import Knot, Points, both, box, ellipse, line, ribbon, smooth
from .look import Anchors, Look


@dataclass(frozen=True)
class Bag:
    """``style``: satchel, crossbody, bucket, clutch, tote, shopper, backpack or rucksack."""

    style: str = "satchel"
    wide: float = 0.29
    narrow: float = 0.25
    high: float = 0.38
    handle: float = 0.2
    round: float = 0.05
    flap: float = 0.0
    pocket: bool = False
    chain: bool = False
    charm: bool = False


def draw(canvas: Canvas, look: Look) -> Anchors:
    """Draws a standing bag."""
    cut = Bag(**look.cut)
    top = 0.86 - cut.high
    _handles(canvas, look, cut, top, far=True)
    if look.view == "angle":
        _gusset(canvas, look, cut, top)
    body = _body(cut, top)
    canvas.fill(
        body, look.main, puff=1.3, folds=0.7 if cut.style in {"tote", "bucket", "shopper"} else 0.3,
    )
    canvas.stroke((body - [0.5, 0.67]) * [0.95, 0.94] + [0.5, 0.668], look.seam, 0.0022, dash=0.009)
    if cut.style in {"tote", "shopper"}:
        _open_top(canvas, look, cut, top)
    if not look.back:
        _front(canvas, look, cut, top)
    _handles(canvas, look, cut, top, far=False)
    return {}


def _body(cut: Bag, top: float) -> Points:
    w, n, r = cut.wide, cut.narrow, cut.round
    half: list[Knot] = [
        (0.5, top + 0.006, 1), (0.5 + n - 0.01, top),
        (0.5 + n + (w - n) * 0.55, (top + 0.86) / 2, 1), (0.5 + w, 0.86 - r, 1),
        (0.5 + w - r * 0.35, 0.86 - r * 0.25, 1), (0.5 + w - r, 0.86, 1), (0.5, 0.862, 1),
    ]
    return both(half)


def _gusset(canvas: Canvas, look: Look, cut: Bag, top: float) -> None:
    x = 0.5 + cut.narrow - 0.02
    side: list[Knot] = [
        (x, top), (x + 0.11, top - 0.02), (0.5 + cut.wide + 0.12, 0.7, 1),
        (0.5 + cut.wide + 0.1, 0.82), (0.5 + cut.wide - 0.03, 0.86),
    ]
    canvas.fill(smooth(side), look.main, tone=0.76, folds=0.4)
    canvas.stroke(line((x + 0.055, top), (0.5 + cut.wide + 0.045, 0.83)), look.seam, 0.003)


def _open_top(canvas: Canvas, look: Look, cut: Bag, top: float) -> None:
    mouth = ellipse(0.5, top + 0.004, cut.narrow - 0.012, 0.02)
    canvas.fill(mouth, look.main, tone=0.55, folds=0, shadow=0)
    band = ribbon(
        line(
            (0.5 - cut.narrow - 0.01, top + 0.03), (0.5, top + 0.045, 1),
            (0.5 + cut.narrow + 0.01, top + 0.03),
        ), 0.045,
    )
    canvas.fill(band, look.trim, inside=True, folds=0.3)


def _handles(canvas: Canvas, look: Look, cut: Bag, top: float, far: bool) -> None:
    h = cut.handle
    if h <= 0:
        return
    spread = cut.narrow * (0.55 if cut.style in {"satchel", "tote", "shopper"} else 0.92)
    if cut.style in {"crossbody", "bucket"} and far:
        _strap(canvas, look, cut, top, spread)
        return
    if cut.style not in {"satchel", "tote", "shopper"}:
        return
    lift = 0.03 if far else 0.0
    y = top + (0.1 if not far else 0.02)
    path = line(
        (0.5 - spread, y), (0.5 - spread * 0.86, top - h * 0.6 - lift, 1), (0.5, top - h - lift, 1),
        (0.5 + spread * 0.86, top - h * 0.6 - lift, 1), (0.5 + spread, y),
    )
    canvas.fill(
        ribbon(path, 0.03), look.trim, tone=0.72 if far else 1, folds=0.1,
        shadow=0 if far else 0.35,
    )
    if far:
        return
    canvas.stroke(path, ink(look.trim.rgb), 0.002, dash=0.009)
    for s in (-1, 1):
        canvas.fill(
            box(0.5 + s * spread - 0.024, y - 0.03, 0.5 + s * spread + 0.024, y + 0.05, 0.012),
            look.trim, folds=0, shadow=0.35,
        )
        canvas.fill(ellipse(0.5 + s * spread, y + 0.022, 0.01, 0.01), look.hardware, folds=0)


def _strap(canvas: Canvas, look: Look, cut: Bag, top: float, spread: float) -> None:
    h = cut.handle + 0.1
    path = line(
        (0.5 - spread, top + 0.05), (0.5 - spread * 0.9, top - h * 0.5, 1), (0.52, top - h, 1),
        (0.5 + spread * 0.9, top - h * 0.5, 1), (0.5 + spread, top + 0.05),
    )
    if cut.chain:
        canvas.fill(ribbon(path, 0.016), look.hardware, folds=0, shadow=0)
        canvas.stroke(path, ink(look.hardware.rgb, 0.5), 0.01, dash=0.008)
        return
    canvas.fill(ribbon(path, 0.02), look.trim, folds=0.1, shadow=0)
    for s in (-1, 1):
        canvas.fill(
            ribbon(ellipse(0.5 + s * spread, top + 0.012, 0.017, 0.02), 0.008, closed=True),
            look.hardware, folds=0,
        )


def _front(canvas: Canvas, look: Look, cut: Bag, top: float) -> None:
    if cut.flap:
        low = top + cut.high * cut.flap
        n = cut.narrow + (cut.wide - cut.narrow) * cut.flap * 0.8
        half: list[Knot] = [
            (0.5, top - 0.004), (0.5 + cut.narrow + 0.004, top - 0.004),
            (0.5 + n + 0.006, low - 0.07, 1), (0.5 + n * 0.7, low - 0.012, 1), (0.5, low, 1),
        ]
        shape = both(half)
        canvas.fill(shape, look.main, folds=0.25, puff=1.0, shadow=0.45)
        canvas.stroke(
            (shape - [0.5, top]) * [0.955, 0.94] + [0.5, top + 0.004], look.seam, 0.0022,
            dash=0.009,
        )
        _clasp(canvas, look, low - 0.03)
    elif cut.style == "clutch":
        closures.zipper(
            canvas, look,
            line((0.5 - cut.narrow + 0.02, top + 0.035), (0.5 + cut.narrow - 0.02, top + 0.035)),
        )
    if cut.pocket:
        closures.patch(
            canvas, look, (0.5 - cut.wide * 0.5, 0.86 - cut.high * 0.58), cut.wide, cut.high * 0.42,
        )
    if cut.style == "bucket":
        for k in range(7):
            x = 0.5 + (k - 3) / 3.4 * cut.narrow
            canvas.fill(ellipse(x, top + 0.05, 0.011, 0.011), look.hardware, folds=0)
        for dx in (-0.025, 0.03):
            canvas.stroke(
                line((0.5, top + 0.05), (0.5 + dx * 0.6, top + 0.13, 1), (0.5 + dx, top + 0.2)),
                look.trim.rgb, 0.011, opacity=1,
            )
    if cut.charm:
        canvas.stroke(
            line((0.5 + cut.narrow * 0.55, top + 0.12), (0.5 + cut.narrow * 0.58, top + 0.18)),
            ink(look.trim.rgb), 0.006,
        )
        canvas.fill(
            smooth(
                [
                    (0.5 + cut.narrow * 0.58 - 0.018, top + 0.18),
                    (0.5 + cut.narrow * 0.58 + 0.018, top + 0.18),
                    (0.5 + cut.narrow * 0.58 + 0.03, top + 0.27),
                    (0.5 + cut.narrow * 0.58 - 0.03, top + 0.27),
                ]
            ), look.trim, shadow=0.35,
        )


def _clasp(canvas: Canvas, look: Look, y: float) -> None:
    canvas.fill(box(0.462, y - 0.022, 0.538, y + 0.028, 0.012), look.hardware, folds=0, shadow=0.45)
    canvas.fill(box(0.482, y - 0.004, 0.518, y + 0.012, 0.005), look.hardware, folds=0, tone=0.8)
