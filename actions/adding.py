"""Putting things into the cart, once their variant is known."""

import asyncio

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import search
from actions.pending import Known, Pending, ask, done
from actions.product_words import listed
from actions.quantities import ONE_MORE, counted
from actions.references import find_places
from actions.replies import button, plain_button
from actions.sentences import say
from actions.services import Services
from actions.shop.variants import Sold, matching, undecided
from actions.turn import Events, Turn
from actions.which import find_product
from catalog.understanding.query import Query

TASKS = ("add_to_cart",)

_BUTTONS = 8


async def add(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Put in what a button, an ordinal or the conversation means, once its variant is known."""
    turn = Turn(tracker)
    if sku := turn.value("sku"):
        return await asyncio.to_thread(_add_sku, services, dispatcher, turn, sku)
    product = await asyncio.to_thread(find_product, services, turn, turn.words)
    if product is None and not turn.shown:
        wish = await asyncio.to_thread(services.searcher.parse, turn.words)
        if wish.must.get("category") or wish.must.get("brand"):
            return await search.find(services, dispatcher, tracker)
        return search.ask(dispatcher, turn)
    return await asyncio.to_thread(_add, services, dispatcher, turn, product)


def _add(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, product: str | None
) -> Events:
    if product is None:
        return _which_product(services, dispatcher, turn)
    variants = services.variants.of(product, turn.language)
    if not variants:
        dispatcher.utter_message(text=say("gone", turn.language))
        return done()
    if again := _once_more(services, turn, variants):
        return _put_in(services, dispatcher, turn, again, 1)
    known = {"product": product, "quantity": str(counted(turn.words) or 1)}
    wanted = matching(variants, services.searcher.parse(turn.words))
    return [*_decide(services, dispatcher, turn, known, wanted), SlotSet("focus", product)]


def _which_product(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    titles = {one: services.searcher.title(one, turn.language) for one in turn.shown}
    buttons = [
        plain_button(title, "add_to_cart", product=product)
        for product, title in titles.items() if title
    ]  # fmt: skip
    dispatcher.utter_message(text=say("add_which", turn.language), buttons=buttons)
    return done()


def _add_sku(services: Services, dispatcher: CollectingDispatcher, turn: Turn, sku: str) -> Events:
    sold = services.variants.named([sku], turn.language).get(sku)
    if sold is None:
        dispatcher.utter_message(text=say("gone", turn.language))
        return done()
    return _put_in(services, dispatcher, turn, sold, 1)


def resume(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, pending: Pending
) -> Events | None:
    """Narrow the variants by an answer; None when the words are about something else."""
    if turn.tapped and turn.intent != "add_to_cart":
        return None
    said = turn.value("value") or turn.words.strip()
    if not said or len(said) > 60 or (turn.tapped and not turn.value("value")):
        return None
    skus = pending.known["skus"].split(",")
    candidates = list(services.variants.named(skus, turn.language).values())
    if turn.intent == "add_to_cart" and not turn.tapped and find_places(said):
        return None  # another product on the screen
    query = services.searcher.parse(said)
    if _elsewhere(services, query, pending.known["product"]):
        return None
    exact = [sold for sold in candidates if said.casefold() in _option_values(sold)]
    narrowed = exact or _fitting(candidates, query)
    if not narrowed:
        if not {"colour", "size"} & set(query.must):
            return None
        narrowed = candidates
        dispatcher.utter_message(text=say("not_that_one", turn.language))
    known = {**pending.known, "quantity": str(counted(said) or pending.known["quantity"])}
    return _decide(services, dispatcher, turn, known, narrowed)


def _once_more(services: Services, turn: Turn, variants: list[Sold]) -> Sold | None:
    """The variant that is in the cart already, where words want one more of it."""
    if not ONE_MORE.search(turn.words.lower()):
        return None
    kept = services.carts.lines(services.cart_owner(turn.conversation))
    had = [sold for sold in variants if sold.sku in kept]
    return had[0] if len(had) == 1 else None


def _elsewhere(services: Services, query: Query, product: str) -> bool:
    """Whether words are about something else than a product: another kind, or a price."""
    if query.price or query.must.get("brand"):
        return True
    kinds = set(query.must.get("category", ()))
    known = services.searcher.known([product])
    return bool(kinds) and not any(kinds & set(facets.get("category", ())) for facets in known)


def _option_values(sold: Sold) -> set[str]:
    return {str(value).casefold() for value in sold.options.values()}


def _fitting(candidates: list[Sold], query: Query) -> list[Sold]:
    return matching(candidates, query) if {"colour", "size"} & set(query.must) else []


def _decide(
    services: Services,
    dispatcher: CollectingDispatcher,
    turn: Turn,
    known: Known,
    wanted: list[Sold],
) -> Events:
    """Add the only variant that is meant, or ask for what tells the rest apart."""
    language = turn.language
    available = [sold for sold in wanted if sold.available]
    if not available:
        return _sold_out(services, dispatcher, turn, known, wanted)
    option = undecided(available)
    if option is None:
        return _put_in(services, dispatcher, turn, available[0], int(known["quantity"]))
    values = list(dict.fromkeys(str(sold.options.get(option)) for sold in available))
    known = {**known, "skus": ",".join(sold.sku for sold in available)}
    buttons = [plain_button(value, "add_to_cart", value=value) for value in values[:_BUTTONS]]
    text = say(
        "choose_option", language, title=available[0].title, options=listed(values, language)
    )
    return ask(dispatcher, "add_to_cart", "variant", known, text, buttons)


def _sold_out(
    services: Services,
    dispatcher: CollectingDispatcher,
    turn: Turn,
    known: Known,
    wanted: list[Sold],
) -> Events:
    """Say what isn't to be had, and offer what is."""
    language = turn.language
    variants = services.variants.of(known["product"], language)
    there = [sold for sold in variants if sold.available]
    if not there:
        similar = button("similar", language, "find_similar", product=known["product"])
        text = say("sold_out_wholly", language, title=variants[0].title)
        dispatcher.utter_message(text=text, buttons=[similar])
        return done()
    key = "sold_out" if wanted else "no_such_variant"
    dispatcher.utter_message(text=say(key, language, title=there[0].title))
    return _decide(services, dispatcher, turn, known, there)


def _put_in(
    services: Services,
    dispatcher: CollectingDispatcher,
    turn: Turn,
    sold: Sold,
    quantity: int,
) -> Events:
    language = turn.language
    if not sold.available:
        dispatcher.utter_message(text=say("sold_out", language, title=sold.name))
        return done()
    owner = services.cart_owner(turn.conversation)
    before = services.carts.lines(owner).get(sold.sku, 0)
    now = services.carts.add(owner, sold.sku, sold.product_id, quantity, sold.most)
    if now - before < quantity:
        text = say("only_so_many", language, name=sold.name, count=now)
    else:
        text = say("added", language, name=sold.name, quantity=now)
    buttons = [button("view_cart", language, "view_cart"), button("checkout", language, "checkout")]
    dispatcher.utter_message(text=text, buttons=buttons)
    return [*done(), SlotSet("focus", sold.product_id)]
