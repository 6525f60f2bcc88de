"""Finding products by words: search, refine, more, start over."""

import asyncio

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import recommend
from actions.present import present
from actions.references import ALL, at, find_places, refuses
from actions.replies import button
from actions.sentences import say
from actions.services import Services
from actions.turn import Events, Standing, Turn, remember
from catalog.money import to_major
from catalog.understanding.query import Query
from catalog.understanding.refine import refine, without


async def find(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Search, or change the standing search: the words and what stands decide which."""
    return await asyncio.to_thread(_find, services, dispatcher, Turn(tracker))


def _find(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    removed, relative = turn.value("remove"), turn.value("relative")
    if removed and turn.standing:
        facet, _, value = removed.partition(":")
        query = without(turn.standing.query, facet, value or None)
        standing = turn.standing.model_copy(update={"query": query})
        return present(services, dispatcher, standing, turn)
    change = services.searcher.parse(turn.words)
    if refused := _refused(turn, change):
        standing = turn.standing or Standing()
        unlike = [*standing.unlike, *refused]
        standing = standing.model_copy(update={"unlike": unlike})
        return present(services, dispatcher, standing, turn, page="other")
    if relative in ("cheaper", "dearer"):
        change = change.model_copy(update={"relative": relative, "language": turn.language})
    if not (change.names_something or change.words):
        return ask(dispatcher, turn)
    if turn.standing and _changes(turn, change):
        query = refine(turn.standing.query, change, _prices(services, turn))
        return present(
            services, dispatcher, turn.standing.model_copy(update={"query": query}), turn
        )
    return present(services, dispatcher, Standing(query=_usual(services, turn, change)), turn)


def _usual(services: Services, turn: Turn, query: Query) -> Query:
    """A new search with the sizes that the shopper had remembered, as a wish that ranks."""
    sizes = [] if query.must.get("size") else services.care.usual_sizes(turn.conversation)
    return query.model_copy(update={"prefer": {**query.prefer, "size": sizes}}) if sizes else query


def _refused(turn: Turn, change: Query) -> list[str]:
    """Ids of the products on the screen that the words refuse, all of them if no wish is said."""
    if not refuses(turn.words):
        return []
    places = find_places(turn.words)
    if not places and not change.names_something and ALL.search(turn.words.lower()):
        return turn.shown
    return [product for place in places if (product := at(turn.shown, place))]


def _changes(turn: Turn, change: Query) -> bool:
    """Whether words change the standing search rather than begin another. Bare attributes change
    it; a kind of product that comes with attributes of its own, or a word that the vocabulary
    doesn't know, begins anew; a kind alone ("what about boots") is as the classifier hears it."""
    if not change.must.get("category"):
        return turn.intent == "refine_search" or not change.words
    attributes = [facet for facet in (*change.must, *change.prefer) if facet != "category"]
    return turn.intent == "refine_search" and not (attributes or change.price)


def _prices(services: Services, turn: Turn) -> list[float]:
    """Prices of the products on the screen, in units of the currency."""
    facts = services.searcher.prices(turn.shown)
    return [float(to_major(price, currency)) for price, currency in facts]


def ask(dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    """What the shopper is looking for."""
    dispatcher.utter_message(
        text=say("what_do_you_want", turn.language),
        buttons=[button("show_popular", turn.language, "recommend")],
    )
    return []


async def more(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """The next products of the standing search; well-liked ones when there is none."""
    turn = Turn(tracker)
    if turn.standing is None:
        return await recommend.answer(services, dispatcher, tracker)
    return await asyncio.to_thread(present, services, dispatcher, turn.standing, turn, page="more")


async def start_over(
    _services: Services, dispatcher: CollectingDispatcher, tracker: Tracker
) -> Events:
    """Forget the standing search."""
    dispatcher.utter_message(text=say("started_over", Turn(tracker).language))
    return remember(None, [], [])
