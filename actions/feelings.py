"""Somebody who is upset is told sorry, once, and offered a person."""

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.replies import button
from actions.sentences import say
from actions.turn import Events, Turn

_OWN_WORDS = ("complain", "human_handoff")  # these apologise or call somebody themselves


def soothe(dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    """Put an apology before what is answered, where the classifier heard anger."""
    if turn.value("feeling") != "upset" or turn.soothed or turn.intent in _OWN_WORDS:
        return []
    answers = list(dispatcher.messages)
    dispatcher.messages.clear()
    person = button("ask_person", turn.language, "human_handoff")
    dispatcher.utter_message(text=say("upset", turn.language), buttons=[person])
    dispatcher.messages.extend(answers)
    return [SlotSet("soothed", True)]
