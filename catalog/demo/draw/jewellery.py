"""Necklaces, earrings and bracelets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..fabric import Fabric, plain
from .canvas import Canvas, ink
from .geometry import Knot, Point, Points, ellipse, line, resample, ribbon, shift, smooth
from .look import Anchors, Look


@dataclass(frozen=True)
class Jewel:
    """``kind``: necklace earrings bracelet; ``charm``: none disc heart drop pearl star bar hoop."""

    kind: str = "necklace"
    charm: str = "disc"
    chain: str = "fine"  # fine links pearls
    size: float = 0.06


def draw(canvas: Canvas, look: Look) -> Anchors:
    """Draws a piece of jewellery lying flat."""
    cut = Jewel(**look.cut)
    match cut.kind:
        case "necklace":
            path = line(
                (0.34, 0.12), (0.24, 0.34, 1), (0.34, 0.6, 1), (0.5, 0.7, 1), (0.66, 0.6, 1),
                (0.76, 0.34, 1), (0.66, 0.12),
            )
            _chain(canvas, look, cut, path)
            _charm(canvas, look, cut.charm, (0.5, 0.7), cut.size)
        case "bracelet":
            _chain(canvas, look, cut, np.concatenate([ellipse(0.5, 0.5, 0.32, 0.2), [[0.82, 0.5]]]))
            _charm(canvas, look, cut.charm, (0.5, 0.7), cut.size)
        case _:
            for x, y in ((0.33, 0.26), (0.67, 0.3)):
                _earring(canvas, look, cut, x, y)
    return {}


def _stone(look: Look) -> Fabric:
    return plain(look.accent, 0.9)


def _chain(canvas: Canvas, look: Look, cut: Jewel, path: Points) -> None:
    length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
    if cut.chain == "fine":
        canvas.stroke(path, ink(look.hardware.rgb, 0.1), 0.007, opacity=1, inside=False)
        canvas.stroke(shift(path, -0.001, -0.001), (255, 250, 236), 0.003, dash=0.006, opacity=0.9)
        return
    step = 0.03 if cut.chain == "links" else 0.042
    points = resample(path, np.linspace(0, 1, round(length / step)))
    way = np.degrees(np.arctan2(*np.gradient(points, axis=0).T[::-1]))
    for k, ((x, y), turn) in enumerate(zip(points, way, strict=True)):
        if cut.chain == "pearls":
            canvas.fill(
                ellipse(x, y, 0.0215, 0.0215), plain((246, 241, 232), 0.7), folds=0, puff=1.1,
                shadow=0.2, tone=1.12,
            )
        else:
            ring = ellipse(x, y, 0.021, 0.012 if k % 2 else 0.006, turn)
            canvas.fill(
                ribbon(ring, 0.007, closed=True), look.hardware, folds=0, puff=1.6, shadow=0.2,
            )


def _earring(canvas: Canvas, look: Look, cut: Jewel, x: float, y: float) -> None:
    if cut.charm == "hoop":
        r = cut.size * 2.6
        ring = np.concatenate([ellipse(x, y + r, r, r * 1.05), [[x + r, y + r]]])
        canvas.fill(
            ribbon(ring, [0.03, 0.022, 0.018, 0.022, 0.03]), look.hardware, folds=0, puff=1.8,
        )
        return
    canvas.fill(ellipse(x, y, 0.02, 0.02), look.hardware, folds=0, puff=1.6)
    if cut.chain == "links":
        canvas.fill(ribbon(line((x, y), (x, y + 0.16)), 0.007), look.hardware, folds=0)
        y += 0.16
    _charm(canvas, look, cut.charm, (x, y), cut.size * 1.25)


def _charm(canvas: Canvas, look: Look, kind: str, at: Point, r: float) -> None:
    x, y = at
    if kind == "none":
        return
    canvas.fill(
        ribbon(ellipse(x, y + 0.012, 0.013, 0.017), 0.006, closed=True), look.hardware, folds=0,
    )
    y += 0.025
    outline: list[Knot]
    match kind:
        case "heart":
            outline = [
                (x, y + r * 0.4), (x + r * 0.55, y, 1), (x + r * 1.05, y + r * 0.55, 1),
                (x, y + r * 1.9), (x - r * 1.05, y + r * 0.55, 1), (x - r * 0.55, y, 1),
            ]
        case "drop":
            outline = [
                (x, y), (x + r * 0.62, y + r * 1.2, 1), (x, y + r * 1.95, 1),
                (x - r * 0.62, y + r * 1.2, 1),
            ]
        case "star":
            turns = np.arange(10) * np.pi / 5
            spread = np.where(np.arange(10) % 2 == 0, r, r * 0.45)
            outline = [
                (float(x + s * np.sin(t)), float(y + r - s * np.cos(t)))
                for s, t in zip(spread, turns, strict=True)
            ]
        case "bar":
            outline = [
                (x - r * 0.22, y), (x + r * 0.22, y), (x + r * 0.22, y + r * 2.4),
                (x - r * 0.22, y + r * 2.4),
            ]
        case _:
            outline = [(px, py) for px, py in ellipse(x, y + r, r, r)]
    paint = {"drop": _stone(look), "pearl": plain((240, 234, 224), 0.9)}.get(kind, look.hardware)
    if kind == "drop":
        rim = smooth(outline)
        middle = np.array([x, y + r])
        canvas.fill((rim - middle) * 1.16 + middle, look.hardware, folds=0, puff=1.4)
    canvas.fill(smooth(outline), paint, folds=0, puff=1.8, shadow=0.35)
    if kind == "disc":
        canvas.stroke(
            ellipse(x, y + r, r * 0.72, r * 0.72), ink(paint.rgb, 0.4), 0.004, closed=True,
        )
