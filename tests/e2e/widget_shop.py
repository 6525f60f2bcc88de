"""The demo page in a browser, seen as a shopper sees it."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    FilePayload,
    Locator,
    Page,
    ViewportSize,
    expect,
)
from widget_gateway import ROOT, Script

AXE = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=375, height=812)


@dataclass
class Shop:
    """One browser on the demo page, and the gateway behind it."""

    page: Page
    script: Script
    artefacts: Path

    def open(self) -> None:
        self.page.get_by_role("button", name="Chat with the shopping assistant").click()

    @property
    def input(self) -> Locator:
        return self.page.get_by_role("dialog").get_by_role("textbox")

    def say(self, text: str) -> None:
        self.input.fill(text)
        self.input.press("Enter")

    def sees(self, text: str) -> None:
        expect(self.page.get_by_role("log")).to_contain_text(text)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("dialog").get_by_role("button", name=name, exact=True)

    def cards(self) -> Locator:
        return self.page.locator(".card")

    def picture(self, name: str) -> None:
        self.page.screenshot(path=self.artefacts / f"widget-{name}.png")

    def violations(self) -> list[str]:
        found = self.page.evaluate("() => axe.run({resultTypes: ['violations']})")
        return [
            f"{one['id']}: {[node['target'] for node in one['nodes']]}"
            for one in found["violations"]
        ]


class Visits:
    """Opens shops, and collects what their pages complain about."""

    def __init__(self, browser: Browser, address: str, script: Script, artefacts: Path) -> None:
        self.browser, self.address, self.script, self.artefacts = (
            browser,
            address,
            script,
            artefacts,
        )
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def __call__(self, viewport: ViewportSize = DESKTOP, **options: Any) -> Shop:
        options = {"locale": "en-US", "reduced_motion": "reduce"} | options
        context = self.browser.new_context(viewport=viewport, **options)
        self.contexts.append(context)
        context.expose_function("report", self._note)
        context.add_init_script(
            "addEventListener('securitypolicyviolation',"
            " (event) => report(event.violatedDirective + ' ' + event.blockedURI))"
        )
        context.add_init_script(path=AXE)
        page = context.new_page()
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("console", self._hear)
        page.on("dialog", self._dismiss)
        page.goto(f"{self.address}/demo/")
        return Shop(page, self.script, self.artefacts)

    def _note(self, complaint: str) -> None:
        self.complaints.append(complaint)

    def _dismiss(self, dialog: Dialog) -> None:
        self._note(dialog.message)
        dialog.dismiss()

    def _hear(self, message: ConsoleMessage) -> None:
        # Chromium itself reports refused and lost calls, which some tests are about.
        refused = message.text.startswith("Failed to load") and "/api/" in message.location["url"]
        if message.type in {"error", "warning"} and not refused:
            self._note(message.text)


def photo(width: int, height: int) -> FilePayload:
    """A PNG of one colour, as a file to give."""
    data = io.BytesIO()
    Image.new("RGB", (width, height), "#b5483a").save(data, "PNG")
    return {"name": "photo.png", "mimeType": "image/png", "buffer": data.getvalue()}
