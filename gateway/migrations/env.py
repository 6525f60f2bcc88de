"""Alembic's entry: runs in the connection and transaction that the store hands over."""

from alembic import context
from sqlalchemy import text

from gateway.store import SCHEMA, Base

connection = context.config.attributes["connection"]
connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    version_table_schema=SCHEMA,
    include_schemas=True,
)
context.run_migrations()
