"""The measures a shoe is built to."""

from __future__ import annotations

from dataclasses import dataclass

GROUND = 0.76


@dataclass(frozen=True)
class Shoe:
    """``style``: sneaker high-top slip-on chelsea lace-up tall-boot ankle-boot pump ballet loafer.
    ``sole`` and ``heel`` are heights, ``toe`` is round, almond or pointed."""

    style: str = "sneaker"
    sole: float = 0.06
    heel: float = 0.0
    toe: str = "round"
    shaft: float = 0.34
    strap: bool = False
    bow: bool = False
    motif: str = "none"  # none bars wave panel

    @property
    def floor(self) -> float:
        """Where the upper meets the sole."""
        return GROUND - self.sole

    @property
    def collar(self) -> float:
        """How much the collar is raised (upwards is negative)."""
        return -0.15 if self.style == "high-top" else 0.0
