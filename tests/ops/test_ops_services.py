from pathlib import Path

import pytest

from catalog.settings import Settings
from ops.ports import Ports
from ops.process import Service
from ops.services import table

URL = "postgresql://shop:secret@localhost/shop"


def services(ports: Ports, home: Path) -> dict[str, Service]:
    return {one.name: one for one in table(Settings(home=home), ports, URL)}


def test_the_bot_gets_no_database(
    ports: Ports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", URL)
    told = {name: one.env.get("DATABASE_URL") for name, one in services(ports, tmp_path).items()}
    assert told == {"actions": URL, "bot": None, "gateway": URL}


def test_each_is_told_where_the_others_are(ports: Ports, tmp_path: Path) -> None:
    by_name = services(ports, tmp_path)
    assert by_name["bot"].env["ACTIONS_URL"] == f"{by_name['actions'].address}/webhook"
    assert by_name["gateway"].env["DAOGOU_BOT_URL"] == by_name["bot"].address
    assert by_name["gateway"].env["DAOGOU_ACTIONS_URL"] == by_name["actions"].address


def test_all_use_the_same_folders(
    ports: Ports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the bot runs in another folder, so a relative one won't do
    by_name = services(ports, Path("data"))
    for name in ("actions", "gateway"):
        env = by_name[name].env
        assert env["DAOGOU_HOME"] == str(tmp_path / "data")
        assert env["DAOGOU_MEDIA"] == str(tmp_path / "data" / "media")


@pytest.mark.parametrize(
    ("host", "shown"),
    [("0.0.0.0", "127.0.0.1"), ("::", "127.0.0.1"), ("::1", "[::1]"), ("10.0.0.5", "10.0.0.5")],  # noqa: S104
)
def test_the_printed_address_can_be_opened(host: str, shown: str, tmp_path: Path) -> None:
    gateway = services(Ports(host=host, gateway=8080, actions=1, bot=2), tmp_path)["gateway"]
    assert gateway.address == f"http://{shown}:8080"
    assert gateway.env["DAOGOU_HOST"] == host
