"""A task about an order: what is known of it, and how the shopper is asked for the rest."""

import functools
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from babel.dates import format_date
from rasa_sdk.executor import CollectingDispatcher

from actions.pending import Known, ask, confirm, done
from actions.replies import Button, button, plain_button
from actions.sentences import say
from actions.services import Services
from actions.shop.orders import Kind, Line, Placed
from actions.shop.variants import Sold, matching
from actions.turn import Events, Turn
from catalog.money import format_money


@dataclass
class Case:
    """A task about an order: what is known, and how the shopper is asked for the rest."""

    services: Services
    dispatcher: CollectingDispatcher
    turn: Turn
    task: str
    known: Known = field(default_factory=dict)

    def say(self, key: str, *buttons: Button, **values: Any) -> Events:
        """A last word: nothing waits after it."""
        text = say(key, self.turn.language, **values)
        self.dispatcher.utter_message(text=text, buttons=list(buttons))
        return done()

    def ask(self, wants: str, key: str, *buttons: Button, **values: Any) -> Events:
        """A question."""
        text = say(key, self.turn.language, **values)
        return ask(self.dispatcher, self.task, wants, self.known, text, list(buttons))

    def choice(self, title: str, value: str) -> Button:
        """A button that answers a question of this task."""
        return plain_button(title, self.task, value=value)

    def money(self, minor: int, order: Placed) -> str:
        """An amount as the shopper reads it."""
        return format_money(minor, order.currency, self.turn.language)

    def confirm(self, key: str, **values: Any) -> Events:
        """Ask whether to do it."""
        text = say(key, self.turn.language, **values)
        return confirm(self.dispatcher, self.task, self.known, text, self.turn.language)

    @functools.cached_property
    def customer(self) -> str | None:
        """Who signed in, if anybody."""
        return self.services.identities.customer(self.turn.conversation)

    @property
    def confirmed(self) -> bool:
        """Whether the shopper said yes."""
        return "confirmed" in self.known

    @property
    def person(self) -> Button:
        """The button to ask a person."""
        return button("ask_person", self.turn.language, "human_handoff")


def day(moment: datetime, language: str) -> str:
    return format_date(moment, "medium", locale="zh_Hans_CN" if language == "zh" else "en_US")


def status_of(order: Placed, language: str) -> str:
    known = {
        "processing": "status_processing", "shipped": "status_shipped",
        "delivered": "status_delivered", "cancelled": "status_cancelled",
        "returned": "status_returned",
    }  # fmt: skip
    key = known.get(order.status)
    return say(key, language) if key else order.status


def do(
    case: Case, order: Placed, kind: Kind, details: dict[str, Any], key: str, **values: Any
) -> Events:
    """Change an order once, and say so."""
    number = case.services.orders.change(order, kind, details, case.turn.conversation)
    if number is None:
        return case.say("changed_meanwhile", case.person, number=order.number)
    text = say(key, case.turn.language, **values)
    if kind in ("return", "exchange"):
        text += _label(case, order, number)
    case.dispatcher.utter_message(text=text)
    return done()


def _label(case: Case, order: Placed, number: int) -> str:
    if address := case.services.rules.label_url:
        url = address.format_map({"order": order.number, "return": number})
        return say("label_at", case.turn.language, url=url)
    return say("label_by_mail", case.turn.language, id=f"R{number}")


def chosen_line(case: Case, lines: list[Line], key: str) -> Line | Events:
    if len(lines) == 1:
        return lines[0]
    chosen = next((line for line in lines if line.sku == case.known.get("line")), None)
    if chosen is None:
        case.known.pop("line", None)
        buttons = [case.choice(f"{line.title} × {line.quantity}", line.sku) for line in lines]
        return case.ask("line", key, *buttons)
    return chosen


def other_variant(case: Case, line: Line) -> Sold | Events:
    """Another variant of a line's product at the same price that is in stock."""
    language = case.turn.language
    others = [
        sold for sold in case.services.variants.of(line.product_id, language)
        if sold.available and sold.sku != line.sku and sold.price == line.price
    ]  # fmt: skip
    if not others:
        return case.say("no_other_variant", case.person, title=line.title)
    wish = case.known.get("to", "")
    exact = next((sold for sold in others if sold.sku == wish), None)
    query = case.services.searcher.parse(wish)
    fitting = matching(others, query) if {"colour", "size"} & set(query.must) else []
    if exact or len(fitting) == 1:
        chosen = exact or fitting[0]
        case.known["to"] = chosen.sku
        return chosen
    case.known.pop("to", None)
    offered = (fitting or others)[:10]
    buttons = [case.choice(" / ".join(sold.options.values()), sold.sku) for sold in offered]
    return case.ask("to", "which_variant", *buttons, title=line.title)


def what_next(case: Case, order: Placed) -> list[Button]:
    language, rules = case.turn.language, case.services.rules
    buttons = []
    if order.status in rules.change_while:
        buttons.append(button("change_it", language, "change_order", order=order.number))
    if order.status in rules.cancel_while:
        buttons.append(button("cancel_it", language, "cancel_order", order=order.number))
    if order.status == "delivered":
        buttons.append(button("return_it", language, "return_order", order=order.number))
    return buttons
