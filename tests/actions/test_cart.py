"""The cart, as shoppers fill it."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talking import Talker

from actions.quantities import any_number, counted

Begin = Callable[..., Talker]


def test_the_only_variant_is_added_at_once(begin: Begin) -> None:
    talker = begin(shown=["tee", "zip"])
    answer = talker.say("add_to_cart", "add the second one")
    assert answer.text == "In your cart: Zip Hoodie (Black / M) × 1."
    assert "Zip Hoodie (Black / M) × 1, $55.00" in talker.say("view_cart", "my cart").text


def test_missing_options_are_asked_for_until_one_variant_is_left(begin: Begin) -> None:
    talker = begin(shown=["hoodie"])
    asked = talker.say("add_to_cart", "two of these please")
    assert asked.titles == ["Black", "White"]
    sizes = talker.tap(asked.payload("Black"))
    assert sizes.titles == ["M", "S"]
    assert "Fleece Hoodie (Black / S) × 2" in talker.say("nlu_fallback", "s").text


def test_what_the_words_name_isnt_asked_for(begin: Begin) -> None:
    talker = begin(shown=["dress", "hoodie"])
    answer = talker.say("add_to_cart", "add the second one in black, size M")
    assert "Fleece Hoodie (Black / M)" in answer.text


def test_chinese(begin: Begin) -> None:
    talker = begin("zh", shown=["hoodie"])
    asked = talker.say("add_to_cart", "加两件到购物车")
    assert "有 黑色、白色" in asked.text
    talker.say("nlu_fallback", "黑色的")
    assert "× 2" in talker.say("nlu_fallback", "M码").text


def test_something_else_may_be_asked_meanwhile(begin: Begin) -> None:
    talker = begin(shown=["hoodie"])
    talker.say("add_to_cart", "this one")
    aside = talker.say("thanks", "thanks a lot")
    assert aside.responses == ["utter_thanks"]
    assert "Back to where we were: Fleece Hoodie comes in Black, White" in aside.text
    assert "White / M" in talker.say("nlu_fallback", "white").text


def test_a_search_isnt_taken_for_an_answer(begin: Begin) -> None:
    talker = begin(shown=["hoodie"])
    talker.say("add_to_cart", "this one")
    assert talker.say("search_product", "jeans").custom("products")["products"]


def test_a_search_with_a_size_isnt_taken_for_an_answer(begin: Begin) -> None:
    talker = begin(shown=["hoodie"])
    talker.say("add_to_cart", "this one")
    assert talker.say("search_product", "dresses in M").custom("products")["products"]
    assert "empty" in talker.say("view_cart", "cart").text


def test_it_is_what_is_on_the_screen_now(begin: Begin) -> None:
    talker = begin(shown=["dress", "zip"])
    talker.say("add_to_cart", "the second")
    talker.say("search_product", "boots")
    assert "Ankle Boots" in talker.say("add_to_cart", "add it").text


def test_a_title_names_what_to_add(begin: Begin) -> None:
    talker = begin(shown=["tee", "zip", "dress"])
    assert "Zip Hoodie" in talker.say("add_to_cart", "put the zip hoodie in my cart").text


def test_a_variant_that_isnt_there(begin: Begin) -> None:
    talker = begin(shown=["hoodie"])
    answer = talker.say("add_to_cart", "the white one in S")
    assert "doesn't come in that size or colour" in answer.text
    assert answer.titles == ["Black", "White"]


def test_one_more_of_the_same(begin: Begin) -> None:
    talker = begin("zh", shown=["hoodie"])
    talker.say("add_to_cart", "黑色M码的加购物车")
    assert "× 2" in talker.say("add_to_cart", "再来一件").text
    assert "× 2" in talker.say("view_cart", "购物车").text


def test_another_product_may_be_added_meanwhile(begin: Begin) -> None:
    talker = begin(shown=["hoodie", "zip"])
    talker.say("add_to_cart", "the first one")
    assert "Zip Hoodie" in talker.say("add_to_cart", "i want the second one, size M").text


def test_sold_out(begin: Begin) -> None:
    talker = begin(shown=["scarf", "jacket"])
    assert "is sold out" in talker.say("add_to_cart", "the first one").text
    answer = talker.say("add_to_cart", "the second in L")
    assert "sold out in that size" in answer.text
    assert "Rain Jacket (Yellow / M) × 1" in answer.text


def test_no_more_than_there_are(begin: Begin) -> None:
    talker = begin(shown=["zip"])
    assert "only 5" in talker.say("add_to_cart", "add 9 pieces").text


def test_a_product_is_asked_for_when_several_are_shown(begin: Begin) -> None:
    talker = begin(shown=["tee", "zip"])
    asked = talker.say("add_to_cart", "put it in my cart")
    assert asked.titles == ["Plain Tee", "Zip Hoodie"]
    assert "Zip Hoodie" in talker.tap(asked.payload("Zip")).text


@pytest.fixture
def filled(begin: Begin) -> Talker:
    talker = begin(shown=["zip", "dress", "tee"])
    talker.say("add_to_cart", "add the first")
    talker.say("add_to_cart", "the second in red")
    return talker


def test_quantities_are_changed(filled: Talker) -> None:
    assert "Linen Summer Dress (Red / S) × 3" in filled.say("update_cart", "make the dress 3").text
    assert "× 4" in filled.say("update_cart", "one more of the dress").text
    assert "Total: $371.00" in filled.say("view_cart", "total?").text


def test_how_many_is_asked_with_buttons(filled: Talker) -> None:
    asked = filled.say("update_cart", "change the number of dresses")
    assert "How many of Linen Summer Dress" in asked.text
    assert "× 3" in filled.tap(asked.payload("3")).text


def test_a_size_is_changed(filled: Talker) -> None:
    changed = filled.say("update_cart", "the dress in blue M instead")
    assert "Changed to Linen Summer Dress (Blue / M)" in changed.text


def test_lines_are_taken_out_by_words_and_buttons(filled: Talker) -> None:
    cart = filled.say("view_cart", "cart").custom("cart")
    after = filled.tap(cart["lines"][0]["buttons"][0]["payload"])
    assert "Taken out: Zip Hoodie" in after.text
    assert "Your cart is empty" in filled.say("remove_from_cart", "remove the dress").text


def test_everything_is_taken_out(filled: Talker) -> None:
    assert filled.say("remove_from_cart", "empty my cart").text == "Your cart is empty now."


def test_a_line_is_asked_for(filled: Talker) -> None:
    asked = filled.say("remove_from_cart", "remove it")
    assert len(asked.titles) == 2
    assert "Taken out" in filled.tap(asked.payload("Dress")).text


def test_checkout_hands_over_a_signed_cart_without_prices(filled: Talker) -> None:
    url = filled.say("checkout", "check out").custom("checkout")["url"]
    assert url.startswith("https://shop.example/checkout?from=chat&cart=")
    cart = parse_qs(urlsplit(url).query)["cart"][0]
    claims = jwt.decode(cart, "k" * 32, algorithms=["HS256"])
    assert claims["lines"] == [
        {"sku": "zip-k-m", "quantity": 1}, {"sku": "dress-r-s", "quantity": 1}
    ]  # fmt: skip
    again = filled.say("checkout", "check out").custom("checkout")["url"]
    same = jwt.decode(parse_qs(urlsplit(again).query)["cart"][0], "k" * 32, algorithms=["HS256"])
    assert same["jti"] == claims["jti"]


def test_stock_is_looked_at_again_at_the_checkout(begin: Begin) -> None:
    talker = begin(shown=["zip"])
    talker.services.carts.add(talker.conversation, "zip-k-m", "zip", 9, 99)
    talker.services.carts.add(talker.conversation, "scarf-g", "scarf", 1, 99)
    answer = talker.say("checkout", "check out")
    assert "Only 5 of Zip Hoodie" in answer.text
    assert "Wool Scarf (Green) has sold out meanwhile" in answer.text
    assert talker.say("checkout", "check out").custom("checkout")["url"]


def test_a_signed_in_customers_cart_is_the_same_in_each_conversation(begin: Begin) -> None:
    begin(customer="cart-1", shown=["zip"]).say("add_to_cart", "add it")
    assert "Zip Hoodie" in begin(customer="cart-1").say("view_cart", "my cart").text
    assert "empty" in begin().say("view_cart", "my cart").text


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("add two of the second one in M", 2), ("the second one", None), ("size 38", None),
        ("来三件", 3), ("第二个", None), ("3 pairs", 3), ("qty 4", 4), ("俩", 2), ("一双38码", 1),
    ],
)  # fmt: skip
def test_counted(words: str, count: int | None) -> None:
    assert counted(words) == count


@pytest.mark.parametrize(
    ("words", "count"), [("make it 2", 2), ("改成五", 5), ("two", 2), ("M", None), ("0", None)]
)
def test_any_number(words: str, count: int | None) -> None:
    assert any_number(words) == count


@given(st.text(max_size=80))
def test_any_words_are_read(words: str) -> None:
    assert (any_number(words) or 1) > 0
