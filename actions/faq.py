"""Questions about the shop's rules: what its policies say, word for word, or that they don't."""

import asyncio

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replies import button
from actions.sentences import say
from actions.services import Services
from actions.turn import Events, Turn
from catalog.policies import Answer


async def answer(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Quote the section that answers, or offer a person."""
    turn = Turn(tracker)
    topic = "returns" if turn.intent == "return_order" else turn.intent.removeprefix("faq_")
    found = await asyncio.to_thread(services.policies.answer, turn.words, turn.language, topic)
    if found:
        _quote(dispatcher, found, turn.language)
    else:
        unknown = "no_policies" if services.policies.empty else "policy_silent"
        person = button("ask_person", turn.language, "human_handoff")
        dispatcher.utter_message(text=say(unknown, turn.language), buttons=[person])
    return []


def _quote(dispatcher: CollectingDispatcher, found: Answer, language: str) -> None:
    section = found.section
    key = "policy" if section.language == language else "policy_other_language"
    text = say(key, language, title=section.title, quote=found.quote)
    dispatcher.utter_message(text=text)
    if section.url:
        shaped = {"title": section.title, "quote": found.quote, "url": section.url}
        dispatcher.utter_message(json_message={"type": "policy", **shaped})
