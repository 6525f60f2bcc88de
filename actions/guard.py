"""Runs an action so that its failure is an honest sentence and not silence."""

import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.sentences import say
from actions.services import Services
from actions.turn import Events, language_of

_log = logging.getLogger(__name__)

Action = Callable[[Services, CollectingDispatcher, Tracker], Awaitable[Events]]
Plain = Callable[[CollectingDispatcher, Tracker, dict[str, Any]], Awaitable[Events]]


def guarded(name: str, action: Action, services: Services) -> Plain:
    """An action in rasa-sdk's form. What was said before a failure isn't sent: half an answer
    misleads. The log gets the name and the error, never the shopper's words."""

    async def run(
        dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> Events:
        try:
            return await action(services, dispatcher, tracker)
        except Exception as error:
            where = traceback.format_list(traceback.extract_tb(error.__traceback__))
            _log.error("%s: %s\n%s", name, type(error).__name__, "".join(where))
            dispatcher.messages.clear()
            dispatcher.utter_message(text=say("failed", language_of(tracker)))
            return []

    return run
