import time
from pathlib import Path

import pytest
from running import Gateway

from gateway.errors import SettingsError, Unauthorized
from gateway.tokens import LIFETIME, Tokens, keys_in

OLD, NEW = "the old key, long enough", "the new key, long enough"


def test_a_token_leads_back_to_its_conversation() -> None:
    tokens = Tokens([NEW])
    assert tokens.conversation_id(tokens.issue("c1")) == "c1"


def test_rotation_takes_old_tokens_and_signs_with_the_newest_key() -> None:
    rotated = Tokens([NEW, OLD])
    assert rotated.conversation_id(Tokens([OLD]).issue("c1")) == "c1"
    assert Tokens([NEW]).conversation_id(rotated.issue("c2")) == "c2"


def test_a_key_that_was_taken_out_opens_nothing() -> None:
    with pytest.raises(Unauthorized):
        Tokens([NEW]).conversation_id(Tokens([OLD]).issue("c1"))


def test_a_token_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = Tokens([NEW])
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - LIFETIME - 2)
    token = tokens.issue("c1")
    monkeypatch.undo()
    with pytest.raises(Unauthorized):
        tokens.conversation_id(token)


def test_a_token_with_one_letter_changed_opens_nothing() -> None:
    tokens = Tokens([NEW])
    token = tokens.issue("c1")
    with pytest.raises(Unauthorized):
        tokens.conversation_id(("A" if token[0] != "A" else "B") + token[1:])


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "\x00", "é", "a" * 100_000])
def test_garbage_opens_nothing(token: str) -> None:
    with pytest.raises(Unauthorized):
        Tokens([NEW]).conversation_id(token)


def test_a_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    home = tmp_path / "new"
    assert keys_in(home) == keys_in(home)
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_was_cut_off_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("short")
    with pytest.raises(SettingsError, match="cut off"):
        keys_in(tmp_path)


def test_a_home_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match=r"DAOGOU_HOME has the value .*file"):
        keys_in(tmp_path / "file")


@pytest.mark.anyio
@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer x.y.z", "Basic abc"])
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/api/messages"), ("GET", "/api/messages"), ("GET", "/api/photos/x")],
)
async def test_without_a_valid_token_nothing_is_told(
    gateway: Gateway, authorization: str | None, method: str, path: str
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    response = await gateway.client.request(method, path, headers=headers, json={"text": "hi"})
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "unauthorized"


@pytest.mark.anyio
async def test_a_valid_token_of_no_conversation_is_not_enough(gateway: Gateway) -> None:
    token = gateway.app.state.services.tokens.issue("gone")
    headers = {"Authorization": f"Bearer {token}"}
    assert (await gateway.client.get("/api/messages", headers=headers)).status_code == 401
    sent = await gateway.client.post("/api/messages", json={"text": "hi"}, headers=headers)
    assert sent.status_code == 401
