"""Who is talking: the customer that the shop's page named for a conversation, if any."""

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects.postgresql import insert

from catalog.store.shopping import Identified


class Identities:
    """Customers by conversation. Only the gateway, which checks the page's token, adds to it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def name(self, conversation: str, customer_id: str) -> None:
        """Keep who is talking in a conversation."""
        row = {"conversation": conversation, "customer_id": customer_id}
        added = insert(Identified).values(**row)
        with self._engine.begin() as connection:
            connection.execute(
                added.on_conflict_do_update(
                    index_elements=["conversation"], set_={"customer_id": customer_id}
                )
            )

    def customer(self, conversation: str) -> str | None:
        """The id of the customer in a conversation; None when nobody signed in."""
        wanted = select(Identified.customer_id).where(Identified.conversation == conversation)
        with self._engine.connect() as connection:
            return connection.scalar(wanted)

    def forget(self, conversation: str) -> None:
        """Forget who is talking in a conversation."""
        with self._engine.begin() as connection:
            connection.execute(delete(Identified).where(Identified.conversation == conversation))
