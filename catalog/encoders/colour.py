"""A picture's colours as a vector: a soft histogram in CIE Lab over the foreground."""

import functools

import cv2
import numpy as np
from numpy.typing import NDArray

_BINS = (10, 16, 16)  # L, a, b; coarser ones lose a tenth of the right hits, see decisions.md
_RANGE = ((0.0, 100.0), (-48.0, 48.0), (-48.0, 48.0))  # stronger colours are clipped


def histogram(pixels: NDArray[np.uint8], mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """(size(),) unit vector: square roots of the shares of Lab cells (so that a dot product is
    the Bhattacharyya coefficient), each pixel of (h, w, 3) under `mask` spread over its 8
    nearest cells."""
    cells = np.zeros(_BINS, np.float32)
    _spread(_lab(pixels)[mask], cells)
    kept = cells.ravel()[_reachable()]
    return np.asarray(np.sqrt(kept / max(float(kept.sum()), 1e-9)), np.float32)


def size() -> int:
    """Length of a histogram: the cells that sRGB colours can reach."""
    return len(_reachable())


def _lab(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.asarray(cv2.cvtColor(pixels.astype(np.float32) / 255.0, cv2.COLOR_RGB2LAB))


def _spread(lab: NDArray[np.float32], cells: NDArray[np.float32]) -> None:
    low: list[NDArray[np.int64]] = []
    part: list[NDArray[np.float32]] = []
    for axis, (bins, (start, end)) in enumerate(zip(_BINS, _RANGE, strict=True)):
        place = np.clip((lab[:, axis] - start) / (end - start), 0, 1) * (bins - 1)
        floor = np.minimum(place.astype(np.int64), bins - 2)
        low.append(floor)
        part.append(place - floor)
    flat = cells.ravel()
    for corner in np.ndindex(2, 2, 2):
        weight = np.prod([p if step else 1 - p for p, step in zip(part, corner, strict=True)], 0)
        index = np.ravel_multi_index(
            tuple(floor + step for floor, step in zip(low, corner, strict=True)), _BINS
        )
        flat += np.bincount(index, weight, minlength=flat.size).astype(np.float32)


@functools.cache
def _reachable() -> NDArray[np.int64]:
    """Indexes of the cells that any sRGB colour touches."""
    levels = np.arange(0, 256, 5, dtype=np.uint8)
    colours = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), -1).reshape(1, -1, 3)
    cells = np.zeros(_BINS, np.float32)
    _spread(_lab(colours).reshape(-1, 3), cells)
    return np.flatnonzero(cells.ravel())
