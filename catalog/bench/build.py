"""Fills a store with synthetic products, in chunks, through the tables and indexes of imports."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import psutil
import psycopg
from pgvector import HalfVector
from pgvector.psycopg import register_vector
from psycopg import sql
from sqlalchemy import Connection, Engine, Index, insert, text

from catalog.bench.assortment import BATCH
from catalog.bench.writer import NOWHERE, Writer
from catalog.encoders import Encoder
from catalog.ingest.phrases import encode_phrases
from catalog.ingest.terms import count_terms
from catalog.ingest.vectors import refresh
from catalog.store.revision import raise_revision
from catalog.store.tables import Base, Projection
from catalog.understanding.vocabulary import Vocabulary

_TOLD = 25  # batches between two words about progress
_MEMORY = 0.25  # share of the machine's for building indexes
_FILLED = ("products", "product_texts")  # tables whose indexes are built when all rows are there

Tell = Callable[[str], None]


def build(
    engine: Engine, encoder: Encoder, vocabulary: Vocabulary, size: int, seed: int, tell: Tell
) -> dict[str, float]:
    """Fill an empty store with `size` products; seconds by step."""
    seconds: dict[str, float] = {}

    @contextmanager
    def timed(step: str) -> Iterator[None]:
        tell(f"{step} ({size:,} products)")
        start = time.perf_counter()
        yield
        seconds[step] = round(time.perf_counter() - start, 1)

    with timed("sample of texts"):
        writer = Writer(encoder, vocabulary, seed)
    indexes = [index for name in _FILLED for index in Base.metadata.tables[name].indexes]
    with engine.begin() as connection:
        for index in indexes:
            index.drop(connection)
    with timed("rows"):
        _fill(engine, writer, size, tell)
    with timed("other indexes"):
        _create(engine, indexes)
    with timed("vector indexes"), engine.begin() as connection:
        refresh(connection, encoder, NOWHERE)
    with timed("words and phrases"), engine.begin() as connection:
        count_terms(connection)
        encode_phrases(connection, encoder, vocabulary)
        raise_revision(connection)
    with timed("analyze"), engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    return seconds


def _fill(engine: Engine, writer: Writer, size: int, tell: Tell) -> None:
    pictures = 0
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:  # of its own: a pooled one would keep these adapters
        register_vector(connection)
        connection.execute("SET session_replication_role = replica")  # keys fit by construction
        for number, start in enumerate(range(0, size, BATCH)):
            rows = writer.rows(number, min(BATCH, size - start))
            for table, values in rows.items():
                _copy(connection, table, values)
            connection.commit()
            pictures += len(rows["pictures"])
            if number % _TOLD == _TOLD - 1:
                tell(f"rows: {start + BATCH:,} of {size:,}")
    with engine.begin() as session:
        session.execute(insert(Projection), writer.projection(pictures))


def _copy(connection: psycopg.Connection[Any], table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Rows by binary COPY: half precision as text would be eight times longer."""
    if not rows:
        return
    columns = list(rows[0])
    types: dict[str, str] = dict(
        connection.execute(
            "SELECT attname, replace(atttypid::regtype::text, 'character', 'text') "
            "FROM pg_attribute WHERE attrelid = %s::regclass",
            (table,),
        ).fetchall()
    )
    into = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor().copy(into) as copy:
        copy.set_types([types[column] for column in columns])
        for row in rows:
            copy.write_row([
                HalfVector(value) if isinstance(value, np.ndarray) else value
                for value in row.values()
            ])  # fmt: skip


def _create(engine: Engine, indexes: Sequence[Index]) -> None:
    with engine.begin() as connection:
        _generous(connection)
        for index in indexes:
            index.create(connection)


def _generous(connection: Connection) -> None:
    memory = int(psutil.virtual_memory().total * _MEMORY / 2**20)
    connection.execute(text(f"SET LOCAL maintenance_work_mem = '{memory}MB'"))
