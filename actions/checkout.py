"""Handing the cart over to the shop's checkout."""

import asyncio
from collections.abc import Sequence

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.cart import lines_of, show, total_of
from actions.replies import button
from actions.sentences import say
from actions.services import Services
from actions.shop.checkout import checkout_link
from actions.shop.variants import Sold
from actions.turn import Events, Turn


async def answer(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Look at stock again, and hand over to the shop's checkout."""
    return await asyncio.to_thread(_checkout, services, dispatcher, Turn(tracker))


def _checkout(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    language, settings = turn.language, services.settings
    lines = lines_of(services, turn)
    if not lines:
        return show(services, dispatcher, turn)
    if short := [(s, q) for s, q in lines if s.stock is not None and s.stock < q]:
        return _stock_changed(services, dispatcher, turn, short)
    total = total_of(lines, language)
    if settings.checkout_url is None:
        person = button("ask_person", language, "human_handoff")
        text = say("no_checkout", language, total=total)
        dispatcher.utter_message(text=text, buttons=[person])
        return []
    owner = services.cart_owner(turn.conversation)
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
    owner, language = services.cart_owner(turn.conversation), turn.language
    told = []
    for sold, _ in short:
        left = sold.stock or 0
        services.carts.set(owner, sold.sku, left)
        key = "only_left" if left else "sold_out_meanwhile"
        told.append(say(key, language, name=sold.name, count=left))
    return show(services, dispatcher, turn, " ".join(told))
