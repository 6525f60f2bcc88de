"""A shopper who talks to the actions as Rasa would call them: intent, words, slots, payloads."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.guard import guarded
from actions.server import ACTIONS
from actions.services import Services

Entity = dict[str, Any]


def _rules() -> dict[str, str]:
    """The action of each intent, as the bot's rules have it."""
    files = (BOT / "data" / "rules").glob("*.yml")
    rules = [rule for file in files for rule in yaml.safe_load(file.read_text("utf-8"))["rules"]]
    return {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}


BOT = Path(__file__).parents[2] / "bot"
RULES = _rules()


@dataclass
class Answer:
    """What was said in a turn."""

    messages: list[dict[str, Any]]

    @property
    def text(self) -> str:
        return "\n".join(message.get("text") or "" for message in self.messages).strip()

    @property
    def titles(self) -> list[str]:
        return [one["title"] for message in self.messages for one in message.get("buttons") or []]

    def payload(self, title: str) -> str:
        buttons = [one for message in self.messages for one in message.get("buttons") or []]
        return str(next(one["payload"] for one in buttons if title in one["title"]))

    def custom(self, kind: str) -> dict[str, Any]:
        return next(c for m in self.messages if (c := m.get("custom") or {}).get("type") == kind)

    @property
    def responses(self) -> list[str]:
        return [message["response"] for message in self.messages if message.get("response")]


@dataclass
class Talker:
    """A conversation: slots live on from turn to turn."""

    services: Services
    conversation: str
    slots: dict[str, Any] = field(default_factory=dict)
    latest: dict[str, Any] = field(default_factory=dict)

    def say(self, intent: str, words: str, entities: Iterable[Entity] = ()) -> Answer:
        """The words, as the classifier understood them."""
        return self._turn(intent, words, list(entities))

    def tap(self, payload: str) -> Answer:
        """A button."""
        intent, brace, values = payload.removeprefix("/").partition("{")
        entities = json.loads(brace + values) if brace else {}
        return self._turn(
            intent, payload, [{"entity": key, "value": value} for key, value in entities.items()]
        )

    def _turn(self, intent: str, text: str, entities: list[dict[str, Any]]) -> Answer:
        self.latest = {"text": text, "intent": {"name": intent}, "entities": entities}
        return self._run(RULES[intent])

    def begin_session(self) -> Answer:
        """Another session after a while: Rasa starts it before it hears the new message."""
        return self._run("action_session_start")

    def _run(self, name: str) -> Answer:
        slots = dict(self.slots)
        tracker = Tracker(self.conversation, slots, self.latest, [], False, None, {}, None)
        dispatcher = CollectingDispatcher()
        run = guarded(name, ACTIONS[name], self.services)
        for event in asyncio.run(run(dispatcher, tracker, {})):
            if event["event"] == "session_started":
                self.slots.clear()  # as Rasa does
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
        return Answer(dispatcher.messages)
