"""Vectors of pictures that nobody took: mixtures around centres of what a product is, and of its
colours, in two blocks as catalog.encoders.projection makes them.

The spreads are such that 725 vectors have the neighbours that those of Luma's 708 photos have: mean
cosine to the nearest picture of another product .45 (Luma .53), to the tenth .34 (.32), to the
hundredth .16 (.10), and as many effective dimensions, 174 (156).
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from catalog.encoders import Encoder
from catalog.encoders.projection import Block, Projection
from catalog.understanding.query import Facets

Vectors = NDArray[np.float32]

_SIZES = (256, 128)  # of the blocks of a vector, as the projection's
_WEIGHTS = {"category": 1.0, "material": 0.5, "pattern": 0.5, "style": 0.5}  # of centres of shape
_OWN = 1.0  # spread of products, in lengths of a centre
_VIEW = 1.6  # spread of pictures of one product
_SHADE = 0.9  # spread of pictures of one colour
_AGAIN = 1.0  # spread of a shopper's photo around the shop's, in lengths of its vector
_DECAY = 0.15  # the n-th direction is n^-0.15 as wide


@dataclass
class Gallery:
    """Pictures for features of `size` numbers, the last `colour_size` of which are colours."""

    size: int
    colour_size: int
    seed: int
    _centres: dict[tuple[str, str], Vectors] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rng = np.random.default_rng(self.seed)
        sizes = [self.size - self.colour_size, *([self.colour_size] if self.colour_size else [])]
        self._bases = [
            _orthonormal(rng, min(short, long), long)
            for short, long in zip(_SIZES, sizes, strict=False)
        ]
        self._means = [_unit(rng.random((1, size), np.float32))[0] for size in sizes]
        self._widths = [len(basis) for basis in self._bases]

    @classmethod
    def of(cls, encoder: Encoder, seed: int) -> "Gallery":
        """For features as an encoder makes them."""
        size = encoder.encode_images([Image.new("RGB", (64, 64), "white")]).shape[1]
        return cls(size, encoder.colour_size, seed)

    def projection(self, fitted_on: int) -> Projection:
        """The projection that turns features() back into the vectors."""
        blocks = [
            Block(mean, np.ascontiguousarray(basis.T), 1.0)
            for mean, basis in zip(self._means, self._bases, strict=True)
        ]
        return Projection(tuple(blocks), fitted_on)

    def draw(
        self, shown: Sequence[tuple[int, Facets, Sequence[str]]], rng: np.random.Generator
    ) -> Vectors:
        """(n, k) unit vectors of pictures, each of a (product's number, its facets, colours):
        pictures of one product differ by view and colour alone."""
        products = {number: at for at, number in enumerate(dict.fromkeys(s[0] for s in shown))}
        own = self._noise(rng, len(products), 0) * _OWN
        shapes = np.stack([own[products[number]] + self._shape(f) for number, f, _ in shown])
        blocks = [shapes + self._noise(rng, len(shown), 0) * _VIEW]
        if self.colour_size:
            colours = np.stack([self._sum("colour", keys, 1) for _, _, keys in shown])
            blocks.append(colours + self._noise(rng, len(shown), 1) * _SHADE)
        return _unit(np.concatenate([_unit(block) for block in blocks], axis=1))

    def features(
        self, vectors: Vectors, rng: np.random.Generator, spread: float = _AGAIN
    ) -> Vectors:
        """(n, size) raw features of other photos of what (n, k) vectors show. As real ones they
        have much in common, which the projection takes away."""
        parts, start = [], 0
        for block, (mean, basis) in enumerate(zip(self._means, self._bases, strict=True)):
            latent = _unit(vectors[:, start : start + len(basis)])
            seen = _unit(latent + spread * self._noise(rng, len(latent), block))
            parts.append(mean + seen @ basis)
            start += len(basis)
        return np.concatenate(parts, axis=1)

    def _shape(self, facets: Facets) -> Vectors:
        return np.asarray(
            sum(
                weight * self._sum(facet, facets.get(facet, []), 0)
                for facet, weight in _WEIGHTS.items()
            )
        )

    def _sum(self, facet: str, keys: Sequence[str], block: int) -> Vectors:
        total = np.zeros(self._widths[block], np.float32)
        for key in keys:
            if (facet, key) not in self._centres:
                seed = zlib.crc32(f"{facet} {key}".encode())
                rng = np.random.default_rng((self.seed, seed))
                self._centres[facet, key] = self._noise(rng, 1, block)[0]
            total += self._centres[facet, key]
        return total

    def _noise(self, rng: np.random.Generator, count: int, block: int) -> Vectors:
        """(count, k) random vectors, about one long."""
        spread = np.arange(1, self._widths[block] + 1, dtype=np.float32) ** -_DECAY
        spread /= np.linalg.norm(spread)
        return rng.standard_normal((count, len(spread)), dtype=np.float32) * spread


def _orthonormal(rng: np.random.Generator, rows: int, columns: int) -> Vectors:
    """(rows, columns) orthonormal rows."""
    return np.asarray(np.linalg.qr(rng.normal(size=(columns, rows)))[0].T, np.float32)


def _unit(matrix: Vectors) -> Vectors:
    return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True), np.float32)
