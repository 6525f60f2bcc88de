"""The store as first released."""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)
_SEARCH = (
    "CASE WHEN language = 'en' THEN setweight(to_tsvector('english', words_title), 'A') || "
    "setweight(to_tsvector('english', words_body), 'C') ELSE "
    "setweight(to_tsvector('simple', words_title), 'A') || "
    "setweight(to_tsvector('simple', words_body), 'C') END"
)


def upgrade() -> None:
    """Create all tables."""
    op.execute("CREATE EXTENSION IF NOT EXISTS vector")
    _products()
    _texts()
    _pictures()
    _reviews()
    _upkeep()
    _orders()


def downgrade() -> None:
    """Drop all tables, those that refer to others first."""
    for table in (
        "order_lines", "orders", "customers", "photos", "revision", "projections", "reviews",
        "picture_vectors", "picture_features", "pictures", "text_vectors", "product_texts",
        "variants", "products",
    ):  # fmt: skip
        op.drop_table(table)


def _product_key() -> sa.Column[str]:
    key = sa.ForeignKey("products.id", ondelete="CASCADE")
    return sa.Column("product_id", sa.Text, key, primary_key=True)


def _products() -> None:
    op.create_table(
        "products",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("currency", sa.CHAR(3), nullable=False),
        sa.Column("price_min", sa.BigInteger, nullable=False),
        sa.Column("price_max", sa.BigInteger, nullable=False),
        sa.Column("in_stock", sa.Boolean, nullable=False),
        sa.Column("rating", sa.Float),
        sa.Column("review_count", sa.Integer, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("attributes", JSONB, nullable=False),
        sa.Column("facets", JSONB, nullable=False),
        sa.Column("created_at", _MOMENT),
        sa.Column("digest", sa.Text, nullable=False),
    )
    op.create_index("products_facets", "products", ["facets"], postgresql_using="gin")
    op.create_index("products_price", "products", ["price_min"])
    op.create_table(
        "variants",
        _product_key(),
        sa.Column("sku", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("options", JSONB, nullable=False),
        sa.Column("colours", ARRAY(sa.Text), nullable=False),
        sa.Column("sizes", ARRAY(sa.Text), nullable=False),
        sa.Column("price", sa.BigInteger, nullable=False),
        sa.Column("compare_at", sa.BigInteger),
        sa.Column("stock", sa.Integer),
    )


def _texts() -> None:
    op.create_table(
        "product_texts",
        _product_key(),
        sa.Column("language", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("attributes", JSONB, nullable=False),
        sa.Column("words_title", sa.Text, nullable=False),
        sa.Column("words_body", sa.Text, nullable=False),
        sa.Column("search", TSVECTOR, sa.Computed(_SEARCH, persisted=True), nullable=False),
    )
    op.create_index("product_texts_search", "product_texts", ["search"], postgresql_using="gin")
    op.create_table(
        "text_vectors",
        sa.Column("product_id", sa.Text, primary_key=True),
        sa.Column("language", sa.Text, primary_key=True),
        sa.Column("encoder", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("embedding", HALFVEC(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id", "language"],
            ["product_texts.product_id", "product_texts.language"],
            ondelete="CASCADE",
        ),
    )


def _pictures() -> None:
    op.create_table(
        "pictures",
        _product_key(),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("view", sa.Text),
        sa.Column("colours", ARRAY(sa.Text), nullable=False),
        sa.Column("anchors", JSONB),
    )
    op.create_table(
        "picture_features",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("encoder", sa.Text, primary_key=True),
        sa.Column("features", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "picture_vectors",
        sa.Column("product_id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("encoder", sa.Text, primary_key=True),
        sa.Column("embedding", HALFVEC(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id", "position"],
            ["pictures.product_id", "pictures.position"],
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "projections",
        sa.Column("encoder", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )


def _reviews() -> None:
    op.create_table(
        "reviews",
        _product_key(),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("rating", sa.Float),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("written_at", _MOMENT),
    )


def _upkeep() -> None:
    revision_table = op.create_table(
        "revision",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.bulk_insert(revision_table, [{"id": 1, "number": 0}])
    op.create_table(
        "photos",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("jpeg", sa.LargeBinary, nullable=False),
        sa.Column("encoder", sa.Text, nullable=False),
        sa.Column("features", sa.LargeBinary, nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
    )


def _orders() -> None:
    op.create_table(
        "customers",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False, unique=True),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("phone", sa.Text),
        sa.Column("address", sa.Text),
    )
    op.create_table(
        "orders",
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column(
            "customer_id",
            sa.Text,
            sa.ForeignKey("customers.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("placed_at", _MOMENT, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("currency", sa.CHAR(3), nullable=False),
        sa.Column("total", sa.BigInteger, nullable=False),
        sa.Column("tracking", JSONB),
    )
    op.create_table(
        "order_lines",
        sa.Column("id", sa.Integer, sa.Identity(always=True), primary_key=True),
        sa.Column(
            "order_number",
            sa.Text,
            sa.ForeignKey("orders.number", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("product_id", sa.Text, nullable=False),
        sa.Column("sku", sa.Text, nullable=False),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.Column("price", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_order_lines_order_number", "order_lines", ["order_number"])
