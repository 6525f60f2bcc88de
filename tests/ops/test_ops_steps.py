import sys
from pathlib import Path

import pytest

from ops.errors import OpsError
from ops.steps import Step, require_room, take

APPEND = "import sys; open(sys.argv[1], 'a').write('made ')"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "words.txt").write_text("hello")
    return folder


def making(source: Path, script: str = APPEND) -> Step:
    made = source.parent / "made.txt"
    return Step(
        "thing",
        "Making a thing",
        inputs=[source],
        outputs=[made],
        commands=lambda: [[sys.executable, "-c", script, str(made)]],
        cwd=source.parent,
        gigabytes=3,
    )


def test_a_step_runs_once_for_the_same_inputs(source: Path, tmp_path: Path) -> None:
    for _ in range(2):
        take(making(source), tmp_path / "stamps")
    assert (tmp_path / "made.txt").read_text() == "made "


@pytest.mark.parametrize("change", ["content", "name", "new", "gone"])
def test_changed_inputs_run_it_again(change: str, source: Path, tmp_path: Path) -> None:
    take(making(source), tmp_path / "stamps")
    words = source / "words.txt"
    match change:
        case "content":
            words.write_text("hello!")
        case "name":
            words.rename(source / "sentences.txt")
        case "new":
            (source / "more.txt").touch()
        case "gone":
            words.unlink()
    take(making(source), tmp_path / "stamps")
    assert (tmp_path / "made.txt").read_text() == "made made "


def test_compiled_files_are_no_input(source: Path, tmp_path: Path) -> None:
    take(making(source), tmp_path / "stamps")
    (source / "__pycache__").mkdir()
    (source / "__pycache__" / "words.pyc").touch()
    assert making(source).is_fresh(tmp_path / "stamps")


def test_a_missing_output_is_made_again(source: Path, tmp_path: Path) -> None:
    take(making(source), tmp_path / "stamps")
    (tmp_path / "made.txt").unlink()
    take(making(source), tmp_path / "stamps")
    assert (tmp_path / "made.txt").read_text() == "made "


def test_a_failed_step_shows_its_log_without_addresses_and_is_not_done(
    source: Path, tmp_path: Path
) -> None:
    failing = making(
        source, "exit('\\x1b[31mno such package\\x1b[0m at https://user:secret@example.org/simple')"
    )
    with pytest.raises(OpsError, match="Making a thing failed with status 1") as told:
        take(failing, tmp_path / "stamps")
    assert str(told.value).endswith("no such package at ...")
    assert not failing.is_fresh(tmp_path / "stamps")


def test_a_full_disk_is_said_in_a_sentence(source: Path, tmp_path: Path) -> None:
    failing = making(source, "import errno, os; raise OSError(errno.ENOSPC, os.strerror(28))")
    with pytest.raises(OpsError, match="Making a thing: the disk is full"):
        take(failing, tmp_path / "stamps")


def test_room_is_asked_for_what_is_not_made_yet(source: Path, tmp_path: Path) -> None:
    step = making(source)
    require_room([step], free=4 * 10**9)
    with pytest.raises(OpsError, match=r"needs about 3 GB of disk, and 2\.0 GB are free"):
        require_room([step], free=2 * 10**9)
    take(step, tmp_path / "stamps")
    require_room([step], free=0)


def test_progress_is_told_in_lines_where_there_is_no_terminal(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(making(source), tmp_path / "stamps")
    take(making(source), tmp_path / "stamps")
    assert capsys.readouterr().out == "Making a thing: done after 0 s\n"
