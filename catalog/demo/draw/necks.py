"""Necklines: the edge of the body, what shows behind it, and collars, hoods and bands before it."""

from __future__ import annotations

from ..fabric import Fabric
from .canvas import Canvas, ink
from .geometry import Knot, Points, both, flip, line, ribbon, shift, smooth
from .look import Look

TOP = 0.17
_BAND = {"crew": 0.024, "v": 0.018, "scoop": 0.016, "boat": 0.014}


def edge(neck: str, opening: float, drop: float, back: bool) -> list[Knot]:
    """The right half of the body's upper edge, from the middle to the shoulder."""
    o = opening
    if neck == "cami":
        return [(0.5, 0.315), (0.5 + 0.07, 0.29, 1), (0.5 + 0.105, 0.265), (0.5 + 0.135, 0.31, 1)]
    if neck in {"v", "lapel", "shawl"} and not back:
        return [(0.5, TOP + drop), (0.5 + o, TOP)]
    return [(0.5, TOP + drop, 1), (0.5 + o * 0.72, TOP + drop * 0.62, 1), (0.5 + o, TOP)]


def behind(canvas: Canvas, look: Look, neck: str, o: float, drop: float) -> None:
    """The inside of the back, a hood or straps: all that lies behind the body."""
    if neck == "cami":
        for knots in (
            [(0.605, 0.268), (0.59, 0.19, 1), (0.565, 0.13)],
            [(0.395, 0.268), (0.41, 0.19, 1), (0.435, 0.13)],
        ):
            canvas.fill(ribbon(line(*knots), 0.014), look.main, folds=0, shadow=0)
        return
    if neck == "hood":
        _hood(canvas, look, o, drop)
        return
    lift = 0.018 if neck not in {"collar", "stand", "turtle"} else 0.04
    half: list[Knot] = [
        (0.5, TOP - lift * 0.35, 1), (0.5 + o * 0.7, TOP - lift * 0.3, 1), (0.5 + o + 0.004, TOP),
        (0.5 + o * 0.9, TOP + drop * 0.6, 1), (0.5, TOP + drop + 0.03, 1),
    ]
    if not look.back:
        canvas.fill(both(half), look.main, tone=0.66, shadow=0, puff=0.4)
        tag = smooth(
            [(0.482, TOP + 0.004), (0.518, TOP + 0.004), (0.518, TOP + 0.02), (0.482, TOP + 0.02)]
        )
        if neck in {"crew", "v", "scoop"} and drop > 0.045:
            canvas.fill(tag, look.trim, folds=0, shadow=0.1, tone=1.1)


def before(canvas: Canvas, look: Look, neck: str, o: float, drop: float) -> None:
    """Collars and bands, which lie on the body."""
    depth = min(drop, 0.035) if look.back else drop
    match neck:
        case "collar":
            _collar(canvas, look, o, drop)
        case "lapel" | "shawl":
            _lapels(canvas, look, o, drop, neck == "shawl")
        case "stand" | "turtle":
            _stand(
                canvas, look.trim if neck == "turtle" else look.main, o,
                0.075 if neck == "turtle" else 0.05,
            )
        case "hood":
            if not look.back:
                _drawstrings(canvas, look, o, drop)
        case "cami":
            path = line(
                (0.395, 0.268), (0.43, 0.292, 1), (0.5, 0.318), (0.57, 0.292, 1), (0.605, 0.268),
            )
            canvas.stroke(path, look.seam, 0.003)
        case _:
            _band(canvas, look, neck, o, depth)


def _neckline(neck: str, o: float, drop: float, back: bool) -> Points:
    right = edge(neck, o, drop, back)
    left = flip(list(reversed(right)))[:-1]
    return line(*left, *right)


def _band(canvas: Canvas, look: Look, neck: str, o: float, drop: float) -> None:
    width = _BAND.get(neck, 0.016)
    path = _neckline(neck, o, drop, look.back)
    band = ribbon(shift(path, 0, width * 0.35), width)
    canvas.fill(band, look.trim, inside=True, folds=0, puff=0.7, shadow=0.15)
    canvas.stroke(shift(path, 0, width * 0.95), look.seam, 0.002, dash=0.007)


def _collar(canvas: Canvas, look: Look, o: float, drop: float) -> None:
    stand: list[Knot] = [
        (0.5, TOP - 0.022, 1), (0.5 + o * 0.75, TOP - 0.024, 1), (0.5 + o + 0.008, TOP + 0.004),
        (0.5 + o * 0.6, TOP + 0.04, 1), (0.5, TOP + 0.05, 1),
    ]
    if look.back:
        canvas.fill(both(stand), look.trim, folds=0.2)
        return
    leaf: list[Knot] = [
        (0.5 + o * 0.78, TOP - 0.02, 1), (0.5 + o + 0.016, TOP + 0.008, 1),
        (0.5 + o + 0.012, TOP + 0.07, 1), (0.5 + o * 0.62, TOP + drop + 0.06),
        (0.5 + 0.004, TOP + drop - 0.005), (0.5 + o * 0.6, TOP + 0.02, 1),
    ]
    for knots in (leaf, flip(leaf)):
        canvas.fill(smooth(knots), look.trim, folds=0.2, puff=0.7, shadow=0.32)
        canvas.stroke(
            smooth(knots) * 0.93 + [0.5 * 0.07 + (knots[0][0] - 0.5) * 0.06, (TOP + 0.04) * 0.07],
            ink(look.trim.rgb), 0.0018, dash=0.007,
        )


def _lapels(canvas: Canvas, look: Look, o: float, drop: float, shawl: bool) -> None:
    roll: list[Knot] = [
        (0.5, TOP - 0.02, 1), (0.5 + o * 0.8, TOP - 0.02, 1), (0.5 + o + 0.012, TOP + 0.006),
        (0.5 + o * 0.5, TOP + 0.042, 1), (0.5, TOP + 0.048, 1),
    ]
    if look.back:
        canvas.fill(both(roll), look.trim, folds=0.2)
        return
    low = TOP + drop + 0.03
    notch: list[Knot] = [] if shawl else [
        (0.5 + o + 0.05, TOP + drop * 0.42), (0.5 + o + 0.022, TOP + drop * 0.46),
        (0.5 + o + 0.075, TOP + drop * 0.5),
    ]
    wide: list[Knot] = [(0.5 + o + 0.055, TOP + drop * 0.45, 1)] if shawl else notch
    leaf: list[Knot] = [
        (0.5 + o * 0.84, TOP - 0.016, 1), (0.5 + o + 0.02, TOP + 0.01, 1), *wide,
        (0.5 + 0.05, low - 0.05, 1), (0.497, low), (0.5 + o * 0.62, TOP + drop * 0.35, 1),
    ]
    for knots in (flip(leaf), leaf):
        canvas.fill(smooth(knots), look.trim, folds=0.3, puff=0.7, shadow=0.35)


def _stand(canvas: Canvas, cloth: Fabric, o: float, height: float) -> None:
    half: list[Knot] = [
        (0.5, TOP - height + 0.012, 1), (0.5 + o * 0.7, TOP - height + 0.004, 1),
        (0.5 + o * 0.92, TOP - height + 0.012), (0.5 + o + 0.012, TOP + 0.012),
        (0.5 + o * 0.6, TOP + 0.05, 1), (0.5, TOP + 0.06, 1),
    ]
    canvas.fill(both(half), cloth, folds=0.3, puff=0.9)
    inner: list[Knot] = [
        (0.5, TOP - height + 0.008, 1), (0.5 + o * 0.8, TOP - height + 0.006, 1),
        (0.5 + o * 0.5, TOP - height + 0.024, 1), (0.5, TOP - height + 0.028, 1),
    ]
    canvas.fill(both(inner), cloth, tone=0.62, folds=0, shadow=0)


def _hood(canvas: Canvas, look: Look, o: float, drop: float) -> None:
    w = o + 0.045
    shell: list[Knot] = [
        (0.5, 0.035, 1), (0.5 + w * 0.75, 0.06, 1), (0.5 + w, 0.145, 1),
        (0.5 + w * 0.9, TOP + 0.05), (0.5, TOP + drop + 0.05, 1),
    ]
    canvas.fill(both(shell), look.main, folds=0.7, shadow=0)
    if look.back:
        canvas.stroke(line((0.5, 0.03), (0.5, TOP + 0.05)), look.seam, 0.003)
        return
    mouth: list[Knot] = [
        (0.5, 0.075, 1), (0.5 + w * 0.58, 0.095, 1), (0.5 + w * 0.66, 0.16, 1),
        (0.5 + w * 0.35, TOP + drop * 0.7, 1), (0.5, TOP + drop + 0.03, 1),
    ]
    canvas.fill(both(mouth), look.trim, tone=0.6, puff=-0.5, shadow=0)
    canvas.stroke(both(mouth), look.seam, 0.0025, dash=0.008)


def _drawstrings(canvas: Canvas, look: Look, o: float, drop: float) -> None:
    w = o + 0.045
    wing: list[Knot] = [
        (0.5 + w * 0.6, TOP - 0.02), (0.5 + w, TOP - 0.005, 1), (0.5 + w * 0.98, TOP + 0.05, 1),
        (0.5 + 0.05, TOP + drop + 0.045, 1), (0.5, TOP + drop + 0.05), (0.5 + 0.02, TOP + drop, 1),
        (0.5 + w * 0.5, TOP + 0.03, 1),
    ]
    for knots in (flip(wing), wing):
        canvas.fill(smooth(knots), look.main, folds=0.4, shadow=0.35)
    for s in (-1, 1):
        string = line(
            (0.5 + s * 0.03, TOP + drop + 0.03), (0.5 + s * 0.04, TOP + drop + 0.1, 1),
            (0.5 + s * 0.034, TOP + drop + 0.19),
        )
        canvas.stroke(string, ink(look.trim.rgb, -0.12), 0.007, opacity=1)
        canvas.stroke(string[-5:], ink(look.trim.rgb, 0.55), 0.009, opacity=1)
