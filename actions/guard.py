"""Runs an action so that its failure is an honest sentence and not silence."""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import care
from actions.feelings import soothe
from actions.pending import Resume, aside, resume
from actions.sentences import say
from actions.services import Services
from actions.turn import Events, Turn, language_of
from actions.wishes import offer_second

_log = logging.getLogger(__name__)

Plain = Callable[[CollectingDispatcher, Tracker, dict[str, Any]], Awaitable[Events]]


def guarded(
    action: Callable[[Services, CollectingDispatcher, Tracker], Awaitable[Events]],
    services: Services,
    tasks: Mapping[str, Resume],
) -> Plain:
    """An action in rasa-sdk's form. A task whose question waits has the first word. What was said
    before a failure isn't sent: half an answer misleads. The log gets the error, never the
    shopper's words."""

    async def run(
        dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> Events:
        try:
            turn = Turn(tracker)
            answered = await asyncio.to_thread(resume, services, dispatcher, turn, tasks)
            if answered is None and care.wants_remembering(turn.words):
                answered = await asyncio.to_thread(care.remember, services, dispatcher, turn)
            if answered is None:
                events = await action(services, dispatcher, tracker)
                await asyncio.to_thread(offer_second, services, dispatcher, turn)
                answered = [*events, *aside(dispatcher, turn, events)]
            return [*_understood(turn), *answered, *soothe(dispatcher, turn)]
        except Exception as error:
            where = traceback.format_list(traceback.extract_tb(error.__traceback__))
            _log.error("%s: %s\n%s", action.__qualname__, type(error).__name__, "".join(where))
            dispatcher.messages.clear()
            dispatcher.utter_message(text=say("failed", language_of(tracker)))
            return []

    return run


def _understood(turn: Turn) -> Events:
    """Not being sure counts from one message to the next only."""
    return [SlotSet("unsure", False)] if turn.unsure else []
