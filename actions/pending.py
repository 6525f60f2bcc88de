"""Questions that wait for an answer while the shopper may talk about something else."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.replies import Button, button
from actions.sentences import say
from actions.services import Services
from actions.turn import Events, Turn

Known = dict[str, str]
Resume = Callable[[Services, CollectingDispatcher, Turn, "Pending"], Events | None]
"""Goes on with a task; None when the words are no answer to its question."""

_PATIENCE = 2  # turns about something else, after which a question is dropped
_ASIDE = re.compile(
    "^(faq_|ask_|view_cart|greet|thanks|chitchat|bot_challenge|help|switch_language)"
)

_YES = re.compile(
    r"^\W*(?:y|yes|yeah|yep|yup|sure|ok|okay|please do|do it|go ahead|confirm(?:ed)?|correct"
    r"|right)\b(?! but)"
    r"|^\W*(?:是的?|对的?|好的?|可以|行|嗯+|确认|确定|没问题|就这样|要的?|同意)(?![不别])",
)
_NO = re.compile(
    r"^\W*(?:n|no|nope|nah|don'?t|do not|never ?mind|cancel that|stop|leave it|forget it)\b"
    r"|^\W*(?:不|别|算了|取消|先不|没有|不用|不要)"
)
_ABANDON = re.compile(
    r"^\W*(?:no,? )?(?:never ?mind|forget it|leave it|skip it|stop|drop it|not now)\W*$"
    r"|^\W*(?:算了|不用了|先不|不要了|不买了|别管了|没事了)[了吧啊。！!]*$"
)


class Pending(BaseModel):
    """A question that was asked: of which task, what it wants to know, what is known already."""

    task: str
    wants: str
    known: Known = {}
    text: str = ""
    buttons: list[Button] = []
    waited: int = 0

    @classmethod
    def of(cls, slot: Any) -> "Pending | None":
        """What a slot holds."""
        try:
            return cls.model_validate_json(slot) if isinstance(slot, str) else None
        except ValidationError:
            return None


def ask(
    dispatcher: CollectingDispatcher,
    task: str,
    wants: str,
    known: Known,
    text: str,
    buttons: list[Button],
) -> Events:
    """Ask, and wait for the answer."""
    dispatcher.utter_message(text=text, buttons=buttons)
    pending = Pending(task=task, wants=wants, known=known, text=text, buttons=buttons)
    return [SlotSet("pending", pending.model_dump_json())]


def confirm(
    dispatcher: CollectingDispatcher, task: str, known: Known, text: str, language: str
) -> Events:
    """Ask whether to do it."""
    buttons = [button("say_yes", language, "affirm"), button("say_no", language, "deny")]
    return ask(dispatcher, task, "confirm", known, text, buttons)


def done() -> Events:
    """Nothing waits any more."""
    return [SlotSet("pending", None)]


def resume(
    services: Services,
    dispatcher: CollectingDispatcher,
    turn: Turn,
    tasks: Mapping[str, Resume],
) -> Events | None:
    """Give the words to the task that asked; None when nothing waits or they are no answer."""
    pending = Pending.of(turn.pending)
    if pending is None or pending.task not in tasks:
        return None
    if pending.wants != "confirm" and _ABANDON.search(turn.words.lower()):
        dispatcher.utter_message(text=say("left_as_is", turn.language))
        return done()
    return tasks[pending.task](services, dispatcher, turn, pending)


def aside(dispatcher: CollectingDispatcher, turn: Turn, events: Events) -> Events:
    """After something else was said while a question waits: ask again after a short aside, drop it
    after a while."""
    pending = Pending.of(turn.pending)
    if pending is None or any(event.get("name") == "pending" for event in events):
        return []
    if pending.waited >= _PATIENCE:
        return done()
    if _ASIDE.match(turn.intent):
        dispatcher.utter_message(
            text=say("back_to", turn.language, question=pending.text), buttons=pending.buttons
        )
    waited = pending.model_copy(update={"waited": pending.waited + 1})
    return [SlotSet("pending", waited.model_dump_json())]


def answer_to(turn: Turn) -> bool | None:
    """Yes, no, or neither."""
    words = turn.words.lower().strip()
    if turn.intent in ("affirm", "deny") and (turn.tapped or not words):
        return turn.intent == "affirm"
    if len(words) > 40:
        return None
    if _NO.search(words):
        return False if turn.intent in ("deny", "nlu_fallback") or len(words) <= 12 else None
    if _YES.search(words):
        return True
    return {"affirm": True, "deny": False}.get(turn.intent)
