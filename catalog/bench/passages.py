"""Vectors of texts that were never encoded, with the structure of those that were.

A few thousand passages are encoded. Their vectors are explained by the products' facets (ridge
regression), what is left is drawn again: a new product's vector is what its facets add up to and
two residuals of real ones. So neighbours share facets, and noise lies where real noise lies.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalog.understanding.query import Facets

Vectors = NDArray[np.float32]

_RIDGE = 1.0
_UNEXPLAINED = ("brand", "size")  # hundreds of names that few samples have


@dataclass(frozen=True)
class PassageModel:
    """`columns` number the facets' values; (p, e) `effects`, (n, e) `residuals`."""

    columns: dict[tuple[str, str], int]
    effects: Vectors
    residuals: Vectors

    @classmethod
    def fit(cls, facets: Sequence[Facets], vectors: Vectors) -> "PassageModel":
        """Explain (n, e) vectors of passages by the facets of their products."""
        pairs = sorted({pair for found in facets for pair in _pairs(found)})
        columns = {pair: at for at, pair in enumerate(pairs, 1)}
        design = _design(facets, columns)
        gram = design.T @ design + _RIDGE * np.eye(design.shape[1], dtype=np.float32)
        inverse = np.linalg.inv(gram)
        effects = inverse @ design.T @ vectors
        leverage = ((design @ inverse) * design).sum(1, keepdims=True)
        # Leave-one-out residuals: those of the fit itself are too small (Allen's PRESS, 1974).
        residuals = (vectors - design @ effects) / (1 - leverage)
        return cls(columns, effects.astype(np.float32), residuals.astype(np.float32))

    def draw(self, facets: Sequence[Facets], rng: np.random.Generator) -> Vectors:
        """(n, e) unit vectors for products with these facets."""
        one, other = rng.integers(len(self.residuals), size=(2, len(facets)))
        noise = (self.residuals[one] + self.residuals[other]) / np.float32(2**0.5)
        vectors = _design(facets, self.columns) @ self.effects + noise
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def _pairs(facets: Facets) -> list[tuple[str, str]]:
    return [(f, key) for f, keys in facets.items() if f not in _UNEXPLAINED for key in keys]


def _design(facets: Sequence[Facets], columns: dict[tuple[str, str], int]) -> Vectors:
    """(n, p) ones where a product has a value, and everywhere in the first column."""
    design = np.zeros((len(facets), len(columns) + 1), np.float32)
    design[:, 0] = 1
    for row, found in enumerate(facets):
        design[row, [columns[pair] for pair in _pairs(found) if pair in columns]] = 1
    return design
