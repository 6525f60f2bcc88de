"""Finds the product in a picture: a flood from a plain border, else a small saliency network."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from catalog.encoders.onnx import open_session

Mask = NDArray[np.bool_]
Pixels = NDArray[np.uint8]

_SIDE = 256  # masks are found at this size: edges matter little for pooling and histograms
_BORDER_SPREAD = 14.0  # grey levels; studio borders measure 0-8, rooms 25 and more
_FLOOD_TOLERANCE = 7
_SALIENCY_SIDE = 320


class Foreground:
    """Masks of the main object. `folder` holds u2netp.onnx, read when first needed."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "u2netp.onnx"
        self._session: Any = None

    def mask(self, image: Image.Image) -> Mask:
        """(256, 256) mask of the main object in an RGB image squeezed to a square; all true
        where nothing stands out."""
        pixels = np.asarray(image.resize((_SIDE, _SIDE), Image.Resampling.BILINEAR))
        mask = flood(pixels) if has_plain_border(pixels) else self._salient(image)
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


def has_plain_border(pixels: Pixels) -> bool:
    """Whether the outermost pixels of (h, w, 3) are nearly of one colour, as in a studio."""
    edge = np.concatenate(
        [pixels[:3].reshape(-1, 3), pixels[-3:].reshape(-1, 3), pixels[:, :3].reshape(-1, 3),
         pixels[:, -3:].reshape(-1, 3)]
    ).astype(np.float32)  # fmt: skip
    distance = np.abs(edge - np.median(edge, axis=0)).max(axis=1)
    return bool(np.percentile(distance, 80) < _BORDER_SPREAD)


def flood(pixels: Pixels) -> Mask:
    """What a flood fill from the border of (h, w, 3) doesn't reach, without specks."""
    height, width = pixels.shape[:2]
    framed = cv2.copyMakeBorder(
        pixels, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=_median_border(pixels)
    )
    filled = np.zeros((height + 4, width + 4), np.uint8)
    tolerance = (_FLOOD_TOLERANCE,) * 3
    cv2.floodFill(
        framed, filled, (0, 0), (0, 0, 0), tolerance, tolerance, 4 | cv2.FLOODFILL_MASK_ONLY
    )
    mask = (filled[2:-2, 2:-2] == 0).astype(np.uint8)
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return np.asarray(opened, dtype=np.bool_)


def _median_border(pixels: Pixels) -> tuple[float, float, float]:
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    red, green, blue = np.median(edge, axis=0)
    return float(red), float(green), float(blue)
