"""A shopper who talks to the actions as Rasa would call them: intent, words, slots, payloads."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import orders
from actions.guard import guarded
from actions.server import ACTIONS, TASKS
from actions.services import Services

Entity = dict[str, Any]

RULES = {
    "complain": "action_complain", "give_feedback": "action_feedback", "forget_me": "action_forget",
    "human_handoff": "action_person",
    "search_product": "action_search", "refine_search": "action_search",
    "nlu_fallback": "action_fallback", "recommend": "action_recommend",
    "ask_product": "action_ask_product", "ask_size": "action_ask_size",
    "compare_products": "action_compare",
    **dict.fromkeys(("faq_shipping", "faq_returns", "faq_payment", "faq_invoice", "faq_promotion",
                     "faq_warranty", "faq_account", "faq_store"), "action_faq"),
    **dict.fromkeys(orders.TASKS, "action_order"),
    **{name: f"action_{name}" for name in
       ("add_to_cart", "remove_from_cart", "update_cart", "view_cart", "checkout")},
}  # fmt: skip


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
        latest = {"text": text, "intent": {"name": intent}, "entities": entities}
        tracker = Tracker(self.conversation, dict(self.slots), latest, [], False, None, {}, None)
        dispatcher = CollectingDispatcher()
        action = ACTIONS[RULES.get(intent, "action_talk")]
        run = guarded(action, self.services, TASKS)
        for event in asyncio.run(run(dispatcher, tracker, {})):
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
        return Answer(dispatcher.messages)
