"""A shopper on the demo page, in a real browser, with the whole assistant behind it."""

from pathlib import Path

import pytest
from assistant import Assistant
from playwright.sync_api import Browser, Page, ViewportSize, expect

pytestmark = pytest.mark.e2e

DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=375, height=812)
WORDS = {
    "en": ("black shoes", "cheaper", "en-US"),
    "zh": ("黑色的鞋子", "便宜点的", "zh-CN"),
}


def _picture(page: Page, path: Path) -> None:
    """A screenshot with the pictures that are on the screen."""
    page.wait_for_function(
        "() => [...document.querySelector('daogou-chat').shadowRoot.querySelectorAll('.card img')]"
        ".slice(0, 2).every((image) => image.complete)"
    )
    page.screenshot(path=path)


def _ask(page: Page, words: str) -> None:
    box = page.get_by_role("dialog").get_by_role("textbox")
    box.fill(words)
    box.press("Enter")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_write_photo_refine(
    browser: Browser, assistant: Assistant, artefacts: Path, language: str, viewport: ViewportSize
) -> None:
    wish, change, locale = WORDS[language]
    context = browser.new_context(viewport=viewport, locale=locale, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{assistant.addresses.gateway}/demo/")
    name = f"{language}-{viewport['width']}"
    page.screenshot(path=artefacts / f"shop-{name}-page.png")

    page.locator("daogou-chat button").first.click()
    _ask(page, wish)
    expect(page.locator(".card").first).to_be_visible(timeout=20_000)
    _picture(page, artefacts / f"shop-{name}-cards.png")

    lists = page.locator(".cards").count()
    photo = assistant.folder / next(iter(assistant.products.values()))["images"][1]["path"]
    page.locator("daogou-chat input[type=file]").first.set_input_files(photo)
    page.get_by_role("dialog").get_by_role("textbox").press("Enter")
    expect(page.locator(".cards")).not_to_have_count(lists, timeout=20_000)
    _picture(page, artefacts / f"shop-{name}-photo.png")

    bubbles = page.locator(".bubble").count()
    _ask(page, change)
    expect(page.locator(".bubble")).not_to_have_count(bubbles, timeout=20_000)
    page.wait_for_load_state("networkidle")
    _picture(page, artefacts / f"shop-{name}-refined.png")
    assert complaints == []
    context.close()
