"""Encoders by name. A backend is this Protocol and a line in ENCODERS."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from catalog.encoders.embedded import EmbeddedEncoder
from catalog.encoders.photo import PhotoFeatures
from catalog.encoders.pretrained import ContrastiveEncoder, SentenceEncoder
from catalog.errors import SettingsError
from catalog.settings import Settings

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Pictures and texts to vectors. `name` (with version) is stored beside each vector; with a
    `shared_space` texts and pictures can be compared; the last `colour_size` of a picture's
    features are its colours (0: not apart)."""

    name: str
    shared_space: bool
    colour_size: int

    def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        """(n, d) features of RGB images."""

    def encode_photo(self, photo: Image.Image) -> PhotoFeatures:
        """What a shopper's RGB photo shows."""

    def encode_texts(self, texts: Sequence[str], *, query: bool) -> Vectors:
        """(n, e) unit vectors of queries or of passages."""


ENCODERS: dict[str, Callable[[str, Settings], Encoder]] = {
    "embedded": lambda _model, settings: EmbeddedEncoder(settings.weights),
    "clip": lambda model, _settings: ContrastiveEncoder("clip", model),
    "siglip2": lambda model, _settings: ContrastiveEncoder("siglip2", model),
    "st": lambda model, settings: SentenceEncoder(model, EmbeddedEncoder(settings.weights)),
}


def open_encoder(settings: Settings) -> Encoder:
    """The encoder that DAOGOU_ENCODER names: NAME or NAME:MODEL (a folder or a hub's id).

    Raises SettingsError that lists the names there are.
    """
    name, _, model = settings.encoder.partition(":")
    if name not in ENCODERS or (name != "embedded" and not model):
        known = ", ".join(n if n == "embedded" else f"{n}:MODEL" for n in ENCODERS)
        raise SettingsError(f"DAOGOU_ENCODER has the value {settings.encoder!r}; known: {known}")
    return ENCODERS[name](model, settings)
