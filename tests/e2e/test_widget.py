import gzip

import pytest
from playwright.sync_api import ViewportSize, expect
from widget_gateway import HOSTILE, JACKETS, WIDGET
from widget_shop import DESKTOP, PHONE, Shop, Visits, photo

pytestmark = pytest.mark.e2e

SMALL_PHONE = ViewportSize(width=320, height=568)
JACKETS_PLEASE = "Show me waterproof jackets under $60"


def test_the_bundle_is_one_light_file() -> None:
    assert len(gzip.compress((WIDGET / "daogou-chat.js").read_bytes())) <= 25_000


def test_opens_with_the_focus_in_the_input_and_closes_back_to_the_launcher(shop: Shop) -> None:
    shop.picture("demo-desktop")
    shop.open()
    expect(shop.input).to_be_focused()
    shop.picture("welcome-desktop")
    shop.page.keyboard.press("Escape")
    expect(shop.page.get_by_role("dialog")).to_be_hidden()
    expect(shop.page.get_by_role("button", name="Chat with the shopping")).to_be_focused()


def test_nothing_is_asked_of_the_gateway_before_the_first_word(shop: Shop) -> None:
    shop.open()
    expect(shop.page.get_by_text("Hello! What are you looking for?")).to_be_visible()
    assert shop.script.conversations == {}


def test_words_are_sent_and_answered(shop: Shop) -> None:
    shop.open()
    shop.input.fill("hello")
    shop.input.press("Shift+Enter")
    shop.input.type("there")
    shop.input.press("Enter")
    shop.sees("You said: hello\nthere")
    expect(shop.input).to_have_value("")
    assert [message["text"] for message in shop.script.received] == ["hello\nthere"]


def test_enter_that_ends_an_input_method_does_not_send(shop: Shop) -> None:
    shop.open()
    keyboard = shop.page.context.new_cdp_session(shop.page)
    composing = {"text": "wai tao", "selectionStart": 7, "selectionEnd": 7}
    keyboard.send("Input.imeSetComposition", composing)
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    keyboard.send("Input.insertText", {"text": "外套"})
    expect(shop.input).to_have_value("外套")
    shop.input.press("Enter")
    shop.sees("You said: 外套")
    assert len(shop.script.received) == 1


def test_shows_that_the_assistant_is_writing(shop: Shop) -> None:
    shop.script.answering.clear()
    shop.open()
    shop.say("hello")
    expect(shop.page.get_by_role("status")).to_have_text("The assistant is writing…")
    expect(shop.page.locator(".typing")).to_be_visible()
    shop.picture("typing-desktop")
    shop.script.answering.set()
    expect(shop.page.get_by_role("status")).to_have_text("You said: hello")
    expect(shop.page.locator(".typing")).to_be_hidden()


@pytest.mark.parametrize(
    ("viewport", "name"), [(DESKTOP, "desktop"), (PHONE, "phone"), (SMALL_PHONE, "small-phone")]
)
def test_products_come_as_numbered_cards(visit: Visits, viewport: ViewportSize, name: str) -> None:
    shop = visit(viewport, has_touch=viewport is not DESKTOP)
    shop.open()
    shop.say(JACKETS_PLEASE)
    expect(shop.cards()).to_have_count(4)
    expect(shop.page.locator(".number")).to_have_text(["1", "2", "3", "4"])
    second = shop.cards().nth(1)
    for words in ("Storm shell with taped seams", "$58.00", "$72.00", "In stock", "waterproof"):
        expect(second).to_contain_text(words)
    expect(shop.cards().nth(2)).to_contain_text("Out of stock")
    expect(shop.page.get_by_role("status")).to_contain_text("4 products")
    expect(shop.cards().locator("img")).to_have_count(3)
    expect(shop.cards().locator("img").first).to_have_js_property("naturalWidth", 480)
    shop.picture(f"cards-{name}")


def test_the_carousel_moves_with_arrows_and_keys(shop: Shop) -> None:
    shop.open()
    shop.say(JACKETS_PLEASE)
    last = shop.cards().last
    expect(last).not_to_be_in_viewport()
    for _ in JACKETS:
        shop.button("Next products").click()
    expect(last).to_be_in_viewport()
    last.get_by_role("button").first.focus()
    for _ in JACKETS:
        shop.page.keyboard.press("ArrowLeft")
    expect(shop.page.locator(".cards")).to_have_js_property("scrollLeft", 0)


def test_a_card_button_sends_its_payload_and_shows_its_title(shop: Shop) -> None:
    shop.open()
    shop.say(JACKETS_PLEASE)
    shop.button("Add to cart: Storm shell with taped seams").click()
    shop.sees("Pressed /add_to_cart p2")
    expect(shop.page.locator(".shopper .bubble").last).to_have_text("Add to cart")
    assert shop.script.received[-1]["payload"] == "/add_to_cart p2"
    assert shop.script.received[-1]["text"] == "Add to cart"


def test_quick_replies_go_once_they_are_answered(shop: Shop) -> None:
    shop.open()
    shop.say("Where is my order?")
    shop.sees("Which order do you mean?")
    shop.picture("replies-desktop")
    shop.button("The newest").click()
    shop.sees("Pressed /track_order newest")
    expect(shop.button("Another one")).to_have_count(0)
    expect(shop.page.get_by_role("log")).to_be_focused()


def test_chips_are_removed_by_their_payload(shop: Shop) -> None:
    shop.open()
    shop.say(JACKETS_PLEASE)
    shop.button("Remove: under $60").click()
    shop.sees("Pressed /refine_search price")
    expect(shop.button("Remove: waterproof")).to_have_count(0)


def test_the_reader_stays_at_an_older_message(shop: Shop) -> None:
    shop.open()
    shop.say(JACKETS_PLEASE)
    expect(shop.cards()).to_have_count(4)
    log = shop.page.get_by_role("log")
    log.evaluate("(log) => (log.scrollTop = 60)")
    shop.page.evaluate("dispatchEvent(new Event('online'))")
    shop.button("中文: switch to Chinese").click()
    expect(shop.page.get_by_text("4 件商品").first).to_be_visible()
    expect(log).to_have_js_property("scrollTop", 60)


def test_a_forgotten_session_is_started_again(shop: Shop) -> None:
    shop.open()
    shop.say("one")
    shop.sees("You said: one")
    shop.script.conversations = {"somebody else": [], "and another": []}
    shop.say("two")
    shop.sees("You said: two")


def test_words_written_offline_are_sent_once_and_in_order(shop: Shop) -> None:
    shop.open()
    shop.page.context.set_offline(True)
    shop.say("first")
    shop.say("second")
    expect(shop.page.get_by_role("alert")).to_contain_text("No connection.")
    expect(shop.page.get_by_text("Not sent yet")).to_have_count(2)
    shop.picture("offline-desktop")
    shop.page.context.set_offline(False)
    shop.sees("You said: second")
    assert [message["text"] for message in shop.script.received] == ["first", "second"]
    bubbles = shop.page.locator(".bubble")
    expect(bubbles).to_have_text(["first", "You said: first", "second", "You said: second"])
    expect(shop.page.get_by_role("alert")).to_have_count(0)


def test_words_written_offline_outlive_the_page(shop: Shop) -> None:
    shop.open()
    shop.page.route("**/api/**", lambda route: route.abort())
    shop.say("before")
    expect(shop.page.get_by_text("Not sent yet")).to_be_visible()
    shop.page.unroute("**/api/**")
    shop.page.reload()
    shop.open()
    shop.sees("You said: before")
    assert len(shop.script.received) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_passing_error_is_shown_and_tried_again(shop: Shop, status: int) -> None:
    shop.script.refusals = [(status, {"code": "busy", "message": "Wait.", "message_zh": "稍等。"})]
    shop.open()
    shop.say("hello")
    expect(shop.page.get_by_role("alert")).to_contain_text("Wait.")
    expect(shop.button("Don't send")).to_have_count(0)
    shop.button("中文: switch to Chinese").click()
    expect(shop.page.get_by_role("alert")).to_contain_text("稍等。")
    shop.button("重试").click()
    shop.sees("You said: hello")
    assert len(shop.script.received) == 1


def test_a_refused_message_can_be_given_up(shop: Shop) -> None:
    shop.script.refusals = [(413, {"code": "too_long", "message": "That is too long."})]
    shop.open()
    shop.say("bad")
    expect(shop.page.get_by_role("alert")).to_contain_text("That is too long.")
    shop.picture("refused-desktop")
    shop.button("Don't send").click()
    shop.say("good")
    shop.sees("You said: good")
    assert [message["text"] for message in shop.script.received] == ["good"]


def test_a_new_conversation_forgets_the_old(shop: Shop) -> None:
    shop.open()
    shop.say("hello")
    shop.sees("You said: hello")
    shop.button("New conversation").click()
    shop.picture("restart-desktop")
    shop.button("Start again").click()
    shop.sees("What are you looking for?")
    shop.say("again")
    shop.sees("You said: again")
    assert len(shop.script.conversations) == 2


def test_hostile_messages_stay_text(shop: Shop) -> None:
    shop.open()
    shop.say("hostile")
    shop.sees(HOSTILE)
    shop.sees("A shape of the future")
    expect(shop.cards().get_by_role("heading")).to_have_text(HOSTILE)
    expect(shop.page.locator("daogou-chat img, daogou-chat script")).to_have_count(0)


def test_chinese_from_the_browser_and_by_the_switch(visit: Visits) -> None:
    shop = visit(locale="zh-CN")
    shop.picture("demo-chinese-desktop")
    shop.page.get_by_role("button", name="与导购助手聊天").click()
    shop.say("有防水外套吗")
    shop.sees("为您找到两件防水外套")
    expect(shop.button("去掉：防水")).to_be_visible()
    shop.picture("cards-chinese-desktop")
    shop.button("EN：切换到英文").click()
    expect(shop.button("Remove: 防水")).to_be_visible()
    shop.page.reload()
    expect(shop.page.get_by_role("button", name="Chat with the shopping")).to_be_visible()


def test_the_shop_page_can_ask(shop: Shop) -> None:
    shop.page.get_by_role("button", name="Ask about this: Stoneware mug").click()
    shop.sees("You said: Tell me more about Stoneware mug")


@pytest.mark.parametrize(("viewport", "name"), [(PHONE, "phone"), (SMALL_PHONE, "small-phone")])
def test_a_phone_is_filled_without_overflow(
    visit: Visits, viewport: ViewportSize, name: str
) -> None:
    shop = visit(viewport, has_touch=True, is_mobile=True)
    shop.picture(f"demo-{name}")
    width = "[document.documentElement.scrollWidth, innerWidth]"
    assert shop.page.evaluate(width) == [viewport["width"]] * 2
    shop.open()
    shop.picture(f"welcome-{name}")
    shop.say(JACKETS_PLEASE)
    expect(shop.cards()).to_have_count(4)
    shop.say("w" * 200)
    shop.sees("You said: www")
    shop.picture(f"long-{name}")
    assert shop.page.get_by_role("dialog").bounding_box() == {"x": 0, "y": 0, **viewport}
    assert shop.page.evaluate(width) == [viewport["width"]] * 2
    log = shop.page.get_by_role("log")
    assert log.evaluate("(log) => log.scrollWidth - log.clientWidth") == 0


def test_every_target_has_44_pixels(visit: Visits) -> None:
    shop = visit(SMALL_PHONE, has_touch=True, is_mobile=True)
    shop.open()
    shop.say(JACKETS_PLEASE)
    expect(shop.cards()).to_have_count(4)
    picker = shop.page.locator("input[name=picture]")
    picker.set_input_files(photo(90, 60))
    expect(shop.page.get_by_alt_text("Photo 1")).to_be_visible()
    shop.picture("photo-small-phone")
    for button in shop.page.get_by_role("dialog").get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, button.get_attribute("aria-label")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, SMALL_PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(visit: Visits, scheme: str, viewport: ViewportSize) -> None:
    shop = visit(viewport, color_scheme=scheme)
    assert shop.violations() == []
    shop.open()
    shop.sees("What are you looking for?")
    assert shop.violations() == []
    shop.say(JACKETS_PLEASE)
    expect(shop.cards()).to_have_count(4)
    assert shop.violations() == []
    shop.picture(f"cards-{scheme}-{viewport['width']}")
    shop.button("New conversation").click()
    assert shop.violations() == []
    shop.button("中文: switch to Chinese").click()
    shop.say("有防水外套吗")
    expect(shop.cards()).to_have_count(6)
    assert shop.violations() == []
    shop.picture(f"chinese-{scheme}-{viewport['width']}")
