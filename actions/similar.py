"""Finding things like a photo or like a product on the screen, with or without words."""

import asyncio

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.messages import say
from actions.present import present
from actions.references import at, find_place
from actions.services import Services
from actions.turn import Events, Standing, Turn
from catalog.understanding.query import Query


async def find(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Similar to the photo sent, to the product a button or an ordinal names, or to the first
    one shown."""
    return await asyncio.to_thread(_find, services, dispatcher, Turn(tracker))


def _find(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    query = _constraints(services.searcher.parse(turn.words))
    if turn.photo_ids:
        standing = Standing(query=query, photos=turn.photo_ids)
        return present(services, dispatcher, standing, turn, page="photo")
    place = find_place(turn.words)
    product = turn.value("product") or at(turn.shown, place or 0)
    if product is None and turn.shown:
        dispatcher.utter_message(text=say("so_many", turn.language, count=len(turn.shown)))
        return []
    title = services.searcher.title(product, turn.language) if product else None
    if product is None or title is None:
        dispatcher.utter_message(text=say("similar_to_what", turn.language))
        return []
    standing = Standing(query=query, like=[product])
    return present(services, dispatcher, standing, turn, page="similar", title=title)


def _constraints(query: Query) -> Query:
    """What the words demand; "something like this" is nothing for full text."""
    return query.model_copy(update={"words": ""})
