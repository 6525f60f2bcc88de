"""Empties the catalogue."""

from sqlalchemy import Engine, delete, update

from catalog.store.tables import PictureFeatures, Product, Projection, Revision


def empty(engine: Engine) -> None:
    """Delete all products with what belongs to them, and what was learned from them."""
    with engine.begin() as connection:
        for table in (Product, PictureFeatures, Projection):
            connection.execute(delete(table))
        connection.execute(update(Revision).values(number=Revision.number + 1))
