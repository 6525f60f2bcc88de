"""Keeps of each conversation what the next turn needs. Rasa replays all that it keeps in every
turn, so that the four hundredth took nine times as long as the twentieth; the whole conversation
is the gateway's to keep."""

from typing import Any, Dict, List, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

_TURNS = 3  # whole turns that are kept
_CONVERSATIONS = 2_000  # the oldest are dropped: about 20 kB each


class RecentTrackerStore(InMemoryTrackerStore):
    """Slots and the last turns of the latest conversations, in memory."""

    def __init__(
        self, domain: Domain, event_broker: Optional[EventBroker] = None, **kwargs: Dict[Text, Any]
    ) -> None:
        """As Rasa makes it from endpoints.yml."""
        kwargs.pop("host", None)
        super().__init__(domain, event_broker, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep a conversation in place of what was kept of it."""
        self.store.pop(tracker.sender_id, None)  # the latest are at the end
        await super().save(shortened(tracker, self.domain))
        while len(self.store) > _CONVERSATIONS:
            del self.store[next(iter(self.store))]


def shortened(tracker: DialogueStateTracker, domain: Domain) -> DialogueStateTracker:
    """The tracker with the same slots, and its last turns alone."""
    events = list(tracker.events)
    said = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(said) <= _TURNS:
        return tracker
    slots = [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value]
    start: List[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *slots,
                          ActionExecuted(ACTION_LISTEN_NAME)]  # fmt: skip
    for event in start:
        event.timestamp = events[said[-_TURNS]].timestamp
    kept = [*start, *events[said[-_TURNS] :]]
    return DialogueStateTracker.from_events(tracker.sender_id, kept, domain.slots, domain=domain)
