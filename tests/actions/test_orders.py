"""Orders, as their customers and others ask for them."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select
from talking import Talker

from actions.order_words import email_in, number_in
from actions.services import Services
from actions.shop.rules import Rules
from catalog.errors import SettingsError
from catalog.store.shopping import Customer, Order, OrderChange, OrderLine

Begin = Callable[..., Talker]


@pytest.fixture(autouse=True)
def _placed(services: Services) -> None:
    """Ann has an order in each state, Bo one."""
    now = datetime.now(UTC)
    states = {"A1001": "processing", "A1002": "shipped", "A1003": "delivered",
              "A1004": "delivered"}  # fmt: skip
    rows = [
        {"number": number, "customer_id": "ann", "placed_at": now - timedelta(days=9), "status": s,
         "currency": "USD", "total": 15900, "address": "1 Old Street",
         "delivered_at": now - timedelta(days=5 if number == "A1003" else 60),
         "tracking": {"carrier": "UPS", "number": "1Z9"} if s != "processing" else None}
        for number, s in states.items()
    ]  # fmt: skip
    rows.append({**rows[0], "number": "B2001", "customer_id": "bo"})
    lines = [
        {"order_number": row["number"], "product_id": product, "sku": sku, "quantity": 1,
         "price": price}
        for row in rows
        for product, sku, price in (("dress", "dress-r-s", 7900), ("tee", "tee-k-s", 2000))
    ]  # fmt: skip
    with services.catalogue.engine.begin() as connection:
        for table in (Customer, OrderChange):
            connection.execute(delete(table))
        people = [
            {"id": one, "name": one, "email": f"{one}@example.com", "language": "en"}
            for one in ("ann", "bo", "new")
        ]
        connection.execute(insert(Customer), people)
        connection.execute(insert(Order), rows)
        connection.execute(insert(OrderLine), lines)


def _changes(services: Services) -> list[tuple[str, str]]:
    with services.catalogue.engine.connect() as connection:
        rows = connection.execute(select(OrderChange.order_number, OrderChange.kind))
        return [(row.order_number, row.kind) for row in rows]


def _order(services: Services, number: str) -> Order:
    with services.catalogue.engine.connect() as connection:
        return connection.execute(select(Order).where(Order.number == number)).one()  # type: ignore[return-value]


class TestTracking:
    def test_an_order_by_its_digits(self, begin: Begin) -> None:
        answer = begin(customer="ann").say("track_order", "where is 1002")
        assert "Order A1002 is on its way. It travels with UPS, tracking number 1Z9." in answer.text
        assert answer.custom("order")["lines"][0]["title"] == "Linen Summer Dress"

    def test_which_one_is_asked_and_a_place_answers(self, begin: Begin) -> None:
        talker = begin("zh", customer="ann")
        asked = talker.say("track_order", "我的快递到哪了")
        assert len(asked.titles) == 2
        assert "订单 A100" in talker.say("nlu_fallback", "第二个").text

    def test_nobody_sees_anothers_order(self, begin: Begin) -> None:
        talker = begin(customer="ann")
        answer = talker.say("track_order", "track B2001")
        assert "no order B2001 of yours" in answer.text
        assert talker.say("track_order", "track Z9999").text.startswith("I find no order Z9999")

    def test_no_orders_yet(self, begin: Begin) -> None:
        assert "don't see any orders" in begin(customer="new").say("track_order", "my order").text

    def test_signed_out_number_and_email_show_the_state_alone(self, begin: Begin) -> None:
        talker = begin()
        assert "What is your order number" in talker.say("track_order", "where's my stuff").text
        assert "e-mail address" in talker.say("nlu_fallback", "#a1002").text
        answer = talker.say("out_of_scope", "it's ANN@example.com")
        assert "A1002 is on its way" in answer.text
        assert answer.custom("order")["lines"] == []
        assert answer.titles == []

    def test_the_wrong_email_says_no_more_than_a_wrong_number(self, begin: Begin) -> None:
        wrong = [("A1002", "bo@example.com"), ("A7777", "ann@example.com")]
        told = [begin().say("track_order", f"order {n} {e}").text for n, e in wrong]
        assert told[0] == told[1]

    def test_tries_are_limited(self, begin: Begin) -> None:
        talker = begin()
        for guess in range(5):
            talker.say("track_order", f"order X{9000 + guess} ann@example.com")
        answer = talker.say("track_order", "order A1002 ann@example.com")
        assert "wrong several times" in answer.text

    def test_a_digression_and_back(self, begin: Begin) -> None:
        talker = begin()
        talker.say("track_order", "where is my order")
        assert "Back to where we were: What is your order number" in talker.say("greet", "hi").text
        assert "e-mail" in talker.say("nlu_fallback", "A1002").text


class TestCancelling:
    def test_once_and_only_after_a_yes(self, begin: Begin, services: Services) -> None:
        talker = begin(customer="ann")
        asked = talker.say("cancel_order", "cancel my order")
        assert "Cancel order A1001 over $159.00?" in asked.text
        assert _order(services, "A1001").status == "processing"
        assert "is cancelled" in talker.say("affirm", "yes please").text
        assert _order(services, "A1001").status == "cancelled"
        assert _changes(services) == [("A1001", "cancel")]
        assert "cancelled already" in talker.say("cancel_order", "cancel A1001").text

    def test_no_leaves_it(self, begin: Begin, services: Services) -> None:
        talker = begin("zh", customer="ann")
        talker.say("cancel_order", "取消订单")
        assert "保持不变" in talker.say("deny", "算了不取消了").text
        assert _changes(services) == []

    def test_too_late(self, begin: Begin) -> None:
        answer = begin(customer="ann").say("cancel_order", "cancel A1002")
        assert "can't be cancelled any more" in answer.text
        assert "Ask a person" in answer.titles

    def test_a_change_of_mind(self, begin: Begin, services: Services) -> None:
        talker = begin(customer="ann")
        talker.say("cancel_order", "cancel my order")
        asked = talker.say("change_order", "actually just change the address")
        assert "Where should order A1001 go" in asked.text
        talker.say("nlu_fallback", "22 New Road, Springfield")
        assert "new address" in talker.say("affirm", "yes").text
        assert _order(services, "A1001").address == "22 New Road, Springfield"
        assert _changes(services) == [("A1001", "address")]

    def test_signed_out_nothing_is_changed(self, begin: Begin, services: Services) -> None:
        for intent in ("cancel_order", "change_order", "return_order"):
            answer = begin().say(intent, "order A1001 ann@example.com")
            assert "signing in" in answer.text
        assert _changes(services) == []

    def test_a_yes_out_of_nowhere_does_nothing(self, begin: Begin, services: Services) -> None:
        assert begin(customer="ann").tap("/affirm").responses == ["utter_affirm"]
        assert _changes(services) == []

    def test_an_order_that_moved_on_meanwhile(self, begin: Begin, services: Services) -> None:
        talker = begin(customer="ann")
        talker.say("cancel_order", "cancel A1001")
        with services.catalogue.engine.begin() as connection:
            connection.execute(
                Order.__table__.update().where(Order.number == "A1001").values(status="shipped")
            )
        assert "can't be cancelled any more" in talker.say("affirm", "yes").text
        assert _changes(services) == []


class TestChanging:
    def test_another_size(self, begin: Begin, services: Services) -> None:
        talker = begin(customer="ann")
        asked = talker.say("change_order", "i need a different colour for A1001")
        which = talker.tap(asked.payload("Linen Summer Dress"))
        assert "Linen Summer Dress (Blue / M)" in talker.tap(which.payload("Blue")).text
        assert "now has" in talker.say("affirm", "ok").text
        with services.catalogue.engine.connect() as connection:
            skus = connection.scalars(
                select(OrderLine.sku).where(OrderLine.order_number == "A1001")
            ).all()
        assert sorted(skus) == ["dress-b-m", "tee-k-s"]

    def test_what_is_asked(self, begin: Begin) -> None:
        asked = begin("zh", customer="ann").say("change_order", "改一下订单")
        assert asked.titles == ["收货地址", "尺码或颜色"]


class TestQuestionsThatWait:
    def test_other_words_are_no_answer(self, begin: Begin) -> None:
        talker = begin(customer="ann")
        asked = talker.say("return_order", "exchange something from A1003, wrong size")
        talker.tap(asked.payload("Linen Summer Dress"))
        assert "Which one of" not in talker.say("search_product", "white sneakers").text
        assert talker.say("thanks", "thank you").responses == ["utter_thanks"]

    def test_another_session_takes_no_old_words_for_an_answer(
        self, begin: Begin, services: Services
    ) -> None:
        talker = begin(customer="ann")
        talker.say("return_order", "return something from A1003")
        assert "reason" in talker.say("nlu_fallback", "the first one").text
        assert talker.begin_session().messages == []
        assert talker.say("affirm", "yes").responses == ["utter_affirm"]
        assert _changes(services) == []

    def test_a_question_can_be_left(self, begin: Begin) -> None:
        talker = begin("zh", customer="ann")
        talker.say("return_order", "我要退 A1003")
        assert "保持不变" in talker.say("deny", "算了").text
        assert talker.slots["pending"] is None


class TestReturning:
    def test_for_money(self, begin: Begin, services: Services) -> None:
        talker = begin(customer="ann")
        asked = talker.say("return_order", "i want to return something from A1003")
        why = talker.tap(asked.payload("Dress"))
        assert "What is the reason" in why.text
        how = talker.say("refine_search", "too small around the shoulders")
        assert "What would you like" in how.text
        sure = talker.tap(how.payload("Money back"))
        assert "Send back Linen Summer Dress for $79.00, the way you paid?" in sure.text
        assert "registered. $79.00" in talker.say("affirm", "yep").text
        assert _changes(services) == [("A1003", "return")]
        again = talker.say("return_order", "return A1003, it's broken")
        assert "What would you like" in again.text  # the other item is the only one left

    def test_for_another_size(self, begin: Begin, services: Services) -> None:
        talker = begin("zh", customer="ann")
        asked = talker.say("return_order", "A1003 的裙子小了，想换货")
        which = talker.tap(asked.payload("连衣裙"))
        sure = talker.tap(which.payload("蓝色"))
        assert "换成 亚麻夏季连衣裙 (蓝色 / M)" in sure.text
        assert "换货已登记" in talker.say("affirm", "好").text
        assert _changes(services) == [("A1003", "exchange")]

    def test_too_late(self, begin: Begin) -> None:
        answer = begin(customer="ann").say("return_order", "return A1004")
        assert "possible for 30 days" in answer.text

    def test_not_there_yet(self, begin: Begin) -> None:
        answer = begin(customer="ann").say("return_order", "return A1002")
        assert "nothing to send back" in answer.text

    def test_final_sale(self, services: Services) -> None:
        rules = services.rules.model_copy(
            update={"final_sale": {"category": frozenset({"dresses", "t_shirts", "tops"})}}
        )
        own = dataclasses.replace(services, rules=rules)
        own.identities.name("final-sale", "ann")
        talker = Talker(own, "final-sale", {"language": "en"})
        assert "excluded from returns" in talker.say("return_order", "return A1003").text

    def test_the_shops_own_label_and_refunds(self, services: Services) -> None:
        url = "https://shop.example/labels/{order}/{return}"
        rules = services.rules.model_copy(update={"label_url": url, "refunds": ("credit",)})
        own = dataclasses.replace(services, rules=rules)
        own.identities.name("label", "ann")
        talker = Talker(own, "label", {"language": "en"})
        talker.say("return_order", "return A1003, it's torn")
        asked = talker.say("nlu_fallback", "the second one")
        assert asked.titles == ["Shop credit", "Exchange for another size or colour"]
        talker.tap(asked.payload("credit"))
        assert "https://shop.example/labels/A1003/" in talker.say("affirm", "yes").text

    def test_an_earlier_questions_button_answers_nothing_else(self, begin: Begin) -> None:
        talker = begin(customer="ann")
        which = talker.say("return_order", "return A1003")
        why = talker.tap(which.payload("Dress"))
        talker.tap(why.payload("Damaged"))
        assert "method" in str(talker.slots["pending"])
        assert "What would you like" in talker.tap(why.payload("Changed my mind")).text


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("return_days: -1\ncancel_while: []\nchange_while: []\nrefunds: [credit]\n", "return_days"),
        ("cancel_whil: [x]\n", "cancel_while"),
        (
            "return_days: 1\ncancel_while: []\nchange_while: []\nrefunds: [credit]\n"
            "label_url: 'https://x/{parcel}'\n",
            "label_url",
        ),
        (": [", "rules.yml"),
    ],
)
def test_wrong_rules_are_named(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "rules.yml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=complaint):
        Rules.read(path)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("where is #D10027?", "D10027"), ("订单10027到哪了", "10027"),
        ("order ab-12345", "ab-12345"), ("size 38 please", None),
        ("john.1234@example.com", None), ("我的订单号是D10027", "D10027"),
    ],
)  # fmt: skip
def test_order_numbers(words: str, number: str | None) -> None:
    assert number_in(words) == number


@given(st.text(max_size=200))
def test_any_words_are_read(words: str) -> None:
    assert number_in(words) is None or any(c.isdigit() for c in number_in(words) or "")
    assert email_in(words) is None or "@" in (email_in(words) or "")
