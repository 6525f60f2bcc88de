"""Finds the product in a picture: a flood from the backdrop, else a small saliency network."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from catalog.encoders.onnx import open_session
from catalog.encoders.photo import Box

Mask = NDArray[np.bool_]
Pixels = NDArray[np.uint8]
Colour = tuple[float, float, float]

_SIDE = 256  # masks are found at this size: edges matter little for pooling and histograms
_BORDER_SPREAD = 14.0  # grey levels; studio borders measure 0-8, rooms 25 and more
_FLOOD_TOLERANCE = 12  # from the backdrop's own colour: from pixel to pixel, pale cloth is flooded
_WHITE, _BRIGHT = 240, 215
_CLOSE_UP = (0.08, 0.85)  # of the border white; of what is bright there white: windows fade out
_SALIENCY_SIDE = 320
_GAP = 9  # pixels between two parts of one thing
_SMALL = (0.02, 0.25)  # of the picture, of the largest thing: what is smaller just lies about
_THINGS = 3
_AROUND = 0.08  # of a thing's sides, kept around it


class Foreground:
    """Masks of the main object. `folder` holds u2netp.onnx, read when first needed."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "u2netp.onnx"
        self._session: Any = None

    def mask(self, image: Image.Image) -> Mask:
        """(256, 256) mask of the main object in an RGB image squeezed to a square; all true
        where nothing stands out."""
        pixels = _squeezed(image)
        colour = backdrop(pixels)
        mask = self._salient(image) if colour is None else flood(pixels, colour)
        share = float(mask.mean())
        return mask if 0.02 < share < 0.98 else np.ones_like(mask)

    def _salient(self, image: Image.Image) -> Mask:
        if self._session is None:
            self._session = open_session(self._path)
        side = _SALIENCY_SIDE
        pixels = np.asarray(image.resize((side, side), Image.Resampling.BILINEAR), np.float32)
        scaled = pixels / max(float(pixels.max()), 1.0)
        mean = np.array((0.485, 0.456, 0.406), np.float32)
        spread = np.array((0.229, 0.224, 0.225), np.float32)
        batch = ((scaled - mean) / spread).transpose(2, 0, 1)[None]
        saliency = self._session.run(None, {self._session.get_inputs()[0].name: batch})[0][0, 0]
        low, high = float(saliency.min()), float(saliency.max())
        scaled_up = cv2.resize((saliency - low) / max(high - low, 1e-6), (_SIDE, _SIDE))
        return np.asarray(scaled_up > 0.5)


def things(mask: Mask) -> list[Box]:
    """Where the parts of a mask that stand well apart are, largest first."""
    closed = cv2.morphologyEx(
        mask.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((_GAP, _GAP), np.uint8)
    )
    _, _, found, _ = cv2.connectedComponentsWithStats(closed)
    by_area = sorted(found[1:].tolist(), key=lambda row: -row[cv2.CC_STAT_AREA])
    of_picture, of_largest = _SMALL
    least = max(of_picture * closed.size, of_largest * by_area[0][cv2.CC_STAT_AREA])
    return [_around(*row[:4]) for row in by_area if row[cv2.CC_STAT_AREA] > least][:_THINGS]


def is_studio(image: Image.Image) -> bool:
    """Whether an RGB image shows something before a studio's backdrop."""
    return backdrop(_squeezed(image)) is not None


def backdrop(pixels: Pixels) -> Colour | None:
    """The colour of a studio's backdrop in (h, w, 3): what nearly all of the border has, or the
    even white that a close-up leaves of it; None elsewhere."""
    edge = _border(pixels)
    if has_plain_border(pixels):
        return _median(edge)
    darkest = edge.min(axis=1)
    white, bright = darkest >= _WHITE, darkest >= _BRIGHT
    share, of_bright = _CLOSE_UP
    if white.mean() < share or white.sum() < of_bright * bright.sum():
        return None
    return _median(edge[white])


def has_plain_border(pixels: Pixels) -> bool:
    """Whether the outermost pixels of (h, w, 3) are nearly of one colour, as in a studio."""
    edge = _border(pixels).astype(np.float32)
    distance = np.abs(edge - np.median(edge, axis=0)).max(axis=1)
    return bool(np.percentile(distance, 80) < _BORDER_SPREAD)


def flood(pixels: Pixels, colour: Colour) -> Mask:
    """What a flood fill of `colour` from the border of (h, w, 3) doesn't reach, without specks."""
    height, width = pixels.shape[:2]
    framed = cv2.copyMakeBorder(pixels, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=colour)
    filled = np.zeros((height + 4, width + 4), np.uint8)
    tolerance = (_FLOOD_TOLERANCE,) * 3
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
    cv2.floodFill(framed, filled, (0, 0), (0, 0, 0), tolerance, tolerance, flags)
    mask = (filled[2:-2, 2:-2] == 0).astype(np.uint8)
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return np.asarray(opened, dtype=np.bool_)


def _around(left: int, top: int, width: int, height: int) -> Box:
    across, down = _AROUND * width, _AROUND * height
    edges = (left - across, top - down, left + width + across, top + height + down)
    left_, top_, right, bottom = (min(max(edge / _SIDE, 0.0), 1.0) for edge in edges)
    return left_, top_, right, bottom


def _squeezed(image: Image.Image) -> Pixels:
    return np.asarray(image.resize((_SIDE, _SIDE), Image.Resampling.BILINEAR))


def _border(pixels: Pixels) -> Pixels:
    """(n, 3) of the three outermost rows and columns."""
    sides = (pixels[:3], pixels[-3:], pixels[:, :3], pixels[:, -3:])
    return np.concatenate([side.reshape(-1, 3) for side in sides])


def _median(edge: Pixels) -> Colour:
    red, green, blue = np.median(edge, axis=0)
    return float(red), float(green), float(blue)
