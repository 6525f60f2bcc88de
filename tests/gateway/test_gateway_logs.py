import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from running import Gateway, Shopper

from gateway.logs import JsonLines

pytestmark = pytest.mark.anyio

Lines = Callable[[], list[dict[str, Any]]]

SECRET_WORDS = "my address is 1 Private Road"


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Lines:
    caplog.set_level(logging.INFO)
    caplog.handler.setFormatter(JsonLines())
    return lambda: [json.loads(line) for line in caplog.text.splitlines()]


async def test_a_request_is_one_line_with_its_id(gateway: Gateway, lines: Lines) -> None:
    response = await gateway.client.get("/api/photos/x?q=1", headers={"X-Request-ID": "abc-1"})
    assert response.headers["x-request-id"] == "abc-1"
    (line,) = [line for line in lines() if line["message"] == "request"]
    assert line["request_id"] == "abc-1"
    assert (line["method"], line["path"]) == ("GET", "/api/photos/{photo_id}")
    assert line["status"] == 401
    assert line["took_ms"] >= 0


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, '"}{'])
async def test_an_id_that_could_spoil_the_log_is_replaced(gateway: Gateway, given: str) -> None:
    response = await gateway.client.get("/healthz", headers={"X-Request-ID": given})
    assert len(response.headers["x-request-id"]) == 32


async def test_neither_words_nor_tokens_are_logged(
    gateway: Gateway, shopper: Shopper, lines: Lines
) -> None:
    await shopper.say(SECRET_WORDS)
    gateway.bot.away = True
    await shopper.say(SECRET_WORDS)
    logged = json.dumps(lines())
    assert "bot unavailable: ConnectError" in logged
    assert SECRET_WORDS not in logged
    assert shopper.headers["Authorization"].removeprefix("Bearer ") not in logged


async def test_what_nobody_caught_is_answered_and_logged_without_its_words(
    gateway: Gateway, shopper: Shopper, lines: Lines
) -> None:
    gateway.bot.script = RuntimeError(SECRET_WORDS)
    response = await shopper.post(text="hello")
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "internal_error"
    assert response.headers["x-content-type-options"] == "nosniff"
    (failure,) = [line for line in lines() if line["message"] == "request failed"]
    assert failure["error"] == "RuntimeError"
    assert any("turns.py" in frame for frame in failure["frames"])
    assert SECRET_WORDS not in json.dumps(lines())
