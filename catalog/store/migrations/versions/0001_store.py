"""The store as first released."""

from alembic import op

from catalog.store.tables import Base

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create all tables."""
    connection = op.get_bind()
    connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS vector")
    Base.metadata.create_all(connection)
    connection.exec_driver_sql("INSERT INTO revision (id, number) VALUES (1, 0)")


def downgrade() -> None:
    """Drop all tables."""
    Base.metadata.drop_all(op.get_bind())
