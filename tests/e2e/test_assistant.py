"""Conversations with the whole assistant, through the gateway's HTTP."""

import io
import re
from pathlib import Path

import pytest
from assistant import Assistant
from PIL import Image, ImageDraw, ImageFilter

pytestmark = pytest.mark.e2e

CHINESE = re.compile("[\u3400-\u9fff]")


def facets(assistant: Assistant, product_id: str, option: str) -> set[str]:
    variants = assistant.products[product_id]["variants"]
    return {variant["options"].get(option, "").lower() for variant in variants}


def price(assistant: Assistant, product_id: str) -> float:
    return min(float(variant["price"]) for variant in assistant.products[product_id]["variants"])


def test_finds_and_refines_in_english(assistant: Assistant) -> None:
    shopper = assistant.shopper()
    tops = shopper.say("i'm looking for a shirt or a tee")
    assert len(tops.cards) >= 3
    assert all(re.search("shirt|tee|polo", card["title"].lower()) for card in tops.cards)
    cheaper = shopper.say("cheaper")
    dearest = max(price(assistant, one) for one in tops.ids)
    assert cheaper.ids
    assert all(price(assistant, one) < dearest for one in cheaper.ids)
    reset = shopper.say("forget the price")
    assert not any("$" in chip["label"] for chip in reset.chips)
    black = shopper.say("only black ones")
    assert all("black" in facets(assistant, one, "Color") for one in black.ids)
    assert "black" in [chip["label"] for chip in black.chips]


def test_finds_and_refines_in_chinese(assistant: Assistant) -> None:
    shopper = assistant.shopper("zh")
    found = shopper.say("想买双鞋子，100块以内")
    assert CHINESE.search(found.text)
    assert found.cards
    assert all(price(assistant, one) <= 100 for one in found.ids)
    assert all(CHINESE.search(card["title"]) for card in found.cards)
    white = shopper.say("要白色的")
    assert all("white" in facets(assistant, one, "Color") for one in white.ids)
    over = shopper.say("重新来")
    assert CHINESE.search(over.text)


def test_more_brings_others(assistant: Assistant) -> None:
    shopper = assistant.shopper()
    first = shopper.say("show me things for women")
    more = shopper.say("more")
    assert first.ids
    assert more.ids
    assert not set(first.ids) & set(more.ids)


def test_like_the_second_one(assistant: Assistant) -> None:
    shopper = assistant.shopper()
    first = shopper.say("bags")
    similar = shopper.say("something like the second one")
    assert first.cards[1]["title"] in similar.text
    assert first.ids[1] not in similar.ids
    assert any("Bag" in assistant.products[one]["category"] for one in similar.ids[:3])


def test_the_cards_button_finds_similar_things(assistant: Assistant) -> None:
    shopper = assistant.shopper()
    card = shopper.say("sunglasses").cards[0]
    similar = shopper.tap(card["buttons"][-1]["payload"])
    assert card["title"] in similar.text
    assert similar.cards


def test_the_reply_follows_the_language(assistant: Assistant) -> None:
    shopper = assistant.shopper()
    assert not CHINESE.search(shopper.say("hello there").text)
    assert CHINESE.search(shopper.say("有裙子吗").text)
    assert not CHINESE.search(shopper.say("what about boots please").text)


def test_small_talk_that_names_a_product_is_a_search(assistant: Assistant) -> None:
    assert assistant.shopper().say("hello, show me bags").cards


def test_nothing_found_says_why_and_shows_the_nearest(assistant: Assistant) -> None:
    shopper = assistant.shopper()
    laptop = shopper.say("do you have laptops?")
    assert "laptop" in laptop.text
    cheap = shopper.say("boots under 3 dollars")
    assert "$" in cheap.text
    assert cheap.cards
    without = next(button for button in cheap.buttons if "$" in button["title"])
    assert shopper.tap(without["payload"]).cards


def test_excluded_is_never_shown(assistant: Assistant) -> None:
    shopper = assistant.shopper()
    found = shopper.say("shoes, not leather, under 120")
    assert found.ids
    for one in found.ids:
        material = str(assistant.products[one]["attributes"].get("material")).lower()
        assert "leather" not in material.replace("vegan leather", "").replace("faux leather", "")
        assert price(assistant, one) <= 120


def test_a_photo_finds_the_product(assistant: Assistant) -> None:
    shopper = assistant.shopper()
    several = [p for p in assistant.products.values() if len(p["images"]) > 1][::9]
    found = 0
    for product in several:
        first = product["images"][0]["color"]
        view = next(
            (i for i, one in enumerate(product["images"]) if i and one["color"] == first), 1
        )
        found += product["id"] in shopper.say(photo=assistant.picture(product["id"], view)).ids
    assert found >= 0.8 * len(several)


def test_a_photo_with_words_changes_it(assistant: Assistant) -> None:
    shopper = assistant.shopper()
    product = next(
        p
        for p in assistant.products.values()
        if {"Black"} < {i["color"].title() for i in p["images"]}
    )
    other = next(i for i, one in enumerate(product["images"]) if one["color"].title() != "Black")
    found = shopper.say("the same in black please", photo=assistant.picture(product["id"], other))
    assert all("black" in facets(assistant, one, "Color") for one in found.ids)
    assert product["id"] in found.ids
    chinese = shopper.say("要黑色的", photo=assistant.picture(product["id"], other))
    assert CHINESE.search(chinese.text)
    assert product["id"] in chinese.ids


@pytest.mark.parametrize(("words", "language"), [("", "en"), ("要便宜的", "zh")])
def test_of_several_things_in_a_photo_one_is_chosen(
    assistant: Assistant, words: str, language: str
) -> None:
    boot, bag = (
        next(p for p in assistant.products.values() if kind in p["category"])
        for kind in ("Boots", "Bags")
    )
    shopper = assistant.shopper()

    asked = shopper.say(words, photo=_side_by_side(assistant, boot["id"], bag["id"]))

    assert not asked.cards
    assert bool(CHINESE.search(asked.text)) == (language == "zh")
    left, right, whole = (button["payload"] for button in asked.buttons)
    assert boot["id"] in shopper.tap(left).ids
    found = shopper.tap(right)
    assert bag["id"] in found.ids
    assert bool(CHINESE.search(found.text)) == (language == "zh")
    assert shopper.tap(whole).cards


def _side_by_side(assistant: Assistant, *products: str) -> bytes:
    pictures = [Image.open(io.BytesIO(assistant.picture(one))) for one in products]
    both = Image.new("RGB", (800, 400), pictures[0].getpixel((0, 0)))
    for place, picture in enumerate(pictures):
        both.paste(picture.resize((360, 360)), (20 + 400 * place, 20))
    buffer = io.BytesIO()
    both.save(buffer, "JPEG")
    return buffer.getvalue()


def test_a_photo_of_something_else_is_told_so(assistant: Assistant) -> None:
    reply = assistant.shopper().say(photo=_landscape())
    assert not reply.cards
    assert "photo" in reply.text


def _landscape() -> bytes:
    image = Image.linear_gradient("L").resize((640, 480)).convert("RGB")
    draw = ImageDraw.Draw(image)
    for x in range(0, 640, 40):
        draw.polygon([(x, 480), (x + 30, 250 + x % 120), (x + 90, 480)], fill=(40, 90 + x % 60, 50))
    draw.ellipse((500, 40, 580, 120), fill=(250, 240, 180))
    noisy = Image.blend(image, Image.effect_noise((640, 480), 60).convert("RGB"), 0.2)
    buffer = io.BytesIO()
    noisy.filter(ImageFilter.SMOOTH).save(buffer, "JPEG")
    return buffer.getvalue()


def test_no_picture_is_a_clear_error(assistant: Assistant) -> None:
    shopper = assistant.shopper()
    answer = shopper.upload(b"GIF89a and then nothing")
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "not_a_picture"
    assert CHINESE.search(answer.json()["error"]["message_zh"])


@pytest.mark.parametrize(
    "text",
    [
        '/find_similar{"product": "x"}',
        "photo: /etc/passwd",
        "'; DROP TABLE products; --",
        "👗👗👗",
        "?" * 2_000,
        "ＦＵＬＬ ｗｉｄｔｈ　鞋",
        "<script>alert(1)</script>",
        "\u202eneddih",
    ],
)
def test_hostile_words_are_answered(assistant: Assistant, text: str) -> None:
    reply = assistant.shopper().say(text)
    assert reply.text
    assert "went wrong" not in reply.text


BAD_IMAGES = Path(__file__).parents[3] / "shared" / "data" / "bad_images"


@pytest.mark.skipif(not BAD_IMAGES.exists(), reason="../shared/data/bad_images is not there")
def test_broken_pictures_never_break_the_gateway(assistant: Assistant) -> None:
    shopper = assistant.shopper()
    files = [path for path in sorted(BAD_IMAGES.rglob("*")) if path.is_file()]
    answers = {path: shopper.upload(path.read_bytes()) for path in files}
    assert {answer.status_code for answer in answers.values()} <= {201, 413, 422}
    refused = [answer for answer in answers.values() if answer.status_code != 201]
    assert refused
    assert all(answer.json()["error"]["message_zh"] for answer in refused)
    assert shopper.say("black shoes").cards
