"""Conversations, messages, photos."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "gateway"


def _of(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{SCHEMA}.{table}.id", ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        schema=SCHEMA,
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("conversation_id", sa.String, _of("conversations"), nullable=False),
        sa.Column("number", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("sender", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("client_id", sa.String),
        sa.Column("answering", sa.String, _of("messages")),
        sa.Column("body", JSONB, nullable=False),
        sa.UniqueConstraint("conversation_id", "client_id"),
        schema=SCHEMA,
    )
    op.create_index("messages_in_order", "messages", ["conversation_id", "number"], schema=SCHEMA)
    op.create_index("messages_answering", "messages", ["answering"], schema=SCHEMA)
    op.create_table(
        "photos",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("conversation_id", sa.String, _of("conversations"), primary_key=True),
        schema=SCHEMA,
    )


def downgrade() -> None:
    for table in ("photos", "messages", "conversations"):
        op.drop_table(table, schema=SCHEMA)
