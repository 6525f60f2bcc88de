"""Scarves, belts and socks."""

from __future__ import annotations

from dataclasses import dataclass

from ..fabric import plain
from .canvas import Canvas
from .geometry import Knot, Point, box, camera, ellipse, line, resample, ribbon, smooth
from .look import Anchors, Look


@dataclass(frozen=True)
class Scarf:
    """``style``: long (folded over), square (a silk carré) or snood."""

    style: str = "long"
    wide: float = 0.1
    length: float = 0.86
    fringe: bool = True


def draw_scarf(canvas: Canvas, look: Look) -> Anchors:
    """Draws a scarf hanging folded, laid out as a square, or closed in a ring."""
    cut = Scarf(**look.cut)
    if cut.style == "square":
        diamond: list[Knot] = [(0.5, 0.1), (0.9, 0.5), (0.5, 0.9), (0.1, 0.5)]
        spread: list[Knot] = [
            (0.2, 0.2), (0.82, 0.16), (0.84, 0.8), (0.5, 0.84, 1), (0.17, 0.78),
        ]
        outline = smooth(diamond if look.view == "front" else spread)
        canvas.fill(outline, look.main, folds=1.2, puff=0.5)
        canvas.stroke((outline - 0.5) * 0.93 + 0.5, look.accent, 0.018, opacity=0.9, closed=True)
        return {}
    if cut.style == "snood":
        _snood(canvas, look)
        return {}
    _ends(canvas, look, cut)
    return {}


def _snood(canvas: Canvas, look: Look) -> None:
    canvas.fill(ellipse(0.5, 0.36, 0.215, 0.075), look.main, tone=0.6, shadow=0)
    ring: list[Knot] = [
        (0.285, 0.35, 1), (0.36, 0.415, 1), (0.5, 0.44, 1), (0.64, 0.415, 1), (0.715, 0.35, 1),
        (0.77, 0.43, 1), (0.775, 0.6, 1), (0.7, 0.72, 1), (0.5, 0.76, 1), (0.3, 0.72, 1),
        (0.225, 0.6, 1), (0.23, 0.43, 1),
    ]
    folds = [
        line((0.24, 0.44), (0.5, 0.55, 1), (0.76, 0.45)),
        line((0.23, 0.54), (0.48, 0.65, 1), (0.77, 0.57)),
        line((0.26, 0.63), (0.5, 0.71, 1), (0.74, 0.65)),
    ]
    canvas.fill(smooth(ring), look.main, creases=folds, puff=1.6)


def _ends(canvas: Canvas, look: Look, cut: Scarf) -> None:
    w, foot = cut.wide, cut.length
    for x, low, tone in ((0.5 + w * 0.62, foot, 0.9), (0.5 - w * 0.62, foot - 0.1, 1.0)):
        shape: list[Knot] = [
            (0.5 - w * 0.4, 0.16), (0.5 + w * 0.4, 0.16), (x + w * 0.95, 0.42, 1),
            (x + w * 1.05, low), (x - w * 1.05, low), (x - w * 0.95, 0.42, 1),
        ]
        if cut.fringe:
            for k in range(22):
                a = x - w + 2 * w * k / 21
                canvas.stroke(
                    line(
                        (a, low - 0.01), (a + 0.004 * (-1) ** k, low + 0.03, 1),
                        (a + 0.006 * (-1) ** k, low + 0.055),
                    ), look.main.rgb, 0.0065, opacity=1, inside=False,
                )
        drape = [
            line((0.5 + d * w * 0.3, 0.22), (x + d * w * 0.6, low - 0.1))
            for d in (-0.7, 0.1, 0.8)
        ]
        canvas.fill(smooth(shape), look.main, tone=tone, creases=drape, shadow=0.35, turn=4)
    loop: list[Knot] = [
        (0.5 - w * 1.2, 0.19, 1), (0.5, 0.11, 1), (0.5 + w * 1.2, 0.19, 1),
        (0.5 + w * 0.9, 0.31, 1), (0.5, 0.34, 1), (0.5 - w * 0.9, 0.31, 1),
    ]
    canvas.fill(
        smooth(loop), look.main, creases=[line((0.5 - w, 0.22), (0.5, 0.27, 1), (0.5 + w, 0.21))],
        puff=1.5, shadow=0.45,
    )


@dataclass(frozen=True)
class Belt:
    """``width`` of the strap; ``buckle`` is frame, round, plate or braided."""

    width: float = 0.07
    buckle: str = "frame"
    braided: bool = False


def draw_belt(canvas: Canvas, look: Look) -> Anchors:
    """Draws a belt, closed in a ring or laid straight for the side view."""
    cut = Belt(**look.cut)
    if look.view == "side":
        path = line((0.04, 0.56), (0.5, 0.48, 1), (0.97, 0.42))
    else:
        far = line((0.14, 0.52), (0.2, 0.37, 1), (0.5, 0.33, 1), (0.8, 0.37, 1), (0.86, 0.52))
        canvas.fill(ribbon(far, cut.width * 0.9), look.main, tone=0.6, folds=0.1, shadow=0)
        path = line((0.135, 0.5), (0.2, 0.62, 1), (0.5, 0.68, 1), (0.8, 0.62, 1), (0.865, 0.5))
    canvas.fill(ribbon(path, cut.width), look.main, folds=0.15, puff=1.2)
    if cut.braided:
        for k in range(64):
            x, y = resample(path, [k / 63])[0]
            tilt = 35 if k % 2 else -35
            canvas.fill(
                ellipse(x, y, cut.width * 0.42, cut.width * 0.2, tilt), look.main, inside=True,
                folds=0, shadow=0.25,
            )
    else:
        canvas.stroke(ribbon(path, cut.width * 0.8), look.seam, 0.0025, dash=0.01)
        for k in range(5):
            x, y = resample(path, [0.66 + k * 0.045])[0]
            canvas.fill(ellipse(x, y, 0.008, 0.008), plain((30, 26, 24)), folds=0, shadow=0)
    _buckle(canvas, look, cut, (float(path[len(path) // 2, 0]), float(path[len(path) // 2, 1])))
    return {}


def _buckle(canvas: Canvas, look: Look, cut: Belt, at: Point) -> None:
    x, y = at[0] - 0.02, at[1]
    h, w = cut.width * 0.78, cut.width * 0.74
    if cut.buckle == "plate":
        canvas.fill(
            box(x - w * 1.2, y - h * 0.85, x + w * 1.2, y + h * 0.85, 0.014), look.hardware,
            folds=0, puff=1.5, shadow=0.45,
        )
        return
    ring = ellipse(x, y, w * 1.1, h) if cut.buckle == "round" else box(
        x - w, y - h, x + w, y + h, 0.018,
    )
    canvas.fill(ribbon(ring, 0.02, closed=True), look.hardware, folds=0, puff=1.6, shadow=0.45)
    canvas.fill(
        ribbon(line((x - w, y), (x + w * 1.05, y)), 0.013), look.hardware, folds=0, puff=1.4,
        shadow=0.4,
    )
    loop = x + w * 2.1
    canvas.fill(
        box(loop - 0.014, y - cut.width * 0.58, loop + 0.014, y + cut.width * 0.52, 0.006),
        look.main, folds=0, shadow=0.4,
    )


@dataclass(frozen=True)
class Sock:
    """``height`` of the leg; heel and toe take the trim when ``tipped``."""

    height: float = 0.4
    tipped: bool = True
    bands: int = 0


def draw_socks(canvas: Canvas, look: Look) -> Anchors:
    """Draws a pair of socks, one beside the other."""
    eye = canvas.camera
    cut = Sock(**look.cut)
    for pose in (camera(at=(0.41, 0.52), angle=-5), camera(at=(0.59, 0.47), angle=4)):
        canvas.camera = pose.then(eye)
        _sock(canvas, look, cut)
    canvas.camera = eye
    return {}


def _sock(canvas: Canvas, look: Look, cut: Sock) -> None:
    top = 0.66 - cut.height
    shape: list[Knot] = [
        (0.36, top), (0.54, top), (0.535, 0.6, 1), (0.58, 0.68, 1), (0.74, 0.73, 1),
        (0.79, 0.79, 1), (0.74, 0.85, 1), (0.55, 0.85, 1), (0.4, 0.81, 1), (0.36, 0.7, 1),
        (0.375, 0.55, 1),
    ]
    creases = [line((0.5, 0.63), (0.43, 0.68)), line((0.53, 0.66), (0.45, 0.74))]
    canvas.fill(smooth(shape), look.main, creases=creases, puff=1.3)
    if cut.tipped:
        canvas.fill(ellipse(0.79, 0.79, 0.085, 0.1), look.trim, inside=True, folds=0.2, shadow=0.1)
        canvas.fill(ellipse(0.365, 0.78, 0.085, 0.1), look.trim, inside=True, folds=0.2, shadow=0.1)
    for k in range(cut.bands):
        y = top + 0.09 + 0.035 * k
        canvas.stroke(line((0.368, y), (0.534, y)), look.accent, 0.016, opacity=0.92)
    canvas.fill(
        box(0.352, top - 0.008, 0.548, top + 0.055, 0.012), look.trim, folds=0.1, shadow=0.2,
    )
