"""No input makes the gateway fail: not random, and not the strings that broke others."""

import json
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import Gateway, Shopper

DATA = Path(__file__).parents[3] / "shared" / "data"

pytestmark = pytest.mark.anyio

TEXT = st.text(st.sampled_from("/ \0\ud800\udfff中") | st.characters(), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=10,
)
FIELDS = ["id", "text", "photo_ids", "payload", "language", "\ud800"]
ANYTHING = st.dictionaries(st.sampled_from(FIELDS), JSON) | JSON
BODIES = ANYTHING.map(lambda body: json.dumps(body).encode()) | st.binary(max_size=99)
many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def assert_answered(response: httpx.Response) -> None:
    assert response.status_code < 500, response.text
    if response.status_code >= 400:
        assert response.json()["error"].keys() == {"code", "message", "message_zh"}


@given(body=BODIES, path=st.sampled_from(["/api/messages", "/api/sessions"]))
@many
async def test_any_json_is_answered(
    gateway: Gateway, shopper: Shopper, body: bytes, path: str
) -> None:
    kind = {"Content-Type": "application/json", **shopper.headers}
    assert_answered(await gateway.client.post(path, content=body, headers=kind))


@given(field=st.sampled_from(["text", "payload"]), words=TEXT)
@many
async def test_any_words_are_answered(
    gateway: Gateway, shopper: Shopper, field: str, words: str
) -> None:
    assert_answered(
        await gateway.client.post(
            "/api/messages",
            content=json.dumps({field: words}),
            headers={"Content-Type": "application/json", **shopper.headers},
        )
    )


@pytest.mark.parametrize(
    "body", [b"[" * 60_000, b'{"text":' * 8_000, b"9" * 60_000, b'{"id":1e99999}', b"\xff\xfe"]
)
async def test_json_made_to_hurt_is_answered(
    gateway: Gateway, shopper: Shopper, body: bytes
) -> None:
    kind = {"Content-Type": "application/json", **shopper.headers}
    assert_answered(await gateway.client.post("/api/messages", content=body, headers=kind))


@given(token=st.binary(max_size=100))
@many
async def test_any_token_is_answered(gateway: Gateway, token: bytes) -> None:
    headers = {b"Authorization": b"Bearer " + token}
    assert (await gateway.client.get("/api/messages", headers=headers)).status_code == 401


@given(
    body=st.binary(max_size=300),
    head=st.sampled_from([b"", b"--b\r\n", b'--b\r\nContent-Disposition: form-data; name="photo"']),
    kind=st.sampled_from(
        [
            "multipart/form-data",
            "multipart/form-data; boundary=b",
            "multipart/form-data; boundary=b; charset=base64",
            "multipart/form-data; boundary=" + "b" * 300,
            "application/x-www-form-urlencoded",
            "image/jpeg",
        ]
    ),
)
@many
async def test_any_form_is_answered(
    gateway: Gateway, shopper: Shopper, head: bytes, body: bytes, kind: str
) -> None:
    headers = {"Content-Type": kind, **shopper.headers}
    response = await gateway.client.post("/api/photos", content=head + body, headers=headers)
    assert_answered(response)


def strings(folder: str, every: int) -> list[str]:
    path = DATA / folder / "data.jsonl"
    if not path.exists():
        pytest.skip(f"{folder} is not in ../shared/data")
    lines = path.read_text(encoding="utf-8").strip().split("\n")
    return [json.loads(line)["text"] for line in lines[::every]]


@pytest.mark.parametrize(
    ("folder", "every"), [("bad_naughty_strings", 4), ("bad_web_payloads", 60)]
)
async def test_strings_that_broke_others_are_kept_as_they_are(
    gateway: Gateway, shopper: Shopper, folder: str, every: int
) -> None:
    for text in strings(folder, every):
        response = await shopper.post(text=text)
        assert_answered(response)
        if response.status_code == 200:
            assert response.json()["messages"][0]["text"].startswith("You said ")
    assert not [said for said in gateway.bot.heard if said["message"].startswith("/")]
    typed = [one["text"] for one in await shopper.history() if one["from"] == "shopper"]
    assert typed == [text.strip().replace("\0", "") for text in strings(folder, every)
                     if text.strip("/ \t\r\n\0") and len(text.strip()) <= 2000]  # fmt: skip
