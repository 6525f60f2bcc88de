from typing import Any

import psycopg
import pytest
from running import Gateway, running
from sqlalchemy import make_url

from gateway.settings import Settings

pytestmark = pytest.mark.anyio


async def test_alive_needs_nobody(gateway: Gateway) -> None:
    gateway.bot.away = gateway.actions.away = True
    assert (await gateway.client.get("/healthz")).status_code == 200


async def test_ready_when_all_are_there(gateway: Gateway) -> None:
    response = await gateway.client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"checks": {"database": "up", "bot": "up", "actions": "up"}}


@pytest.mark.parametrize("missing", ["bot", "actions"])
async def test_not_ready_names_what_is_missing(gateway: Gateway, missing: str) -> None:
    getattr(gateway, missing).away = True
    response = await gateway.client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["error"]["code"] == "not_ready"
    down = [name for name, state in response.json()["checks"].items() if state == "down"]
    assert down == [missing]


async def test_a_lost_database_is_told_honestly(
    settings: Settings, empty_database_url: str, postgres: Any
) -> None:
    async with running(settings.model_copy(update={"database_url": empty_database_url})) as gateway:
        shopper = await gateway.shopper()
        take_away(postgres, empty_database_url)
        response = await gateway.client.get("/readyz")
        assert response.json()["checks"] == {"database": "down", "bot": "up", "actions": "up"}
        response = await shopper.post(text="hello")
        assert response.status_code == 503
        assert response.json()["error"]["code"] == "store_unavailable"


def take_away(postgres: Any, database_url: str) -> None:
    name = make_url(database_url).database
    with psycopg.connect(postgres.get_uri(), autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
