import asyncio
import json
from typing import Any

import pytest
from running import Gateway, Shopper, running
from starlette.responses import JSONResponse, PlainTextResponse

from gateway.settings import Settings
from gateway.texts import BOT_UNAVAILABLE, Language

pytestmark = pytest.mark.anyio

NOTICE = {"type": "notice", "code": "bot_unavailable"}


async def test_a_session_gives_a_token_for_one_conversation(gateway: Gateway) -> None:
    response = await gateway.client.post("/api/sessions")
    assert response.status_code == 201
    assert response.json().keys() == {"token", "conversation_id"}


async def test_words_reach_the_bot_with_the_language_of_the_session(gateway: Gateway) -> None:
    shopper = await gateway.shopper("zh")
    (answer,) = await shopper.say("  黑色的鞋 ")
    assert answer.keys() == {"id", "from", "at", "text"}
    assert (answer["from"], answer["text"]) == ("bot", "You said 黑色的鞋")
    assert gateway.bot.heard == [
        {
            "sender": shopper.conversation_id,
            "message": "黑色的鞋",
            "metadata": {"language": "zh"},
        }
    ]


async def test_everything_the_bot_sends_is_passed_on(gateway: Gateway, shopper: Shopper) -> None:
    reply = {
        "text": "Here",
        "image": "/media/a.jpg",
        "buttons": [{"title": "Buy", "payload": "/buy"}],
        "custom": {"type": "products", "items": [{"id": "1"}]},
    }
    gateway.bot.script = [reply, {"text": "And this"}]
    first, second = await shopper.say("show me")
    assert {key: first[key] for key in reply} == reply
    assert second["text"] == "And this"


async def test_the_conversation_so_far_has_both_sides_in_order(
    gateway: Gateway, shopper: Shopper
) -> None:
    await shopper.say("one", id="first")
    await shopper.say("two")
    said = [(message["from"], message["text"]) for message in await shopper.history()]
    assert said == [
        ("shopper", "one"),
        ("bot", "You said one"),
        ("shopper", "two"),
        ("bot", "You said two"),
    ]
    assert (await shopper.history())[0]["id"] == "first"


async def test_conversations_are_apart(gateway: Gateway, shopper: Shopper) -> None:
    await shopper.say("mine")
    assert await (await gateway.shopper()).history() == []


async def test_a_conversation_outlives_the_process(settings: Settings) -> None:
    async with running(settings) as before:
        shopper = await before.shopper()
        await shopper.say("hello")
        told = await shopper.history()
    async with running(settings) as after:
        shopper.client = after.client
        assert await shopper.history() == told


async def test_the_same_id_is_answered_from_the_store(gateway: Gateway, shopper: Shopper) -> None:
    first = await shopper.say("hello", id="m1")
    again = await shopper.say("hello", id="m1")
    assert again == first
    assert len(gateway.bot.heard) == 1
    assert len(await shopper.history()) == 2


async def test_the_same_id_at_the_same_time_is_sent_once(
    gateway: Gateway, shopper: Shopper
) -> None:
    first, again = await asyncio.gather(shopper.say("hi", id="m1"), shopper.say("hi", id="m1"))
    assert again == first
    assert len(gateway.bot.heard) == 1


async def test_the_same_id_of_another_shopper_is_another_message(
    gateway: Gateway, shopper: Shopper
) -> None:
    await shopper.say("hello", id="m1")
    await (await gateway.shopper()).say("hello", id="m1")
    assert len(gateway.bot.heard) == 2


async def test_a_message_left_unanswered_by_a_stop_is_asked_again(
    gateway: Gateway, shopper: Shopper
) -> None:
    store = gateway.app.state.services.store
    await store.add_question(shopper.conversation_id, "m1", {"text": "hello"})
    (answer,) = await shopper.say("hello", id="m1")
    assert answer["text"] == "You said hello"
    assert len(await shopper.history()) == 2


async def test_messages_of_one_conversation_go_one_after_another(
    gateway: Gateway, shopper: Shopper
) -> None:
    words = [f"message {number}" for number in range(6)]
    answers = await asyncio.gather(*(shopper.say(word) for word in words))
    assert [said["message"] for said in gateway.bot.heard] == words
    assert [answer["text"] for (answer,) in answers] == [f"You said {word}" for word in words]
    assert gateway.bot.most_at_once == 1


async def test_one_waiting_shopper_does_not_hold_another(
    gateway: Gateway, shopper: Shopper
) -> None:
    gateway.bot.open.clear()
    waiting = asyncio.create_task(shopper.say("slow"))
    await gateway.bot.called.wait()
    other = await gateway.shopper()
    answering = asyncio.create_task(other.say("quick"))
    while len(gateway.bot.heard) < 2:
        await asyncio.sleep(0)
    gateway.bot.open.set()
    assert (await answering)[0]["text"] == "You said quick"
    assert (await waiting)[0]["text"] == "You said slow"


@pytest.mark.parametrize(
    ("typed", "reaches"),
    [
        ('/checkout{"price":"0"}', 'checkout{"price":"0"}'),
        (" // /restart", "restart"),
        ("/\u3000/\x1f/session_start", "session_start"),
        ("\0/greet", "greet"),
        ("9/11 watch", "9/11 watch"),
    ],
)
async def test_typed_words_never_reach_the_bot_as_a_payload(
    gateway: Gateway, shopper: Shopper, typed: str, reaches: str
) -> None:
    await shopper.say(typed)
    assert gateway.bot.heard[0]["message"] == reaches


@pytest.mark.parametrize("text", ["", "  ", "/", " / / ", "\0", "\u3000"])
async def test_an_empty_message_is_told_so(gateway: Gateway, shopper: Shopper, text: str) -> None:
    response = await shopper.post(text=text)
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "empty_message"
    assert gateway.bot.heard == []


async def test_a_message_may_have_2000_characters_and_no_more(
    gateway: Gateway, shopper: Shopper
) -> None:
    await shopper.say("长" * 2000)
    response = await shopper.post(text="长" * 2001)
    assert response.status_code == 422
    assert response.json()["error"] == {
        "code": "message_too_long",
        "message": "This message is too long. Up to 2,000 characters are fine.",
        "message_zh": "消息太长，请控制在 2000 个字符以内。",
    }


async def test_what_postgresql_cannot_keep_is_taken_out_of_messages(
    gateway: Gateway, shopper: Shopper
) -> None:
    content = b'{"text": "caf\\u0000\\ud800e", "id": "m1"}'
    kind = {"Content-Type": "application/json", **shopper.headers}
    response = await gateway.client.post("/api/messages", content=content, headers=kind)
    assert response.status_code == 200
    assert gateway.bot.heard[0]["message"] == "cafe"


@pytest.mark.parametrize("id", ["", "x" * 65, "né", "a b", 7])
async def test_a_client_id_is_64_visible_characters(shopper: Shopper, id: object) -> None:
    assert (await shopper.post(text="hi", id=id)).status_code == 422


OFFERS = [
    {"buttons": [{"title": "Yes, please", "payload": "/affirm"}]},
    {"custom": {"type": "products", "items": [{"id": "1", "title": "Yes, please", "buttons": [
        {"title": "Yes, please", "payload": "/affirm"}]}]}},
    {"custom": {"type": "chips", "chips": [{"label": "Yes, please", "payload": "/affirm"}]}},
]  # fmt: skip


@pytest.mark.parametrize("offer", OFFERS)
async def test_a_payload_that_was_offered_is_taken(
    gateway: Gateway, shopper: Shopper, offer: dict[str, Any]
) -> None:
    gateway.bot.script = [offer]
    await shopper.say("anything")
    await shopper.say("ignored words", payload="/affirm")
    assert gateway.bot.heard[-1]["message"] == "/affirm"
    question = (await shopper.history())[-2]
    assert (question["from"], question["text"]) == ("shopper", "Yes, please")
    assert "payload" not in question


async def test_a_button_may_be_pressed_again(gateway: Gateway, shopper: Shopper) -> None:
    gateway.bot.script = [OFFERS[0]]
    await shopper.say("anything")
    gateway.bot.script = None
    for _ in range(2):
        await shopper.say(payload="/affirm")
    said = [one["text"] for one in await shopper.history() if one["from"] == "shopper"]
    assert said == ["anything", "Yes, please", "Yes, please"]


@pytest.mark.parametrize(
    "payload",
    ["/affirm2", "/affir", "/restart", "/affirm ", '"/affirm"', "$payload", "Yes, please"],
)
async def test_a_payload_that_was_not_offered_is_refused(
    gateway: Gateway, shopper: Shopper, payload: str
) -> None:
    gateway.bot.script = [OFFERS[0], {"text": "/restart"}]
    await shopper.say("/restart")
    response = await shopper.post(payload=payload)
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "unknown_payload"
    assert len(gateway.bot.heard) == 1


async def test_a_payload_offered_to_another_shopper_is_refused(
    gateway: Gateway, shopper: Shopper
) -> None:
    gateway.bot.script = [OFFERS[0]]
    await (await gateway.shopper()).say("anything")
    assert (await shopper.post(payload="/affirm")).status_code == 422


@pytest.mark.parametrize(
    "script",
    [
        [],
        [{"recipient_id": "only"}],
        PlainTextResponse("broken", 500),
        PlainTextResponse("not found", 404),
        PlainTextResponse("not json"),
        JSONResponse({"not": "a list"}),
        JSONResponse([{"text": 7}]),
    ],
)
async def test_a_bot_that_fails_is_told_honestly(
    gateway: Gateway, shopper: Shopper, script: Any
) -> None:
    gateway.bot.script = script
    (answer,) = await shopper.say("hello")
    assert (answer["text"], answer["custom"]) == (BOT_UNAVAILABLE.en, NOTICE)
    assert (await shopper.history())[-1] == answer


async def test_a_bot_that_is_away_loses_nothing(gateway: Gateway, shopper: Shopper) -> None:
    gateway.bot.away = True
    (notice,) = await shopper.say("hello", id="m1")
    gateway.bot.away = False
    assert await shopper.say("hello", id="m1") == [notice]
    await shopper.say("hello again")
    assert [message["text"] for message in await shopper.history()] == [
        "hello",
        BOT_UNAVAILABLE.en,
        "hello again",
        "You said hello again",
    ]


async def test_a_bot_that_never_answers_is_given_up(settings: Settings) -> None:
    async with running(settings.model_copy(update={"bot_timeout": 0.05})) as gateway:
        gateway.bot.open.clear()
        (answer,) = await (await gateway.shopper()).say("hello")
        assert answer["custom"] == NOTICE


@pytest.mark.parametrize(
    ("session", "text", "told"),
    [("en", "你好", "zh"), ("zh", "hello", "zh"), ("en", "hello", "en"), ("en", "𠮷野家", "zh")],
)
async def test_the_notice_speaks_the_shoppers_language(
    gateway: Gateway, session: Language, text: str, told: str
) -> None:
    gateway.bot.away = True
    (answer,) = await (await gateway.shopper(session)).say(text)
    assert answer["text"] == BOT_UNAVAILABLE.in_language(told)


async def test_what_postgresql_cannot_keep_is_taken_out_of_replies(
    gateway: Gateway, shopper: Shopper
) -> None:
    gateway.bot.script = PlainTextResponse(
        '[{"text": "a\\u0000b\\ud800", "custom": {"k\\u0000": [NaN, 1e999, 1]}}]'
    )
    (answer,) = await shopper.say("hello")
    assert (answer["text"], answer["custom"]) == ("ab", {"k": [None, None, 1]})


async def test_answers_come_as_events_when_asked_for(gateway: Gateway, shopper: Shopper) -> None:
    gateway.bot.script = [{"text": "一\n二"}, {"text": "three"}]
    accept = {"Accept": "text/event-stream", **shopper.headers}
    response = await gateway.client.post("/api/messages", json={"text": "hi"}, headers=accept)
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [
        [line.partition(": ")[::2] for line in event.splitlines()]
        for event in response.text.strip().split("\r\n\r\n")
    ]
    assert [event[0] for event in events] == [
        ("event", "message"),
        ("event", "message"),
        ("event", "done"),
    ]
    stored = (await shopper.history())[1:]
    assert [dict(event)["data"] for event in events[:2]] == [
        # JSON on one line: a newline in the text must not end the event's data
        json.dumps(message, ensure_ascii=False)
        for message in stored
    ]


async def test_a_refusal_has_its_status_also_for_events(gateway: Gateway, shopper: Shopper) -> None:
    accept = {"Accept": "text/event-stream", **shopper.headers}
    response = await gateway.client.post("/api/messages", json={"text": ""}, headers=accept)
    assert response.status_code == 422


async def test_a_conversation_that_is_forgotten_is_erased(
    gateway: Gateway, shopper: Shopper
) -> None:
    await shopper.say("my secret")
    gateway.bot.script = [{"text": "Done."}, {"custom": {"type": "forgotten"}}]
    await shopper.say("yes, forget me", id="last")
    texts = [message.get("text") for message in await shopper.history()]
    assert texts == ["yes, forget me", "Done.", None]
    assert (await shopper.say("yes, forget me", id="last"))[0]["text"] == "Done."
