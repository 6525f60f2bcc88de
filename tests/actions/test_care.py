"""Complaints, feedback, memory, anger and doubt."""

from collections.abc import Callable

from sqlalchemy import select
from talking import Talker

from actions.services import Services
from catalog.store.shopping import Feedback, Ticket

Begin = Callable[..., Talker]


def test_a_complaint_is_written_down_with_what_is_known(begin: Begin, services: Services) -> None:
    talker = begin(shown=["dress"], order="A1")
    answer = talker.say("complain", "the zip broke after a day")
    with services.catalogue.engine.connect() as connection:
        kept = connection.execute(
            select(Ticket).where(Ticket.conversation == talker.conversation)
        ).one()
    assert f"case {kept.id}" in answer.text
    assert kept.kind == "complaint"
    assert (kept.details["shown"], kept.details["order"]) == (["dress"], "A1")
    assert answer.titles == ["Ask a person"]


def test_feedback_asks_for_stars_and_keeps_them_with_the_words(
    begin: Begin, services: Services
) -> None:
    talker = begin("zh")
    asked = talker.say("give_feedback", "你们的助手挺好用")
    assert asked.titles[0] == "★★★★★"
    assert "谢谢" in talker.tap(asked.payload("★★★★★")).text
    with services.catalogue.engine.connect() as connection:
        wanted = select(Feedback).where(Feedback.conversation == talker.conversation)
        kept = connection.execute(wanted).one()
    assert (kept.rating, kept.words) == (5, "你们的助手挺好用")
    assert "helps us" in begin().say("give_feedback", "4 stars, quick answers").text


def test_what_was_asked_to_be_remembered_is_shown_and_erased(begin: Begin) -> None:
    talker = begin(customer="memory-1", shown=["zip"])
    told = talker.say("search_product", "remember that I wear size M and spend up to $80")
    assert "size M" in told.text
    shown = begin(customer="memory-1").say("forget_me", "what do you know about me?")
    assert "size: M" in shown.text
    assert "budget: $80.00" in shown.text
    hoodies = begin(customer="memory-1").say("search_product", "black hoodies")
    assert any(chip["label"].endswith("M") for chip in hoodies.custom("chips")["chips"])
    talker.say("add_to_cart", "add it")
    talker.say("forget_me", "forget me")
    gone = talker.say("affirm", "yes")
    assert gone.custom("forgotten")
    assert talker.slots["shown"] is None
    again = begin(customer="memory-1")
    assert "nothing" in again.say("forget_me", "what do you know about me").text
    assert "empty" in again.say("view_cart", "cart").text


def test_nothing_is_remembered_of_strangers(begin: Begin) -> None:
    assert "signed-in" in begin().say("search_product", "remember I wear M").text


def test_anger_is_answered_once_with_a_person(begin: Begin) -> None:
    talker = begin(shown=["zip"])
    angry = [{"entity": "feeling", "value": "upset"}]
    first = talker.say("view_cart", "where is my damn cart", angry)
    assert first.text.startswith("I'm sorry this is so annoying.")
    assert "Your cart is empty" in first.text
    assert "Ask a person" in first.titles
    assert "sorry" not in talker.say("view_cart", "my damn cart", angry).text


def test_not_understood_twice_offers_a_person(begin: Begin) -> None:
    talker = begin()
    first = talker.say("nlu_fallback", "asdf qwer")
    assert len(first.titles) == 3
    assert "still don't get it" in talker.say("nlu_fallback", "zxcv uiop").text
    talker.say("view_cart", "cart")
    assert "still" not in talker.say("nlu_fallback", "asdf").text


def test_a_second_wish_is_offered(begin: Begin) -> None:
    talker = begin()
    answer = talker.say("track_order", "where is my order and I also want a red dress")
    assert answer.titles == ["Look for: I also want a red dress"]
    assert talker.tap(answer.payload("Look for")).custom("products")
    other = talker.say("search_product", "红色连衣裙，还有我的订单到哪了")
    assert "Where is my order?" in other.titles
