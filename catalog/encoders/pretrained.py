"""Encoders for machines that have a model hub or a folder of weights: CLIP- and SigLIP-like
models through transformers, text models through sentence-transformers."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from catalog.encoders.embedded import EmbeddedEncoder, clean
from catalog.encoders.photo import PhotoFeatures
from catalog.errors import WeightsError

Vectors = NDArray[np.float32]

_BATCH = 16


class ContrastiveEncoder:
    """Pictures and texts → (n, d) unit vectors in one space, by a model whose processor and
    `get_image_features` / `get_text_features` transformers knows. Loaded when first used (or
    WeightsError); half precision on a GPU, if there is one."""

    shared_space = True
    colour_size = 0

    def __init__(self, family: str, model: str) -> None:
        self.name = f"{family}-{Path(model).name}"
        self._model_id = model

    @functools.cached_property
    def _loaded(self) -> tuple[Any, Any]:
        import torch  # noqa: PLC0415
        from transformers import AutoModel, AutoProcessor  # noqa: PLC0415

        cuda = torch.cuda.is_available()
        dtype = torch.float16 if cuda else torch.float32
        model, processor = _load(
            self._model_id,
            lambda: (
                AutoModel.from_pretrained(self._model_id, dtype=dtype),
                AutoProcessor.from_pretrained(self._model_id),  # type: ignore[no-untyped-call]
            ),
        )
        return model.eval().to("cuda" if cuda else "cpu"), processor

    def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        """(n, d) unit vectors of RGB images."""
        return self._encode("get_image_features", images=list(images))

    def encode_photo(self, photo: Image.Image) -> PhotoFeatures:
        """One reading: such models look at the whole picture, and don't say where things are."""
        return PhotoFeatures(self.encode_images([photo]), [])

    def encode_texts(self, texts: Sequence[str], *, query: bool) -> Vectors:  # noqa: ARG002
        """(n, d) unit vectors; queries and passages are encoded alike."""
        padding = {"padding": "max_length", "truncation": True}
        return self._encode("get_text_features", text=list(map(clean, texts)), **padding)

    def _encode(self, method: str, **inputs: Any) -> Vectors:
        import torch  # noqa: PLC0415

        model, processor = self._loaded
        key = "images" if "images" in inputs else "text"
        items = inputs.pop(key)
        parts = []
        for start in range(0, len(items), _BATCH):
            batch = processor(**{key: items[start : start + _BATCH]}, return_tensors="pt", **inputs)
            with torch.inference_mode():
                output = getattr(model, method)(**batch.to(model.device, model.dtype))
            vectors = getattr(output, "pooler_output", output)
            parts.append(torch.nn.functional.normalize(vectors.float(), dim=-1).cpu().numpy())
        return np.concatenate(parts)


class SentenceEncoder:
    """Texts by any sentence-transformers model, pictures by the embedded networks."""

    shared_space = False

    def __init__(self, model: str, pictures: EmbeddedEncoder) -> None:
        self.name = f"st-{Path(model).name}+{pictures.name}"
        self.colour_size = pictures.colour_size
        self.encode_images = pictures.encode_images
        self.encode_photo = pictures.encode_photo
        self._model_id = model

    @functools.cached_property
    def _model(self) -> Any:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        return _load(self._model_id, lambda: SentenceTransformer(self._model_id))

    def encode_texts(self, texts: Sequence[str], *, query: bool) -> Vectors:
        """(n, d) unit vectors, with the model's own prompts for queries and passages."""
        encode = self._model.encode_query if query else self._model.encode_document
        cleaned = list(map(clean, texts))
        return np.asarray(encode(cleaned, normalize_embeddings=True), np.float32)


def _load(model: str, load: Callable[[], Any]) -> Any:
    try:
        return load()
    except (OSError, ValueError) as error:  # what the libraries raise for a missing model
        reason = str(error).partition("\n")[0]
        raise WeightsError(
            f"DAOGOU_ENCODER names {model}, which can't be loaded: {reason}"
        ) from error
