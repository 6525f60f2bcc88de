"""The cart: looking at it, other quantities, sizes and colours, taking things out."""

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.quantities import ONE_MORE, any_number
from actions.references import at, best_named, find_places
from actions.replies import Button, button, plain_button, send_cart
from actions.sentences import say
from actions.services import Services
from actions.shop.variants import Sold, matching
from actions.turn import Events, Turn
from catalog.money import format_money
from catalog.understanding.query import Query

_EVERYTHING = re.compile(r"\b(?:all|everything|empty|clear)\b|清空|全部|都删|都不要|所有")
_ONE_LESS = re.compile(r"\b(?:one|1) (?:less|fewer)\b|\bremove one\b|少一|减一")


async def view(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Show lines and total."""
    return await asyncio.to_thread(show, services, dispatcher, Turn(tracker))


def show(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, first: str = ""
) -> Events:
    """Lines and total, after a `first` sentence."""
    language = turn.language
    lines = lines_of(services, turn)
    if not lines:
        buttons = [button("show_popular", language, "recommend")]
        text = f"{first} {say('cart_empty', language)}".strip()
        dispatcher.utter_message(text=text, buttons=buttons)
        return []
    told = [_told(sold, quantity, language) for sold, quantity in lines]
    total = total_of(lines, language)
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


def total_of(lines: Sequence[tuple[Sold, int]], language: str) -> str:
    """The sum of what can be bought; by currency, should there be several."""
    sums: dict[str, int] = {}
    for sold, quantity in lines:
        if sold.available:
            sums[sold.currency] = sums.get(sold.currency, 0) + sold.price * quantity
    return " + ".join(format_money(minor, currency, language) for currency, minor in sums.items())


def lines_of(services: Services, turn: Turn) -> list[tuple[Sold, int]]:
    """The cart with the catalogue's facts; what left the catalogue has left the cart."""
    kept = services.carts.lines(services.cart_owner(turn.conversation))
    known = services.variants.named(list(kept), turn.language)
    return [(known[sku], quantity) for sku, quantity in kept.items() if sku in known]


async def remove(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Take out a line, or everything."""
    return await asyncio.to_thread(_remove, services, dispatcher, Turn(tracker))


def _remove(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    owner, language = services.cart_owner(turn.conversation), turn.language
    lines = lines_of(services, turn)
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
    return show(services, dispatcher, turn, say("taken_out", language, name=sold.name))


async def update(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Another quantity, size or colour of a line."""
    return await asyncio.to_thread(_update, services, dispatcher, Turn(tracker))


def _update(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    lines, words = lines_of(services, turn), turn.words.lower()
    sold = _line_meant(services, turn, lines)
    if sold is None:
        return _which_line(dispatcher, turn, lines, "update_cart")
    query = services.searcher.parse(turn.words)
    others = [one for one in services.variants.of(sold.product_id, turn.language) if one.available]
    if other := _other_variant(sold, others, query):
        return _swap(services, dispatcher, turn, sold, other)
    before = next(quantity for one, quantity in lines if one.sku == sold.sku)
    chosen = turn.value("value")
    quantity = int(chosen) if chosen and chosen.isdecimal() else _new_quantity(words, before)
    if quantity is None:
        text = say("how_many", turn.language, name=sold.name)
        buttons = [
            plain_button(str(n), "update_cart", sku=sold.sku, value=str(n)) for n in (1, 2, 3)
        ]
        dispatcher.utter_message(text=text, buttons=buttons)
        return []
    return _set(services, dispatcher, turn, sold, quantity)


def _new_quantity(words: str, before: int) -> int | None:
    if ONE_MORE.search(words):
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
    owner = services.cart_owner(turn.conversation)
    quantity = services.carts.lines(owner)[sold.sku]
    services.carts.set(owner, sold.sku, 0)
    services.carts.add(owner, other.sku, other.product_id, quantity, other.most)
    return show(services, dispatcher, turn, say("swapped", turn.language, name=other.name))


def _set(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, sold: Sold, quantity: int
) -> Events:
    now = max(0, min(quantity, sold.most))
    services.carts.set(services.cart_owner(turn.conversation), sold.sku, now)
    key = "only_so_many" if now < quantity else "taken_out" if now == 0 else "quantity_set"
    text = say(key, turn.language, name=sold.name, count=now)
    return show(services, dispatcher, turn, text)


def _line_meant(services: Services, turn: Turn, lines: list[tuple[Sold, int]]) -> Sold | None:
    """The line of a button, a place in the cart, or the one whose title or variant words name."""
    solds = [sold for sold, _ in lines]
    if sku := turn.value("sku"):
        return next((sold for sold in solds if sold.sku == sku), None)
    places = find_places(turn.words)
    if places and (sku := at([sold.sku for sold in solds], places[0])):
        return next(sold for sold in solds if sold.sku == sku)
    if len(solds) == 1:
        return solds[0]
    query = services.searcher.parse(turn.words)
    if {"colour", "size"} & set(query.must) and len(found := matching(solds, query)) == 1:
        return found[0]
    named = best_named([sold.title for sold in solds], turn.words)
    return None if named is None else solds[named]


def _which_line(
    dispatcher: CollectingDispatcher, turn: Turn, lines: list[tuple[Sold, int]], intent: str
) -> Events:
    if not lines:
        dispatcher.utter_message(text=say("cart_empty", turn.language))
        return []
    buttons: list[Button] = [plain_button(sold.name, intent, sku=sold.sku) for sold, _ in lines]
    dispatcher.utter_message(text=say("which_in_cart", turn.language), buttons=buttons)
    return []
