"""Sunglasses and frames."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..fabric import Fabric, plain
from ..palette import Rgb, mix
from .canvas import Canvas
from .geometry import Knot, Points, flip, line, ribbon, smooth
from .look import METALS, Anchors, Look
from .ruler import Ruler

EYE = 0.19  # from the bridge to the middle of a lens


@dataclass(frozen=True)
class Glasses:
    """``style``: round, square, cat-eye, aviator, oval or sport; ``rim`` is the frame's width."""

    style: str = "round"
    wide: float = 0.145
    high: float = 0.125
    rim: float = 0.022
    lens: Rgb = (58, 62, 70)
    clear: float = 0.9  # opacity of the lenses
    metal_frame: bool = False


def draw(canvas: Canvas, look: Look) -> Anchors:
    """Draws glasses from the front, or turned for the angle view."""
    cut = Glasses(**look.cut)
    frame = plain(METALS[look.metal], 1.3) if cut.metal_frame else look.main
    if look.view == "angle":
        _arms(canvas, frame, cut)
    for left in (True, False):
        _lens(canvas, frame, cut, left)
    _bridge(canvas, frame, cut)
    if look.view != "angle":
        for left in (True, False):
            _hinge(canvas, look, frame, cut, left)
    return {
        "left_pupil": (0.5 - EYE, 0.5),
        "right_pupil": (0.5 + EYE, 0.5),
        "left_temple": (0.5 - EYE - cut.wide - 0.03, 0.45),
        "right_temple": (0.5 + EYE + cut.wide + 0.03, 0.45),
        "bridge": (0.5, 0.46),
    }


def _outline(cut: Glasses) -> list[Knot]:
    x, w, h = 0.5 + EYE, cut.wide, cut.high
    match cut.style:
        case "square":
            return [
                (x - w, 0.5 - h * 0.86, 1), (x - w * 0.8, 0.5 - h, 1), (x + w * 0.85, 0.5 - h, 1),
                (x + w, 0.5 - h * 0.82, 1), (x + w * 0.93, 0.5 + h * 0.75, 1),
                (x + w * 0.7, 0.5 + h, 1), (x - w * 0.65, 0.5 + h, 1),
                (x - w * 0.9, 0.5 + h * 0.75, 1),
            ]
        case "cat-eye":
            return [
                (x - w * 0.98, 0.5 - h * 0.45, 1), (x - w * 0.6, 0.5 - h * 0.85, 1),
                (x + w * 0.5, 0.5 - h * 1.0, 1), (x + w * 1.18, 0.5 - h * 1.22),
                (x + w * 1.02, 0.5 - h * 0.1, 1), (x + w * 0.4, 0.5 + h * 0.9, 1),
                (x - w * 0.35, 0.5 + h * 0.9, 1), (x - w * 0.9, 0.5 + h * 0.3, 1),
            ]
        case "aviator":
            return [
                (x - w * 0.9, 0.5 - h * 0.75, 1), (x, 0.5 - h * 0.98, 1),
                (x + w * 0.85, 0.5 - h * 0.82, 1), (x + w, 0.5 - h * 0.2, 1),
                (x + w * 0.62, 0.5 + h * 0.85, 1), (x, 0.5 + h * 1.12, 1),
                (x - w * 0.6, 0.5 + h * 0.75, 1), (x - w, 0.5 - h * 0.2, 1),
            ]
        case "sport":
            return [
                (x - w * 1.1, 0.5 - h * 0.5, 1), (x, 0.5 - h * 0.78, 1),
                (x + w * 1.2, 0.5 - h * 0.8), (x + w * 1.05, 0.5 + h * 0.2, 1),
                (x + w * 0.3, 0.5 + h * 0.7, 1), (x - w * 0.7, 0.5 + h * 0.5, 1),
            ]
        case _:
            flat = 0.78 if cut.style == "oval" else 1.0
            return [
                (x, 0.5 - h * flat, 1), (x + w * 0.72, 0.5 - h * 0.7 * flat, 1), (x + w, 0.5, 1),
                (x + w * 0.72, 0.5 + h * 0.7 * flat, 1), (x, 0.5 + h * flat, 1),
                (x - w * 0.72, 0.5 + h * 0.7 * flat, 1), (x - w, 0.5, 1),
                (x - w * 0.72, 0.5 - h * 0.7 * flat, 1),
            ]


def _lens(canvas: Canvas, frame: Fabric, cut: Glasses, left: bool) -> None:
    knots = _outline(cut)
    shape = smooth(flip(knots) if left else knots)
    canvas.fill(shape, plain(cut.lens), folds=0, puff=0.4, opacity=cut.clear, shadow=0)
    _gradient(canvas, shape, cut)
    x = 0.5 - EYE if left else 0.5 + EYE
    glint = line(
        (x - cut.wide * 0.55, 0.5 + cut.high * 0.1), (x - cut.wide * 0.42, 0.5 - cut.high * 0.4, 1),
        (x - cut.wide * 0.05, 0.5 - cut.high * 0.62),
    )
    canvas.stroke(glint, (255, 255, 255), 0.02, opacity=0.42)
    canvas.stroke(
        line(
            (x + cut.wide * 0.3, 0.5 + cut.high * 0.45), (x + cut.wide * 0.5, 0.5 + cut.high * 0.2),
        ), (255, 255, 255), 0.011, opacity=0.25,
    )
    canvas.fill(ribbon(_closed(shape), cut.rim), frame, folds=0, puff=1.4, shadow=0.3)


def _closed(shape: Points) -> Points:
    """The outline with its first point again at the end, so that a band along it has no gap."""
    return np.concatenate([shape, shape[:2]])


def _gradient(canvas: Canvas, shape: Points, cut: Glasses) -> None:
    if isinstance(canvas, Ruler):
        return
    low, high = float(shape[:, 1].min()), float(shape[:, 1].max())
    steps = 7
    for k in range(1, steps):
        y = low + (high - low) * (0.3 + 0.7 * k / steps)
        part = shape[shape[:, 1] > y]
        if len(part) > 3:
            canvas.fill(
                part, plain(mix(cut.lens, (235, 226, 214), 0.45)), folds=0, puff=0, shadow=0,
                opacity=0.13, inside=True,
            )


def _bridge(canvas: Canvas, frame: Fabric, cut: Glasses) -> None:
    gap = EYE - cut.wide
    width = max(cut.rim * 0.9, 0.012)
    y = 0.5 - cut.high * 0.25
    arch = line((0.5 - gap - 0.004, y + 0.012), (0.5, y - 0.018, 1), (0.5 + gap + 0.004, y + 0.012))
    canvas.fill(ribbon(arch, width), frame, folds=0, puff=1.3)
    if cut.style == "aviator":
        bar = line(
            (0.5 - gap - 0.05, 0.5 - cut.high * 0.82), (0.5, 0.5 - cut.high * 0.9, 1),
            (0.5 + gap + 0.05, 0.5 - cut.high * 0.82),
        )
        canvas.fill(ribbon(bar, width), frame, folds=0, puff=1.3)


def _hinge(canvas: Canvas, look: Look, frame: Fabric, cut: Glasses, left: bool) -> None:
    x, y = 0.5 + EYE + cut.wide * (1.02 if cut.style != "cat-eye" else 1.1), 0.5 - cut.high * (
        0.55 if cut.style != "round" else 0.3
    )
    ear: list[Knot] = [
        (x - 0.02, y - 0.022), (x + 0.03, y - 0.02, 1), (x + 0.036, y + 0.016, 1),
        (x - 0.01, y + 0.022),
    ]
    canvas.fill(smooth(flip(ear) if left else ear), frame, folds=0, puff=1.2)
    stud = line((x + 0.002, y - 0.006), (x + 0.002, y + 0.006))
    path = stud if not left else stud * [-1, 1] + [1, 0]
    canvas.stroke(path, look.hardware.rgb, 0.007, opacity=0.9)


def _arms(canvas: Canvas, frame: Fabric, cut: Glasses) -> None:
    y = 0.5 - cut.high * 0.5
    for start, reach in ((0.5 + EYE + cut.wide, 0.42), (0.5 - EYE - cut.wide, 0.3)):
        arm = line((start - 0.01, y), (start + reach * 0.72, y - 0.1, 1), (start + reach, y - 0.04))
        canvas.fill(
            ribbon(arm, [cut.rim * 1.1, cut.rim * 0.8, cut.rim * 1.1]), frame, folds=0, tone=0.78,
            shadow=0,
        )
