from collections.abc import AsyncIterator

import pytest
from running import Gateway, Shopper, running

from gateway.app import MAX_JSON
from gateway.settings import Settings

pytestmark = pytest.mark.anyio

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' blob: data:; "
    "style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
SHOP = {"Origin": "https://shop.example"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/healthz"),
        ("GET", "/nothing"),
        ("GET", "/demo/"),
        ("DELETE", "/api/messages"),
        ("POST", "/api/sessions"),
        ("POST", "/api/messages"),
    ],
)
async def test_every_answer_has_the_security_headers(
    gateway: Gateway, method: str, path: str
) -> None:
    headers = (await gateway.client.request(method, path)).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["x-request-id"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("DELETE", "/api/messages", 405, "method_not_allowed"),
        ("POST", "/api/sessions?x", 422, "invalid"),
    ],
)
async def test_the_frameworks_errors_have_our_shape(
    gateway: Gateway, method: str, path: str, status: int, code: str
) -> None:
    response = await gateway.client.request(method, path, json={"language": "fr"})
    assert response.status_code == status
    error = response.json()["error"]
    assert error.keys() == {"code", "message", "message_zh"}
    assert error["code"] == code


async def test_a_json_body_is_64_kb_at_most(gateway: Gateway, shopper: Shopper) -> None:
    response = await shopper.post(text="x" * MAX_JSON)
    assert response.status_code == 413
    assert response.json()["error"]["code"] == "too_large"


@pytest.mark.parametrize("declared", [{}, {"Content-Length": "10"}])
async def test_a_json_body_is_counted_as_it_comes(
    gateway: Gateway, declared: dict[str, str]
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 1024

    kind = {"Content-Type": "application/json", **declared}
    response = await gateway.client.post("/api/sessions", content=pieces(), headers=kind)
    assert response.status_code == 413


async def test_a_shop_page_on_the_list_may_call(gateway: Gateway) -> None:
    preflight = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    response = await gateway.client.options("/api/messages", headers={**SHOP, **preflight})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == SHOP["Origin"]
    response = await gateway.client.post("/api/sessions", headers=SHOP)
    assert response.headers["access-control-allow-origin"] == SHOP["Origin"]


async def test_errors_too_can_be_read_by_the_shop_page(gateway: Gateway) -> None:
    response = await gateway.client.get("/api/messages", headers=SHOP)
    assert response.status_code == 401
    assert response.headers["access-control-allow-origin"] == SHOP["Origin"]


async def test_another_page_may_not_call(gateway: Gateway) -> None:
    response = await gateway.client.post("/api/sessions", headers={"Origin": "https://x.example"})
    assert "access-control-allow-origin" not in response.headers


async def test_without_origins_no_other_page_may_call(settings: Settings) -> None:
    async with running(settings.model_copy(update={"origins": ()})) as gateway:
        response = await gateway.client.post("/api/sessions", headers=SHOP)
        assert "access-control-allow-origin" not in response.headers
