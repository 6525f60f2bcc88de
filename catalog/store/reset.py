"""Empties the catalogue."""

from sqlalchemy import Engine, delete

from catalog.store.revision import raise_revision
from catalog.store.tables import Fitted, PictureFeatures, Product, Projection, Term


def empty(engine: Engine) -> None:
    """Delete all products with what belongs to them, and what was learned from them."""
    with engine.begin() as connection:
        for table in (Product, PictureFeatures, Projection, Term, Fitted):
            connection.execute(delete(table))
        raise_revision(connection)
