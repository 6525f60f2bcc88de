"""Models that were fitted on this catalogue, by name."""

import hashlib
from typing import Any

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from catalog.store.tables import Fitted


def save_fitted(connection: Connection, name: str, data: bytes, measured: dict[str, Any]) -> None:
    """Keep a model and how well it does, in place of the one before."""
    version = hashlib.sha256(data).hexdigest()[:8]
    row = {"version": version, "data": data, "measured": measured, "fitted_at": func.now()}
    statement = insert(Fitted).values(name=name, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=row))


def load_fitted(connection: Connection, name: str) -> bytes | None:
    """The model's data; None when none was fitted."""
    return connection.scalar(select(Fitted.data).where(Fitted.name == name))


def forget_fitted(connection: Connection, name: str) -> None:
    """Remove a model, if there is one."""
    connection.execute(delete(Fitted).where(Fitted.name == name))
