"""What understanding and ranking learn from the catalogue: its words, vectors of phrases, fitted
models; and facets that were guessed where a feed leaves them empty."""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"

_KNOWN = "COALESCE(guesses, '{}'::jsonb) || facets"


def upgrade() -> None:
    """Create the tables and columns."""
    op.create_table(
        "terms",
        sa.Column("language", sa.Text, primary_key=True),
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("documents", sa.Integer, nullable=False),
    )
    op.create_table(
        "phrase_vectors",
        sa.Column("encoder", sa.Text, primary_key=True),
        sa.Column("phrase", sa.Text, primary_key=True),
        sa.Column("embedding", HALFVEC(), nullable=False),
    )
    op.create_table(
        "fused_vectors",
        sa.Column(
            "product_id",
            sa.Text,
            sa.ForeignKey("products.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("encoder", sa.Text, nullable=False),
        sa.Column("embedding", HALFVEC(), nullable=False),
    )
    op.create_table(
        "fitted",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("measured", JSONB, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column(
            "fitted_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
        ),
    )
    op.add_column("products", sa.Column("guesses", JSONB))
    op.add_column(
        "products",
        sa.Column("known", JSONB, sa.Computed(_KNOWN, persisted=True), nullable=False),
    )
    op.drop_index("products_facets", "products")
    op.create_index("products_known", "products", ["known"], postgresql_using="gin")


def downgrade() -> None:
    """Drop them."""
    op.drop_index("products_known", "products")
    op.create_index("products_facets", "products", ["facets"], postgresql_using="gin")
    op.drop_column("products", "known")
    op.drop_column("products", "guesses")
    for table in ("fitted", "fused_vectors", "phrase_vectors", "terms"):
        op.drop_table(table)
