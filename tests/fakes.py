"""Stand-ins that work, only smaller."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from catalog.encoders.photo import PhotoFeatures

Vectors = NDArray[np.float32]


class FakeEncoder:
    """Tiny vectors that depend on content alone, and a record of the pictures and passages
    that were encoded.

    Texts that contain `refused` raise; those that contain `poison` become no numbers, which the
    store refuses.
    """

    shared_space = False
    colour_size = 3

    def __init__(self, name: str = "fake-1", *, refused: str = "", poison: str = "") -> None:
        self.name = name
        self.pictures = 0
        self.texts: list[str] = []
        self.refused = refused
        self.poison = poison

    def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        self.pictures += len(images)
        return np.stack([_features(image) for image in images])

    def encode_photo(self, photo: Image.Image) -> PhotoFeatures:
        return PhotoFeatures(self.encode_images([photo]), [])

    def encode_texts(self, texts: Sequence[str], *, query: bool) -> Vectors:
        if self.refused and any(self.refused in text for text in texts):
            raise RuntimeError("the encoder broke")
        self.texts += [] if query else texts
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        if self.poison and self.poison in text:
            return np.full(8, np.nan, np.float32)
        seed = int.from_bytes(hashlib.sha256(f"{self.name} {text}".encode()).digest()[:8])
        vector = np.random.default_rng(seed).normal(size=8)
        return (vector / np.linalg.norm(vector)).astype(np.float32)


def _features(image: Image.Image) -> Vectors:
    shape = np.asarray(image.convert("L").resize((6, 6)), np.float32).ravel() / 255
    colour = np.asarray(image.resize((1, 1)), np.float32).ravel() / 255
    return np.concatenate([shape, colour])


class Counts:
    """The progress of an import, counted."""

    def __init__(self) -> None:
        self.product_count = 0
        self.picture_count = 0

    def products(self, count: int) -> None:
        self.product_count += count

    def pictures(self, count: int) -> None:
        self.picture_count += count
