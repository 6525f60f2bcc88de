"""Two to four products side by side."""

import asyncio
import re

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import search
from actions.compare_words import differing, rows_of, tell_comparison
from actions.references import at
from actions.replies import button, send_comparison
from actions.sentences import say
from actions.services import Services
from actions.turn import Events, Turn
from actions.which import named_on_screen, places, product_buttons, question

_BEST_OF_ALL = re.compile(
    r"\b(?:cheapest|most expensive|best[- ]rated|highest[- ]rated|newest)\b"
    r"|最便宜|最贵|评分最高|最新"
)
_MOST = 4
_FIRST = 3  # of those shown, when none are named


async def answer(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Compare what ordinals or titles name, or else the first that are shown."""
    turn = Turn(tracker)
    if len(turn.shown) > _MOST and _BEST_OF_ALL.search(turn.words.lower()):
        return await search.find(services, dispatcher, tracker)  # sorted, so that the best is first
    return await asyncio.to_thread(_compare, services, dispatcher, turn)


def _compare(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    language, words = turn.language, question(turn)
    ids = _wanted(services, turn, words)
    facts = services.catalogue.questions.facts(ids, language)
    if len(facts) < 2:
        return _ask(services, dispatcher, turn, ids)
    comparison = services.catalogue.questions.compare(facts, words)
    text = tell_comparison(comparison, words, language)
    rows = differing(rows_of(comparison, language))
    send_comparison(dispatcher, text, facts, rows, language)
    return [SlotSet("focus", facts[0].id)]


def _wanted(services: Services, turn: Turn, words: str) -> list[str]:
    """Ids of at most four products. One that is named alone is compared with the one that was
    talked about: "is it cheaper than the second one"."""
    named = [product for place in places(words) if (product := at(turn.shown, place))]
    named = named or named_on_screen(services, turn, words)
    tapped = turn.value("product")
    chosen = list(dict.fromkeys([*([tapped] if tapped else []), *named]))
    if len(chosen) == 1 and turn.focus and turn.focus != chosen[0]:
        chosen = [turn.focus, *chosen]
    if not chosen:
        chosen = turn.shown[:_FIRST] if len(turn.shown) > _MOST else turn.shown
    return chosen[:_MOST]


def _ask(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, ids: list[str]
) -> Events:
    """Ask for the other one, or for any."""
    language = turn.language
    others = [product for product in turn.shown if product not in ids]
    if ids and others:
        buttons = product_buttons(services, turn, "compare_products", others, "")
        dispatcher.utter_message(text=say("compare_which", language), buttons=buttons)
        return [SlotSet("focus", ids[0])]
    popular = button("show_popular", language, "recommend")
    dispatcher.utter_message(text=say("compare_what", language), buttons=[popular])
    return []
