"""Measures a drawing, so that the camera can be fitted to it."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas
from .geometry import Bounds, Camera, Points


class Ruler(Canvas):
    """A canvas that only measures how much room a drawing takes."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self._corners: list[Points] = []

    def fill(self, outline: Points, *_: object, **__: object) -> None:
        points = self.camera(outline)
        self._corners.append(np.stack([points.min(0), points.max(0)]))

    def stroke(self, path: Points, *_: object, inside: bool = True, **__: object) -> None:
        if not inside:
            self.fill(path)

    @property
    def bounds(self) -> Bounds:
        corners = np.concatenate(self._corners)
        (x0, y0), (x1, y1) = corners.min(0), corners.max(0)
        return float(x0), float(y0), float(x1), float(y1)
