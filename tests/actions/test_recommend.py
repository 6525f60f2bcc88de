"""What is recommended."""

from collections.abc import Callable

from talking import Talker

Begin = Callable[..., Talker]


def test_what_is_well_liked(begin: Begin) -> None:
    answer = begin().say("recommend", "what is popular for women")
    assert "well liked" in answer.text
    assert answer.custom("products")["products"]


def test_what_goes_with_a_product_is_of_another_kind(begin: Begin) -> None:
    answer = begin(shown=["dress", "tee"]).say("recommend", "what goes with the first one")
    assert "same people" in answer.text
    titles = [card["title"] for card in answer.custom("products")["products"]]
    assert titles
    assert not [title for title in titles if "Dress" in title]


def test_what_is_near_the_cart(begin: Begin) -> None:
    talker = begin("zh", shown=["zip"])
    talker.say("add_to_cart", "加购物车")
    answer = talker.say("recommend", "根据购物车给我推荐一些")
    assert "和您购物车里的相近" in answer.text
    assert "zip" not in [card["id"] for card in answer.custom("products")["products"]]


def test_without_a_cart_popular_things(begin: Begin) -> None:
    assert "well liked" in begin().say("recommend", "recommend something for me").text
