from pathlib import Path

import pytest

from ops.errors import OpsError
from ops.pythons import find

SHIM = "echo 'pyenv: python3.10: command not found' >&2; exit 127"


def executable(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def environ(tmp_path: Path, *folders: Path, **more: str) -> dict[str, str]:
    return {"HOME": str(tmp_path), "PATH": ":".join(map(str, folders)), **more}


# 9.7 and 9.8 are versions that no machine has, so that only what a test made is found.


def test_a_shim_that_fails_is_passed_over(tmp_path: Path) -> None:
    executable(tmp_path / "shims/python9.8", SHIM)
    real = executable(tmp_path / "bin/python9.8", "echo 9.8")
    found = find(["9.8"], "KEY", environ(tmp_path, tmp_path / "shims", tmp_path / "bin"))
    assert found == real


@pytest.mark.parametrize(
    ("place", "key", "root"),
    [
        (".pyenv/versions/9.8.3/bin", None, None),
        ("elsewhere/versions/9.8.3/bin", "PYENV_ROOT", "elsewhere"),
        (".local/share/uv/python/cpython-9.8.1-linux/bin", None, None),
        ("uv/cpython-9.8.1-linux/bin", "UV_PYTHON_INSTALL_DIR", "uv"),
    ],
)
def test_the_folders_of_pyenv_and_uv_are_searched(
    place: str, key: str | None, root: str | None, tmp_path: Path
) -> None:
    real = executable(tmp_path / place / "python9.8", "echo 9.8")
    more = {key: str(tmp_path / root)} if key and root else {}
    assert find(["9.8"], "KEY", environ(tmp_path, **more)) == real


def test_the_first_version_wins(tmp_path: Path) -> None:
    executable(tmp_path / "a/python9.7", "echo 9.7")
    preferred = executable(tmp_path / "b/python9.8", "echo 9.8")
    folders = environ(tmp_path, tmp_path / "a", tmp_path / "b")
    assert find(["9.8", "9.7"], "KEY", folders) == preferred


def test_another_version_under_that_name_is_refused(tmp_path: Path) -> None:
    executable(tmp_path / "bin/python9.8", "echo 9.7")
    with pytest.raises(OpsError, match=r"Python 9\.8 is needed"):
        find(["9.8"], "KEY", environ(tmp_path, tmp_path / "bin"))


def test_without_any_it_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(OpsError, match=r"pyenv install 9\.8.*uv python install 9\.8.*deadsnakes"):
        find(["9.8", "9.7"], "KEY", environ(tmp_path))


def test_the_variable_names_one(tmp_path: Path) -> None:
    executable(tmp_path / "bin/python9.8", "echo 9.8")
    named = executable(tmp_path / "mine", "echo 9.8")
    folders = environ(tmp_path, tmp_path / "bin", KEY=str(named))
    assert find(["9.8"], "KEY", folders) == named


def test_a_variable_that_names_none_is_an_error_with_its_value(tmp_path: Path) -> None:
    executable(tmp_path / "bin/python9.8", "echo 9.8")
    with pytest.raises(OpsError, match="KEY has the value '/away'"):
        find(["9.8"], "KEY", environ(tmp_path, tmp_path / "bin", KEY="/away"))
