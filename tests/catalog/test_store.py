"""The store: its tables as migrations make them, and as the models describe them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from catalog.errors import StoreError
from catalog.settings import Settings
from catalog.store.database import migrate, open_engine, opened, server_url
from catalog.store.orders import load_orders
from catalog.store.reset import empty
from catalog.store.tables import Base

MIGRATE = """
import sys
from catalog.store.database import migrate, open_engine
migrate(open_engine(sys.argv[1]))
"""


def test_migrations_make_every_table_of_the_models(engine: Engine) -> None:
    made = set(inspect(engine).get_table_names())
    assert made == {*Base.metadata.tables, "alembic_version"}


def test_models_and_migrations_dont_drift_apart(engine: Engine) -> None:
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert (
            compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
            == []
        )


def test_columns_are_computed_and_indexed_as_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        computed = connection.scalar(
            text("SELECT is_generated FROM information_schema.columns WHERE column_name = 'search'")
        )
        listed = connection.execute(text("SELECT indexname, indexdef FROM pg_indexes"))
        methods = {row.indexname: row.indexdef for row in listed}
    assert computed == "ALWAYS"
    assert "USING gin" in methods["products_facet_keys"]
    assert "USING gin" in methods["product_texts_search"]


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM revision")) == 1


def test_two_processes_may_migrate_at_once(empty_url: str) -> None:
    command = [sys.executable, "-c", MIGRATE, empty_url]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    engine = open_engine(empty_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
    engine.dispose()


def test_a_newer_programs_database_is_refused_in_a_sentence(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="no newer version"):
        migrate(engine)


def test_a_server_that_isnt_there_is_a_store_error(tmp_path: Path) -> None:
    nobody = Settings(DATABASE_URL=f"postgresql:///x?host={tmp_path}", home=tmp_path)
    with pytest.raises(StoreError, match="DATABASE_URL can't be reached"), opened(nobody):
        pass


def test_vectors_are_scanned_on_until_filters_are_met(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW hnsw.iterative_scan")) != "off"


def test_the_embedded_server_has_its_share_of_memory_from_its_next_start(tmp_path: Path) -> None:
    server_url(Settings(home=tmp_path).model_copy(update={"database_url": None}))
    decided = (tmp_path / "postgres" / "postgresql.auto.conf").read_text("utf-8")
    assert re.search(r"shared_buffers = '[1-9]\d{2,3}MB'", decided)


def test_reset_leaves_orders(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "customers.jsonl").write_text(
        '{"id": "c1", "name": "Lin", "email": "lin@example.com", "language": "zh", '
        '"phone": null, "address": null}\n'
    )
    (tmp_path / "orders.jsonl").write_text(
        '{"number": "1001", "customer": "c1", "placed_at": "2026-01-02T03:04:05Z", '
        '"status": "shipped", "currency": "JPY", "total": 1980, "tracking": null, '
        '"lines": [{"product": "gone", "sku": "s", "quantity": 2, "price": 990}]}\n'
    )
    for _ in range(2):
        load_orders(engine, tmp_path)
    empty(engine)
    with engine.connect() as connection:
        joined = text("SELECT total, price FROM orders JOIN order_lines ON number = order_number")
        assert connection.execute(joined).all() == [(1980, 990)]
        assert connection.scalar(text("SELECT number FROM revision")) == 1
