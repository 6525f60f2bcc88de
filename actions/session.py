"""The start of a conversation."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecuted, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.services import Services
from actions.turn import Events


async def start(_services: Services, _dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Begin with the language that the page asked for; the shopper's words may change it."""
    metadata: Any = tracker.get_slot("session_started_metadata") or {}
    language = "zh" if str(metadata.get("language", "")).startswith("zh") else "en"
    return [SessionStarted(), SlotSet("language", language), ActionExecuted("action_listen")]
