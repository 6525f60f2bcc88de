"""Loads customers and orders from JSONL files."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete
from sqlalchemy.dialects.postgresql import insert

from catalog.money import to_minor
from catalog.store.shopping import Customer, Order, OrderLine


def load_orders(engine: Engine, folder: Path, moved: timedelta = timedelta(0)) -> None:
    """Put customers.jsonl and orders.jsonl of a folder into the store, replacing equal ones. Dates
    are `moved`: the demo shop's orders are always recent."""
    customers = _read(folder / "customers.jsonl")
    orders = _read(folder / "orders.jsonl")
    with engine.begin() as connection:
        connection.execute(delete(Customer).where(Customer.id.in_([c["id"] for c in customers])))
        connection.execute(insert(Customer), customers)
        connection.execute(insert(Order), [_order(order, moved) for order in orders])
        connection.execute(insert(OrderLine), [line for order in orders for line in _lines(order)])


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _order(order: dict[str, Any], moved: timedelta) -> dict[str, Any]:
    return {
        "number": order["number"],
        "customer_id": order["customer"],
        "placed_at": _moment(order["placed_at"], moved),
        "status": order["status"],
        "currency": order["currency"],
        "total": to_minor(order["total"], order["currency"]),
        "tracking": order["tracking"],
        "address": order.get("address"),
        "delivered_at": _moment(order.get("delivered_at"), moved),
    }


def _moment(text: str | None, moved: timedelta) -> datetime | None:
    return datetime.fromisoformat(text) + moved if text else None


def _lines(order: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "order_number": order["number"],
            "product_id": line["product"],
            "sku": line["sku"],
            "quantity": line["quantity"],
            "price": to_minor(line["price"], order["currency"]),
        }
        for line in order["lines"]
    ]
