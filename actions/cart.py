"""The cart: adding, changing, removing, looking at it, and handing it over to the checkout."""

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import search
from actions.pending import Known, Pending, ask, done
from actions.quantities import any_number, counted
from actions.references import find_places, meant
from actions.replies import Button, button, plain_button, send_cart
from actions.sentences import say
from actions.services import Services
from actions.shop.checkout import checkout_link
from actions.shop.variants import Sold, matching, undecided
from actions.turn import Events, Turn
from catalog.money import format_money
from catalog.understanding.query import Query

TASKS = ("add_to_cart",)

_MOST = 99
_BUTTONS = 8
_EVERYTHING = re.compile(r"\b(?:all|everything|empty|clear)\b|清空|全部|都删|都不要|所有")
_ONE_MORE = re.compile(r"\b(?:one|1) more\b|\banother\b|\badd one\b|再来一|多一|加一")
_ONE_LESS = re.compile(r"\b(?:one|1) (?:less|fewer)\b|\bremove one\b|少一|减一")


async def add(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Put in what a button, an ordinal or the conversation means, once its variant is known."""
    turn = Turn(tracker)
    if sku := turn.value("sku"):
        return await asyncio.to_thread(_add_sku, services, dispatcher, turn, sku)
    products = meant(turn)
    if not products and not turn.shown:
        return await search.find(services, dispatcher, tracker)
    return await asyncio.to_thread(_add, services, dispatcher, turn, products)


def _add(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, products: Sequence[str]
) -> Events:
    if not products:
        return _which_product(services, dispatcher, turn)
    product = products[0]
    variants = services.variants.of(product, turn.language)
    if not variants:
        dispatcher.utter_message(text=say("gone", turn.language))
        return done()
    known = {"product": product, "quantity": str(counted(turn.words) or 1)}
    wanted = _narrowed(services, variants, turn.words)
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
    query = services.searcher.parse(said)
    exact = [sold for sold in candidates if said.casefold() in _option_values(sold)]
    narrowed = exact or _fitting(candidates, query)
    if not narrowed:
        if not ({"colour", "size"} & set(query.must)) or query.must.get("category"):
            return None
        narrowed = candidates
        dispatcher.utter_message(text=say("not_that_one", turn.language))
    known = {**pending.known, "quantity": str(counted(said) or pending.known["quantity"])}
    return _decide(services, dispatcher, turn, known, narrowed)


def _option_values(sold: Sold) -> set[str]:
    return {str(value).casefold() for value in sold.options.values()}


def _fitting(candidates: list[Sold], query: Query) -> list[Sold]:
    return matching(candidates, query) if {"colour", "size"} & set(query.must) else []


def _narrowed(services: Services, variants: list[Sold], words: str) -> list[Sold]:
    """The variants that words mean; all of them when they name no colour or size."""
    return matching(variants, services.searcher.parse(words)) if words else variants


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
        "choose_option", language, title=available[0].title, options=_listed(values, language)
    )
    return ask(dispatcher, "add_to_cart", "variant", known, text, buttons)


def _listed(values: Sequence[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(values)


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
    most = min(_MOST, sold.stock) if sold.stock is not None else _MOST
    owner = _owner(services, turn)
    before = services.carts.lines(owner).get(sold.sku, 0)
    now = services.carts.add(owner, sold.sku, sold.product_id, quantity, most)
    if now - before < quantity:
        text = say("only_so_many", language, name=sold.name, count=now)
    else:
        text = say("added", language, name=sold.name, quantity=quantity)
    buttons = [button("view_cart", language, "view_cart"), button("checkout", language, "checkout")]
    dispatcher.utter_message(text=text, buttons=buttons)
    return [*done(), SlotSet("focus", sold.product_id)]


async def view(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Show lines and total."""
    return await asyncio.to_thread(_view, services, dispatcher, Turn(tracker))


def _view(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, first: str = ""
) -> Events:
    language = turn.language
    lines = _lines(services, turn)
    if not lines:
        buttons = [button("show_popular", language, "recommend")]
        text = f"{first} {say('cart_empty', language)}".strip()
        dispatcher.utter_message(text=text, buttons=buttons)
        return []
    told = [_told(sold, quantity, language) for sold, quantity in lines]
    total = _total(lines, language)
    heading = first or say("cart_has", language)
    text = "\n".join([heading, *told, say("cart_total", language, total=total)])
    shaped = [_shaped(sold, quantity, language) for sold, quantity in lines]
    buttons = [button("checkout", language, "checkout")]
    send_cart(dispatcher, text, lines=shaped, total=total, buttons=buttons)
    return []


def _told(sold: Sold, quantity: int, language: str) -> str:
    price = format_money(sold.price, sold.currency, language)
    sold_out = say("sold_out_mark", language)
    mark = "" if sold.available else f" ({sold_out})"
    return f"- {sold.name} × {quantity}, {price}{mark}"


def _shaped(sold: Sold, quantity: int, language: str) -> dict[str, Any]:
    return {
        "sku": sold.sku,
        "title": sold.name,
        "quantity": quantity,
        "price_text": format_money(sold.price, sold.currency, language),
        "in_stock": sold.available,
        "buttons": [button("take_out", language, "remove_from_cart", sku=sold.sku)],
    }


def _total(lines: Sequence[tuple[Sold, int]], language: str) -> str:
    """The sum of what can be bought; by currency, should there be several."""
    sums: dict[str, int] = {}
    for sold, quantity in lines:
        if sold.available:
            sums[sold.currency] = sums.get(sold.currency, 0) + sold.price * quantity
    return " + ".join(format_money(minor, currency, language) for currency, minor in sums.items())


def _lines(services: Services, turn: Turn) -> list[tuple[Sold, int]]:
    """The cart with the catalogue's facts; what left the catalogue has left the cart."""
    kept = services.carts.lines(_owner(services, turn))
    known = services.variants.named(list(kept), turn.language)
    return [(known[sku], quantity) for sku, quantity in kept.items() if sku in known]


def _owner(services: Services, turn: Turn) -> str:
    customer = services.identities.customer(turn.conversation)
    return f"customer:{customer}" if customer else turn.conversation


async def remove(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Take out a line, or everything."""
    return await asyncio.to_thread(_remove, services, dispatcher, Turn(tracker))


def _remove(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    owner, language = _owner(services, turn), turn.language
    lines = _lines(services, turn)
    if lines and _EVERYTHING.search(turn.words.lower()):
        services.carts.clear(owner)
        dispatcher.utter_message(text=say("cart_cleared", language))
        return []
    if _ONE_LESS.search(turn.words.lower()):
        return _update(services, dispatcher, turn)
    sold = _line_meant(services, turn, lines)
    if sold is None:
        return _which_line(dispatcher, turn, lines, "remove_from_cart")
    services.carts.set(owner, sold.sku, 0)
    return _view(services, dispatcher, turn, say("taken_out", language, name=sold.name))


async def update(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Another quantity, size or colour of a line."""
    return await asyncio.to_thread(_update, services, dispatcher, Turn(tracker))


def _update(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    lines, words = _lines(services, turn), turn.words.lower()
    sold = _line_meant(services, turn, lines) or (lines[-1][0] if len(lines) == 1 else None)
    if sold is None:
        return _which_line(dispatcher, turn, lines, "update_cart")
    query = services.searcher.parse(turn.words)
    others = [one for one in services.variants.of(sold.product_id, turn.language) if one.available]
    if other := _other_variant(sold, others, query):
        return _swap(services, dispatcher, turn, sold, other)
    before = next(quantity for one, quantity in lines if one.sku == sold.sku)
    quantity = _new_quantity(words, before)
    if quantity is None:
        text = say("how_many", turn.language, name=sold.name)
        buttons = [
            plain_button(str(n), "update_cart", sku=sold.sku, value=str(n)) for n in (1, 2, 3)
        ]
        dispatcher.utter_message(text=text, buttons=buttons)
        return []
    if (chosen := turn.value("value")) and chosen.isdecimal():
        quantity = int(chosen)
    return _set(services, dispatcher, turn, sold, quantity)


def _new_quantity(words: str, before: int) -> int | None:
    if _ONE_MORE.search(words):
        return before + 1
    if _ONE_LESS.search(words):
        return before - 1
    return any_number(words)


def _other_variant(sold: Sold, others: list[Sold], query: Query) -> Sold | None:
    """The variant that words put in the place of one: what they don't name stays as it is."""
    if not {"colour", "size"} & set(query.must):
        return None
    fitting = matching(others, query)
    colours, sizes = query.must.get("colour"), query.must.get("size")
    same = [
        one for one in fitting
        if (colours or one.colours == sold.colours) and (sizes or one.sizes == sold.sizes)
    ]  # fmt: skip
    return next((one for one in same or fitting if one.sku != sold.sku), None)


def _swap(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, sold: Sold, other: Sold
) -> Events:
    owner = _owner(services, turn)
    quantity = services.carts.lines(owner)[sold.sku]
    services.carts.set(owner, sold.sku, 0)
    services.carts.add(owner, other.sku, other.product_id, quantity, other.stock)
    return _view(services, dispatcher, turn, say("swapped", turn.language, name=other.name))


def _set(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, sold: Sold, quantity: int
) -> Events:
    most = min(_MOST, sold.stock) if sold.stock is not None else _MOST
    now = max(0, min(quantity, most))
    services.carts.set(_owner(services, turn), sold.sku, now)
    key = "only_so_many" if now < quantity else "taken_out" if now == 0 else "quantity_set"
    text = say(key, turn.language, name=sold.name, count=now)
    return _view(services, dispatcher, turn, text)


def _line_meant(services: Services, turn: Turn, lines: list[tuple[Sold, int]]) -> Sold | None:
    """The line of a button, a place in the cart, or the one whose title or variant words name."""
    solds = [sold for sold, _ in lines]
    if sku := turn.value("sku"):
        return next((sold for sold in solds if sold.sku == sku), None)
    places = find_places(turn.words)
    if places and -1 <= places[0] < len(solds):
        return solds[places[0]]
    if len(solds) == 1:
        return solds[0]
    query = services.searcher.parse(turn.words)
    if {"colour", "size"} & set(query.must) and len(found := matching(solds, query)) == 1:
        return found[0]
    said = turn.words.lower()
    scores = [
        sum(w in said for w in set(sold.title.lower().split()) if len(w) > 2) for sold in solds
    ]
    best = max(scores, default=0)
    return solds[scores.index(best)] if best and scores.count(best) == 1 else None


def _which_line(
    dispatcher: CollectingDispatcher, turn: Turn, lines: list[tuple[Sold, int]], intent: str
) -> Events:
    if not lines:
        dispatcher.utter_message(text=say("cart_empty", turn.language))
        return []
    buttons: list[Button] = [plain_button(sold.name, intent, sku=sold.sku) for sold, _ in lines]
    dispatcher.utter_message(text=say("which_in_cart", turn.language), buttons=buttons)
    return []


async def checkout(
    services: Services, dispatcher: CollectingDispatcher, tracker: Tracker
) -> Events:
    """Look at stock again, and hand over to the shop's checkout."""
    return await asyncio.to_thread(_checkout, services, dispatcher, Turn(tracker))


def _checkout(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    language, settings = turn.language, services.settings
    lines = _lines(services, turn)
    if not lines:
        return _view(services, dispatcher, turn)
    if short := [(s, q) for s, q in lines if s.stock is not None and s.stock < q]:
        return _stock_changed(services, dispatcher, turn, short)
    total = _total(lines, language)
    if settings.checkout_url is None:
        person = button("ask_person", language, "human_handoff")
        text = say("no_checkout", language, total=total)
        dispatcher.utter_message(text=text, buttons=[person])
        return []
    owner = _owner(services, turn)
    customer = services.identities.customer(turn.conversation)
    wanted = {sold.sku: quantity for sold, quantity in lines}
    url = checkout_link(str(settings.checkout_url), settings.checkout_key, owner, customer, wanted)
    text = say("to_checkout", language, total=total)
    dispatcher.utter_message(text=text)
    dispatcher.utter_message(json_message={"type": "checkout", "url": url, "total_text": total})
    return []


def _stock_changed(
    services: Services,
    dispatcher: CollectingDispatcher,
    turn: Turn,
    short: Sequence[tuple[Sold, int]],
) -> Events:
    """Lower what there isn't enough of, say so, and let the shopper look before going on."""
    owner, language = _owner(services, turn), turn.language
    told = []
    for sold, _ in short:
        left = sold.stock or 0
        services.carts.set(owner, sold.sku, left)
        key = "only_left" if left else "sold_out_meanwhile"
        told.append(say(key, language, name=sold.name, count=left))
    return _view(services, dispatcher, turn, " ".join(told))
