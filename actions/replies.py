"""The only place that shapes what shoppers are sent."""

import json
from collections.abc import Sequence
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.sentences import say
from catalog.money import format_money
from catalog.questions.facts import Facts
from catalog.search.searcher import Hit
from catalog.understanding.chips import Chip

Button = dict[str, str]


def payload(intent: str, **values: str) -> str:
    """What a button sends: /intent{"name": "value"}."""
    return f"/{intent}{json.dumps(values, ensure_ascii=False) if values else ''}"


def button(key: str, language: str, intent: str, **values: str) -> Button:
    """A quick reply with a title from the catalogue of messages."""
    return {"title": say(key, language), "payload": payload(intent, **values)}


def plain_button(title: str, intent: str, **values: str) -> Button:
    """A quick reply with a title of its own: a size, an order."""
    return {"title": title, "payload": payload(intent, **values)}


def send_order(
    dispatcher: CollectingDispatcher,
    text: str,
    *,
    number: str,
    status: str,
    status_text: str,
    placed: str,
    total: str,
    lines: list[tuple[str, int, str]],
    tracking: dict[str, Any],
    buttons: list[Button],
) -> None:
    """A sentence and the order's card; `lines` are (title, quantity, price of one)."""
    items = [f"{title} × {quantity}" for title, quantity, _ in lines]
    dispatcher.utter_message(
        text="\n".join([text, *(f"- {item}" for item in items)]), buttons=buttons
    )
    shaped: dict[str, Any] = {
        "type": "order", "number": number, "status": status, "status_text": status_text,
        "placed_text": placed, "total_text": total, "tracking": tracking,
        "lines": [
            {"title": title, "quantity": quantity, "price_text": price}
            for title, quantity, price in lines
        ],
    }  # fmt: skip
    dispatcher.utter_message(json_message=shaped)


def send_cart(
    dispatcher: CollectingDispatcher,
    text: str,
    *,
    lines: list[dict[str, Any]],
    total: str,
    buttons: list[Button],
) -> None:
    """A sentence, the cart's lines and its total; `lines` are {"sku", "title", "quantity",
    "price_text", "image"?}."""
    dispatcher.utter_message(text=text, buttons=buttons)
    dispatcher.utter_message(json_message={"type": "cart", "lines": lines, "total_text": total})


def send_products(
    dispatcher: CollectingDispatcher,
    text: str,
    hits: list[Hit],
    chips: list[Chip],
    buttons: list[Button],
    language: str,
) -> None:
    """A sentence, cards, the standing constraints and quick replies."""
    dispatcher.utter_message(text=text)
    cards = [card(hit, language) for hit in hits]
    dispatcher.utter_message(json_message={"type": "products", "products": cards})
    send_chips(dispatcher, chips, language)
    if buttons:
        dispatcher.utter_message(text=None, buttons=buttons)


def send_chips(dispatcher: CollectingDispatcher, chips: list[Chip], language: str) -> None:
    """Constraints that a tap removes; `title` is what the tap says in the conversation."""
    shaped = [
        {
            "label": chip.label,
            "title": say("remove", language, constraint=chip.label),
            "payload": payload("refine_search", remove=f"{chip.facet}:{chip.value or ''}"),
        }
        for chip in chips
    ]
    if shaped:
        dispatcher.utter_message(json_message={"type": "chips", "chips": shaped})


def card(hit: Hit, language: str) -> dict[str, Any]:
    """A product card."""
    shaped: dict[str, Any] = {
        "id": hit.id,
        "title": hit.title,
        "price_text": format_money(hit.price, hit.currency, language),
        "image": media(hit.picture),
        "in_stock": hit.in_stock,
        "why": hit.why,
        "buttons": [
            button("add_to_cart", language, "add_to_cart", product=hit.id),
            button("similar", language, "find_similar", product=hit.id),
        ],
    }
    if hit.url:
        shaped["url"] = hit.url
    if hit.compare_at:
        shaped["compare_at_text"] = format_money(hit.compare_at, hit.currency, language)
    return shaped


def fact_card(facts: Facts, language: str) -> dict[str, Any]:
    """The card of a product that no search found."""
    hit = Hit(
        facts.id, facts.title, facts.price_min, facts.compare_at, facts.currency, 0.0, [],
        facts.picture, facts.in_stock, facts.rating, facts.url, facts.facets,
    )  # fmt: skip
    return card(hit, language)


def send_product(
    dispatcher: CollectingDispatcher, text: str, facts: Facts, buttons: list[Button], language: str
) -> None:
    """All about a product, in a text and as a card with its attributes."""
    dispatcher.utter_message(text=text, buttons=buttons)
    attributes = [
        {"label": name, "value": ", ".join(values)} for name, values in facts.attributes.items()
    ]
    shaped = {"type": "product", **fact_card(facts, language), "attributes": attributes}
    dispatcher.utter_message(json_message=shaped)


def send_comparison(
    dispatcher: CollectingDispatcher,
    text: str,
    facts: Sequence[Facts],
    rows: list[tuple[str, list[str | None]]],
    language: str,
) -> None:
    """Products side by side, in a text and as a table."""
    dispatcher.utter_message(text=text)
    cards = [fact_card(one, language) for one in facts]
    table = [{"label": label, "values": values} for label, values in rows]
    shaped = {"type": "comparison", "products": cards, "rows": table}
    dispatcher.utter_message(json_message=shaped)


def media(file: str | None) -> str | None:
    """Where the gateway serves a picture of the media folder."""
    return f"/media/{file}" if file else None
