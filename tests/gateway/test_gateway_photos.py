from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from running import Gateway, Shopper
from starlette.responses import JSONResponse, PlainTextResponse, Response

from gateway.photos import MAX_BYTES

pytestmark = pytest.mark.anyio

UNKNOWN = "f" * 32


async def test_a_photo_is_handed_to_the_actions_server_as_it_is(
    gateway: Gateway, shopper: Shopper
) -> None:
    response = await shopper.send_photo(b"any bytes \xff\x00")
    assert response.status_code == 201
    assert gateway.actions.photos == {response.json()["photo_id"]: b"any bytes \xff\x00"}


async def test_a_photo_with_words_becomes_a_search_for_what_is_similar(
    gateway: Gateway, shopper: Shopper
) -> None:
    photo_id = (await shopper.send_photo(b"photo")).json()["photo_id"]
    await shopper.say("/in red", photo_ids=[photo_id])
    assert gateway.bot.heard[0]["message"] == "/find_similar"
    assert gateway.bot.heard[0]["metadata"] == {
        "language": "en",
        "photo_ids": [photo_id],
        "text": "in red",
    }
    question = (await shopper.history())[0]
    assert (question["text"], question["photo_ids"]) == ("/in red", [photo_id])


async def test_a_photo_needs_no_words(gateway: Gateway, shopper: Shopper) -> None:
    photo_id = (await shopper.send_photo(b"photo")).json()["photo_id"]
    await shopper.say(photo_ids=[photo_id])
    assert gateway.bot.heard[0]["metadata"]["text"] == ""


async def test_a_photo_of_another_shopper_is_unknown(gateway: Gateway, shopper: Shopper) -> None:
    photo_id = (await shopper.send_photo(b"photo")).json()["photo_id"]
    other = await gateway.shopper()
    response = await other.post(photo_ids=[photo_id])
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "unknown_photo"
    assert (await see(other, photo_id)).status_code == 404
    assert gateway.bot.heard == []


async def test_the_same_photo_of_two_shoppers_belongs_to_both(
    gateway: Gateway, shopper: Shopper
) -> None:
    await shopper.send_photo(b"photo")
    gateway.actions.photos.clear()  # its ids begin anew: the second photo gets the same id
    other = await gateway.shopper()
    photo_id = (await other.send_photo(b"photo")).json()["photo_id"]
    assert (await see(shopper, photo_id)).content == b"photo"
    assert (await see(other, photo_id)).content == b"photo"


@pytest.mark.parametrize("photo_ids", [[UNKNOWN], ["../x"], [UNKNOWN] * 4, "x", [7], None])
async def test_wrong_photo_ids_are_refused(shopper: Shopper, photo_ids: object) -> None:
    assert (await shopper.post(text="hi", photo_ids=photo_ids)).status_code == 422


async def see(shopper: Shopper, photo_id: str) -> httpx.Response:
    return await shopper.client.get(f"/api/photos/{photo_id}", headers=shopper.headers)


async def test_its_sender_can_see_the_photo(shopper: Shopper) -> None:
    photo_id = (await shopper.send_photo(b"photo")).json()["photo_id"]
    response = await see(shopper, photo_id)
    assert response.content == b"photo"
    assert response.headers["content-type"] == "image/jpeg"
    assert response.headers["cache-control"].startswith("private")


@pytest.mark.parametrize("photo_id", [UNKNOWN, "x", "%00", "..%2fhealth", "%ff"])
async def test_other_photos_are_not_there(shopper: Shopper, photo_id: str) -> None:
    assert (await see(shopper, photo_id)).status_code == 404


async def test_a_photo_that_is_no_longer_kept_is_not_there(
    gateway: Gateway, shopper: Shopper
) -> None:
    photo_id = (await shopper.send_photo(b"photo")).json()["photo_id"]
    gateway.actions.photos.clear()
    assert (await see(shopper, photo_id)).status_code == 404


async def test_a_photo_of_10_mb_is_taken_and_no_larger_one(
    gateway: Gateway, shopper: Shopper
) -> None:
    assert (await shopper.send_photo(b"x" * MAX_BYTES)).status_code == 201
    response = await shopper.send_photo(b"x" * (MAX_BYTES + 1))
    assert response.status_code == 413
    assert response.json()["error"]["code"] == "photo_too_large"
    assert len(gateway.actions.photos) == 1


async def test_a_body_is_cut_off_as_it_comes(gateway: Gateway, shopper: Shopper) -> None:
    sent = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'--b\r\nContent-Disposition: form-data; name="photo"; filename="p"\r\n\r\n'
        for _ in range(50):
            sent += 2**20
            yield b"x" * 2**20

    kind = {"Content-Type": "multipart/form-data; boundary=b", **shopper.headers}
    response = await gateway.client.post("/api/photos", content=pieces(), headers=kind)
    assert response.status_code == 413
    assert sent <= MAX_BYTES + 2 * 2**20


async def test_without_a_token_no_byte_is_read(gateway: Gateway) -> None:
    async def unreadable() -> AsyncIterator[bytes]:
        raise AssertionError
        yield b""

    response = await gateway.client.post(
        "/api/photos",
        content=unreadable(),
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )
    assert response.status_code == 401


@pytest.mark.parametrize("code", ["not_a_picture", "too_many_pixels"])
async def test_a_refusal_of_the_actions_server_is_passed_on(
    gateway: Gateway, shopper: Shopper, code: str
) -> None:
    error = {"error": {"code": code, "message": "No.", "message_zh": "不行。"}}
    gateway.actions.refusal = JSONResponse(error, 422)
    response = await shopper.send_photo(b"photo")
    assert (response.status_code, response.json()) == (422, error)


@pytest.mark.parametrize(
    "refusal",
    [
        PlainTextResponse("no", 500),
        PlainTextResponse("no", 404),
        JSONResponse({"photo_id": "../../etc"}, 201),
        JSONResponse({"photo_id": "0" * 32}, 400),
        JSONResponse({"error": {"code": "x", "message": "x", "message_zh": "x"}}, 200),
        JSONResponse([], 201),
    ],
)
async def test_an_actions_server_that_fails_is_told_honestly(
    gateway: Gateway, shopper: Shopper, refusal: Response
) -> None:
    gateway.actions.refusal = refusal
    response = await shopper.send_photo(b"photo")
    assert response.status_code == 503
    assert response.json()["error"]["code"] == "photos_unavailable"


async def test_an_actions_server_that_is_away_is_told_honestly(
    gateway: Gateway, shopper: Shopper
) -> None:
    photo_id = (await shopper.send_photo(b"photo")).json()["photo_id"]
    gateway.actions.away = True
    assert (await shopper.send_photo(b"photo")).status_code == 503
    assert (await see(shopper, photo_id)).status_code == 503


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"data": {"photo": "words"}},
        {"files": {"photo": ("p.jpg", b"")}},
        {"files": {"picture": ("p.jpg", b"x")}},
        {"files": [("photo", ("a", b"x")), ("photo", ("b", b"x"))]},
        {"json": {"photo": "x"}},
    ],
)
async def test_a_form_without_one_photo_is_refused(shopper: Shopper, form: dict[str, Any]) -> None:
    response = await shopper.client.post("/api/photos", headers=shopper.headers, **form)
    assert response.status_code in (400, 422)
