"""Runs the standing search and shows what it finds, or why it finds nothing."""

from typing import Literal

from rasa_sdk.executor import CollectingDispatcher

from actions.replies import Button, button, payload, send_chips, send_products
from actions.sentences import say
from actions.services import Services
from actions.turn import Events, Standing, Turn, remember
from catalog.money import format_money
from catalog.search.fold import folded
from catalog.search.nothing import MOST_COUNTED, Nothing
from catalog.search.searcher import Hit, Result
from catalog.understanding.chips import Chip, chips
from catalog.understanding.query import Query
from catalog.understanding.refine import without

Page = Literal["first", "more", "photo", "similar", "popular", "other", "liked", "beside"]

_CARDS = 6
_RELAXATIONS = 3
_NEAREST = 3
_ALIKE = 2  # times as many are found as shown, to fold those alike


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
    photos = services.album.readings(standing.photos)
    if len(photos) < len(standing.photos):
        dispatcher.utter_message(text=say("photo_gone", turn.language))
        return []
    seen = turn.seen if page == "more" else []
    result = services.searcher.search(
        query, photos=photos, like=standing.like, unlike=standing.unlike, exclude=seen,
        limit=_CARDS * _ALIKE,
    )  # fmt: skip
    if result.nothing:
        more = page == "more"
        near = _explain(services, dispatcher, result.nothing, query, turn, more=more)
        return remember(standing, near or turn.shown, [*turn.seen, *near] if more else near)
    vocabulary, currency = services.searcher.words()
    standing_chips = chips(query, vocabulary, currency, turn.language)
    hits, behind = folded(result.hits, vocabulary)
    hits = hits[:_CARDS]
    shown = [hit.id for hit in hits]
    hidden = [other for product in shown for other in behind.get(product, [])]
    text = _headline(services, query, result, page, turn.language, title, len(hits))
    buttons = _buttons(result.total - len(hidden) > len(hits), len(hits), turn.language)
    send_products(dispatcher, text, hits, standing_chips, buttons, turn.language)
    return remember(standing, shown, [*seen, *shown, *hidden])


def _counted(count: int) -> str:
    return f"{MOST_COUNTED}+" if count >= MOST_COUNTED else str(count)


def _headline(
    services: Services,
    query: Query,
    result: Result,
    page: Page,
    language: str,
    title: str,
    shown: int,
) -> str:
    if page == "similar":
        return say("similar_to_product", language, title=title)
    keys = {
        "more": "more", "photo": "similar_to_photo", "popular": "popular", "other": "other",
        "liked": "like_your_cart", "beside": "goes_with",
    }  # fmt: skip
    if page in keys:
        return say(keys[page], language)
    if query.widened:
        return _widened(services, query, language)
    if not query.must or "category" in query.prefer:
        return say("found_closest", language)
    count = result.total
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


def _buttons(more: bool, shown: int, language: str) -> list[Button]:
    buttons = []
    if more:
        buttons.append(button("show_more", language, "show_more"))
    if shown > 1:
        buttons.append(button("cheaper", language, "refine_search", relative="cheaper"))
    return buttons


def _explain(
    services: Services,
    dispatcher: CollectingDispatcher,
    nothing: Nothing,
    query: Query,
    turn: Turn,
    *,
    more: bool,
) -> list[str]:
    """What emptied the result, buttons that loosen it, and the nearest things; their ids."""
    language = turn.language
    if nothing.strange_photo:
        dispatcher.utter_message(text=say("strange_photo", language))
        return []
    if nothing.strange_words:
        dispatcher.utter_message(text=say("strange_words", language))
        nearest = services.searcher.search(query, limit=_NEAREST, threshold=False).hits
        send_products(dispatcher, say("nearest", language), nearest, [], [], language)
        return [hit.id for hit in nearest]
    vocabulary, currency = services.searcher.words()
    standing_chips = chips(query, vocabulary, currency, language)
    useful = [r for r in nothing.relaxations if r.facet != "category"][:_RELAXATIONS]
    names = {r.facet: _named(r.facet, standing_chips) for r in useful}
    said = [say("no_more", language)] if more else _reasons(services, nothing, query, language)
    if not more:
        said += [
            say("nothing_without", language, constraint=names[r.facet], count=_counted(r.count))
            for r in useful
        ]
    buttons = [
        {
            "title": say("drop", language, constraint=names[r.facet]),
            "payload": payload("refine_search", remove=f"{r.facet}:"),
        }
        for r in useful
    ]
    buttons.append(button("start_over", language, "start_over"))
    dispatcher.utter_message(text=" ".join(said), buttons=buttons)
    nearest = [] if more else _nearest(services, nothing, query)
    if nearest:
        send_products(dispatcher, say("nearest", language), nearest, [], [], language)
    send_chips(dispatcher, standing_chips, language)
    return [hit.id for hit in nearest]


def _named(facet: str, standing_chips: list[Chip]) -> str:
    return ", ".join(chip.label for chip in standing_chips if chip.facet == facet) or facet


def _reasons(services: Services, nothing: Nothing, query: Query, language: str) -> list[str]:
    if nothing.nearest_price is not None and nothing.currency:
        price = format_money(nothing.nearest_price, nothing.currency, language)
        return [say("nothing_but_price", language, price=price)]
    kinds = query.must.get("category", [])
    if kinds and not services.searcher.has("category", kinds):
        vocabulary, _ = services.searcher.words()
        kind = ", ".join(vocabulary.label("category", key, language) for key in kinds)
        return [say("nothing_of_kind", language, kind=kind)]
    return [say("nothing", language)]


def _nearest(services: Services, nothing: Nothing, query: Query) -> list[Hit]:
    """A few products that meet as much as possible, the kind of product above all: without the
    one constraint that frees most, else of that kind at all, else like it in words."""
    kinds = query.must.get("category", [])
    single = [r.facet for r in nothing.relaxations if r.facet != "category"]
    if single:
        relaxed = without(query, "price" if "price" in single else single[0], None)
    elif kinds and services.searcher.has("category", kinds):
        kept = {"must": {"category": kinds}, "price": None, "in_stock": False}
        relaxed = query.model_copy(update=kept)
    else:
        rest = without(query, "category", None)
        relaxed = rest.model_copy(update={"prefer": {**rest.prefer, "category": kinds}})
    if nothing.nearest_price is not None:
        relaxed = relaxed.model_copy(update={"sort": "price_asc"})
    return services.searcher.search(relaxed, limit=_NEAREST, threshold=False).hits
