"""Finds a Python that really runs: a name on the PATH may be a shim that only fails.

Like everything that bootstrap.py imports, it runs under any Python from 3.8 on.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ops.errors import OpsError

_PROBE = "import ctypes, ensurepip, ssl, sys, venv; print('%d.%d' % sys.version_info[:2])"


def find(versions: Sequence[str], key: str, environ: Mapping[str, str]) -> Path:
    """The first Python of `versions` (such as "3.10"), or the one that the variable `key` names.

    Raises OpsError, which says how to get one.
    """
    if key in environ:
        return _chosen(environ[key], versions, key)
    for version in versions:
        for python in _candidates(version, environ):
            if _version(python) == version:
                return python
    raise OpsError(_advice(versions[0], key))


def _chosen(value: str, versions: Sequence[str], key: str) -> Path:
    if _version(Path(value)) not in versions:
        wanted = " or ".join(versions)
        raise OpsError(f"{key} has the value {value!r}, which doesn't run as Python {wanted}.")
    return Path(value)


def _candidates(version: str, environ: Mapping[str, str]) -> Iterator[Path]:
    name, home = f"python{version}", Path(environ.get("HOME", "/"))
    for folder in (environ.get("PATH", "") + os.pathsep + os.defpath).split(os.pathsep):
        yield Path(folder or ".") / name
    pyenv = Path(environ.get("PYENV_ROOT") or home / ".pyenv")
    uv = Path(environ.get("UV_PYTHON_INSTALL_DIR") or home / ".local/share/uv/python")
    yield from sorted(pyenv.glob(f"versions/{version}*/bin/{name}"))
    yield from sorted(uv.glob(f"cpython-{version}*/bin/{name}"))


def _version(python: Path) -> str | None:
    """Such as "3.11"; None where it doesn't run or can't make environments."""
    try:
        done = subprocess.run(
            [str(python), "-c", _PROBE], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _advice(version: str, key: str) -> str:
    return (
        f"Python {version} is needed, and none that runs was found. Get one by "
        f"`pyenv install {version}`, by `uv python install {version}` or, on Ubuntu, from the "
        f"deadsnakes packages (python{version} and python{version}-venv). "
        f"One that lies elsewhere can be named: {key}=/path/to/python make demo"
    )
