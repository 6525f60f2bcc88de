"""Turns raw picture features into short vectors that ignore what changes between views.

Each block of the features (networks, colours) is centred, reduced by PCA and whitened by the
covariance *within* products, in closed form: directions in which pictures of one product differ
shrink, the others grow (within-class covariance normalisation, Hatch et al., Interspeech 2006).
Blocks stay apart in the vector, so that a query can leave colour out.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

METHOD = 2  # raise it when fit() gives others: they are fitted anew
_SHRINKAGE = 1.0  # share of a spherical covariance: few views say little about 256 directions
_FEW = 20  # fewer pictures beyond the first of their product than this teach nothing
_COLOUR = 0.7  # the weight of colours beside shapes: a phone's light is never a studio's


@dataclass(frozen=True)
class Block:
    """An affine map of one block of the features: (d,) mean and (d, k) matrix, and its weight."""

    mean: Matrix
    matrix: Matrix
    weight: float


@dataclass(frozen=True)
class Projection:
    """Blocks in the order of the features; the last one is colour when there are two. Fitted on
    so many pictures, by this or an older METHOD."""

    blocks: tuple[Block, ...]
    fitted_on: int
    method: int = METHOD

    @property
    def size(self) -> int:
        """Length of a vector."""
        return sum(block.matrix.shape[1] for block in self.blocks)

    def apply(self, features: Matrix, *, colour: bool = True) -> Matrix:
        """(n, size) unit vectors of (n, d) features; without `colour` its block is zero, and a
        dot product compares shapes alone."""
        parts, start = [], 0
        for index, block in enumerate(self.blocks):
            end = start + len(block.mean)
            part = _unit((features[:, start:end] - block.mean) @ block.matrix) * block.weight
            parts.append(part if colour or index == 0 else np.zeros_like(part))
            start = end
        return _unit(np.concatenate(parts, axis=1))

    def dump(self) -> bytes:
        """As a numpy archive."""
        buffer = io.BytesIO()
        arrays: dict[str, Any] = {}
        for index, block in enumerate(self.blocks):
            arrays[f"mean{index}"], arrays[f"matrix{index}"] = block.mean, block.matrix
        weights = np.array([block.weight for block in self.blocks])
        np.savez(buffer, weights=weights, fitted_on=self.fitted_on, method=self.method, **arrays)
        return buffer.getvalue()

    @staticmethod
    def parse(data: bytes) -> "Projection":
        """What dump() wrote."""
        arrays = np.load(io.BytesIO(data), allow_pickle=False)
        blocks = tuple(
            Block(arrays[f"mean{index}"], arrays[f"matrix{index}"], float(weight))
            for index, weight in enumerate(arrays["weights"])
        )
        method = int(arrays["method"]) if "method" in arrays else 1
        return Projection(blocks, int(arrays["fitted_on"]), method)


def fit(
    features: Matrix, groups: Sequence[str], colour_size: int, sizes: tuple[int, int] = (256, 128)
) -> Projection:
    """Fit on (n, d) features; pictures with the same group show the same thing. `colour_size` is
    the length of the colour block at the end (0: one block)."""
    split = features.shape[1] - colour_size
    halves = [(features[:, :split], sizes[0], 1.0)]
    if colour_size:
        halves.append((features[:, split:], sizes[1], _COLOUR))
    blocks = tuple(_fit_block(part, groups, size, weight) for part, size, weight in halves)
    return Projection(blocks, len(features))


def _fit_block(features: Matrix, groups: Sequence[str], size: int, weight: float) -> Block:
    mean = features.mean(0)
    _, _, directions = np.linalg.svd(features - mean, full_matrices=False)
    reduced = directions[: min(size, max(len(features) - 1, 1))].T
    deviations = _within(features, groups) @ reduced
    matrix = reduced @ _whitening(deviations) if len(deviations) >= _FEW else reduced
    padding = size - matrix.shape[1]  # a small catalogue spans fewer directions
    padded = np.pad(matrix, ((0, 0), (0, padding)))
    return Block(mean.astype(np.float32), padded.astype(np.float32), weight)


def _within(features: Matrix, groups: Sequence[str]) -> Matrix:
    """Deviations from the group's mean, of groups with several pictures."""
    names, index, counts = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    sums = np.zeros((len(names), features.shape[1]), np.float32)
    np.add.at(sums, index, features)
    several = counts[index] > 1
    return np.asarray((features - sums[index] / counts[index, None])[several])


def _whitening(deviations: Matrix) -> Matrix:
    covariance = deviations.T @ deviations / len(deviations)
    size = len(covariance)
    covariance += _SHRINKAGE * np.trace(covariance) / size * np.eye(size, dtype=np.float32)
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors @ np.diag(values**-0.5))


def _unit(matrix: NDArray[np.floating[Any]]) -> Matrix:
    lengths = np.linalg.norm(matrix, axis=-1, keepdims=True)
    return np.asarray(matrix / np.maximum(lengths, 1e-9), np.float32)
