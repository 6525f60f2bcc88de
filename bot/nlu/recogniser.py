"""Asks the actions whether words name a product, where the classifier heard small talk or nothing:
"hello, show me bags" is a search, whatever the sentence resembles."""

import json
import logging
import os
import urllib.request
from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

_log = logging.getLogger(__name__)

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # words go nowhere else

_SEARCH = {"name": "search_product", "confidence": 1.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CatalogueRecogniser(GraphComponent):
    """Turns the intents of its setting `doubtful` into searches when a product is named."""

    def __init__(self, config: Dict[Text, Any]) -> None:
        """`doubtful`: intents to ask about; `timeout`: seconds to wait for the actions."""
        self._doubtful = set(config["doubtful"])
        self._timeout = float(config["timeout"])
        webhook = os.environ.get("ACTIONS_URL", "")
        self._url = webhook.replace("/webhook", "/recognise") if webhook else None

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Nothing is doubtful by default."""
        return {"doubtful": [], "timeout": 0.5}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "CatalogueRecogniser":
        """Make the component."""
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        """Replace doubtful intents of messages that name a product."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            intent = (message.get(INTENT) or {}).get("name")
            if text.strip() and intent in self._doubtful and self._names_product(text):
                ranking = message.get(INTENT_RANKING_KEY) or []
                message.set(INTENT, dict(_SEARCH), add_to_output=True)
                message.set(INTENT_RANKING_KEY, [dict(_SEARCH), *ranking], add_to_output=True)
        return messages

    def _names_product(self, text: str) -> bool:
        """What the actions say; False when they are away: the classifier's word counts then."""
        if self._url is None:
            return False
        body = json.dumps({"text": text[:300]}).encode()
        request = urllib.request.Request(
            self._url, body, headers={"Content-Type": "application/json"}
        )
        try:
            with _direct.open(request, timeout=self._timeout) as response:
                return bool(json.load(response)["product"])
        except (OSError, ValueError, KeyError) as error:
            _log.warning("the actions can't be asked what is a product: %s", type(error).__name__)
            return False
