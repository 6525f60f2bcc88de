"""Carts, changes of orders, who is talking, what is remembered, feedback and tickets."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables, and two columns of orders."""
    op.add_column("orders", sa.Column("address", sa.Text))
    op.add_column("orders", sa.Column("delivered_at", _MOMENT))
    op.create_table(
        "order_changes",
        _number(),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        _indexed("order_number"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("details", JSONB, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("customer_id", sa.Text, nullable=False),
        _at(),
    )
    op.create_table(
        "order_tries",
        _number(),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("order_number", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, server_default=sa.func.now(), nullable=False, index=True),
    )
    op.create_table(
        "identified",
        sa.Column("conversation", sa.Text, primary_key=True),
        _indexed("customer_id"),
        _at(),
    )
    op.create_table(
        "cart_lines",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("sku", sa.Text, primary_key=True),
        sa.Column("product_id", sa.Text, nullable=False),
        sa.Column("quantity", sa.Integer, nullable=False),
        _at("added_at"),
    )
    op.create_table(
        "remembered",
        sa.Column("customer_id", sa.Text, primary_key=True),
        sa.Column("topic", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        _at(),
    )
    op.create_table(
        "feedback",
        _number(),
        _indexed("conversation"),
        sa.Column("rating", sa.Integer),
        sa.Column("words", sa.Text, nullable=False),
        _at(),
    )
    op.create_table(
        "tickets",
        _number(),
        _indexed("conversation"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("details", JSONB, nullable=False),
        _at(),
    )


def downgrade() -> None:
    """Drop them."""
    for table in (
        "tickets", "feedback", "remembered", "cart_lines", "identified", "order_tries",
        "order_changes",
    ):  # fmt: skip
        op.drop_table(table)
    op.drop_column("orders", "delivered_at")
    op.drop_column("orders", "address")


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, sa.Identity(always=True), primary_key=True)


def _indexed(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, index=True)


def _at(name: str = "at") -> sa.Column[datetime]:
    return sa.Column(name, _MOMENT, server_default=sa.func.now(), nullable=False)
