import asyncio
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect

from gateway.errors import SettingsError
from gateway.store import SCHEMA, Base, Store

pytestmark = pytest.mark.anyio


@pytest.fixture
def engine(empty_database_url: str) -> Iterator[Engine]:
    engine = create_engine(empty_database_url.replace("postgresql://", "postgresql+psycopg://"))
    yield engine
    engine.dispose()


async def migrate(database_url: str) -> None:
    store = Store(database_url)
    await store.migrate()
    await store.close()


async def test_all_is_kept_in_a_schema_of_its_own(empty_database_url: str, engine: Engine) -> None:
    await migrate(empty_database_url)
    tables = inspect(engine)
    assert tables.get_table_names(schema="public") == []
    assert set(tables.get_table_names(schema=SCHEMA)) == {
        "alembic_version",
        "conversations",
        "messages",
        "photos",
    }


async def test_the_migrations_make_what_the_models_say(
    empty_database_url: str, engine: Engine
) -> None:
    await migrate(empty_database_url)
    ours = {
        "include_schemas": True,
        "include_name": lambda name, kind, _: kind != "schema" or name == SCHEMA,
        "version_table_schema": SCHEMA,
    }
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=ours)
        assert compare_metadata(context, Base.metadata) == []


async def test_two_gateways_may_start_at_once(empty_database_url: str) -> None:
    await asyncio.gather(*(migrate(empty_database_url) for _ in range(3)))
    await migrate(empty_database_url)


async def test_a_database_that_is_not_there_is_told(empty_database_url: str) -> None:
    store = Store(empty_database_url.replace("/test_", "/nowhere_"))
    with pytest.raises(SettingsError, match="DATABASE_URL has the value"):
        await store.migrate()
    await store.close()
