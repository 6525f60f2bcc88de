"""Orders: where they are, cancelling and changing them."""

import asyncio

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import faq, returns
from actions.case import Case, chosen_line, day, do, other_variant, status_of, what_next
from actions.order_words import (
    READERS,
    asks_when,
    email_in,
    number_in,
    offered,
    return_wishes,
    what,
)
from actions.pending import Pending, answer_to, ask, done
from actions.replies import send_order
from actions.sentences import say
from actions.services import Services
from actions.shop.orders import Line, Placed, TooManyTriesError
from actions.shop.variants import Sold
from actions.turn import Events, Turn

TASKS = ("track_order", "cancel_order", "change_order", "return_order")


async def answer(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Begin a task about an order: the intent is its name."""
    turn = Turn(tracker)
    if turn.intent == "return_order" and asks_when(turn.words):
        return await faq.answer(services, dispatcher, tracker)
    return await asyncio.to_thread(begin, services, dispatcher, turn, turn.intent)


def begin(services: Services, dispatcher: CollectingDispatcher, turn: Turn, task: str) -> Events:
    """Begin a task with what the words say."""
    case = Case(services, dispatcher, turn, task)
    known = case.known
    if number := turn.value("order") or number_in(turn.words):
        known["order"] = number
    elif turn.order and not turn.tapped:
        known["last"] = turn.order
    if email := email_in(turn.words):
        known["email"] = email
    if task == "return_order":
        known |= return_wishes(turn.words)
    if task == "change_order" and (changing := what(turn.words)):
        known["what"] = changing
    if known.get("method") == "exchange" or known.get("what") == "item":
        known["to"] = turn.words[:100]
    return _go_on(case)


def resume(
    services: Services, dispatcher: CollectingDispatcher, turn: Turn, pending: Pending
) -> Events | None:
    """Go on with a task; None when the words don't answer its question."""
    case = Case(services, dispatcher, turn, pending.task, dict(pending.known))
    if turn.tapped and turn.intent not in (pending.task, "affirm", "deny"):
        return None
    if pending.wants == "confirm":
        return _confirmed(case)
    value = turn.value("value") if turn.tapped else _read(services, turn, pending)
    if not value:
        return None
    if turn.tapped and value not in offered(pending):  # a button of an earlier question
        return ask(
            dispatcher, pending.task, pending.wants, pending.known, pending.text, pending.buttons
        )
    case.known[pending.wants] = value
    if email := email_in(turn.words):
        case.known["email"] = email
    return _go_on(case)


def _confirmed(case: Case) -> Events | None:
    """Do it after a yes, leave it after a no; None for anything else."""
    answered = answer_to(case.turn)
    if answered is None:
        return None
    if not answered:
        return case.say("left_as_is")
    case.known["confirmed"] = "yes"
    return _go_on(case)


def _read(services: Services, turn: Turn, pending: Pending) -> str | None:
    """What the words answer to a question; for another size or colour, words that name one and no
    other kind of thing."""
    if pending.wants != "to":
        return READERS[pending.wants](turn, pending)
    said = services.searcher.parse(turn.words)
    named = {"colour", "size"} & set(said.must) and not said.must.get("category")
    return turn.words if named and turn.intent not in TASKS else None


def _go_on(case: Case) -> Events:
    found = _order(case)
    if not isinstance(found, Placed):
        return found
    case.known["order"] = found.number
    events = _STEPS[case.task](case, found)
    return [*events, SlotSet("order", found.number)]


def _order(case: Case) -> Placed | Events:
    if (customer := case.customer) is None:
        return _by_email(case)
    orders, language = case.services.orders, case.turn.language
    number = case.known.get("order") or case.known.get("last")
    found = orders.of(customer, number, language) if number else None
    if found and ("order" in case.known or _fits(case, found)):
        return found
    recent = orders.recent(customer, language)
    if not recent:
        return case.say("no_orders", case.person)
    fitting = [order for order in recent if _fits(case, order)] or recent
    if "order" not in case.known and len(fitting) == 1:
        return fitting[0]
    key = "order_not_yours" if "order" in case.known else "which_order"
    number = case.known.pop("order", "")
    buttons = [case.choice(_summary(case, order), order.number) for order in fitting]
    return case.ask("order", key, *buttons, number=number)


def _fits(case: Case, order: Placed) -> bool:
    """Whether the task is likely about an order in this state."""
    rules = case.services.rules
    states = {
        "track_order": {"processing", "shipped"},
        "cancel_order": rules.cancel_while,
        "change_order": rules.change_while,
        "return_order": {"delivered"},
    }
    return order.status in states[case.task]


def _by_email(case: Case) -> Placed | Events:
    """Without a signed-in customer, number and e-mail show the state of an order and no more."""
    if case.task != "track_order":
        return case.say("sign_in_first", case.person)
    known, turn = case.known, case.turn
    if "order" not in known:
        return case.ask("order", "which_number")
    if "email" not in known:
        return case.ask("email", "which_email", number=known["order"])
    try:
        found = case.services.orders.by_email(
            known["order"], known["email"], turn.language, turn.conversation
        )
    except TooManyTriesError:
        return case.say("too_many_tries", case.person)
    if found is None:
        del known["order"], known["email"]
        return case.ask("order", "order_not_found", case.person)
    return found


def _summary(case: Case, order: Placed) -> str:
    language = case.turn.language
    return f"{order.number} · {day(order.placed_at, language)} · {status_of(order, language)}"


def _track(case: Case, order: Placed) -> Events:
    language = case.turn.language
    keys = {"shipped": "track_shipped", "delivered": "track_delivered"}
    tracking = order.tracking or {}
    text = say("track", language, number=order.number, status=status_of(order, language))
    if order.status in keys and tracking.get("number"):
        text += say(keys[order.status], language, carrier=tracking.get("carrier", ""),
                    tracking=tracking["number"])  # fmt: skip
    signed_in = case.customer is not None
    buttons = what_next(case, order) if signed_in else []
    lines = [(line.title, line.quantity, case.money(line.price, order)) for line in order.lines]
    send_order(
        case.dispatcher, text, number=order.number, status=order.status,
        status_text=status_of(order, language), placed=day(order.placed_at, language),
        total=case.money(order.total, order), lines=lines if signed_in else [], tracking=tracking,
        buttons=buttons,
    )  # fmt: skip
    return done()


def _cancel(case: Case, order: Placed) -> Events:
    language = case.turn.language
    if order.status == "cancelled":
        return case.say("cancelled_before", number=order.number)
    if order.status not in case.services.rules.cancel_while:
        offers = [*what_next(case, order), case.person]
        status = status_of(order, language)
        return case.say("too_late_to_cancel", *offers, number=order.number, status=status)
    total = case.money(order.total, order)
    if not case.confirmed:
        return case.confirm("confirm_cancel", number=order.number, total=total)
    return do(case, order, "cancel", {}, "cancelled_now", number=order.number, total=total)


def _change(case: Case, order: Placed) -> Events:
    if order.status not in case.services.rules.change_while:
        offers = [*what_next(case, order), case.person]
        status = status_of(order, case.turn.language)
        return case.say("too_late_to_change", *offers, number=order.number, status=status)
    what = case.known.get("what")
    if what == "address":
        return _new_address(case, order)
    if what == "item":
        return _new_item(case, order)
    language = case.turn.language
    return case.ask(
        "what", "change_what",
        case.choice(say("the_address", language), "address"),
        case.choice(say("size_or_colour", language), "item"),
        number=order.number,
    )  # fmt: skip


def _new_address(case: Case, order: Placed) -> Events:
    address = case.known.get("address")
    if not address:
        return case.ask("address", "which_address", number=order.number)
    if not case.confirmed:
        return case.confirm("confirm_address", number=order.number, address=address)
    details = {"address": address, "before": order.address}
    return do(case, order, "address", details, "address_changed", number=order.number)


def _new_item(case: Case, order: Placed) -> Events:
    chosen = chosen_line(case, order.lines, "which_line")
    if not isinstance(chosen, Line):
        return chosen
    wanted = other_variant(case, chosen)
    if not isinstance(wanted, Sold):
        return wanted
    if not case.confirmed:
        return case.confirm("confirm_item", number=order.number, name=wanted.name)
    details = {"line": chosen.id, "sku": chosen.sku, "to": wanted.sku}
    return do(case, order, "item", details, "item_changed", number=order.number, name=wanted.name)


_STEPS = {
    "track_order": _track,
    "cancel_order": _cancel,
    "change_order": _change,
    "return_order": returns.step,
}
