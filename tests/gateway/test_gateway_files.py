from pathlib import Path

import pytest
from running import Gateway

from gateway.settings import Settings

pytestmark = pytest.mark.anyio

NAME = "0" * 63 + "a.jpg"


@pytest.fixture
def media(settings: Settings) -> Path:
    settings.media.mkdir()
    (settings.media / NAME).write_bytes(b"picture")
    (settings.media / "notes.txt").write_text("private")
    (settings.home / "secret.key").write_text("private")
    return settings.media


@pytest.fixture
def dist(settings: Settings) -> Path:
    (settings.widget / "demo").mkdir(parents=True)
    (settings.widget / "daogou-chat.js").write_text("export {}")
    (settings.widget / "demo" / "index.html").write_text("<!doctype html>")
    (settings.widget / "demo" / "demo.css").write_text("p {}")
    return settings.widget


async def test_product_pictures_are_public_and_never_change(gateway: Gateway, media: Path) -> None:
    response = await gateway.client.get(f"/media/{NAME}")
    assert response.content == b"picture"
    assert response.headers["content-type"] == "image/jpeg"
    assert "immutable" in response.headers["cache-control"]
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/media/",
        "/media/notes.txt",
        "/media/../secret.key",
        "/media/%2e%2e/secret.key",
        "/media/..%2fsecret.key",
        "/media/%2e%2e%2fsecret.key",
        "/media/..%5csecret.key",
        f"/media//{NAME}",
        f"/media/{NAME}%00",
        f"/media/{NAME}%0a",
        f"/media/{NAME.upper()}",
        f"/media/{'b' * 64}.png",
        "/media/" + "a" * 5000,
        "/demo/../secret.key",
        "/demo/%2e%2e/%2e%2e/secret.key",
        "/demo/..%2f..%2fsecret.key",
        "/demo/%2fetc%2fpasswd",
        "/demo//etc/passwd",
        "/demo/%00",
        "/demo/" + "a" * 5000,
        "/secret.key",
        "/docs",
        "/openapi.json",
    ],
)
async def test_nothing_else_can_be_read(
    gateway: Gateway, media: Path, dist: Path, path: str
) -> None:
    response = await gateway.client.get(path)
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"


async def test_the_widget_and_its_demo_page(gateway: Gateway, dist: Path) -> None:
    widget = await gateway.client.get("/daogou-chat.js")
    assert widget.text == "export {}"
    assert "javascript" in widget.headers["content-type"]
    page = await gateway.client.get("/", follow_redirects=True)
    assert (page.url.path, page.text) == ("/demo/", "<!doctype html>")
    assert (await gateway.client.get("/demo/demo.css")).text == "p {}"


@pytest.mark.parametrize("path", ["/daogou-chat.js", "/demo/"])
async def test_a_widget_that_is_not_built_is_told(gateway: Gateway, path: str) -> None:
    response = await gateway.client.get(path)
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "widget_missing"


async def test_the_demo_page_shows_products(gateway: Gateway) -> None:
    response = await gateway.client.get("/api/demo/products")
    assert response.json() == gateway.actions.products


@pytest.mark.parametrize("broken", [{}, [], {"products": ["x"]}])
async def test_the_demo_page_has_no_products_without_the_actions_server(
    gateway: Gateway, broken: object
) -> None:
    gateway.actions.products = broken
    assert (await gateway.client.get("/api/demo/products")).json() == {"products": []}
    gateway.actions.away = True
    assert (await gateway.client.get("/api/demo/products")).json() == {"products": []}
