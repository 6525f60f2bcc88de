"""Asks the actions what the shop recognises in words. "Hello, show me bags" is a search, whatever
the sentence resembles; a bare "bags" always is; an order's number means that order."""

import json
import logging
import os
import re
import urllib.request
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

_log = logging.getLogger(__name__)

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # words go nowhere else

_SEARCH = {"name": "search_product", "confidence": 1.0}
_NUMBERED = re.compile(r"\d{4}")
_TRACK = {"name": "track_order", "confidence": 1.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CatalogueRecogniser(GraphComponent):
    """Turns the intents of its setting `doubtful` into searches when a product is named, those of
    `surprising` when nothing but a product is, and all that aren't `about_orders` into tracking
    when an order's number is named."""

    def __init__(self, config: Dict[Text, Any]) -> None:
        """Intents, and `timeout`: seconds to wait for the actions."""
        self._doubtful = set(config["doubtful"])
        self._surprising = set(config["surprising"])
        self._about_orders = set(config["about_orders"])
        self._timeout = float(config["timeout"])
        webhook = os.environ.get("ACTIONS_URL", "")
        self._url = webhook.replace("/webhook", "/recognise") if webhook else None

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Nothing is doubtful by default."""
        return {"doubtful": [], "surprising": [], "about_orders": [], "timeout": 0.5}

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
        """Replace intents where the shop knows better."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            intent = (message.get(INTENT) or {}).get("name")
            better = self._better(text, intent) if text.strip() else None
            if better:
                ranking = message.get(INTENT_RANKING_KEY) or []
                message.set(INTENT, dict(better), add_to_output=True)
                message.set(INTENT_RANKING_KEY, [dict(better), *ranking], add_to_output=True)
        return messages

    def _better(self, text: str, intent: Optional[Text]) -> Optional[Dict[Text, Any]]:
        numbered = _NUMBERED.search(text) and intent not in self._about_orders
        if not (numbered or intent in self._doubtful or intent in self._surprising):
            return None
        recognised = self._recognised(text)
        if numbered and recognised.get("order"):
            return _TRACK
        key = "product" if intent in self._doubtful else "bare"
        named = intent in self._doubtful or intent in self._surprising
        return _SEARCH if named and recognised.get(key) else None

    def _recognised(self, text: str) -> Dict[str, bool]:
        """What the actions say; nothing when they are away: the classifier's word counts then."""
        if self._url is None:
            return {}
        body = json.dumps({"text": text[:300]}).encode()
        request = urllib.request.Request(
            self._url, body, headers={"Content-Type": "application/json"}
        )
        try:
            with _direct.open(request, timeout=self._timeout) as response:
                found = json.load(response)
                return found if isinstance(found, dict) else {}
        except (OSError, ValueError) as error:
            _log.warning("the actions can't be asked what is a product: %s", type(error).__name__)
            return {}
