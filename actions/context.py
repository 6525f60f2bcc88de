"""What comes before and after each answer: a question that waits for the words, something to
remember, a second wish, an apology."""

import asyncio
from collections.abc import Mapping

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import care
from actions.feelings import soothe
from actions.guard import Action
from actions.pending import Resume, aside, resume
from actions.services import Services
from actions.turn import Events, Turn
from actions.wishes import offer_second


def in_context(action: Action, tasks: Mapping[str, Resume]) -> Action:
    """The action, after the task whose question waits had the first word."""

    async def run(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        turn = Turn(tracker)
        answered = await asyncio.to_thread(_before, services, dispatcher, turn, tasks)
        if answered is None:
            events = await action(services, dispatcher, tracker)
            await asyncio.to_thread(offer_second, services, dispatcher, turn)
            answered = [*events, *aside(dispatcher, turn, events)]
        return [*_understood(turn), *answered, *soothe(dispatcher, turn)]

    return run


def _before(
    services: Services,
    dispatcher: CollectingDispatcher,
    turn: Turn,
    tasks: Mapping[str, Resume],
) -> Events | None:
    """What the words are an answer to, or ask to remember; None when they are for the action."""
    answered = resume(services, dispatcher, turn, tasks)
    if answered is None and care.wants_remembering(turn.words):
        return care.remember(services, dispatcher, turn)
    return answered


def _understood(turn: Turn) -> Events:
    """Not being sure counts from one message to the next only."""
    return [SlotSet("unsure", False)] if turn.unsure else []
