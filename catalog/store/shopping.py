"""Tables of what shoppers do: customers, orders and what is asked about them, carts, what is
remembered. Nothing here is tied to products by a key: it outlives what was sold."""

from datetime import datetime

from sqlalchemy import CHAR, ForeignKey, Identity, func
from sqlalchemy.orm import Mapped, mapped_column

from catalog.store.tables import JSON, Base, Minor


class Customer(Base):
    """A customer of the shop."""

    __tablename__ = "customers"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str]
    phone: Mapped[str | None]
    address: Mapped[str | None]


class Order(Base):
    """An order; `total` in minor units, `status` processing, shipped, delivered, cancelled or
    returned; `address` where the shop ships to, if it says."""

    __tablename__ = "orders"

    number: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    placed_at: Mapped[datetime]
    status: Mapped[str]
    currency: Mapped[str] = mapped_column(CHAR(3))
    total: Mapped[Minor]
    tracking: Mapped[JSON | None]
    address: Mapped[str | None]
    delivered_at: Mapped[datetime | None]


class OrderLine(Base):
    """A line of an order; `price` of one piece in minor units. Not tied to products by a key:
    an order outlives what it sold."""

    __tablename__ = "order_lines"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    order_number: Mapped[str] = mapped_column(
        ForeignKey("orders.number", ondelete="CASCADE"), index=True
    )
    product_id: Mapped[str]
    sku: Mapped[str]
    quantity: Mapped[int]
    price: Mapped[Minor]


class OrderChange(Base):
    """What a shopper had changed of an order: the audit of cancellations, new addresses, exchanges
    and returns. `key` makes a change that is asked for twice one change."""

    __tablename__ = "order_changes"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    order_number: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    details: Mapped[JSON]
    conversation: Mapped[str]
    customer_id: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class OrderTry(Base):
    """A failed try to see an order by number and e-mail, counted so that nobody guesses on."""

    __tablename__ = "order_tries"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    conversation: Mapped[str]
    order_number: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)


class Identified(Base):
    """The customer whom the shop's page named, by a signed token, for a conversation."""

    __tablename__ = "identified"

    conversation: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class CartLine(Base):
    """A variant in a cart; `owner` is a conversation, or `customer:<id>` of a signed-in one."""

    __tablename__ = "cart_lines"

    owner: Mapped[str] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(primary_key=True)
    product_id: Mapped[str]
    quantity: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Remembered(Base):
    """What a signed-in shopper agreed to have remembered: `topic` is sizes, brands or budget."""

    __tablename__ = "remembered"

    customer_id: Mapped[str] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class Feedback(Base):
    """How a shopper liked a conversation: `rating` 1 to 5, and words."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    conversation: Mapped[str] = mapped_column(index=True)
    rating: Mapped[int | None]
    words: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class Ticket(Base):
    """Something that a person must look at: `kind` is complaint or question."""

    __tablename__ = "tickets"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    conversation: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    language: Mapped[str]
    details: Mapped[JSON]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
