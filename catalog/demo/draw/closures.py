"""What closes and holds a garment: buttons, zips, plackets, pockets, belts."""

from __future__ import annotations

from ..fabric import plain
from ..palette import contrast
from .canvas import Canvas, ink
from .geometry import Knot, Point, Points, box, ellipse, flip, line, ribbon, shift, smooth
from .look import Look

MIDDLE = 0.5


def front(canvas: Canvas, look: Look, kind: str, top: float, bottom: float) -> None:
    """The closure down the middle, from the neckline ``top`` to the hem ``bottom``."""
    match kind:
        case "buttons":
            _placket(canvas, look, top, bottom)
            buttons(
                canvas, look, MIDDLE, top + 0.03, bottom - 0.06,
                count=max(3, round((bottom - top) / 0.095)),
            )
        case "henley":
            _placket(canvas, look, top, top + 0.15)
            buttons(canvas, look, MIDDLE, top + 0.025, top + 0.12, count=3)
        case "double":
            canvas.stroke(line((0.56, top + 0.02), (0.562, bottom)), look.seam, 0.003)
            for x in (0.44, 0.535):
                buttons(canvas, look, x, top + 0.06, bottom - 0.24, count=3, r=0.013)
        case "zip":
            zipper(canvas, look, line((MIDDLE, top - 0.02), (MIDDLE, bottom)))
        case "half-zip":
            zipper(canvas, look, line((MIDDLE, top - 0.06), (MIDDLE, top + 0.15)))
        case "open":
            opening: list[Knot] = [
                (0.5, top), (0.512, top + 0.2, 1), (0.522, bottom + 0.01), (0.478, bottom + 0.01),
                (0.488, top + 0.2, 1),
            ]
            canvas.fill(smooth(opening), look.main, inside=True, tone=0.5, folds=0)
        case _:
            return


def _placket(canvas: Canvas, look: Look, top: float, bottom: float) -> None:
    band = box(MIDDLE - 0.018, top - 0.01, MIDDLE + 0.018, bottom, 0.004)
    canvas.fill(band, look.main, inside=True, folds=0.4, puff=0.4, shadow=0.25)
    for x in (MIDDLE - 0.014, MIDDLE + 0.014):
        canvas.stroke(line((x, top), (x, bottom - 0.004)), look.seam, 0.0018, dash=0.008)


def buttons(
    canvas: Canvas, look: Look, x: float, top: float, bottom: float, *, count: int,
    r: float = 0.0085,
) -> None:
    """A row of ``count`` buttons."""
    disc = plain(contrast(look.main.rgb, 0.35), 0.5)
    for k in range(count):
        y = top + (bottom - top) * k / max(1, count - 1)
        canvas.fill(ellipse(x, y, r, r), disc, shadow=0.4, folds=0)
        for dx in (-0.25, 0.25):
            canvas.stroke(
                line((x + dx * r, y - 0.15 * r), (x + dx * r, y + 0.25 * r)), ink(disc.rgb, 0.5),
                0.0025,
            )


def zipper(canvas: Canvas, look: Look, path: Points, teeth: float = 0.012) -> None:
    """A zip with its tape, teeth and puller."""
    canvas.fill(ribbon(path, 0.024), look.trim, inside=True, tone=0.86, folds=0, shadow=0.25)
    metal = look.hardware.rgb
    canvas.stroke(path, ink(metal, 0.25), teeth * 0.7, dash=0.0035, opacity=0.95)
    x, y = float(path[2, 0]), float(path[2, 1]) + 0.02
    canvas.fill(box(x - 0.006, y, x + 0.006, y + 0.016, 0.003), look.hardware, folds=0)
    canvas.fill(
        box(x - 0.004, y + 0.014, x + 0.004, y + 0.042, 0.003), look.hardware, folds=0, shadow=0.4,
    )


def pockets(canvas: Canvas, look: Look, kind: str, bottom: float, half: float) -> None:
    """Pockets of one ``kind``; ``half`` is the half width of the body."""
    low = min(bottom, 0.8)
    match kind:
        case "chest":
            patch(canvas, look, (0.5 + half * 0.28, 0.37), half * 0.46, 0.085)
        case "kangaroo":
            _kangaroo(canvas, look, low)
        case "patch":
            for x in (0.5 - half * 0.82, 0.5 + half * 0.22):
                patch(canvas, look, (x, low - 0.2), half * 0.6, 0.12)
        case "flap":
            for x in (0.5 - half * 0.78, 0.5 + half * 0.22):
                patch(canvas, look, (x, 0.385), half * 0.56, 0.095)
                flap(canvas, look, x, 0.375, half * 0.56)
        case "welt":
            for s in (-1, 1):
                path = line((0.5 + s * half * 0.42, low - 0.19), (0.5 + s * half * 0.72, low - 0.1))
                canvas.fill(ribbon(path, 0.018), look.main, inside=True, shadow=0.4, folds=0)
                canvas.stroke(shift(path, -0.007 * s, 0), ink(look.main.rgb, 0.5), 0.003)
        case _:
            return


def patch(canvas: Canvas, look: Look, at: Point, wide: float, high: float) -> None:
    """A sewn-on pocket with its stitching; ``at`` is its upper left corner."""
    x, y = at
    shape: list[Knot] = [
        (x, y), (x + wide, y), (x + wide, y + high * 0.82), (x + wide / 2, y + high),
        (x, y + high * 0.82),
    ]
    canvas.fill(smooth(shape), look.main, inside=True, folds=0.5, puff=0.5, shadow=0.28)
    inner = [
        (x + wide / 2 + (k[0] - x - wide / 2) * 0.88, y + high / 2 + (k[1] - y - high / 2) * 0.9)
        for k in shape
    ]
    canvas.stroke(line(inner[1], *inner[2:], inner[0]), look.seam, 0.0018, dash=0.008)
    canvas.stroke(line((x, y + 0.014), (x + wide, y + 0.014)), look.seam, 0.0018, dash=0.008)


def flap(canvas: Canvas, look: Look, x: float, y: float, wide: float) -> None:
    """A pocket flap with a button."""
    shape: list[Knot] = [
        (x - 0.004, y), (x + wide + 0.004, y), (x + wide + 0.004, y + 0.03),
        (x + wide / 2, y + 0.048), (x - 0.004, y + 0.03),
    ]
    canvas.fill(smooth(shape), look.main, inside=True, folds=0.3, puff=0.6, shadow=0.35)
    buttons(canvas, look, x + wide / 2, y + 0.032, y + 0.032, count=1, r=0.007)


def _kangaroo(canvas: Canvas, look: Look, bottom: float) -> None:
    half: list[Knot] = [
        (0.5 + 0.07, bottom - 0.22), (0.5 + 0.082, bottom - 0.19, 1), (0.5 + 0.125, bottom - 0.105),
        (0.5 + 0.125, bottom - 0.05),
    ]
    shape = smooth([*half, *flip(list(reversed(half)))])
    canvas.fill(shape, look.main, inside=True, folds=0.6, puff=0.6, shadow=0.3)
    canvas.stroke(shape, look.seam, 0.002, dash=0.008)


def belt(canvas: Canvas, look: Look, half: float, y: float) -> None:
    """A tie belt at the waist with a knot in front."""
    w = half + 0.006
    band = ribbon(line((0.5 - w, y - 0.004), (0.5, y + 0.008, 1), (0.5 + w, y - 0.004)), 0.036)
    canvas.fill(band, look.trim, folds=0.3, shadow=0.4)
    if look.back:
        return
    for knots in (
        [(0.505, y + 0.01), (0.475, y + 0.09, 1), (0.462, y + 0.17)],
        [(0.505, y + 0.01), (0.53, y + 0.08, 1), (0.528, y + 0.15)],
    ):
        canvas.fill(
            ribbon(line(*knots), [0.02, 0.034]), look.trim, inside=True, folds=0.6, shadow=0.4,
        )
    canvas.fill(ellipse(0.504, y + 0.008, 0.024, 0.021, -15), look.trim, folds=0.2, shadow=0.4)
