"""Facets as an array beside the document: PostgreSQL keeps statistics of an array's elements, so it
knows when a condition leaves few products. Texts' vectors are indexed apart by language, by the
next import. Photos may be read in several ways, and show several things."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0003"
down_revision = "0002"

_FUNCTION = """
CREATE FUNCTION facet_keys(known jsonb) RETURNS text[] IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT COALESCE(array_agg(facet.key || ':' || value.key), '{}')
    FROM jsonb_each(known) AS facet(key, keys), jsonb_array_elements_text(facet.keys) AS value(key)
$$"""
_KEYS = "facet_keys(COALESCE(guesses, '{}'::jsonb) || facets)"
_HNSW = sa.text(
    "SELECT indexname FROM pg_indexes WHERE tablename = 'text_vectors' AND indexdef LIKE '%hnsw%'"
)


def upgrade() -> None:
    """Replace the index of facets, drop those of texts."""
    op.execute(_FUNCTION)
    op.add_column(
        "products",
        sa.Column("facet_keys", ARRAY(sa.Text), sa.Computed(_KEYS, persisted=True), nullable=False),
    )
    op.drop_index("products_known", "products")
    op.create_index("products_facet_keys", "products", ["facet_keys"], postgresql_using="gin")
    for name in op.get_bind().scalars(_HNSW).all():
        op.execute(f'DROP INDEX "{name}"')
    for column in (
        sa.Column("readings", sa.Integer, server_default="1", nullable=False),
        sa.Column("things", JSONB, server_default="[]", nullable=False),
    ):
        op.add_column("photos", column)


def downgrade() -> None:
    """Facets' index as it was; imports make the others."""
    op.drop_column("photos", "things")
    op.drop_column("photos", "readings")
    op.drop_index("products_facet_keys", "products")
    op.create_index("products_known", "products", ["known"], postgresql_using="gin")
    op.drop_column("products", "facet_keys")
    op.execute("DROP FUNCTION facet_keys")
