"""Alembic's entry: runs on the connection that catalog.store.database hands over."""

from alembic import context

import catalog.store.shopping  # noqa: F401  its tables join the metadata
from catalog.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
)
with context.begin_transaction():
    context.run_migrations()
