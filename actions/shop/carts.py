"""Carts in the store: a conversation's, or a signed-in customer's wherever they write from."""

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from catalog.store.shopping import CartLine


class Carts:
    """What shoppers mean to buy. Prices are not kept: they are the catalogue's, at any time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def lines(self, owner: str) -> dict[str, int]:
        """Quantities by SKU, in the order they were added."""
        wanted = select(CartLine.sku, CartLine.quantity).where(CartLine.owner == owner)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(CartLine.added_at, CartLine.sku)).all()
        return {row.sku: row.quantity for row in rows}

    def add(self, owner: str, sku: str, product_id: str, quantity: int, most: int) -> int:
        """Put a variant in, beside those there already; at `most` so many. The quantity now."""
        row = {"owner": owner, "sku": sku, "product_id": product_id, "quantity": quantity}
        with self._engine.begin() as connection:
            added = insert(CartLine).values(**row)
            total = connection.scalar(
                added.on_conflict_do_update(
                    index_elements=["owner", "sku"], set_={"quantity": CartLine.quantity + quantity}
                ).returning(CartLine.quantity)
            )
            now = int(total or 0)
            if now > most:
                now = most
                theirs = (CartLine.owner == owner) & (CartLine.sku == sku)
                connection.execute(update(CartLine).where(theirs).values(quantity=most))
        return now

    def set(self, owner: str, sku: str, quantity: int) -> None:
        """Change a quantity; 0 takes the line out."""
        theirs = (CartLine.owner == owner) & (CartLine.sku == sku)
        changed = update(CartLine).where(theirs).values(quantity=quantity)
        with self._engine.begin() as connection:
            connection.execute(changed if quantity > 0 else delete(CartLine).where(theirs))

    def clear(self, owner: str) -> None:
        """Take everything out."""
        with self._engine.begin() as connection:
            connection.execute(delete(CartLine).where(CartLine.owner == owner))
