"""Vectors of what is sold, picture and text fused, by the fusion that won on this catalogue."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert

from catalog.encoders import Encoder
from catalog.fusion.fusion import Fusion
from catalog.fusion.items import read_items
from catalog.ingest.vectors import index_vectors
from catalog.store.fitted import load_fitted
from catalog.store.tables import FusedVector, Product

_CHUNK = 200
_SIZE = 128


def load_fusion(connection: Connection, encoder: Encoder) -> Fusion | None:
    """The fusion that won for this encoder's vectors; None where decision-level fusion did."""
    data = load_fitted(connection, fusion_name(encoder))
    return Fusion.parse(data) if data else None


def fusion_name(encoder: Encoder) -> str:
    """Under which name a fusion of an encoder's vectors is kept."""
    return f"fusion/{encoder.name}"


def vectors_name(encoder: Encoder, fusion: Fusion) -> str:
    """What fused vectors carry as their encoder."""
    return f"{encoder.name}/{fusion.version}"


def fuse(connection: Connection, encoder: Encoder, fusion: Fusion) -> None:
    """Embed the products that have no fused vector yet, one for each colour, and index them."""
    name = vectors_name(encoder, fusion)
    connection.execute(delete(FusedVector).where(FusedVector.encoder != name))
    waiting = (
        select(Product.id)
        .where(~select(FusedVector).where(FusedVector.product_id == Product.id).exists())
        .order_by(Product.id)
        .limit(_CHUNK)
    )
    while ids := connection.scalars(waiting).all():
        items = read_items(connection, encoder, ids)
        vectors = fusion.embed(items.pictures, items.text)
        connection.execute(
            insert(FusedVector),
            [
                {"product_id": product, "position": at, "encoder": name, "embedding": vector}
                for at, (product, vector) in enumerate(zip(items.products, vectors, strict=True))
            ],
        )
    index_vectors(connection, "fused_vectors", name, _SIZE)
