import asyncio
import logging
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.guard import guarded
from actions.services import Services
from actions.turn import Events

SECRET = "a present for my secret love"


def _tracker(language: str) -> Tracker:
    message: dict[str, Any] = {"text": SECRET, "intent": {"name": "search_product"}}
    slots = {"language": language, "query": None, "shown": [], "seen": []}
    return Tracker("x", slots, message, [], False, None, {}, "action_listen")


async def _breaks(
    _services: Services, dispatcher: CollectingDispatcher, tracker: Tracker
) -> Events:
    dispatcher.utter_message(text="half an answer")
    raise RuntimeError(f"no such column: {tracker.latest_message['text']}")


@pytest.mark.parametrize(("language", "sentence"), [("en", "went wrong"), ("zh", "出了点问题")])
def test_a_failure_is_one_honest_sentence(
    language: str, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    dispatcher = CollectingDispatcher()
    run = guarded("breaks", _breaks, Services.__new__(Services))
    with caplog.at_level(logging.ERROR):
        events = asyncio.run(run(dispatcher, _tracker(language), {}))
    assert events == []
    assert [sentence in message["text"] for message in dispatcher.messages] == [True]
    assert "RuntimeError" in caplog.text
    assert SECRET not in caplog.text
