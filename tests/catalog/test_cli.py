"""The command line: its answers are contracts, its errors are one sentence."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalog import cli
from catalog.errors import SettingsError
from catalog.settings import ROOT, Settings
from tests.shops import Shop
from tests.small_shop import PRODUCTS, draw, write_shop

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command line in this process: (status, output, errors)."""
    for name in [name for name in os.environ if name.startswith("DAOGOU_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DAOGOU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str, **environment: str) -> tuple[int, str, str]:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["catalog", *arguments])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        told = capfd.readouterr()
        return int(stopped.value.code or 0), told.out, told.err

    return run


@pytest.fixture
def search(run: Run, shop: Shop) -> Run:
    return lambda *arguments: run("search", *arguments, DATABASE_URL=shop.url)


def one_sentence(errors: str) -> bool:
    return len(errors.strip().splitlines()) == 1 and "Traceback" not in errors


# search


def test_search_answers_as_agreed(search: Run) -> None:
    status, out, _ = search("black hoodie under $60", "--json", "--limit", "3")
    answer = json.loads(out)
    assert status == 0
    assert set(answer) == {"query", "hits", "nothing", "took_ms"}
    assert {"must", "must_not", "price", "sort", "words", "language"} <= set(answer["query"])
    assert {hit["id"] for hit in answer["hits"]} == {"zip", "hoodie"}
    for hit in answer["hits"]:
        assert set(hit) == {"id", "title", "price", "currency", "score", "why"}


def test_search_answers_in_chinese_unescaped(search: Run) -> None:
    _, out, _ = search("防雨夹克", "--json")
    assert json.loads(out)["hits"][0]["title"] == "防雨夹克"
    assert "防雨夹克" in out


def test_search_by_photo_and_by_both(search: Run, tmp_path: Path) -> None:
    draw("dress", "Red", 3).save(tmp_path / "photo.jpg")
    photo = ["--photo", str(tmp_path / "photo.jpg"), "--json"]
    assert json.loads(search(*photo)[1])["hits"][0]["id"] == "dress"
    both = json.loads(search("in blue", *photo)[1])
    assert {hit["id"] for hit in both["hits"]} == {"dress", "jeans"}


def test_search_prints_a_table_for_people(search: Run) -> None:
    status, out, _ = search("rain jacket")
    assert status == 0
    assert "Rain Jacket" in out
    assert "110" in out


def test_nothing_found_is_an_answer(search: Run) -> None:
    status, out, _ = search("boots under $20", "--json")
    answer = json.loads(out)
    assert (status, answer["hits"]) == (0, [])
    assert answer["nothing"]["nearest_price"] == 120.0


def test_a_photo_that_isnt_one_is_one_sentence(search: Run, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_text("no picture")
    for path in (tmp_path / "photo.jpg", tmp_path / "gone.jpg", tmp_path):
        status, out, errors = search("--photo", str(path), "--json")
        assert (status, out) == (1, "")
        assert one_sentence(errors)


def test_words_that_are_no_text_are_survived(shop: Shop, tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": shop.url, "DAOGOU_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "catalog", "search", b"dress \xff\xfe", "--json"],
        cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["hits"][0]["id"] == "dress"


# import and reset


def test_import_reports_and_reset_empties(run: Run, url: str, tmp_path: Path) -> None:
    feed = write_shop(tmp_path / "feed", PRODUCTS[:2])
    with feed.open("a") as lines:
        lines.write('{"id": "x", "title": "[/red] [bold]", "price": "[/nothing]"}\n')
    status, out, _ = run("import", str(feed), "--json", DATABASE_URL=url)
    report = json.loads(out)
    assert status == 0
    assert (report["added"], report["changed"], report["unchanged"]) == (2, 0, 0)
    assert [(r["row"], r["id"], r["field"], r["value"]) for r in report["rejects"]] == [
        (3, "x", "price", "[/nothing]")
    ]
    assert report["rejects"][0]["reason"]
    status, out, _ = run("import", str(feed))
    assert "2 unchanged, 1 rejected" in out
    assert "[/nothing]" in out
    assert run("reset", "--yes")[0] == 0
    assert json.loads(run("import", str(feed), "--json")[1])["added"] == 2


def test_titles_that_look_like_markup_are_shown(run: Run, url: str, tmp_path: Path) -> None:
    row: dict[str, Any] = {"id": "m", "title": "[sale] Rain [/b] Coat", "price": 5}
    (tmp_path / "feed.jsonl").write_text(json.dumps(row))
    run("import", str(tmp_path / "feed.jsonl"), DATABASE_URL=url)
    status, out, _ = run("search", "rain coat")
    assert status == 0
    assert "[sale] Rain [/b] Coat" in out


def test_a_feed_of_which_nothing_was_taken_is_status_2(run: Run, url: str, tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_text("{}\n")
    assert run("import", str(tmp_path / "feed.jsonl"), DATABASE_URL=url)[0] == 2


@pytest.mark.parametrize("arguments", [["gone[/x].jsonl"], [".", "--format", "xls"], ["."]])
def test_feeds_that_cant_be_read_are_one_sentence(
    run: Run, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, errors = run("import", *arguments, DATABASE_URL=url)
    assert (status, out) == (1, "")
    assert one_sentence(errors)
    assert errors.strip().startswith("FeedError: ")


# settings


@pytest.mark.parametrize(
    ("key", "value"),
    [("DAOGOU_CURRENCY", "dollars"), ("DATABASE_URL", "mysql://u:secret@h/d"),
     ("DATABASE_URL", "postgresql://u:secret@h:port/d"), ("DAOGOU_ENCODER", "magic"),
     ("DAOGOU_SYNONYMS", "/nowhere/at/all")],
)  # fmt: skip
def test_settings_errors_name_key_and_value(run: Run, key: str, value: str) -> None:
    status, _, errors = run("search", "x", **{key: value})
    assert status == 1
    assert one_sentence(errors)
    assert key in errors
    assert ("***" if key == "DATABASE_URL" else value) in errors
    assert "secret" not in errors


def test_all_wrong_settings_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOGOU_CURRENCY", "x")
    monkeypatch.setenv("DATABASE_URL", "sqlite://")
    with pytest.raises(SettingsError, match=r"DATABASE_URL.*DAOGOU_CURRENCY|DAOGOU_CURRENCY"):
        Settings.read()


def test_a_server_that_isnt_there_is_one_sentence(run: Run, tmp_path: Path) -> None:
    status, _, errors = run("search", "x", DATABASE_URL=f"postgresql:///d?host={tmp_path}")
    assert status == 1
    assert "DATABASE_URL can't be reached" in errors
    assert "Traceback" not in errors


def test_a_data_folder_that_cant_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    environment = {**os.environ, "DAOGOU_HOME": str(tmp_path / "file")}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "catalog", "search", "x"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "StoreError" in done.stderr
    assert "Traceback" not in done.stderr
