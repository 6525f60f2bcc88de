import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from assistant import IDENTITY_KEY, Assistant
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from widget_gateway import WIDGET, Script, create_app, serving
from widget_shop import Shop, Visits

from catalog.app import open_catalogue
from catalog.cli_import import import_feed
from catalog.demo import copy_bylaws, generate
from catalog.settings import Settings
from catalog.store.database import server_url
from ops.ports import Ports
from ops.services import running

CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots go; git ignores it."""
    folder = Path(__file__).parents[2] / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Everything running on free ports with a small demo shop, its customers' orders placed a few
    days ago. The bot is trained by `make`."""
    home = tmp_path_factory.mktemp("home")
    copy_bylaws(home)
    settings = Settings(home=home)
    folder = home / "shop"
    generate(folder, limit=90)
    with open_catalogue(settings) as catalogue:
        import_feed(catalogue, folder / "products.jsonl", "jsonl", folder, Console(stderr=True))
    with (
        _shop_settings(),
        running(settings, Ports.free()) as addresses,
        Assistant.at(addresses, folder, server_url(settings)) as assistant,
    ):
        assistant.place_orders_anew()
        yield assistant


@contextmanager
def _shop_settings() -> Iterator[None]:
    """What a shop would set beside the database."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DAOGOU_IDENTITY_KEY", IDENTITY_KEY)
        environment.setenv("DAOGOU_CHECKOUT_URL", "https://shop.example/checkout")
        environment.setenv("DAOGOU_CHECKOUT_KEY", "c" * 32)
        yield


@pytest.fixture
def visit(browser: Browser, artefacts: Path) -> Iterator[Visits]:
    assert WIDGET.is_dir(), "The widget isn't built: npm ci && npm run build in widget/"
    script = Script()
    with serving(create_app(script)) as address:
        visits = Visits(browser, address, script, artefacts)
        yield visits
        for context in visits.contexts:
            context.close()
    assert visits.complaints == []


@pytest.fixture
def shop(visit: Visits) -> Shop:
    return visit()
