"""Replays tests/conversations/*.md through the gateway, bot and actions."""

import json
import re
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from assistant import Assistant, Reply, Shopper
from transcripts import Transcript, Turn, transcripts

pytestmark = pytest.mark.e2e

ALL = transcripts()


@pytest.mark.parametrize("transcript", ALL, ids=lambda t: f"{t.file}: {t.title}")
def test_conversation(assistant: Assistant, transcript: Transcript) -> None:
    assistant.place_orders_anew()
    shopper = assistant.shopper(transcript.language, transcript.customer)
    reply = Reply([])
    cards: list[dict[str, object]] = []
    with ExitStack() as meanwhile:
        for turn in transcript.turns:
            if turn.said == "[sold out]":
                meanwhile.enter_context(assistant.sold_out())
                continue
            reply = _take(shopper, turn, reply, cards)
            cards = reply.cards or cards
            _check(transcript, turn, reply)


def _check(transcript: Transcript, turn: Turn, reply: Reply) -> None:
    for expected in turn.expected:
        told = "\n".join(f"  {line}" for line in str(reply).splitlines())
        where = f"tests/conversations/{transcript.file}.md:{turn.line}"
        missing = _missing(reply, expected)
        assert not missing, f"{where} > {turn.said}\nwants {expected!r}, but got:\n{told}"


def test_there_are_enough_of_them() -> None:
    languages = Counter(transcript.language for transcript in ALL)
    assert sum(languages.values()) >= 60
    assert languages["zh"] >= 25


def _take(shopper: Shopper, turn: Turn, reply: Reply, cards: list[dict[str, object]]) -> Reply:
    said = turn.said
    if found := re.fullmatch(r"\[repeat (\d+)\] (.*)", said):
        return shopper.say((found[2] * int(found[1]))[: int(found[1])])
    if found := re.fullmatch(r"\[tap\] card (\d): (.*)", said):
        buttons = cards[int(found[1]) - 1]["buttons"]
        return shopper.tap(_payload(buttons, found[2]))  # type: ignore[arg-type]
    if said.startswith("[tap] "):
        return shopper.tap(_payload(reply.buttons, said.removeprefix("[tap] ")))
    return shopper.say(said)


def _payload(buttons: list[dict[str, str]], title: str) -> str:
    fitting = [one["payload"] for one in buttons if title in one["title"]]
    assert fitting, f"no button {title!r} among {[one['title'] for one in buttons]}"
    return fitting[0]


def _missing(reply: Reply, expected: str) -> bool:
    """Whether an expectation isn't met."""
    if expected == "[products]":
        return not reply.cards
    if expected == "[no products]":
        return bool(reply.cards)
    if expected.startswith("[button] "):
        title = expected.removeprefix("[button] ")
        return not any(title in one["title"] for one in reply.buttons)
    if found := re.fullmatch(r"\[(\w+)\]", expected):
        return found[1] not in reply.kinds
    pattern = ".*".join(map(re.escape, expected.split("*")))
    return not re.search(pattern, reply.text, re.DOTALL)


def test_naughty_strings_are_answered(
    assistant: Assistant, shared_data: Callable[[str], Path]
) -> None:
    """Nothing that a shopper can write breaks an action, or leaves them without an answer."""
    lines = (shared_data("bad_naughty_strings") / "data.jsonl").read_text("utf-8").split("\n")
    texts = [json.loads(line)["text"] for line in lines if line][::4]
    shopper = assistant.shopper()
    for text in texts:
        body = {"text": text[:2000]}
        answer = shopper.http.post("/api/messages", json=body, headers=shopper.headers)
        assert answer.status_code in (200, 422), text
        if answer.status_code == 200:
            reply = Reply(answer.json()["messages"])
            assert reply.messages, text
            assert "went wrong" not in reply.text, text
            assert "出了点问题" not in reply.text, text
