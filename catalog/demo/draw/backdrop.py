"""The studio an object is put into: a near-white backdrop and the shadow on it."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas import SIZE, Canvas, blur, scale, three
from .geometry import Floats


@cache
def _backdrop() -> Floats:
    y, x = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32) / SIZE
    light = 250.5 - 7 * np.clip((y - 0.55) / 0.45, 0, 1) ** 1.5 - 5 * (
        (x - 0.45) ** 2 + (y - 0.4) ** 2
    )
    return np.stack([light, light - 0.4, light - 1.2], -1).astype(np.float32)


def _ground_shadow(alpha: Floats, standing: bool) -> Floats:
    quarter = scale(alpha, SIZE // 4, SIZE // 4, cv2.INTER_AREA)
    shift = np.array([[1, 0, 2.0], [0, 1, 4.0]])
    side = SIZE // 4
    wide = cv2.warpAffine(blur(quarter, 6), shift, (side, side))
    shade = np.asarray(wide, np.float32) * (0.1 if standing else 0.22) + 0.14 * blur(quarter, 1.6)
    rows = np.nonzero(quarter.max(1) > 0.5)[0]
    if standing and rows.size:
        foot = int(rows[-1])
        flat = scale(
            np.ascontiguousarray(quarter[max(0, foot - 12) : foot + 1]), side, 9, cv2.INTER_AREA,
        )
        ground = np.zeros_like(quarter)
        top = max(0, foot - 4)
        ground[top : top + 9] = flat[: side - top]
        shade += 0.42 * blur(ground, 2.6) + 0.2 * blur(ground, 8)
    return scale(np.clip(shade, 0, 0.62), SIZE, SIZE, cv2.INTER_CUBIC)


def studio(canvas: Canvas, standing: bool) -> NDArray[np.uint8]:
    """The object before a near-white backdrop, hanging or ``standing``: (SIZE, SIZE, 3) RGB."""
    scene = _backdrop() * three(1 - _ground_shadow(canvas.alpha, standing))
    scene += (canvas.rgb - scene) * three(canvas.alpha)
    return np.asarray(np.clip(scene, 0, 255), np.uint8)
