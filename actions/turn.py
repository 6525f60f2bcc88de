"""One turn of the conversation: what the shopper said, and what stands from before."""

from typing import Any

from pydantic import BaseModel, ValidationError
from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from catalog.understanding.query import Query
from catalog.understanding.tokens import language_of as detect

Events = list[dict[str, Any]]

_WORDS = 2_000  # characters of a message that are read


class Standing(BaseModel):
    """The standing wish: a query, the photos it began with, and the products it should be like and
    unlike."""

    query: Query = Query()
    photos: list[str] = []
    like: list[str] = []
    unlike: list[str] = []


class Turn:
    """What an action reads of the tracker. Nothing in it is trusted: ids are looked up."""

    def __init__(self, tracker: Tracker) -> None:
        message: dict[str, Any] = tracker.latest_message or {}
        metadata: dict[str, Any] = message.get("metadata") or {}
        text = str(message.get("text") or "")
        self.conversation = str(tracker.sender_id)
        self.tapped = text.startswith("/")
        self.intent = str((message.get("intent") or {}).get("name"))
        self.words = str(metadata.get("text") or "") if self.tapped else text
        self._entities: list[dict[str, Any]] = message.get("entities") or []
        if self.intent == "search_product":  # a button to search with carries its words
            self.words = self.value("value") or self.words
        self.words = self.words[:_WORDS]
        # words beside a photo are in the metadata, where no language was detected
        beside_photo = bool(self.words) and self.tapped
        self.language = detect(self.words) if beside_photo else language_of(tracker)
        self.photo_ids = [str(i) for i in metadata.get("photo_ids") or []][:3]
        self.shown: list[str] = list(tracker.get_slot("shown") or [])
        self.seen: list[str] = list(tracker.get_slot("seen") or [])
        self.focus: str | None = tracker.get_slot("focus")
        self.unsure = bool(tracker.get_slot("unsure"))
        self.soothed = bool(tracker.get_slot("soothed"))
        self.pending: Any = tracker.get_slot("pending")
        self.order: str | None = tracker.get_slot("order")
        self.standing = _standing(tracker.get_slot("query"))

    def value(self, name: str) -> str | None:
        """What a button's payload says under that name."""
        found = [e["value"] for e in self._entities if e.get("entity") == name and e.get("value")]
        return str(found[0]) if found else None


def language_of(tracker: Tracker) -> str:
    """The shopper's language: en or zh."""
    return "zh" if tracker.get_slot("language") == "zh" else "en"


def _standing(slot: Any) -> Standing | None:
    try:
        return Standing.model_validate_json(slot) if isinstance(slot, str) else None
    except ValidationError:
        return None


def remember(standing: Standing | None, shown: list[str], seen: list[str]) -> Events:
    """Slots for the next turn."""
    value = standing.model_dump_json(exclude_defaults=True) if standing else None
    screen = [SlotSet("shown", shown), SlotSet("seen", seen[-200:]), SlotSet("focus", None)]
    return [SlotSet("query", value), *screen]
