"""Tells Chinese from English and says so as the entity `language`, which fills the slot."""

import re
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
_WORDS = re.compile(r"[A-Za-z]{2,}")


def detect(text: str) -> Optional[str]:
    """'zh' or 'en'; None when the text says nothing about it ("42", "ok", an emoji)."""
    text = _ADDRESS.sub(" ", text)  # an e-mail address is of no language
    chinese, words = len(_CHINESE.findall(text)), _WORDS.findall(text)
    if chinese:
        return "zh" if chinese >= len(words) else "en"
    return "en" if len(words) > 1 or any(len(word) > 3 for word in words) else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageDetector(GraphComponent):
    """Adds the entity `language` to messages whose text shows it."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "LanguageDetector":
        """Make the component; it has no settings."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the entity."""
        for message in messages:
            text = message.get(TEXT) or ""
            language = detect(text)
            if language:
                entity = {"entity": "language", "value": language, "start": 0, "end": len(text)}
                message.set(ENTITIES, [*(message.get(ENTITIES) or []), entity], add_to_output=True)
        return messages
