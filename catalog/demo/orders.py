"""Customers and their orders, one of each status at least."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np

from .assortment import pick
from .today import TODAY
from .words import table

Row = dict[str, Any]
_PREFIX = {"UPS": "1Z", "USPS": "94", "SF Express": "SF"}


def customers() -> list[Row]:
    """The shop's customers."""
    return list(table("people")["customers"])


def orders(products: list[Row], seed: int) -> list[Row]:
    """The orders, oldest first, of variants in stock; totals are the sums of their lines."""
    rng = np.random.default_rng([seed, 6])
    plans = sorted(table("people")["orders"], key=lambda plan: -int(plan["days"]))
    return [_order(23 + k, plan, products, rng) for k, plan in enumerate(plans)]


def _order(number: int, plan: Row, products: list[Row], rng: np.random.Generator) -> Row:
    lines = [_line(products, rng) for _ in range(plan["lines"])]
    hour, minute = int(rng.integers(8, 22)), int(rng.integers(60))
    day = (TODAY - timedelta(days=plan["days"])).isoformat()
    addresses = {one["id"]: one["address"] for one in customers()}
    return {
        "number": f"D{10000 + number}",
        "customer": plan["customer"],
        "placed_at": f"{day}T{hour:02d}:{minute:02d}:00+00:00",
        "status": plan["status"],
        "currency": "USD",
        "total": round(sum(line["quantity"] * line["price"] for line in lines), 2),
        "tracking": _tracking(plan["carrier"], rng),
        "address": addresses[plan["customer"]],
        "delivered_at": _delivered(plan),
        "lines": lines,
    }


def _line(products: list[Row], rng: np.random.Generator) -> Row:
    stocked = [p for p in products if any(v["stock"] for v in p["variants"])]
    product = pick(rng, stocked)
    variant = pick(rng, [v for v in product["variants"] if v["stock"]])
    return {
        "product": product["id"],
        "sku": variant["sku"],
        "quantity": 2 if rng.random() < 0.15 else 1,
        "price": variant["price"],
    }


def _delivered(plan: Row) -> str | None:
    """Three days after it was ordered, if it arrived."""
    if plan["status"] not in ("delivered", "returned"):
        return None
    return f"{(TODAY - timedelta(days=plan['days'] - 3)).isoformat()}T12:00:00+00:00"


def _tracking(carrier: str | None, rng: np.random.Generator) -> Row | None:
    if carrier is None:
        return None
    digits = "".join(str(d) for d in rng.integers(0, 10, 12))
    return {"carrier": carrier, "number": _PREFIX[carrier] + digits}
