"""When the classifier isn't sure: what the catalogue recognises in the words decides."""

import asyncio

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import search
from actions.replies import button
from actions.sentences import say
from actions.services import Services
from actions.turn import Events, Turn

_DECISIVE = ("category", "brand", "colour", "size", "material", "gender", "pattern")


async def answer(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """A phrase that names something in the shop is a search; else one question with buttons."""
    turn = Turn(tracker)
    query = await asyncio.to_thread(services.searcher.parse, turn.words)
    if query.price or any(query.must.get(facet) for facet in _DECISIVE) or query.must_not:
        return await search.find(services, dispatcher, tracker)
    key = "unsure_again" if turn.unsure else "unsure"
    dispatcher.utter_message(
        text=say(key, turn.language),
        buttons=[
            button("show_popular", turn.language, "recommend"),
            button("track_it", turn.language, "track_order"),
            button("ask_person", turn.language, "human_handoff"),
        ],
    )
    return [SlotSet("unsure", True)]
