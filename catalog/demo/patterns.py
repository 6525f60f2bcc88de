"""What is printed on or woven into cloth: stripes, checks, dots, flowers, camouflage."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from .palette import Rgb, contrast, mix

TILE = 800  # pixels of texture to one unit of drawing
Grain = NDArray[np.float32]
Spot = tuple[float, float]


def noise(seed: int, sigma: float = 0.0, stretch: tuple[int, int] = (1, 1)) -> Grain:
    rng = np.random.default_rng(seed)
    rows, columns = TILE // stretch[1], TILE // stretch[0]
    field = rng.standard_normal((rows, columns)).astype(np.float32)
    if sigma:
        field = np.asarray(cv2.GaussianBlur(field, (0, 0), sigma), np.float32)
    field = np.asarray(cv2.resize(field, (TILE, TILE), interpolation=cv2.INTER_LINEAR), np.float32)
    return np.asarray(field / (field.std() + 1e-6), np.float32)


def grid() -> tuple[Grain, Grain]:
    y, x = np.mgrid[0:TILE, 0:TILE].astype(np.float32)
    return x, y


def solid(base: Rgb) -> NDArray[np.float32]:
    return np.broadcast_to(np.array(base, np.float32), (TILE, TILE, 3)).copy()


def _stripes(base: Rgb, accent: Rgb, rng: np.random.Generator) -> NDArray[np.float32]:
    period = float(rng.choice([40, 50, 80]))
    thin = float(rng.choice([0.35, 0.5, 0.28]))
    _, y = grid()
    on = np.clip((thin * period / 2 - np.abs((y % period) - period / 2)) + 0.5, 0, 1)
    return _blend(base, accent, on)


def _pinstripes(base: Rgb, accent: Rgb, rng: np.random.Generator) -> NDArray[np.float32]:
    period = float(rng.choice([20, 25, 32]))
    x, _ = grid()
    on = np.clip((period * 0.12 - np.abs((x % period) - period / 2)) + 0.5, 0, 1)
    return _blend(base, accent, on * 0.85)


def _checks(base: Rgb, accent: Rgb, rng: np.random.Generator) -> NDArray[np.float32]:
    period = float(rng.choice([80, 100, 160]))
    x, y = grid()
    bars = [
        np.clip((period * 0.25 - np.abs((v % period) - period / 2)) + 0.5, 0, 1) for v in (x, y)
    ]
    lines = [np.clip((2.2 - np.abs((v % period) - period * 0.06)) + 0.5, 0, 1) for v in (x, y)]
    plaid = _blend(base, accent, 0.42 * (bars[0] + bars[1]))
    light = np.array(contrast(base, 0.75), np.float32)
    for on in lines:
        plaid += (light - plaid) * (0.5 * on[..., None])
    return plaid


def _gingham(base: Rgb, accent: Rgb, rng: np.random.Generator) -> NDArray[np.float32]:
    period = float(rng.choice([32, 40, 50]))
    x, y = grid()
    on = ((x % period) < period / 2).astype(np.float32) + ((y % period) < period / 2)
    return _blend(base, accent, np.asarray(on * 0.45, np.float32))


def _dots(base: Rgb, accent: Rgb, rng: np.random.Generator) -> NDArray[np.float32]:
    period = float(rng.choice([40, 50, 66.667]))
    x, y = grid()
    shift = (np.floor(y / period) % 2) * period / 2
    dx, dy = (x + shift) % period - period / 2, y % period - period / 2
    on = np.clip(period * 0.19 - np.hypot(dx, dy) + 0.5, 0, 1)
    return _blend(base, accent, np.asarray(on, np.float32))


def _floral(base: Rgb, accent: Rgb, rng: np.random.Generator) -> NDArray[np.float32]:
    sheet = solid(base)
    leaf = mix((92, 122, 88), base, 0.25)
    petals = [accent, mix(accent, (255, 255, 255), 0.45), mix(accent, (240, 190, 90), 0.5)]
    step = int(rng.choice([80, 100]))
    for row in range(TILE // step):
        for column in range(TILE // step):
            x = (column + 0.5 * (row % 2)) * step + rng.uniform(-0.2, 0.2) * step
            y = (row + 0.5) * step + rng.uniform(-0.2, 0.2) * step
            petal = petals[rng.integers(3)]
            size, start = float(step * rng.uniform(0.13, 0.22)), float(rng.uniform(0, 72))
            _flower(sheet, (x, y), size, petal=petal, leaf=leaf, start=start)
    return sheet


def _flower(
    sheet: NDArray[np.float32], at: Spot, size: float, *, petal: Rgb, leaf: Rgb, start: float
) -> None:
    for angle in (start + 20, start + 160):
        _blob(sheet, _away(at, angle, 1.75 * size), angle, (0.85 * size, 0.3 * size), leaf)
    for angle in range(0, 360, 72):
        turn = start + angle
        _blob(sheet, _away(at, turn, 0.75 * size), turn, (0.62 * size, 0.45 * size), petal)
    _blob(sheet, at, 0, (0.3 * size, 0.3 * size), mix(petal, (250, 205, 90), 0.8))


def _away(at: Spot, angle: float, distance: float) -> Spot:
    turn = math.radians(angle)
    return at[0] + distance * math.cos(turn), at[1] + distance * math.sin(turn)


def _blob(sheet: NDArray[np.float32], at: Spot, angle: float, radii: Spot, colour: Rgb) -> None:
    axes = (int(radii[0] * 8), int(radii[1] * 8))
    for dx in (-TILE, 0, TILE):
        centre = (int((at[0] + dx) * 8), int(at[1] * 8))
        cv2.ellipse(sheet, centre, axes, angle, 0, 360, colour, -1, cv2.LINE_8, 3)


def _camo(base: Rgb, _accent: Rgb, rng: np.random.Generator) -> NDArray[np.float32]:
    sheet = solid(base)
    shades = [
        mix(base, (60, 50, 38), 0.5),
        mix(base, (225, 215, 180), 0.45),
        mix(base, (25, 28, 22), 0.75),
    ]
    for shade, cut in zip(shades, (0.35, 0.7, 1.05), strict=True):
        on = np.clip((noise(int(rng.integers(1 << 30)), 24) - cut) * 14, 0, 1)
        sheet += (np.array(shade, np.float32) - sheet) * on[..., None]
    return sheet


def _block(base: Rgb, accent: Rgb, rng: np.random.Generator) -> NDArray[np.float32]:
    _, y = grid()
    split = TILE * float(rng.uniform(0.4, 0.52))
    on = np.clip(y - split, 0, 1) * np.clip(TILE * 0.985 - y, 0, 1)
    sheet = _blend(base, accent, on)
    line = np.clip(14 - np.abs(y - split), 0, 1)
    return np.asarray(
        sheet + (np.array((244, 240, 232), np.float32) - sheet) * line[..., None],
        np.float32,
    )


def _wash(base: Rgb, _accent: Rgb, rng: np.random.Generator) -> NDArray[np.float32]:
    x, _ = grid()
    fade = 0.5 + 0.5 * np.cos((x / TILE - 0.5) * 4 * np.pi * 1.5)
    fade = 0.42 * fade + 0.1 * noise(int(rng.integers(1 << 30)), 30)
    return _blend(base, mix(base, (226, 233, 240), 0.55), np.clip(fade, 0, 0.8))


def _shells(base: Rgb, _accent: Rgb, rng: np.random.Generator) -> NDArray[np.float32]:
    tan = mix((196, 132, 66), base, 0.2)
    field = noise(int(rng.integers(1 << 30)), 15) + 0.4 * noise(int(rng.integers(1 << 30)), 6)
    return _blend(base, tan, np.clip((field - 0.15) * 1.6, 0, 0.9))


def _blend(base: Rgb, accent: Rgb, on: Grain) -> NDArray[np.float32]:
    a, b = np.array(base, np.float32), np.array(accent, np.float32)
    return np.asarray(a + (b - a) * on[..., None], np.float32)


PATTERNS = {
    "striped": _stripes,
    "pinstripe": _pinstripes,
    "checked": _checks,
    "gingham": _gingham,
    "polka dot": _dots,
    "floral": _floral,
    "camo": _camo,
    "colour block": _block,
    "washed": _wash,
    "tortoiseshell": _shells,
}
