"""Measurements as tables and as a chart."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from rich.console import Console

from catalog.evaluation.answered import SEARCH, Answered
from catalog.evaluation.chart import draw
from catalog.evaluation.metrics import MEASURES
from catalog.evaluation.run import JudgedQuery, Run
from catalog.evaluation.seen import Seen
from catalog.evaluation.tables import Section, photo_section, share, text_sections


def a_run(*values: float) -> Run:
    each = np.array(values)
    return Run([[]] * len(values), dict.fromkeys(MEASURES, each), 10 * each + 5)


@pytest.fixture
def answered() -> Answered:
    queries = [
        JudgedQuery(text="a", lang=lang, slices=[slice_], relevant={"a": 1})
        for lang, slice_ in [("en", "price"), ("zh", "price"), ("en", "plain"), ("zh", "price")]
    ]
    runs = {SEARCH: a_run(1, 1, 0.5, 0), "full text": a_run(0, 0, 0.25, 0)}
    return Answered(queries, ["dev", "dev", "held_out", "held_out"], runs, ["held_out"])


@pytest.fixture
def seen() -> dict[str, Seen]:
    ranks = np.array([0, 4, 30])
    return {"photo": Seen(ranks, ranks + 1), "phone photo": Seen(ranks, ranks, np.ones(3))}


def test_words_are_measured_by_part_language_and_slice(answered: Answered) -> None:
    measures, compared, slices = text_sections("Shop", answered)

    assert [row[0] for row in measures.rows] == [
        "dev, English", "dev, Chinese", "held-out, English", "held-out, Chinese"
    ]  # fmt: skip
    assert measures.rows[0][1:3] == ["1", "1.000 (1.000-1.000)"]
    assert measures.rows[0][-2:] == ["15", "15"]
    assert compared.rows[2] == ["held-out, English", "1", ".500 (.500-.500)", ".250 (.250-.250)"]
    assert slices.rows == [
        ["price", "1", ".000 (.000-.000)", ".000 (.000-.000)"],
        ["plain", "1", ".500 (.500-.500)", ".250 (.250-.250)"],
    ]


def test_photos_are_measured_beside_the_networks_alone(seen: dict[str, Seen]) -> None:
    photo, phone = photo_section("Shop", seen).rows

    assert [cell.split()[0] for cell in photo[:-2]] == [
        "photo", "3", ".333", ".667", ".667", ".000", ".333", ".667"
    ]  # fmt: skip
    assert photo[-2:] == ["", ""]
    assert phone[-2:] == ["1", "1"]


def test_a_share_has_its_interval() -> None:
    assert share(np.array([0.5, 0.5])) == ".500 (.500-.500)"
    assert share(np.array([0.0, 1.0] * 50)).startswith(".500 (.4")


def test_a_section_is_printed_for_terminal_and_document() -> None:
    section = Section("Title", ["", "a"], [["row", "1"]])

    assert section.markdown() == "**Title**\n\n|  | a |\n| --- | ---: |\n| row | 1 |\n"
    with (console := Console(width=40)).capture() as capture:
        console.print(section.rich())
    assert all(text in capture.get() for text in ("Title", "row", "1"))


def test_the_chart_is_a_picture(answered: Answered, seen: dict[str, Seen], tmp_path: Path) -> None:
    path = tmp_path / "images" / "chart.png"

    draw("Shop", answered, seen, path)

    with Image.open(path) as chart:
        assert chart.format == "PNG"
        assert chart.width > chart.height > 300
        assert len(chart.convert("RGB").getcolors(100_000) or []) > 10
