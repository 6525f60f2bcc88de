"""Photos in the chat: picked, pasted, dropped, taken, and there again after a reload."""

import io

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, expect
from widget_shop import PHONE, Shop, Visits, photo

pytestmark = pytest.mark.e2e


def give_files(target: Locator, event: str, carrier: str) -> None:
    """A paste or a drop of a file called name, with a picture drawn in the page."""
    target.evaluate(
        """async (element, [type, carrier]) => {
            const canvas = Object.assign(document.createElement("canvas"), {width: 40, height: 30});
            const blob = await new Promise((resolve) => canvas.toBlob(resolve));
            const transfer = new DataTransfer();
            transfer.items.add(new File([blob], "photo.png", {type: "image/png"}));
            const Kind = carrier === "clipboardData" ? ClipboardEvent : DragEvent;
            const init = {bubbles: true, cancelable: true, composed: true, [carrier]: transfer};
            element.dispatchEvent(new Kind(type, init));
        }""",
        [event, carrier],
    )


def test_a_photo_is_scaled_previewed_removed_and_sent_with_words(shop: Shop) -> None:
    shop.open()
    picker = shop.page.locator("input[name=picture]")
    picker.set_input_files(photo(3200, 1600))
    expect(shop.page.get_by_alt_text("Photo 1")).to_be_visible()
    shop.button("Remove photo 1").click()
    expect(shop.page.get_by_alt_text("Photo 1")).to_have_count(0)
    picker.set_input_files(photo(3200, 1600))
    expect(shop.page.get_by_alt_text("Photo 1")).to_be_visible()
    shop.input.fill("this, in blue")
    shop.picture("photo-desktop")
    shop.button("Send").click()
    shop.sees("A fine photo.")
    sent = Image.open(io.BytesIO(shop.script.photos["photo-0"]))
    assert (sent.format, sent.size) == ("JPEG", (1600, 800))
    assert shop.script.received[0]["photo_ids"] == ["photo-0"]
    assert shop.script.received[0]["text"] == "this, in blue"
    shop.picture("photo-sent-desktop")


def test_a_pasted_and_a_dropped_photo_are_sent_alone(shop: Shop) -> None:
    shop.open()
    give_files(shop.input, "paste", "clipboardData")
    expect(shop.page.get_by_alt_text("Photo 1")).to_be_visible()
    give_files(shop.page.get_by_role("log"), "drop", "dataTransfer")
    expect(shop.page.get_by_alt_text("Photo 2")).to_be_visible()
    shop.button("Send").click()
    shop.sees("A fine photo.")
    assert shop.script.received[0]["photo_ids"] == ["photo-0", "photo-1"]
    assert "text" not in shop.script.received[0]


def test_only_pictures_are_taken(shop: Shop) -> None:
    shop.open()
    file: FilePayload = {"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    shop.page.locator("input[name=picture]").set_input_files(file)
    expect(shop.page.get_by_role("alert")).to_have_text("Only pictures can be sent.")


def test_at_most_three_photos_go_together(shop: Shop) -> None:
    shop.open()
    shop.page.locator("input[name=picture]").set_input_files([photo(90, 60)] * 4)
    expect(shop.page.get_by_role("alert")).to_have_text("At most 3 photos at once.")
    shop.button("Send").click()
    shop.sees("A fine photo.")
    assert len(shop.script.photos) == 3
    shop.picture("photos-desktop")


def test_a_phone_offers_its_camera(visit: Visits) -> None:
    shop = visit(PHONE, has_touch=True, is_mobile=True)
    shop.open()
    expect(shop.button("Take a photo")).to_be_visible()
    expect(shop.page.locator("input[name=camera]")).to_have_attribute("capture", "environment")


def test_a_reload_restores_words_and_photos(shop: Shop) -> None:
    shop.open()
    picker = shop.page.locator("input[name=picture]")
    picker.set_input_files(photo(90, 60))
    expect(shop.page.get_by_alt_text("Photo 1")).to_be_visible()
    shop.say("like this")
    shop.sees("A fine photo.")
    shop.page.reload()
    shop.open()
    shop.sees("like this")
    expect(shop.page.get_by_role("log").get_by_alt_text("Photo")).to_have_js_property(
        "naturalWidth", 90
    )
