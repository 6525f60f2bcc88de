"""What is kept of shoppers beyond orders and carts: feedback, tickets, and what they asked to have
remembered."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from catalog.store.shopping import CartLine, Feedback, Identified, Remembered, Ticket


class Care:
    """Keeps it, shows it, and forgets it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rate(self, conversation: str, rating: int | None, words: str) -> None:
        """Keep how a conversation was liked."""
        row = {"conversation": conversation, "rating": rating, "words": words}
        with self._engine.begin() as connection:
            connection.execute(insert(Feedback).values(**row))

    def open_ticket(
        self, conversation: str, kind: str, language: str, details: Mapping[str, Any]
    ) -> int:
        """Write down what a person must look at; the ticket's number."""
        row = {"conversation": conversation, "kind": kind, "language": language, "details": details}
        opened = insert(Ticket).values(**row).returning(Ticket.id)
        with self._engine.begin() as connection:
            return int(connection.scalar(opened) or 0)

    def remember(self, customer_id: str, topics: Mapping[str, str]) -> None:
        """Keep a customer's values by topic (sizes, brands, budget), each in place of the last."""
        with self._engine.begin() as connection:
            for topic, value in topics.items():
                row = {"customer_id": customer_id, "topic": topic, "value": value}
                kept = upsert(Remembered).values(**row)
                connection.execute(
                    kept.on_conflict_do_update(
                        index_elements=["customer_id", "topic"], set_={"value": value}
                    )
                )

    def remembered(self, customer_id: str) -> dict[str, str]:
        """A customer's values by topic."""
        wanted = select(Remembered.topic, Remembered.value)
        theirs = wanted.where(Remembered.customer_id == customer_id).order_by(Remembered.topic)
        with self._engine.connect() as connection:
            return {row.topic: row.value for row in connection.execute(theirs)}

    def usual_sizes(self, conversation: str) -> list[str]:
        """The sizes that the customer of a conversation asked to have remembered."""
        theirs = Identified.customer_id == Remembered.customer_id
        wanted = select(Remembered.value).join(Identified, theirs)
        mine = wanted.where(Identified.conversation == conversation, Remembered.topic == "sizes")
        with self._engine.connect() as connection:
            value = connection.scalar(mine)
        return value.lower().split(", ") if value else []

    def forget(self, conversation: str, customer_id: str | None) -> None:
        """Erase what was remembered, the cart, feedback and tickets, and who was talking. Orders
        and their audit are the shop's books and stay."""
        owners = [conversation, *([f"customer:{customer_id}"] if customer_id else [])]
        with self._engine.begin() as connection:
            theirs = select(Identified.conversation).where(Identified.customer_id == customer_id)
            mine = [conversation, *connection.scalars(theirs)] if customer_id else [conversation]
            connection.execute(delete(CartLine).where(CartLine.owner.in_(owners)))
            for table in (Feedback, Ticket, Identified):
                connection.execute(delete(table).where(table.conversation.in_(mine)))
            connection.execute(delete(Remembered).where(Remembered.customer_id == customer_id))
