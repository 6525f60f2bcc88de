"""The catalogue's revision."""

from sqlalchemy import Connection, update

from catalog.store.tables import Revision


def raise_revision(connection: Connection) -> None:
    """Tell readers, once this is committed, that what they know of the catalogue is old."""
    connection.execute(update(Revision).values(number=Revision.number + 1))
