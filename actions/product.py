"""Questions about one product, and which size of it to take."""

import asyncio
import re
from collections.abc import Callable, Sequence

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import search
from actions.pending import Pending, done
from actions.pending import ask as ask_back
from actions.product_words import tell
from actions.references import at
from actions.replies import Button, button, send_product
from actions.sentences import say
from actions.services import Services
from actions.size_words import needs_person, tell_size
from actions.turn import Events, Turn
from actions.which import find_product, named_on_screen, places, product_buttons, question
from catalog.questions.aspects import find_aspects
from catalog.questions.facts import Facts
from catalog.questions.parts import Details, Part, is_answer
from catalog.questions.variants import Availability

TASKS = ("which_product",)

_ANSWER = 60  # characters; who says more says something else
_ELSE = re.compile(
    r"\b(?:like|similar|cart|buy|order|compare|show|find|add)\b|买|购物车|像|类似|差不多|下单|比"
)

Answer = Callable[[Services, CollectingDispatcher, Turn, Facts, str], None]


async def ask(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Answer from the catalogue, ask which product is meant, or search when there is none."""
    return await _about(services, dispatcher, tracker, _answer)


async def size(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Advise on the size, by the shop's chart and by reviewers."""
    return await _about(services, dispatcher, tracker, _advise)


async def _about(
    services: Services, dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer
) -> Events:
    turn = Turn(tracker)
    words = question(turn)
    product = await asyncio.to_thread(find_product, services, turn, words)
    if product is None and not turn.shown and answer is _answer:
        return await search.find(services, dispatcher, tracker)
    return await asyncio.to_thread(_reply, services, dispatcher, turn, words, product, answer)


def _reply(
    services: Services,
    dispatcher: CollectingDispatcher,
    turn: Turn,
    words: str,
    product: str | None,
    answer: Answer,
) -> Events:
    language = turn.language
    if product is None:
        return _ask_which(services, dispatcher, turn, words)
    found = services.catalogue.questions.facts([product], language)
    if not found:
        dispatcher.utter_message(text=say("product_gone", language))
        return [SlotSet("focus", None)]
    answer(services, dispatcher, turn, found[0], words)
    return [SlotSet("focus", product), *_answered(turn)]


def _answered(turn: Turn) -> Events:
    """Nothing waits any more, if it was this question."""
    pending = Pending.of(turn.pending)
    return done() if pending and pending.task in TASKS else []


def _ask_which(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, words: str
) -> Events:
    if not turn.shown:
        popular = button("show_popular", turn.language, "recommend")
        dispatcher.utter_message(text=say("size_of_what", turn.language), buttons=[popular])
        return []
    intent = "ask_size" if turn.intent == "ask_size" else "ask_product"
    buttons = product_buttons(services, turn, intent, turn.shown, words)
    known = {"intent": intent, "words": words}
    text = say("which_product", turn.language)
    return ask_back(dispatcher, "which_product", "product", known, text, buttons)


def resume(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, pending: Pending
) -> Events | None:
    """The earlier question about the product that an answer names; None when it is none."""
    words = turn.words
    if turn.tapped or len(words) > _ANSWER or _ELSE.search(words.lower()) or find_aspects(words):
        return None
    placed = [product for place in places(words) if (product := at(turn.shown, place))]
    named = placed or named_on_screen(services, turn, words)
    if len(named) != 1:
        return None
    answer = _advise if pending.known["intent"] == "ask_size" else _answer
    asked = pending.known["words"]
    return _reply(services, dispatcher, turn, asked, named[0], answer)


def _answer(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, facts: Facts, words: str
) -> None:
    language = turn.language
    parts = services.catalogue.questions.answer(facts, words) if words else [Details(facts)]
    text = f"{facts.title}\n{tell(parts, words, language)}"
    buttons = _buttons(parts, facts, language)
    if any(isinstance(part, Details) for part in parts):
        send_product(dispatcher, text, facts, buttons, language)
    else:
        dispatcher.utter_message(text=text, buttons=buttons)


def _buttons(parts: Sequence[Part], facts: Facts, language: str) -> list[Button]:
    """A person where the shop doesn't answer; the cart for what can be bought."""
    if not all(map(is_answer, parts)):
        return [button("ask_person", language, "human_handoff")]
    wanted = [part for part in parts if isinstance(part, Availability | Details)]
    there = facts.in_stock and (
        not wanted or isinstance(wanted[0], Details) or any(i.available for i in wanted[0].items)
    )
    return [button("add_to_cart", language, "add_to_cart", product=facts.id)] if there else []


def _advise(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, facts: Facts, words: str
) -> None:
    language = turn.language
    advice = services.catalogue.questions.size(facts, words)
    text = f"{facts.title}\n{tell_size(advice, words, language)}"
    buttons = [button("add_to_cart", language, "add_to_cart", product=facts.id)]
    if needs_person(advice, words):
        buttons = [button("ask_person", language, "human_handoff")]
    elif not advice.in_stock and not advice.one_size:
        buttons = [button("similar", language, "find_similar", product=facts.id)]
    dispatcher.utter_message(text=text, buttons=buttons)
