"""Runs the standing search and shows what it finds, or why it finds nothing."""

from typing import Literal

from rasa_sdk.executor import CollectingDispatcher

from actions.messages import say
from actions.replies import Button, button, payload, send_chips, send_products
from actions.services import Services
from actions.turn import Events, Standing, Turn, remember
from catalog.money import format_money
from catalog.search.nothing import Nothing
from catalog.search.searcher import Result
from catalog.understanding.chips import Chip, chips
from catalog.understanding.query import Query

Page = Literal["first", "more", "photo", "similar", "popular"]

_CARDS = 6
_RELAXATIONS = 3


def present(
    services: Services,
    dispatcher: CollectingDispatcher,
    standing: Standing,
    turn: Turn,
    *,
    page: Page = "first",
    title: str = "",
) -> Events:
    """Search, send cards or an explanation, and remember what was shown."""
    query = standing.query.model_copy(update={"language": turn.language})
    standing = standing.model_copy(update={"query": query})
    photos = services.album.features(standing.photos) if standing.photos else None
    if standing.photos and photos is None:
        dispatcher.utter_message(text=say("photo_gone", turn.language))
        return []
    seen = turn.seen if page == "more" else []
    result = services.searcher.search(
        query, photos=photos, like=standing.like, exclude=seen, limit=_CARDS
    )
    vocabulary, currency = services.searcher.words()
    standing_chips = chips(query, vocabulary, currency, turn.language)
    if result.nothing:
        _explain(dispatcher, result.nothing, standing_chips, turn, more=page == "more")
        return remember(standing, turn.shown, turn.seen)
    text = _headline(services, query, result, page, turn.language, title)
    buttons = _buttons(result, turn.language)
    send_products(dispatcher, text, result.hits, standing_chips, buttons, turn.language)
    shown = [hit.id for hit in result.hits]
    return remember(standing, shown, [*seen, *shown])


def _headline(
    services: Services, query: Query, result: Result, page: Page, language: str, title: str
) -> str:
    if page == "similar":
        return say("similar_to_product", language, title=title)
    keys = {"more": "more", "photo": "similar_to_photo", "popular": "popular"}
    if page in keys:
        return say(keys[page], language)
    if query.widened:
        return _widened(services, query, language)
    if not query.must:
        return say("found_closest", language)
    shown, count = len(result.hits), result.total
    if count == 1:
        return say("found_one", language)
    key = "found_exactly" if count <= shown else "found_many"
    return say(key, language, count=count if count < 100 else "100+", shown=shown)


def _widened(services: Services, query: Query, language: str) -> str:
    """Names what the shop doesn't have and what stands in for it."""
    vocabulary, _ = services.searcher.words()
    facet = {key: name for name, keys in query.must.items() for key in keys}
    wanted, nearest = next(iter(query.widened.items()))
    name = facet.get(nearest, "category")
    return say(
        "widened", language,
        wanted=vocabulary.label(name, wanted, language),
        nearest=vocabulary.label(name, nearest, language),
    )  # fmt: skip


def _buttons(result: Result, language: str) -> list[Button]:
    buttons = []
    if result.total > len(result.hits):
        buttons.append(button("show_more", language, "show_more"))
    if len(result.hits) > 1:
        buttons.append(button("cheaper", language, "refine_search", relative="cheaper"))
    return buttons


def _explain(
    dispatcher: CollectingDispatcher,
    nothing: Nothing,
    standing_chips: list[Chip],
    turn: Turn,
    *,
    more: bool,
) -> None:
    """What emptied the result and the nearest thing, with buttons that loosen it."""
    language = turn.language
    if nothing.strange_photo:
        dispatcher.utter_message(text=say("strange_photo", language))
        return
    said = [say("no_more" if more else "nothing", language)]
    if nothing.nearest_price is not None and nothing.currency:
        price = format_money(nothing.nearest_price, nothing.currency, language)
        said = [say("nothing_but_price", language, price=price)]
    buttons = []
    for relaxation in nothing.relaxations[:_RELAXATIONS]:
        if relaxation.count == nothing.catalogue_size:
            continue  # "without it there is everything" helps nobody
        named = [c for c in standing_chips if _chip_facet(c) == relaxation.facet]
        constraint = ", ".join(chip.label for chip in named) or relaxation.facet
        if not more:
            said.append(say("nothing_without", language, constraint=constraint, count=relaxation.count))
        drop = say("drop", language, constraint=constraint)
        facet = relaxation.facet
        buttons.append({"title": drop, "payload": payload("refine_search", remove=f"{facet}:")})
    buttons.append(button("start_over", language, "start_over"))
    dispatcher.utter_message(text=" ".join(said), buttons=buttons)
    send_chips(dispatcher, standing_chips)


def _chip_facet(chip: Chip) -> str:
    return chip.facet
