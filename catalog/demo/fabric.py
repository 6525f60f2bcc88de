"""Cloth, leather and metal: a colour, a weave and a pattern make a texture tile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .palette import Rgb, contrast, luma
from .patterns import PATTERNS, Grain, grid, noise, solid

Texture = NDArray[np.uint8]


@dataclass(frozen=True)
class Fabric:
    """What a piece is made of; ``texture`` is RGB of shape (TILE, TILE, 3) and wraps around."""

    rgb: Rgb
    texture: Texture
    gloss: float = 0.0
    plain: bool = False


def _wave(value: NDArray[Any], period: float) -> Grain:
    return np.asarray(np.sin(value * (2 * np.pi / period)), np.float32)


def _knit() -> Grain:
    x, y = grid()
    stitch = _wave(y + 3.2 * np.abs(_wave(x, 20)), 10) * 0.55
    return np.asarray(stitch + _wave(x, 20) * 0.7 + 0.25 * noise(3, 1), np.float32)


def _cable() -> Grain:
    x, y = grid()
    twist = _wave(x + 9 * _wave(y, 80), 50) * (_wave(x, 200) > -0.2)
    return np.asarray(twist * 1.3 + _knit() * 0.6, np.float32)


def _leather() -> Grain:
    cells = np.abs(noise(5, 2.2)) + 0.5 * np.abs(noise(6, 1.1))
    return np.asarray(cells - cells.mean(), np.float32) + 0.2 * noise(7, 18)


def _straw() -> Grain:
    x, y = grid()
    over = (np.floor(x / 16) + np.floor(y / 8)) % 2
    weave = np.where(over > 0, _wave(x, 32), _wave(y, 16))
    return np.asarray(np.abs(weave) * 1.8 - 1.1, np.float32) + 0.35 * noise(8, 0.8)


def _denim() -> Grain:
    x, y = grid()
    slub = noise(2, 0, (1, 12)) * 0.034 + noise(9) * 0.03
    return np.asarray(_wave(x + y, 5) * 0.035 + slub, np.float32)


def _rib() -> Grain:
    return np.asarray(_wave(grid()[0], 40 / 3) * 0.09 + noise(1) * 0.012, np.float32)


def _twill() -> Grain:
    x, y = grid()
    return np.asarray(_wave(x + y * 0.8, 6.25) * 0.022 + noise(10) * 0.02, np.float32)


def _canvas() -> Grain:
    x, y = grid()
    return np.asarray((_wave(x, 5) + _wave(y, 5)) * 0.02 + noise(11, 0, (6, 1)) * 0.03, np.float32)


_WEAVES: dict[str, Callable[[], Grain]] = {
    "knit": lambda: _knit() * 0.06,
    "cable": lambda: _cable() * 0.085,
    "rib": _rib,
    "denim": _denim,
    "twill": _twill,
    "canvas": _canvas,
    "linen": lambda: (noise(12, 0, (14, 1)) + noise(13, 0, (1, 14))) * 0.035,
    "wool": lambda: noise(14, 1.4) * 0.026 + noise(15) * 0.022,
    "fleece": lambda: noise(16, 2.6) * 0.03 + noise(17) * 0.025,
    "leather": lambda: _leather() * 0.021,
    "straw": lambda: _straw() * 0.11,
    "suede": lambda: noise(18, 0.9) * 0.04 + noise(19, 14) * 0.03,
    "smooth": lambda: noise(20, 1.0) * 0.006,
}


def _jersey() -> Grain:
    return noise(21, 0, (1, 3)) * 0.016 + noise(22, 6) * 0.008


@cache
def _grain(weave: str) -> Grain:
    return np.asarray(_WEAVES.get(weave, _jersey)(), np.float32)


GLOSS = {"leather": 0.55, "smooth": 0.45, "nylon": 0.32, "satin": 0.32, "metal": 1.3, "patent": 1.1}


def fabric(
    base: Rgb,
    weave: str = "jersey",
    pattern: str = "solid",
    accent: Rgb | None = None,
    seed: int = 0,
) -> Fabric:
    """Cloth of colour ``base``; ``accent`` is the second colour of a ``pattern``."""
    paint = PATTERNS.get(pattern)
    other = accent or contrast(base, 0.6)
    sheet = paint(base, other, np.random.default_rng(seed)) if paint else solid(base)
    strength = 1.0 if luma(base) > 0.3 else 1.5
    light = 1 + strength * _grain(weave)
    sheet *= np.asarray(cv2.merge((light, light, light)), np.float32)
    texture = np.asarray(cv2.convertScaleAbs(sheet), np.uint8)
    return Fabric(base, texture, GLOSS.get(weave, 0.0))


@cache
def plain(base: Rgb, gloss: float = 0.0) -> Fabric:
    """A smooth material without grain: metal, rubber, plastic, enamel."""
    return Fabric(base, np.zeros((1, 1, 3), np.uint8), gloss, plain=True)
