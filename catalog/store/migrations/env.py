"""Alembic's entry: runs on the connection that catalog.store.database hands over."""

from alembic import context

from catalog.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
)
with context.begin_transaction():
    context.run_migrations()
