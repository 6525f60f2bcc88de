"""Sending things back, for money or for another size or colour."""

from datetime import UTC, datetime

from actions.case import Case, chosen_line, day, do, other_variant, status_of, what_next
from actions.replies import Button
from actions.sentences import say
from actions.shop.orders import Line, Placed
from actions.shop.variants import Sold
from actions.turn import Events


def step(case: Case, order: Placed) -> Events:
    """Ask for the item, the reason and what is wanted for it, then register it once."""
    refusal = _not_returnable(case, order)
    if refusal is not None:
        return refusal
    chosen = _item(case, order)
    if not isinstance(chosen, Line):
        return chosen
    if "reason" not in case.known:
        return case.ask("reason", "return_why", *_reasons(case))
    if "method" not in case.known:
        return case.ask("method", "return_how", *_methods(case))
    if case.known["method"] == "exchange":
        return _exchange(case, order, chosen)
    return _refund(case, order, chosen)


def _item(case: Case, order: Placed) -> Line | Events:
    """The line that goes back, of those that may."""
    orders = case.services.orders
    before = orders.changed(order.number, ("return", "exchange"))
    left = [line for line in order.lines if line.sku not in before]
    open_lines = [line for line in left if not case.services.rules.is_final(line.facets)]
    if not open_lines:
        return case.say("final_sale" if left else "returned_before", case.person)
    return chosen_line(case, open_lines, "return_which")


def _not_returnable(case: Case, order: Placed) -> Events | None:
    rules, language = case.services.rules, case.turn.language
    if order.status != "delivered":
        offers = [*what_next(case, order), case.person]
        status = status_of(order, language)
        return case.say("not_returnable", *offers, number=order.number, status=status)
    until = rules.returnable_until(order.delivered_at or order.placed_at)
    if datetime.now(UTC) > until:
        last = day(until, language)
        return case.say("return_too_late", case.person, days=rules.return_days, day=last)
    return None


def _exchange(case: Case, order: Placed, line: Line) -> Events:
    wanted = other_variant(case, line)
    if not isinstance(wanted, Sold):
        return wanted
    if not case.confirmed:
        return case.confirm("confirm_exchange", title=line.title, name=wanted.name)
    details = {"sku": line.sku, "to": wanted.sku, "reason": case.known["reason"]}
    return do(case, order, "exchange", details, "exchange_done", name=wanted.name)


def _refund(case: Case, order: Placed, line: Line) -> Events:
    language, method = case.turn.language, case.known["method"]
    amount = case.money(line.price * line.quantity, order)
    key = "to_credit" if method == "credit" else "to_original"
    if not case.confirmed:
        return case.confirm(
            "confirm_return", title=line.title, amount=amount, method=say(key, language)
        )
    details = {"sku": line.sku, "quantity": line.quantity, "method": method,
               "amount": line.price * line.quantity, "reason": case.known["reason"]}  # fmt: skip
    return do(case, order, "return", details, "return_done", amount=amount,
               method=say(key, language))  # fmt: skip


def _reasons(case: Case) -> list[Button]:
    language = case.turn.language
    return [
        case.choice(say("reason_size", language), "size"),
        case.choice(say("reason_quality", language), "quality"),
        case.choice(say("reason_wrong", language), "wrong"),
        case.choice(say("reason_mind", language), "mind"),
    ]


def _methods(case: Case) -> list[Button]:
    language, rules = case.turn.language, case.services.rules
    titles = {
        "original": say("refund_original", language),
        "credit": say("refund_credit", language),
    }
    refunds = [case.choice(titles[method], method) for method in rules.refunds]
    return [*refunds, case.choice(say("exchange", language), "exchange")]
