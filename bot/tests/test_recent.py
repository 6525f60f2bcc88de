"""What is kept of conversations."""

import asyncio
from pathlib import Path
from typing import List

import pytest
from nlu import recent
from nlu.recent import RecentTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

DOMAIN = Domain.load(Path(__file__).parents[1] / "domain")


def _talk(store: RecentTrackerStore, sender: str, turns: int) -> DialogueStateTracker:
    async def talk() -> DialogueStateTracker:
        for turn in range(turns):
            tracker = await store.get_or_create_tracker(sender)
            said: List[Event] = [
                UserUttered(f"{turn}", {"name": "search_product"}),
                ActionExecuted("action_search"),
                SlotSet("shown", [f"p{turn}"]),
                BotUttered("here"),
                ActionExecuted("action_listen"),
            ]
            if turn == 0:
                said.insert(1, SlotSet("language", "zh"))
            for event in said:
                tracker.update(event, DOMAIN)
            await store.save(tracker)
        return await store.get_or_create_tracker(sender)

    return asyncio.run(talk())


def test_a_long_conversation_is_as_short_as_a_short_one() -> None:
    short = _talk(RecentTrackerStore(DOMAIN), "a", 5)
    long = _talk(RecentTrackerStore(DOMAIN), "a", 60)
    assert len(long.events) == len(short.events) < 30


def test_slots_of_long_ago_are_kept() -> None:
    tracker = _talk(RecentTrackerStore(DOMAIN), "a", 20)
    assert tracker.get_slot("language") == "zh"
    assert tracker.get_slot("shown") == ["p19"]
    assert tracker.latest_message is not None
    assert tracker.latest_message.text == "19"


def test_the_oldest_conversations_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "_CONVERSATIONS", 2)
    store = RecentTrackerStore(DOMAIN)
    for sender in ("a", "b", "a", "c"):
        _talk(store, sender, 1)
    assert list(store.store) == ["a", "c"]
