from pathlib import Path

import pytest

from gateway.__main__ import main
from gateway.errors import SettingsError
from gateway.settings import Settings, load

KEYS = {
    "DATABASE_URL" if name == "database_url" else f"DAOGOU_{name.upper()}"
    for name in Settings.model_fields
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in KEYS:
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://localhost/daogou")


def test_the_database_is_enough() -> None:
    settings = load()
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.bot_url == "http://127.0.0.1:5005"
    assert settings.actions_url == "http://127.0.0.1:5055"
    assert settings.media == Path(".daogou/media")
    assert settings.widget == Path(__file__).parents[2] / "widget" / "dist"
    assert (settings.secret_keys, settings.origins) == ((), ())


def test_everything_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOGOU_HOME", "/data")
    monkeypatch.setenv("DAOGOU_BOT_URL", "http://bot:5005/")
    monkeypatch.setenv("DAOGOU_SECRET_KEYS", "sixteen characters!, another sixteen and more")
    monkeypatch.setenv("DAOGOU_ORIGINS", "https://a.example/,https://b.example:8443")
    settings = load()
    assert settings.media == Path("/data/media")
    assert settings.bot_url == "http://bot:5005"
    assert settings.secret_keys == ("sixteen characters!", "another sixteen and more")
    assert settings.origins == ("https://a.example", "https://b.example:8443")


def test_empty_is_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOGOU_PORT", "")
    assert load().port == 8080


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("DAOGOU_PORT", "many", "DAOGOU_PORT has the value 'many'. It must be a port number"),
        ("DAOGOU_PORT", "99999", "DAOGOU_PORT has the value '99999'"),
        ("DAOGOU_BOT_URL", "bot", "DAOGOU_BOT_URL has the value 'bot'. It must be the bot's"),
        ("DAOGOU_BOT_TIMEOUT", "0", "DAOGOU_BOT_TIMEOUT has the value '0'. It must be a number"),
        ("DAOGOU_ORIGINS", "*", "DAOGOU_ORIGINS has the value '*'. It must be the shop"),
        ("DATABASE_URL", "mysql://u:pw@h/d", "DATABASE_URL has the value 'mysql://***@h/d'"),
        (
            "DATABASE_URL",
            "postgresql://u:p@w@h:port/d",
            "DATABASE_URL has the value 'postgresql://*",
        ),
        ("DATABASE_URL", "", "DATABASE_URL has no value. It must be the address of a PostgreSQL"),
        ("DAOGOU_SECRET_KEYS", "short", "DAOGOU_SECRET_KEYS has the value (hidden). It must be"),
    ],
)
def test_an_error_names_the_key_the_value_and_the_way_out(
    monkeypatch: pytest.MonkeyPatch, key: str, value: str, told: str
) -> None:
    monkeypatch.setenv(key, value)
    with pytest.raises(SettingsError) as error:
        load()
    assert str(error.value).startswith(told)


def test_the_service_says_so_and_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOGOU_PORT", "many")
    with pytest.raises(SystemExit, match="DAOGOU_PORT has the value 'many'"):
        main()


def test_every_wrong_setting_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOGOU_PORT", "many")
    monkeypatch.setenv("DAOGOU_BOT_URL", "bot")
    with pytest.raises(SettingsError) as error:
        load()
    told = [line.split(" ")[0] for line in str(error.value).splitlines()]
    assert told == ["DAOGOU_PORT", "DAOGOU_BOT_URL"]


def test_every_setting_says_what_it_must_be() -> None:
    assert all(field.description for field in Settings.model_fields.values())
