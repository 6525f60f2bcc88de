"""A running gateway on a real PostgreSQL, with scripted neighbours."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from running import Gateway, Shopper, running

from gateway.settings import Settings
from tests.shops import create_database

KEY = "a key for tests that is long enough"


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
