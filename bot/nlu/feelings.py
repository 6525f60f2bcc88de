"""Notices that a shopper is upset, and says so as the entity `feeling`: logistic regression on the
sentence embedding that the intents are classified by, and on how loud the text is written."""

from pathlib import Path
from typing import Any, Dict, List, Sequence, Text, Tuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_yaml_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_curve
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from nlu.embedding import VECTOR, embed_all, unit

UPSET = "upset"

_FILE = "feelings.npz"
_BOT = Path(__file__).parents[1]
_C = 10.0  # inverse regularisation; 3 to 30 differ by half a point of cross-validated AUC
_PRECISION = 0.95  # wanted of the threshold: soothing the calm is worse than missing an upset one
_FOLDS = 10
_LOUD = 3  # marks in a text beyond which more say nothing more


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Feelings(GraphComponent):
    """Adds the entity `feeling`: "upset" to messages of which it is sure enough. Stands after the
    component that leaves the sentence's embedding on the message."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`examples`: a folder in bot/ of YAML files {"upset": texts, "calm": texts}."""
        return {"examples": "data/feelings"}

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        """The examples, which Rasa doesn't read: it trains anew when they change. `config` comes
        without the defaults here."""
        return repr(_read({**cls.get_default_config(), **config}))

    def __init__(
        self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        """Keep where the model is stored."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._mean = np.zeros(0)
        self._weights = np.zeros(0)
        self._bias = 0.0
        self._threshold = 1.0

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Feelings":
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
    ) -> "Feelings":
        """Load what train() stored."""
        feelings = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE) as arrays:
            feelings._mean = arrays["mean"]
            feelings._weights = arrays["weights"]
            feelings._bias = float(arrays["bias"])
            feelings._threshold = float(arrays["threshold"])
        return feelings

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the examples of its own, set the threshold by cross-validation, store both."""
        texts, upset = _read(self._config)
        vectors = embed_all(texts)
        self._mean = vectors.mean(0)
        features = self._features(texts, vectors)
        model = LogisticRegression(C=_C, class_weight="balanced", max_iter=1000)
        folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
        held_out = cross_val_predict(model, features, upset, cv=folds, method="predict_proba")
        self._threshold = _threshold(np.array(upset), held_out[:, 1])
        model.fit(features, upset)
        self._weights, self._bias = model.coef_[0], float(model.intercept_[0])
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                folder / _FILE,
                mean=self._mean,
                weights=self._weights,
                bias=self._bias,
                threshold=self._threshold,
            )
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the entity where the probability is high enough, and the probability everywhere."""
        for message in messages:
            vector, text = message.get(VECTOR), str(message.get(TEXT) or "")
            if vector is None:
                continue
            score = self._features([text], vector[None])[0] @ self._weights + self._bias
            share = float(1 / (1 + np.exp(-score)))
            message.set(UPSET, share, add_to_output=True)
            if share >= self._threshold:
                entity = {"entity": "feeling", "value": UPSET, "start": 0, "end": len(text),
                          "confidence": share}  # fmt: skip
                message.set(ENTITIES, [*(message.get(ENTITIES) or []), entity], add_to_output=True)
        return messages

    def _features(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """(n, 387): meaning without capitals, and loudness."""
        loudness = np.array([_loudness(text) for text in texts])
        return np.hstack([unit(vectors - self._mean), loudness])


def _loudness(text: str) -> Tuple[float, float, float]:
    """Shares of capitals, exclamation and question marks, each 0 to 1."""
    letters = [character for character in text if character.isascii() and character.isalpha()]
    capitals = sum(map(str.isupper, letters)) / len(letters) if len(letters) > 6 else 0.0
    exclamations = sum(character in "!！" for character in text)
    questions = sum(character in "?？" for character in text)
    return capitals, min(exclamations, _LOUD) / _LOUD, min(questions, _LOUD) / _LOUD


def _threshold(upset: np.ndarray, shares: np.ndarray) -> float:
    """The lowest share above which `_PRECISION` of the messages are upset; 1 if there is none."""
    precision, _, thresholds = precision_recall_curve(upset, shares)
    enough = thresholds[precision[:-1] >= _PRECISION]
    return float(enough.min()) if len(enough) else 1.0


def _read(config: Dict[Text, Any]) -> Tuple[List[str], List[bool]]:
    """Texts, and which of them are upset, in the files' order."""
    texts: List[str] = []
    upset: List[bool] = []
    for path in sorted((_BOT / config["examples"]).glob("*.yml")):
        for feeling, lines in read_yaml_file(path).items():
            texts += lines
            upset += [feeling == UPSET] * len(lines)
    return texts, upset
