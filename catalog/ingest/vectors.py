"""Vectors of the catalogue: encoded once for each content, projected, indexed."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from random import Random

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from catalog.encoders import Encoder
from catalog.encoders.projection import METHOD, Projection, fit
from catalog.ingest.documents import Document
from catalog.ingest.pictures import MediaFolder
from catalog.ingest.views import other_view
from catalog.store.tables import Base, Picture, PictureFeatures, PictureVector, TextVector
from catalog.store.tables import Projection as ProjectionRow
from catalog.understanding.vocabulary import LANGUAGES

_SAMPLE = 4_000  # pictures a projection is fitted on at most
_GROWTH = 1.2  # refit once the catalogue has grown by this
_CHUNK = 2_000
_BATCH = 16  # pictures opened and encoded at once
_BUILD = 200  # candidates that are looked at for a vector's neighbours; see decisions.md, 21
_OVERHEAD = 512  # bytes of a vector's neighbours and place, while an index is built
_MEMORY = (64, 768)  # megabytes for that: PostgreSQL's own, and less than docker-compose.yml shares
_FEW = 20  # pictures to fit on that made-up views are worth it
_PICTURED, _VIEWS = 100, 2  # pictures that views are made up of, and how many of each
# Views of 100 pictures serve a catalogue without real ones nearly as well as those of all 450, and
# teach others what a phone's light does: decisions.md, 10 and 22.

Vectors = NDArray[np.float32]
Step = Callable[[int], None]


def passage_digest(document: Document) -> str:
    """What a text vector depends on."""
    return hashlib.sha256(document.passage.encode()).hexdigest()


def encode_documents(
    engine: Engine, encoder: Encoder, documents: Sequence[Document]
) -> dict[str, Vectors]:
    """Vectors by passage digest; those that the store has aren't encoded again."""
    wanted = {passage_digest(document): document.passage for document in documents}
    known = select(TextVector.digest, TextVector.embedding).where(
        TextVector.encoder == encoder.name, TextVector.digest.in_(wanted)
    )
    with engine.connect() as connection:
        rows = connection.execute(known).all()
    vectors = {row.digest: np.asarray(row.embedding, np.float32) for row in rows}
    missing = [digest for digest in wanted if digest not in vectors]
    if missing:
        encoded = encoder.encode_texts([wanted[digest] for digest in missing], query=False)
        vectors |= dict(zip(missing, encoded, strict=True))
    return vectors


def encode_pictures(
    engine: Engine,
    encoder: Encoder,
    media: MediaFolder,
    files: dict[str, str],
    advance: Step,
) -> dict[str, bytes]:
    """Raw features by picture digest of the `files` (digest → name) that the store lacks."""
    stored = select(PictureFeatures.digest).where(
        PictureFeatures.encoder == encoder.name, PictureFeatures.digest.in_(files)
    )
    with engine.connect() as connection:
        known = set(connection.scalars(stored))
    features: dict[str, bytes] = {}
    missing = [digest for digest in files if digest not in known]
    advance(len(files) - len(missing))
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        encoded = encoder.encode_images([media.open(files[digest]) for digest in batch])
        features |= dict(zip(batch, map(pack, encoded), strict=True))
        advance(len(batch))
    return features


def pack(features: Vectors) -> bytes:
    """Features as bytes of half precision: their noise is larger than the rounding."""
    return features.astype(np.float16).tobytes()


def unpack(data: Iterable[bytes]) -> Vectors:
    """(n, d) features of packed ones."""
    return np.stack([np.frombuffer(part, np.float16) for part in data]).astype(np.float32)


def refresh(connection: Connection, encoder: Encoder, media: MediaFolder) -> bool:
    """Make all picture vectors those of one projection, fitting it when there is none or the
    catalogue has outgrown it, and index pictures and texts. Tells whether vectors changed."""
    changed = False
    version, projection = _projection(connection, encoder, media)
    if projection is not None:
        changed = _project_missing(connection, encoder, f"{encoder.name}/{version}", projection)
        index_vectors(connection, "picture_vectors", f"{encoder.name}/{version}", projection.size)
    size = connection.scalar(
        select(func.vector_dims(TextVector.embedding))
        .where(TextVector.encoder == encoder.name)
        .limit(1)
    )
    if size:
        for language in LANGUAGES:
            index_vectors(connection, "text_vectors", encoder.name, size, language)
    return changed


def load_projection(connection: Connection, encoder: Encoder) -> tuple[str, Projection] | None:
    """The name that picture vectors carry, and their projection."""
    row = connection.execute(
        select(ProjectionRow.version, ProjectionRow.data).where(
            ProjectionRow.encoder == encoder.name
        )
    ).first()
    return (f"{encoder.name}/{row.version}", Projection.parse(row.data)) if row else None


def _projection(
    connection: Connection, encoder: Encoder, media: MediaFolder
) -> tuple[str, Projection | None]:
    pictures = connection.scalar(
        select(func.count()).select_from(Picture).where(Picture.role == "photo")
    )
    found = load_projection(connection, encoder)
    if found and found[1].method == METHOD and not _outgrown(found[1].fitted_on, pictures or 0):
        return found[0].rpartition("/")[2], found[1]
    projection = _fit(connection, encoder, media)
    if projection is None:
        return "", None
    data = projection.dump()
    version = hashlib.sha256(data).hexdigest()[:8]
    row = {"version": version, "data": data}
    statement = insert(ProjectionRow).values(encoder=encoder.name, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["encoder"], set_=row))
    return version, projection


def _outgrown(fitted_on: int, pictures: int) -> bool:
    return fitted_on < _SAMPLE and pictures > max(fitted_on * _GROWTH, fitted_on + 20)


def _fit(connection: Connection, encoder: Encoder, media: MediaFolder) -> Projection | None:
    rows = connection.execute(
        select(Picture.product_id, Picture.colours, Picture.file, PictureFeatures.features)
        .join(PictureFeatures, PictureFeatures.digest == Picture.digest)
        .where(Picture.role == "photo", PictureFeatures.encoder == encoder.name)
        .order_by(func.md5(Picture.digest), Picture.product_id)
        .limit(_SAMPLE)
    ).all()
    if not rows:
        return None
    groups = [f"{row.product_id}\0{','.join(row.colours)}" for row in rows]
    features = unpack(row.features for row in rows)
    if len(groups) >= _FEW:
        some = [row.file for row in rows[:_PICTURED]]
        features = np.concatenate([features, make_up_views(encoder, media, some)])
        groups += [group for group in groups[:_PICTURED] for _ in range(_VIEWS)]
    fitted = fit(features, groups, encoder.colour_size)
    return replace(fitted, fitted_on=len(rows))


def make_up_views(encoder: Encoder, media: MediaFolder, files: Sequence[str]) -> Vectors:
    """(n * 2, d) features of two made-up views of each of n pictures."""
    random = Random(0)  # the same views each time
    views = (other_view(media.open(file), random) for file in files for _ in range(_VIEWS))
    return np.concatenate([encoder.encode_images([view]) for view in views])


def _project_missing(
    connection: Connection, encoder: Encoder, name: str, projection: Projection
) -> bool:
    stale = connection.execute(
        delete(PictureVector).where(
            PictureVector.encoder != name,
            PictureVector.encoder.startswith(f"{encoder.name}/", autoescape=True),
        )
    )
    missing = (
        select(Picture.product_id, Picture.position, PictureFeatures.features)
        .join(PictureFeatures, PictureFeatures.digest == Picture.digest)
        .outerjoin(
            PictureVector,
            (PictureVector.product_id == Picture.product_id)
            & (PictureVector.position == Picture.position)
            & (PictureVector.encoder == name),
        )
        .where(
            Picture.role == "photo",
            PictureFeatures.encoder == encoder.name,
            PictureVector.product_id.is_(None),
        )
        .limit(_CHUNK)
    )
    changed = stale.rowcount > 0
    while rows := connection.execute(missing).all():
        changed = True
        vectors = projection.apply(unpack(row.features for row in rows))
        connection.execute(
            insert(PictureVector),
            [
                {"product_id": row.product_id, "position": row.position, "encoder": name,
                 "embedding": vector}
                for row, vector in zip(rows, vectors, strict=True)
            ],
        )  # fmt: skip
    return changed


def index_vectors(
    connection: Connection, table: str, encoder: str, size: int, language: str | None = None
) -> None:
    """An HNSW index over the vectors of one encoder, and language, alone: others may have other
    sizes, and a scan should meet none that it can't use."""
    quoted = encoder.replace("'", "''")
    only = f" AND language = '{language}'" if language else ""
    definition = (
        f"ON {table} USING hnsw ((embedding::halfvec({size})) halfvec_cosine_ops) "
        f"WITH (ef_construction = {_BUILD}) WHERE encoder = '{quoted}'{only}"
    )
    name = f"{table}_{hashlib.sha256(definition.encode()).hexdigest()[:8]}"
    if table != "text_vectors":
        stale = connection.scalars(
            text("SELECT indexname FROM pg_indexes WHERE tablename = :table "
                 "AND indexdef LIKE '%hnsw%' AND indexname <> :name"),
            {"table": table, "name": name},
        ).all()  # fmt: skip
        for other in stale:
            connection.exec_driver_sql(f'DROP INDEX "{other}"')
    rows = connection.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0
    needed = rows * (2 * size + _OVERHEAD) // 2**20  # a build that lacks any crawls
    memory = min(max(needed, _MEMORY[0]), _MEMORY[1])
    connection.exec_driver_sql(f"SET LOCAL maintenance_work_mem = '{memory}MB'")
    connection.exec_driver_sql(f'CREATE INDEX IF NOT EXISTS "{name}" {definition}')
