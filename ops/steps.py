"""Steps of set-up: each runs once for the same inputs and shows how it goes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ops import stamps
from ops.errors import OpsError

ROOT = Path(__file__).resolve().parents[1]
STAMPS = ROOT / ".stamps"


@dataclass(frozen=True)
class Step:
    name: str
    """Of its stamp and its log in .stamps/."""
    title: str
    inputs: Sequence[Path]
    outputs: Sequence[Path]
    commands: Callable[[], list[list[str]]]
    cwd: Path = ROOT
    env: Mapping[str, str] | None = None
    gigabytes: float = 0
    """What it adds to the disk."""

    def is_fresh(self, folder: Path = STAMPS) -> bool:
        return stamps.is_fresh(folder / self.name, stamps.digest(self.inputs), self.outputs)


def take(step: Step, folder: Path = STAMPS) -> None:
    """Run the step unless it is done already. Raises OpsError with the end of its log."""
    if step.is_fresh(folder):
        return
    folder.mkdir(parents=True, exist_ok=True)
    key, log = stamps.digest(step.inputs), folder / f"{step.name}.log"
    line = _Line(step.title, log)
    log.write_text("")
    for command in step.commands():
        if status := _run(command, step, log, line):
            line.end("failed")
            raise OpsError(_failure(step, status, log))
    (folder / step.name).write_text(key)
    line.end("done")


def require_room(steps: Sequence[Step], free: int) -> None:
    """Raise OpsError where `free` bytes don't hold what the steps still have to make."""
    missing = [step for step in steps if not all(output.exists() for output in step.outputs)]
    needed = sum(step.gigabytes for step in missing)
    if free < needed * 1e9:
        raise OpsError(
            f"Set-up needs about {needed:.0f} GB of disk, and {free / 1e9:.1f} GB are free at "
            f"{ROOT}. Make room and start again: what is done stays done."
        )


def tail(log: Path, lines: int = 30) -> str:
    """The end of a log, without colours and without addresses, which may hold passwords."""
    text = log.read_text(errors="replace") if log.is_file() else ""
    end = re.sub(r"\x1b\[[\d;]*[A-Za-z]", "", "\n".join(text.splitlines()[-lines:]))
    return re.sub(r"\b[a-z+]+://\S+", "...", end)


def _run(command: list[str], step: Step, log: Path, line: _Line) -> int:
    env = dict(step.env) if step.env is not None else None
    with log.open("a") as output:
        process = subprocess.Popen(
            command, cwd=step.cwd, env=env, stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            while True:
                try:
                    return process.wait(timeout=0.2)
                except subprocess.TimeoutExpired:
                    line.show()
        finally:
            process.kill()
            process.wait()


def _failure(step: Step, status: int, log: Path) -> str:
    end = tail(log)
    if "No space left on device" in end:
        return f"{step.title}: the disk is full. Make room and start again."
    return f"{step.title} failed with status {status}. The end of {log}:\n\n{end}"


class _Line:
    """One line that follows a step; where output is no terminal, a new line now and then."""

    def __init__(self, title: str, log: Path) -> None:
        self._title, self._log = title, log
        self._start = time.monotonic()
        self._live = sys.stdout.isatty()
        self._next = 2.0

    def show(self) -> None:
        seconds = time.monotonic() - self._start
        if self._live:
            self._write(f"{self._title} ... {seconds:.0f} s  {tail(self._log, 1).strip()}")
        elif seconds >= self._next:
            self._next = seconds + 30
            print(f"{self._title} ... {seconds:.0f} s", flush=True)

    def end(self, how: str) -> None:
        told = f"{self._title}: {how} after {time.monotonic() - self._start:.0f} s"
        if self._live:
            self._write(told)
        print("" if self._live else told, flush=True)

    def _write(self, text: str) -> None:
        print(f"\r\x1b[2K{text[: shutil.get_terminal_size().columns - 1]}", end="", flush=True)
