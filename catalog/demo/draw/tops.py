"""Tees, shirts, hoodies, knitwear, jackets, coats: a body, two sleeves and what is sewn on."""

from __future__ import annotations

from dataclasses import dataclass

from . import closures, necks
from .canvas import Canvas
from .geometry import Knot, Points, both, flip, line, ribbon, smooth
from .look import Anchors, Look

TOP = 0.17
# The edge of the right sleeve from below the shoulder to the armpit; x counts from the shoulder.
# The last three knots are its hem.
_SLEEVES: dict[str, list[Knot]] = {
    "cap": [(0.04, 0.25, 1), (0.052, 0.32), (0.03, 0.348, 1), (-0.012, 0.36)],
    "short": [(0.036, 0.275, 1), (0.095, 0.405), (0.05, 0.437, 1), (0.004, 0.45)],
    "puff": [(0.07, 0.23, 1), (0.13, 0.32, 1), (0.1, 0.43), (0.05, 0.452, 1), (0.0, 0.455)],
    "three-quarter": [
        (0.04, 0.29, 1), (0.07, 0.42, 1), (0.11, 0.565), (0.06, 0.582, 1), (0.018, 0.578),
    ],
    "long": [(0.042, 0.3, 1), (0.082, 0.45, 1), (0.115, 0.715), (0.075, 0.728, 1), (0.038, 0.72)],
}
_CUFF: list[Knot] = [
    (0.034, 0.692), (0.072, 0.7, 1), (0.112, 0.684), (0.109, 0.742), (0.076, 0.753, 1),
    (0.042, 0.748),
]
_ELBOW: list[list[Knot]] = [[(0.1, 0.44), (0.03, 0.47)], [(0.02, 0.53), (0.08, 0.55)]]


@dataclass(frozen=True)
class Top:
    """The cut, in units of the drawing: half widths, and heights from the top."""

    neck: str = "crew"  # crew v scoop boat collar stand hood turtle lapel cami shawl
    sleeve: str = "short"  # none cap short three-quarter long puff
    front: str = "plain"  # plain buttons zip half-zip double henley open
    pockets: str = "none"  # none chest kangaroo patch flap welt
    hem: str = "plain"  # plain ribbed curved straight
    belt: bool = False
    quilted: bool = False
    shoulder: float = 0.19
    chest: float = 0.185
    waist: float = 0.18
    hip: float = 0.19
    length: float = 0.74
    opening: float = 0.078
    drop: float = 0.06
    cuffs: bool = False
    tiers: int = 0


def draw(canvas: Canvas, look: Look) -> Anchors:
    """Draws a top or a dress; the anchors are its shoulders, neck and hem corners."""
    cut = Top(**look.cut)
    back = look.back
    necks.behind(canvas, look, cut.neck, cut.opening, cut.drop)
    for side in (False, True):
        _sleeve(canvas, look, cut, side)
    body = _body(cut, back)
    armpits = [
        line((0.5 + s * cut.chest, 0.4), (0.5 + s * 0.13, 0.435, 1), (0.5 + s * 0.085, 0.475))
        for s in (-1, 1)
    ]
    waist = TOP + (cut.length - TOP) * 0.55
    drape = [line((0.5 + s * cut.waist, waist), (0.5 + s * 0.08, waist + 0.045)) for s in (-1, 1)]
    skirt = [
        line((0.5 + x * cut.waist, waist + 0.06), (0.5 + x * cut.hip * 0.95, cut.length - 0.02))
        for x in (-0.72, -0.3, 0.12, 0.5, 0.8)
    ]
    flared = cut.hip > cut.waist * 1.45
    canvas.fill(
        body, look.main, creases=armpits + (skirt if flared else drape),
        folds=0.5 if cut.quilted else 0.9, shadow=0.16,
    )
    _hem(canvas, look, cut)
    if cut.quilted:
        _quilting(canvas, look, cut)
    if cut.tiers:
        _tiers(canvas, look, cut)
    if not back:
        closures.front(canvas, look, cut.front, TOP + cut.drop, cut.length)
        closures.pockets(canvas, look, cut.pockets, cut.length, cut.chest)
    if cut.belt:
        closures.belt(canvas, look, cut.waist, waist)
    necks.before(canvas, look, cut.neck, cut.opening, cut.drop)
    return _anchors(cut)


def _body(cut: Top, back: bool) -> Points:
    drop = min(cut.drop, 0.035) if back else cut.drop
    waist = TOP + (cut.length - TOP) * 0.55
    foot = 0.045 if cut.hem == "curved" else 0.012
    half: list[Knot] = necks.edge(cut.neck, cut.opening, drop, back)
    if cut.neck != "cami":
        half += [(0.5 + cut.shoulder * 0.75, TOP + 0.032, 1), (0.5 + cut.shoulder, TOP + 0.062)]
        inset = 0.028 if cut.sleeve == "none" else 0.012
        half += [(0.5 + cut.shoulder - inset, 0.3, 1)]
    half += [
        (0.5 + cut.chest, 0.4),
        (0.5 + cut.waist, waist, 1),
        (0.5 + cut.hip, cut.length - foot),
        (0.5 + cut.hip * 0.6, cut.length - (0 if cut.hem == "curved" else 0.002), 1),
        (0.5, cut.length + 0.004, 1),
    ]
    return both(half)


def _sleeve(canvas: Canvas, look: Look, cut: Top, left: bool) -> None:
    if cut.sleeve == "none":
        return
    sides = flip if left else list
    tip, long = 0.5 + cut.shoulder, cut.sleeve == "long"
    edge = _placed(_SLEEVES[cut.sleeve], tip)
    top: list[Knot] = [(0.5 + cut.shoulder * 0.75, TOP + 0.036), (tip, TOP + 0.06, 1)]
    outline = [*top, *edge, (0.5 + cut.chest - 0.012, min(0.41, edge[-1][1] - 0.03))]
    elbow = [line(*sides(_placed(knots, tip))) for knots in _ELBOW] if long else []
    turn = -14 if left else 14
    canvas.fill(smooth(sides(outline)), look.main, turn=turn, tone=0.95, creases=elbow)
    if cut.quilted and long:
        for y in (0.31, 0.4, 0.49, 0.58, 0.67):
            row = _placed([(-0.03, y + 0.02), (0.05, y + 0.018, 1), (0.14, y - 0.03)], tip)
            canvas.stroke(line(*sides(row)), look.seam, 0.005)
    if cut.cuffs and long:
        canvas.fill(smooth(sides(_placed(_CUFF, tip))), look.trim, turn=turn, folds=0.3)
    elif cut.sleeve != "puff":
        hem: list[Knot] = [(k[0], k[1] - 0.015, *k[2:]) for k in edge[-3:]]
        canvas.stroke(line(*sides(hem)), look.seam, 0.002, dash=0.008)


def _placed(knots: list[Knot], tip: float) -> list[Knot]:
    return [(tip + k[0], *k[1:]) for k in knots]


def _hem(canvas: Canvas, look: Look, cut: Top) -> None:
    h, y = cut.hip, cut.length
    if cut.hem == "ribbed":
        half: list[Knot] = [
            (0.5, y - 0.035), (0.5 + h * 0.7, y - 0.04, 1), (0.5 + h, y - 0.05),
            (0.5 + h - 0.008, y + 0.012), (0.5 + h * 0.6, y + 0.022, 1), (0.5, y + 0.024, 1),
        ]
        canvas.fill(both(half), look.trim, folds=0.3)
        return
    lift = 0.045 if cut.hem == "curved" else 0.012
    path = line(
        (0.5 - h, y - lift - 0.014), (0.5 - h * 0.6, y - 0.016, 1), (0.5, y - 0.012, 1),
        (0.5 + h * 0.6, y - 0.016, 1), (0.5 + h, y - lift - 0.014),
    )
    canvas.stroke(path, look.seam, 0.0022, dash=0.008)


def _quilting(canvas: Canvas, look: Look, cut: Top) -> None:
    rows = max(4, round((cut.length - 0.28) / 0.085))
    for row in range(rows):
        y = 0.29 + (cut.length - 0.31) * row / rows
        path = line(
            (0.5 - 0.3, y + 0.004), (0.4, y + 0.01, 1), (0.6, y + 0.01, 1), (0.8, y + 0.004),
        )
        band = ribbon(path, 0.03)
        canvas.fill(
            band, look.main, inside=True, tone=0.93, folds=0.2, shadow=0.12, puff=0.7, opacity=0.75,
        )
        canvas.stroke(path, look.seam, 0.0045)


def _tiers(canvas: Canvas, look: Look, cut: Top) -> None:
    waist = TOP + (cut.length - TOP) * 0.5
    for tier in range(1, cut.tiers + 1):
        y = waist + (cut.length - waist) * tier / (cut.tiers + 1)
        path = line((0.1, y - 0.01), (0.5, y + 0.008, 1), (0.9, y - 0.01))
        canvas.fill(ribbon(path, 0.02), look.main, inside=True, tone=0.9, opacity=0.6, shadow=0.2)
        canvas.stroke(path, look.seam, 0.0035)


def _anchors(cut: Top) -> Anchors:
    straps = cut.neck == "cami"
    s, h = (0.065 if straps else cut.shoulder), cut.hip
    top = 0.14 if straps else TOP + 0.062
    return {
        "left_shoulder": (0.5 - s, top),
        "right_shoulder": (0.5 + s, top),
        "neck": (0.5, 0.315 if straps else TOP + cut.drop),
        "hem_left": (0.5 - h, cut.length - 0.012),
        "hem_right": (0.5 + h, cut.length - 0.012),
    }
