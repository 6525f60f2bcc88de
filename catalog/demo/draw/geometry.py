"""Curves in the unit square (x to the right, y down) and the camera that looks at them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Points = NDArray[np.float64]
Point = tuple[float, float]
Knot = tuple[float, ...]  # (x, y) is a corner, (x, y, 1) is passed smoothly
Bounds = tuple[float, float, float, float]

_STEPS = np.linspace(0, 1, 13)[:-1, None]


def _tangent(knots: list[Knot], i: int, closed: bool) -> Points | None:
    last = len(knots) - 1
    if len(knots[i]) < 3 or (not closed and i in (0, last)):
        return None
    before, after = knots[i - 1], knots[(i + 1) % len(knots)]
    way = np.array([after[0] - before[0], after[1] - before[1]])
    return np.asarray(way / (np.hypot(*way) + 1e-9))


def smooth(knots: Sequence[Knot], closed: bool = True) -> Points:
    """Cubic Bézier curve through ``knots`` as a polyline of shape (n, 2).

    Handles are a third of each chord, so the curve never overshoots.
    """
    points = list(knots)
    tangents = [_tangent(points, i, closed) for i in range(len(points))]
    pieces = []
    for i in range(len(points) if closed else len(points) - 1):
        j = (i + 1) % len(points)
        a, b = np.array(points[i][:2]), np.array(points[j][:2])
        third = float(np.hypot(*(b - a))) / 3
        ta, tb = tangents[i], tangents[j]
        c = a + (b - a) / 3 if ta is None else a + ta * third
        d = b - (b - a) / 3 if tb is None else b - tb * third
        t, s = _STEPS, 1 - _STEPS
        pieces.append(s**3 * a + 3 * s**2 * t * c + 3 * s * t**2 * d + t**3 * b)
    if not closed:
        pieces.append(np.array([points[-1][:2]]))
    return np.concatenate(pieces)


def line(*knots: Knot) -> Points:
    """An open curve through ``knots``."""
    return smooth(knots, closed=False)


def flip(knots: Sequence[Knot], axis: float = 0.5) -> list[Knot]:
    """The mirror image of ``knots`` at the vertical line x = ``axis``."""
    return [(2 * axis - k[0], *k[1:]) for k in knots]


def both(half: Sequence[Knot], axis: float = 0.5) -> Points:
    """A closed symmetric outline from its right half, given from top to bottom."""
    left = [k for k in flip(list(reversed(half)), axis) if abs(k[0] - axis) > 1e-6]
    return smooth([*half, *left])


def shift(path: Points, dx: float, dy: float) -> Points:
    """``path`` moved by (dx, dy)."""
    return np.asarray(path + np.array([dx, dy]))


def ellipse(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> Points:
    """An ellipse of radii ``rx`` and ``ry``, turned by ``turn`` degrees."""
    t = np.linspace(0, 2 * math.pi, 49)[:-1]
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    px, py = rx * np.cos(t), ry * np.sin(t)
    return np.stack([x + px * c - py * s, y + px * s + py * c], axis=1)


def box(x0: float, y0: float, x1: float, y1: float, r: float = 0.01) -> Points:
    """A rectangle with rounded corners of radius ``r``."""
    knots: list[Knot] = []
    for cx, cy, start in (
        (x1 - r, y0 + r, 270), (x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180),
    ):
        for step in range(5):
            a = math.radians(start + step * 22.5)
            knots.append((cx + r * math.cos(a), cy + r * math.sin(a)))
    return np.array(knots)


def ribbon(path: Points, width: float | Sequence[float], closed: bool = False) -> Points:
    """The outline of a band along ``path``; ``width`` may run from one value to another."""
    way = np.roll(path, -1, 0) - np.roll(path, 1, 0) if closed else np.gradient(path, axis=0)
    normal = np.stack([-way[:, 1], way[:, 0]], 1) / (np.linalg.norm(way, axis=1)[:, None] + 1e-9)
    values = [width] if isinstance(width, int | float) else list(width)
    wide = np.interp(np.linspace(0, 1, len(path)), np.linspace(0, 1, len(values)), values)
    side = normal * wide[:, None] / 2
    return np.concatenate([path + side, (path - side)[::-1]])


def resample(path: Points, shares: Sequence[float] | NDArray[np.float64]) -> Points:
    """Points at the given shares (0..1) of the length of ``path``."""
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.asarray(shares) * length[-1]
    return np.stack([np.interp(at, length, path[:, 0]), np.interp(at, length, path[:, 1])], 1)


@dataclass(frozen=True)
class Camera:
    """An affine view of the unit square; ``matrix`` has shape (3, 3)."""

    matrix: Points

    def __call__(self, points: Points) -> Points:
        return points @ self.matrix[:2, :2].T + self.matrix[:2, 2]

    def then(self, other: Camera) -> Camera:
        return Camera(other.matrix @ self.matrix)


def camera(
    zoom: float = 1.0,
    at: Point = (0.5, 0.5),
    angle: float = 0.0,
    *,
    squeeze: float = 1.0,
    shear: float = 0.0,
    mirror: bool = False,
) -> Camera:
    """Puts ``at`` in the middle of the picture, then scales, turns (degrees), narrows, shears."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    wide = zoom * squeeze * (-1 if mirror else 1)
    m = np.array([[c, -s], [s, c]]) @ np.array([[1, 0], [shear, 1]]) @ np.diag([wide, zoom])
    matrix = np.eye(3)
    matrix[:2, :2] = m
    matrix[:2, 2] = np.array([0.5, 0.5]) - m @ np.array(at)
    return Camera(matrix)


def fit(bounds: Bounds, share: float = 0.86) -> Camera:
    """The camera that centres ``bounds`` and lets them fill ``share`` of the picture."""
    x0, y0, x1, y1 = bounds
    return camera(zoom=share / max(x1 - x0, y1 - y0), at=((x0 + x1) / 2, (y0 + y1) / 2))
