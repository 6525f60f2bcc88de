"""Finding things like a photo or like a product on the screen, with or without words."""

import asyncio

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.present import present
from actions.references import at, find_places
from actions.sentences import say
from actions.services import Services
from actions.things import ask_which
from actions.turn import Events, Standing, Turn, remember
from catalog.understanding.query import Query


async def find(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Similar to the photos sent, to the product a button names or those that ordinals do, or to
    the first one shown."""
    return await asyncio.to_thread(_find, services, dispatcher, Turn(tracker))


def _find(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    if photo := turn.value("photo"):
        return _like_thing(services, dispatcher, turn, photo)
    query = _constraints(services.searcher.parse(turn.words))
    if turn.photo_ids:
        spoken = SlotSet("language", turn.language)  # beside a photo nobody else reads the words
        return [*_like_photos(services, dispatcher, turn, query), spoken]
    named = turn.value("product")
    places = find_places(turn.words) or [0]
    liked = [named] if named else [p for place in places if (p := at(turn.shown, place))]
    if not liked and turn.shown:
        dispatcher.utter_message(text=say("so_many", turn.language, count=len(turn.shown)))
        return []
    titles = [services.searcher.title(product, turn.language) for product in liked]
    if not liked or None in titles:
        dispatcher.utter_message(text=say("similar_to_what", turn.language))
        return []
    title = say("and", turn.language).join(filter(None, titles))
    standing = Standing(query=query, like=liked)
    return present(services, dispatcher, standing, turn, page="similar", title=title)


def _like_photos(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, query: Query
) -> Events:
    things = services.album.things(turn.photo_ids[0]) if len(turn.photo_ids) == 1 else []
    if things:
        ask_which(dispatcher, turn.photo_ids[0], things, turn.language)
        return remember(Standing(query=query, photos=turn.photo_ids), turn.shown, turn.seen)
    standing = Standing(query=_seen(services, query, turn.photo_ids), photos=turn.photo_ids)
    return present(services, dispatcher, standing, turn, page="photo")


def _like_thing(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, photo: str
) -> Events:
    """Like one thing in a photo, or all of it, with what was said when the photo was sent."""
    number = turn.value("thing")
    chosen = services.album.cut(photo, int(number)) if number and number.isdecimal() else photo
    photos = [chosen or photo]
    asked = turn.standing.query if turn.standing and turn.standing.photos == [photo] else Query()
    standing = Standing(query=_seen(services, asked, photos), photos=photos)
    return present(services, dispatcher, standing, turn, page="photo")


def _seen(services: Services, query: Query, photo_ids: list[str]) -> Query:
    """The query with what the first photo shows as wishes, which chips take away; what the words
    say of a facet counts alone."""
    photos = services.album.readings(photo_ids)
    if not photos:
        return query
    said = {*query.must, *query.must_not, *query.prefer}
    seen = services.searcher.recognise(photos[0])
    new = {facet: keys for facet, keys in seen.items() if facet not in said}
    return query.model_copy(update={"prefer": {**query.prefer, **new}})


def _constraints(query: Query) -> Query:
    """What the words demand; "something like this" is nothing for full text."""
    return query.model_copy(update={"words": ""})
