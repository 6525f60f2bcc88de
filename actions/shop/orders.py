"""Customers' orders: found by who may see them, changed once, with an audit of each change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from catalog.store.shopping import Customer, Order, OrderChange, OrderLine, OrderTry
from catalog.store.tables import Product, ProductText

Kind = Literal["cancel", "address", "item", "return", "exchange"]

_TRIES = 5  # failed ones an hour, from a conversation or for an order
_RECENT = 5  # orders that are offered


class TooManyTriesError(Exception):
    """Order numbers or addresses were guessed too often."""


@dataclass(frozen=True)
class Line:
    """A line of an order; `price` of one piece in minor units; `facets` of a product that is still
    in the catalogue."""

    id: int
    product_id: str
    sku: str
    title: str
    quantity: int
    price: int
    facets: dict[str, list[str]]


@dataclass(frozen=True)
class Placed:
    """An order as its customer may see it; money in minor units."""

    number: str
    customer_id: str
    status: str
    placed_at: datetime
    delivered_at: datetime | None
    currency: str
    total: int
    tracking: dict[str, Any] | None
    address: str | None
    lines: list[Line]


class Orders:
    """Orders in the store. Every way to one asks for its customer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def recent(self, customer_id: str, language: str) -> list[Placed]:
        """A customer's latest orders, newest first."""
        wanted = select(Order).where(Order.customer_id == customer_id)
        latest = wanted.order_by(Order.placed_at.desc()).limit(_RECENT)
        with self._engine.connect() as connection:
            return self._placed(connection, latest, language)

    def of(self, customer_id: str, number: str, language: str) -> Placed | None:
        """A customer's order by its number; None for another's as for one that isn't there."""
        wanted = select(Order).where(Order.customer_id == customer_id, _numbered(number))
        with self._engine.connect() as connection:
            return next(iter(self._placed(connection, wanted, language)), None)

    def exists(self, number: str) -> bool:
        """Whether there is an order of exactly that number, whoever's it is."""
        wanted = select(Order.number).where(func.upper(Order.number) == number.upper())
        with self._engine.connect() as connection:
            return connection.scalar(wanted) is not None

    def by_email(self, number: str, email: str, language: str, conversation: str) -> Placed | None:
        """The order of that number and the customer's e-mail address; None when they don't belong
        together. Raises TooManyTriesError."""
        theirs = select(Customer.id).where(func.lower(Customer.email) == email.lower())
        wanted = select(Order).where(_numbered(number), Order.customer_id.in_(theirs))
        with self._engine.begin() as connection:
            self._check_tries(connection, number, conversation)
            found = next(iter(self._placed(connection, wanted, language)), None)
            if found is None:
                row = {"conversation": conversation, "order_number": number}
                connection.execute(insert(OrderTry).values(**row))
        return found

    def _check_tries(self, connection: Connection, number: str, conversation: str) -> None:
        lately = OrderTry.at > datetime.now(UTC) - timedelta(hours=1)
        for whose in (OrderTry.conversation == conversation, OrderTry.order_number == number):
            counted = select(func.count()).where(lately, whose)
            if (connection.scalar(counted) or 0) >= _TRIES:
                raise TooManyTriesError

    def change(
        self, order: Placed, kind: Kind, details: dict[str, Any], conversation: str
    ) -> int | None:
        """Make a change and write it down, both or neither; the number of the change. None when it
        was made before, or when the order has moved on since it was read."""
        key = f"{order.number}:{kind}:{details.get('sku', details.get('address', ''))}"
        row = {
            "key": key, "order_number": order.number, "kind": kind, "details": details,
            "conversation": conversation, "customer_id": order.customer_id,
        }  # fmt: skip
        with self._engine.begin() as connection:
            current = select(Order.status).where(Order.number == order.number).with_for_update()
            if connection.scalar(current) != order.status:
                return None
            written = upsert(OrderChange).values(**row).on_conflict_do_nothing()
            number = connection.scalar(written.returning(OrderChange.id))
            if number is not None:
                _apply(connection, order, kind, details)
            return number

    def changed(self, number: str, kinds: Sequence[Kind]) -> set[str]:
        """Variants of an order for which such a change was asked before."""
        wanted = select(OrderChange.details["sku"].astext).where(
            OrderChange.order_number == number, OrderChange.kind.in_(kinds)
        )
        with self._engine.connect() as connection:
            return {sku for sku in connection.scalars(wanted) if sku}

    def _placed(self, connection: Connection, wanted: Select[Any], language: str) -> list[Placed]:
        rows = connection.execute(wanted).all()
        lines = _lines(connection, [row.number for row in rows], language)
        return [_shaped(row, lines.get(row.number, [])) for row in rows]


def _numbered(number: str) -> Any:
    """People leave out the letters: 10027 is D10027."""
    digits = "".join(filter(str.isdigit, number))
    same = func.upper(Order.number) == number.upper()
    return same | (func.regexp_replace(Order.number, r"\D", "", "g") == digits) if digits else same


def _lines(connection: Connection, numbers: Sequence[str], language: str) -> dict[str, list[Line]]:
    titled = (ProductText.product_id == OrderLine.product_id) & (ProductText.language == language)
    wanted = (
        select(OrderLine, ProductText.title, Product.known)
        .outerjoin(ProductText, titled)
        .outerjoin(Product, Product.id == OrderLine.product_id)
        .where(OrderLine.order_number.in_(numbers))
        .order_by(OrderLine.id)
    )
    found: dict[str, list[Line]] = {}
    for row in connection.execute(wanted):
        line = Line(
            row.id, row.product_id, row.sku, row.title or row.sku, row.quantity, row.price,
            row.known or {},
        )  # fmt: skip
        found.setdefault(row.order_number, []).append(line)
    return found


def _shaped(row: Row[Any], lines: list[Line]) -> Placed:
    return Placed(
        row.number, row.customer_id, row.status, row.placed_at, row.delivered_at, row.currency,
        row.total, row.tracking, row.address, lines,
    )  # fmt: skip


def _apply(connection: Connection, order: Placed, kind: Kind, details: dict[str, Any]) -> None:
    ours = update(Order).where(Order.number == order.number)
    if kind == "cancel":
        connection.execute(ours.values(status="cancelled"))
    elif kind == "address":
        connection.execute(ours.values(address=details["address"]))
    elif kind == "item":
        line = update(OrderLine).where(OrderLine.id == details["line"])
        connection.execute(line.values(sku=details["to"]))
