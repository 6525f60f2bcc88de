"""Two wishes in one message: the second is offered as a button under the answer to the first."""

import re

from rasa_sdk.executor import CollectingDispatcher

from actions.order_words import number_in
from actions.replies import Button, button, plain_button
from actions.sentences import say
from actions.services import Services
from actions.turn import Turn

_PARTS = re.compile(r"[,;.!?，；。！？、]|\band\b|还有|另外|顺便|以及|同时")
_ORDER = re.compile(r"\bmy (?:order|parcel|package)\b|我的?(?:订单|快递|包裹)", re.IGNORECASE)
_FINDS = ("search_product", "refine_search")
_ACTS = ("track_order", "cancel_order", "change_order", "return_order", "human_handoff", "complain")
_SHORTEST = 3  # letters of a wish


def offer_second(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> None:
    """Offer what else the words ask for: a product beside an order, an order beside a product."""
    if turn.tapped or (second := _second(services, turn)) is None:
        return
    dispatcher.utter_message(text=say("and_then", turn.language), buttons=[second])


def _second(services: Services, turn: Turn) -> Button | None:
    parts = [part.strip() for part in _PARTS.split(turn.words) if part and part.strip()]
    if len(parts) < 2:
        return None
    if turn.intent in _FINDS and any(_ORDER.search(part) for part in parts):
        return button("track_it", turn.language, "track_order")
    if turn.intent in _ACTS:
        for part in parts:
            if len(part) >= _SHORTEST and not _ORDER.search(part) and not number_in(part):
                query = services.searcher.parse(part)
                if query.must.get("category") and len(query.must) + len(query.prefer) > 1:
                    title = say("look_for", turn.language, what=part)
                    return plain_button(title, "search_product", value=part)
    return None
