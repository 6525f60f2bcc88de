"""What a drawing is told about the product: its materials, and the values of its cut."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..fabric import Fabric, plain
from ..palette import Rgb
from .canvas import ink
from .geometry import Point

Anchors = dict[str, Point]
Cut = dict[str, Any]  # the arguments of the family's own dataclass

METALS: dict[str, Rgb] = {
    "gold": (214, 172, 86),
    "silver": (190, 194, 200),
    "rose gold": (216, 160, 136),
    "black": (52, 53, 57),
    "brass": (178, 140, 74),
}


@dataclass(frozen=True)
class Look:
    """One colour of one product. ``view`` is front, back, side, angle or detail."""

    main: Fabric
    trim: Fabric
    accent: Rgb
    metal: str = "silver"
    view: str = "front"
    seed: int = 0
    cut: Cut = field(default_factory=dict)

    @property
    def back(self) -> bool:
        return self.view == "back"

    @property
    def seam(self) -> Rgb:
        return ink(self.main.rgb, 0.32)

    @property
    def hardware(self) -> Fabric:
        return plain(METALS[self.metal], 1.3)

    @property
    def rng(self) -> np.random.Generator:
        return np.random.default_rng(self.seed)
