"""A fitted fusion: pictures and texts to vectors, without torch."""

import functools
import hashlib
import io
from dataclasses import dataclass
from typing import Any

import numpy as np

from catalog.encoders.onnx import open_session
from catalog.encoders.projection import Projection
from catalog.fusion.items import Matrix, present


def project(projection: Projection, pictures: Matrix, *, colour: bool = True) -> Matrix:
    """As projection.apply(), but rows of zeros, that are no pictures, stay so."""
    return projection.apply(pictures, colour=colour) * present(pictures)[:, None]


@dataclass(frozen=True)
class Fusion:
    """The projection of raw picture features and the `network` (ONNX) behind it. Without one,
    both modalities lie side by side, as decision-level fusion reads them."""

    kind: str
    projection: Projection
    text_size: int
    network: bytes = b""

    @property
    def picture_size(self) -> int:
        """Length of raw picture features."""
        return sum(len(block.mean) for block in self.projection.blocks)

    def embed(self, pictures: Matrix, texts: Matrix, *, colour: bool = True) -> Matrix:
        """(n, 128) unit vectors of raw picture features (n, d) and text vectors (n, e); a row of
        zeros says that there is none. Without `colour` the pictures' colours don't speak."""
        projected = project(self.projection, pictures, colour=colour)
        if not self.network:
            return np.concatenate([projected, texts], axis=1)
        names = ("picture", "text", "picture_there", "text_there")
        values = (projected, texts, present(pictures), present(texts))
        inputs = {name: np.asarray(part, np.float32)
                  for name, part in zip(names, values, strict=True)}  # fmt: skip
        return np.asarray(self._session.run(None, inputs)[0])

    @functools.cached_property
    def version(self) -> str:
        """Changes with whatever changes vectors."""
        return hashlib.sha256(self.dump()).hexdigest()[:8]

    @functools.cached_property
    def _session(self) -> Any:
        return open_session(self.network)

    def dump(self) -> bytes:
        """As a numpy archive."""
        buffer = io.BytesIO()
        projection = np.frombuffer(self.projection.dump(), np.uint8)
        network = np.frombuffer(self.network, np.uint8)
        np.savez(
            buffer, kind=np.array(self.kind), text_size=np.array(self.text_size),
            projection=projection, network=network,
        )  # fmt: skip
        return buffer.getvalue()

    @staticmethod
    def parse(data: bytes) -> "Fusion":
        """What dump() wrote."""
        arrays = np.load(io.BytesIO(data), allow_pickle=False)
        projection = Projection.parse(arrays["projection"].tobytes())
        return Fusion(
            str(arrays["kind"]), projection, int(arrays["text_size"]), arrays["network"].tobytes()
        )
