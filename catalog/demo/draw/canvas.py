"""A canvas that paints shapes as lit, soft material, and the studio the object is put into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fabric import Fabric
from ..palette import Rgb, luma
from ..patterns import TILE
from .geometry import Camera, Floats, Points, resample

SIZE = 640
_FINE = 3  # supersampling of silhouettes
_COARSE = 4  # relief is smooth, so it is worked out on a grid this much coarser
_LIGHT = (-0.62, -0.78)
_MARGIN = 16

Window = tuple[slice, slice]


def blur(image: NDArray[Any], sigma: float) -> Floats:
    """``image`` blurred, its border continued."""
    return np.asarray(
        cv2.GaussianBlur(image, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE), np.float32,
    )


def scale(image: NDArray[Any], width: int, height: int, way: int = cv2.INTER_LINEAR) -> Floats:
    """``image`` resized to ``width`` by ``height``."""
    return np.asarray(cv2.resize(image, (width, height), interpolation=way), np.float32)


def three(grey: NDArray[Any]) -> Floats:
    """``grey`` for each channel: arithmetic on whole arrays is much faster than broadcasting."""
    return np.asarray(cv2.merge((grey, grey, grey)), np.float32)


def fold_field(rng: np.random.Generator) -> Floats:
    """Soft upright folds, shape (SIZE / 4, SIZE / 4), about -1..1."""
    side = SIZE // _COARSE
    field = np.zeros((side, side), np.float32)
    for rows, columns, weight in ((3, 6, 1.0), (6, 11, 0.5), (14, 18, 0.16)):
        noise = rng.standard_normal((rows, columns)).astype(np.float32)
        field += weight * scale(noise, side, side, cv2.INTER_CUBIC)
    lean = cv2.getRotationMatrix2D((side / 2, side / 2), float(rng.uniform(-14, 14)), 1.15)
    return np.asarray(
        cv2.warpAffine(field, lean, (side, side), borderMode=cv2.BORDER_REFLECT), np.float32,
    )


class Canvas:
    """Paints into ``rgb`` (SIZE, SIZE, 3; 0..255) and ``alpha`` (SIZE, SIZE; 0..1)."""

    def __init__(self, camera: Camera, rng: np.random.Generator) -> None:
        self.camera = camera
        self.rgb: Floats = np.zeros((SIZE, SIZE, 3), np.float32)
        self.alpha: Floats = np.zeros((SIZE, SIZE), np.float32)
        self._folds = fold_field(rng)

    def fill(
        self,
        outline: Points,
        fabric: Fabric,
        *,
        puff: float = 1.0,
        folds: float = 1.0,
        tone: float = 1.0,
        shadow: float = 0.3,
        turn: float = 0.0,
        opacity: float = 1.0,
        inside: bool = False,
        creases: Sequence[Points] = (),
    ) -> None:
        """Lays a piece of ``fabric`` on the canvas.

        ``puff`` rounds it, ``folds`` wrinkles it, ``tone`` darkens (< 1) or lightens it, ``shadow``
        falls on what lies below, ``turn`` (degrees) turns the grain, ``inside`` clips it to what is
        already painted, ``creases`` are lines pressed into it.
        """
        found = self._mask(self.camera(outline))
        if found is None:
            return
        window, mask = found
        if inside:
            mask = mask * self.alpha[window]
        if shadow:
            self._cast(window, mask, shadow)
        colour = self._texture(window, fabric, turn)
        slope, inner = self._relief(window, mask, puff, folds, creases)
        self._light(colour, slope, inner, fabric.gloss, tone)
        self._lay(window, mask * opacity, colour)

    def stroke(
        self,
        path: Points,
        colour: Rgb,
        width: float = 0.003,
        *,
        opacity: float = 0.8,
        dash: float = 0.0,
        inside: bool = True,
        closed: bool = False,
    ) -> None:
        """Draws a seam (or, with ``dash``, a row of stitches that long) along ``path``."""
        points = self.camera(path) * SIZE * _FINE
        lines = _dashes(points, dash * SIZE * _FINE * self.zoom) if dash else [points]
        window = _window(points / _FINE, 6 + width * SIZE * self.zoom)
        if window is None:
            return
        fine, origin = _sheet(window)
        thick = max(1, round(width * SIZE * _FINE * self.zoom))
        corners = [np.round((part - origin) * 8).astype(np.int32) for part in lines]
        cv2.polylines(fine, corners, closed and not dash, 255, thick, cv2.LINE_AA, 3)
        mask = _shrink(fine) * opacity
        if inside:
            mask = mask * self.alpha[window]
        self._lay(window, mask, np.array(colour, np.float32))

    @property
    def zoom(self) -> float:
        return float(np.sqrt(abs(np.linalg.det(self.camera.matrix[:2, :2]))))

    def _mask(self, unit: Points) -> tuple[Window, Floats] | None:
        points = unit * SIZE * _FINE
        window = _window(points / _FINE, _MARGIN)
        if window is None:
            return None
        fine, origin = _sheet(window)
        cv2.fillPoly(fine, [np.round((points - origin) * 8).astype(np.int32)], 255, cv2.LINE_8, 3)
        return window, _shrink(fine)

    def _cast(self, window: Window, mask: Floats, shadow: float) -> None:
        height, width = mask.shape
        small = scale(mask, -(-width // 2), -(-height // 2), cv2.INTER_AREA)
        soft = scale(blur(small, 3.5), width, height)
        moved = cv2.warpAffine(soft, np.array([[1, 0, 2.0], [0, 1, 5.0]]), (width, height))
        self.rgb[window] *= three(1 - shadow * np.asarray(moved, np.float32))

    def _texture(self, window: Window, fabric: Fabric, turn: float) -> Floats:
        rows, columns = window
        if fabric.plain:
            shape = (rows.stop - rows.start, columns.stop - columns.start, 3)
            return np.broadcast_to(np.array(fabric.rgb, np.float32), shape).copy()
        spin = cv2.getRotationMatrix2D((TILE / 2, TILE / 2), turn, 1.0)
        scale = np.diag([1 / TILE, 1 / TILE, 1])
        place = np.diag([SIZE, SIZE, 1]) @ self.camera.matrix @ scale @ np.vstack([spin, [0, 0, 1]])
        place[0, 2] -= columns.start
        place[1, 2] -= rows.start
        size = (columns.stop - columns.start, rows.stop - rows.start)
        texture = cv2.warpAffine(
            fabric.texture, place[:2], size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP
        )
        return np.asarray(texture, np.float32)

    def _relief(
        self, window: Window, mask: Floats, puff: float, folds: float, creases: Sequence[Points]
    ) -> tuple[Floats, Floats]:
        rows, columns = window
        height, width = mask.shape
        small = scale(mask, -(-width // _COARSE), -(-height // _COARSE), cv2.INTER_AREA)
        near, far = blur(small, 2.2), blur(small, 8.0)
        ground = puff * (4.2 * near + 9.0 * far)
        if folds:
            field = self._folds[rows.start // _COARSE :, columns.start // _COARSE :]
            ground[: field.shape[0], : field.shape[1]] += (
                folds * 1.25 * field[: small.shape[0], : small.shape[1]]
            )
        if creases:
            ground -= 3.6 * self._pressed(window, small.shape, creases)
        gx, gy = cv2.Sobel(ground, cv2.CV_32F, 1, 0), cv2.Sobel(ground, cv2.CV_32F, 0, 1)
        slope = (gx * -_LIGHT[0] + gy * -_LIGHT[1]) / 8
        inner = np.clip((near * 0.6 + far * 0.4 - 0.4) / 0.6, 0, 1) ** 0.7
        both = scale(
            np.stack([slope, inner], -1).astype(np.float32), width, height, cv2.INTER_CUBIC,
        )
        return both[..., 0], both[..., 1]

    def _pressed(self, window: Window, shape: tuple[int, ...], creases: Sequence[Points]) -> Floats:
        sheet = np.zeros(shape, np.uint8)
        origin = np.array([window[1].start, window[0].start])
        for path in creases:
            points = (self.camera(path) * SIZE - origin) / _COARSE
            cv2.polylines(
                sheet, [np.round(points * 8).astype(np.int32)], False, 255, 2, cv2.LINE_AA, 3,
            )
        return blur(sheet.astype(np.float32) / 255, 2.4)

    @staticmethod
    def _light(colour: Floats, slope: Floats, inner: Floats, gloss: float, tone: float) -> None:
        shade = np.clip(slope, -1.1, 1.1)
        lit = (0.8 + 0.2 * inner) * (1 + 0.42 * shade) * tone
        colour *= three(np.minimum(lit, 1.12))
        shine = 16 * np.clip(shade, -0.6, 1) + gloss * 190 * np.clip(shade - 0.12, 0, 1) ** 1.6
        colour += three(shine)

    def _lay(self, window: Window, mask: Floats, colour: Floats) -> None:
        rgb, alpha = self.rgb[window], self.alpha[window]
        share = mask / np.maximum(mask + alpha * (1 - mask), 1e-4)
        rgb += (colour - rgb) * three(share)
        alpha += mask * (1 - alpha)


def _window(pixels: Points, margin: float) -> Window | None:
    low = np.floor((pixels.min(0) - margin) / _COARSE).astype(int) * _COARSE
    high = np.ceil((pixels.max(0) + margin) / _COARSE).astype(int) * _COARSE
    (x0, y0), (x1, y1) = np.clip(low, 0, SIZE), np.clip(high, 0, SIZE)
    return (slice(int(y0), int(y1)), slice(int(x0), int(x1))) if x1 > x0 and y1 > y0 else None


def _sheet(window: Window) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    rows, columns = window
    shape = ((rows.stop - rows.start) * _FINE, (columns.stop - columns.start) * _FINE)
    return np.zeros(shape, np.uint8), np.array([columns.start, rows.start]) * _FINE


def _shrink(fine: NDArray[np.uint8]) -> Floats:
    height, width = fine.shape
    small = cv2.resize(fine, (width // _FINE, height // _FINE), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32) / np.float32(255)


def _dashes(points: Points, length: float) -> list[Points]:
    total = float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())
    count = max(1, round(total / (length * 1.7)))
    starts = np.arange(count) / count
    return [resample(points, [s, s + 0.6 / count]) for s in starts]


def ink(rgb: Rgb, amount: float = 0.3) -> Rgb:
    """The colour of a seam on cloth of colour ``rgb``: darker, on dark cloth a little lighter."""
    keep = 1 - amount
    if luma(rgb) > 0.16:
        return (rgb[0] * keep, rgb[1] * keep, rgb[2] * keep)
    return (rgb[0] + 34 * amount * 3, rgb[1] + 34 * amount * 3, rgb[2] + 36 * amount * 3)
