"""Sneakers, boots, heels and flats, from the side or as a pair."""

from __future__ import annotations

from ..fabric import plain
from .canvas import Canvas
from .geometry import Knot, camera, line, ribbon, smooth
from .heels import boot, court
from .look import Anchors, Look
from .shoe import GROUND, Shoe


def draw(canvas: Canvas, look: Look) -> Anchors:
    """Draws one shoe from the side, or for the angle view the pair, one turned away."""
    if look.view != "angle":
        _shoe(canvas, look)
        return {}
    eye = canvas.camera
    far = camera(zoom=0.93, at=(0.58, 0.6), angle=-1.5)
    near = camera(at=(0.42, 0.46), angle=2.5, squeeze=0.94)
    for pose in (far, near):
        canvas.camera = pose.then(eye)
        _shoe(canvas, look)
    canvas.camera = eye
    return {}


def _shoe(canvas: Canvas, look: Look) -> None:
    cut = Shoe(**look.cut)
    match cut.style:
        case "sneaker" | "high-top" | "slip-on":
            _sneaker(canvas, look, cut)
        case "chelsea" | "lace-up" | "tall-boot" | "ankle-boot":
            boot(canvas, look, cut)
        case _:
            court(canvas, look, cut)


def _sneaker(canvas: Canvas, look: Look, cut: Shoe) -> None:
    s, high, slip = cut.floor, cut.collar, cut.style == "slip-on"
    tongue: list[Knot] = [
        (0.36, 0.5), (0.385, 0.375 + high, 1), (0.43, 0.36 + high, 1), (0.455, 0.4 + high),
        (0.62, 0.56),
    ]
    if not slip:
        canvas.fill(smooth(tongue), look.trim, folds=0.2)
    upper: list[Knot] = [
        (0.115, s + 0.02), (0.108, s - 0.1, 1), (0.135, 0.43 + high, 1), (0.17, 0.405 + high, 1),
        (0.225, 0.455 + high * 0.9, 1),
        (0.32, 0.46 + high * 0.95, 1), (0.39, 0.4 + high), (0.45, 0.445 + high * 0.6, 1),
        (0.56, 0.535, 1), (0.7, 0.575, 1),
        (0.83, s - 0.105, 1), (0.9, s - 0.055, 1), (0.915, s + 0.02),
    ]
    if slip:
        upper[4:8] = [(0.24, 0.445, 1), (0.33, 0.44, 1), (0.43, 0.435), (0.48, 0.48, 1)]
    creases = [line((0.66, 0.585), (0.68, 0.62, 1), (0.67, 0.65)), line((0.3, 0.5), (0.28, 0.6))]
    canvas.fill(smooth(upper), look.main, folds=0.35, puff=1.2, creases=creases)
    _sneaker_parts(canvas, look, cut)
    sole: list[Knot] = [
        (0.095, s + 0.004), (0.3, s + 0.012, 1), (0.6, s + 0.012, 1), (0.8, s, 1),
        (0.925, s - 0.022), (0.94, s + cut.sole * 0.4, 1), (0.915, GROUND - 0.006, 1),
        (0.86, GROUND), (0.14, GROUND), (0.095, GROUND - 0.012, 1), (0.085, s + cut.sole * 0.45, 1),
    ]
    canvas.fill(
        smooth(sole), plain((240, 238, 232)) if cut.motif != "panel" else look.trim, folds=0,
        puff=0.8,
    )
    canvas.stroke(
        line((0.1, s + cut.sole * 0.62), (0.5, s + cut.sole * 0.66, 1), (0.93, s + cut.sole * 0.5)),
        look.accent, 0.007, opacity=0.9,
    )
    canvas.fill(
        smooth(
            [
                (0.13, GROUND - 0.012), (0.89, GROUND - 0.012), (0.86, GROUND + 0.003),
                (0.145, GROUND + 0.003),
            ]
        ), plain((92, 84, 76)), folds=0, shadow=0,
    )


def _sneaker_parts(canvas: Canvas, look: Look, cut: Shoe) -> None:
    s, high, slip = cut.floor, cut.collar, cut.style == "slip-on"
    heel: list[Knot] = [
        (0.09, s + 0.03), (0.1, 0.5, 1), (0.13, 0.42 + high), (0.19, 0.43 + high), (0.215, 0.56, 1),
        (0.27, s + 0.03),
    ]
    canvas.fill(smooth(heel), look.trim, inside=True, folds=0.2, puff=0.5, shadow=0.2)
    toe: list[Knot] = [
        (0.71, s + 0.03), (0.735, 0.61, 1), (0.76, 0.57), (0.95, 0.6), (0.95, s + 0.03),
    ]
    canvas.fill(smooth(toe), look.trim, inside=True, folds=0.2, puff=0.6, shadow=0.2)
    canvas.stroke(line((0.716, s), (0.735, 0.61, 1), (0.76, 0.57)), look.seam, 0.002, dash=0.007)
    if slip:
        for x in (0.33, 0.4):
            canvas.fill(
                smooth([(x, 0.43), (x + 0.05, 0.43), (x + 0.06, 0.55), (x + 0.02, 0.56)]),
                look.trim, inside=True, tone=0.8, folds=0,
            )
        return
    stay: list[Knot] = [
        (0.37, 0.41 + high), (0.42, 0.405 + high), (0.6, 0.552), (0.63, 0.59, 1), (0.57, 0.605),
        (0.44, 0.52 + high * 0.3, 1),
    ]
    canvas.fill(smooth(stay), look.trim, inside=True, folds=0.2, puff=0.6, shadow=0.25)
    if cut.motif == "bars":
        for x in (0.36, 0.42, 0.48):
            canvas.fill(
                smooth([(x, 0.55), (x + 0.03, 0.55), (x - 0.02, s + 0.02), (x - 0.055, s + 0.02)]),
                plain(look.accent), inside=True, folds=0, shadow=0.15,
            )
    if cut.motif == "wave":
        path = line((0.24, 0.62), (0.36, 0.55, 1), (0.46, 0.64, 1), (0.66, 0.6))
        canvas.fill(
            ribbon(path, [0.012, 0.042, 0.012]), plain(look.accent), inside=True, folds=0,
            shadow=0.15,
        )
    rows = 6 if high else 4
    for k in range(rows):
        t = (k + 0.4) / rows
        x, y = 0.4 + t * 0.185, 0.43 + high * (1 - t) + t * 0.13
        lace = line((x - 0.035, y + 0.045), (x - 0.005, y - 0.004, 1), (x + 0.03, y - 0.006))
        canvas.fill(ribbon(lace, 0.015), plain((246, 244, 240)), folds=0, shadow=0.35)
