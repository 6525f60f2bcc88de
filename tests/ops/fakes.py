"""Fake services, and a pipe that tells whether any of them still lives."""

import os
import select
import sys
from pathlib import Path

from ops.process import Service

HERE = Path(__file__).parent


def service(name: str, port: int, pipe: Path, *behaviours: str) -> Service:
    script = str(HERE / "fake_service.py")
    return Service(
        name,
        [sys.executable, script, str(port), str(pipe), *behaviours],
        cwd=HERE,
        env=dict(os.environ),
        address=f"http://127.0.0.1:{port}",
        health="/",
    )


class Pulse:
    """The reading end of a pipe that every fake service holds open while it lives."""

    def __init__(self, folder: Path) -> None:
        self.pipe = folder / "pulse"
        os.mkfifo(self.pipe)
        self._reader = os.open(self.pipe, os.O_RDONLY | os.O_NONBLOCK)

    def beats(self) -> bool:
        return not select.select([self._reader], [], [], 0)[0]

    def ends(self) -> bool:
        """Whether all holders are gone, now or within a generous time."""
        return bool(select.select([self._reader], [], [], 30)[0])

    def close(self) -> None:
        os.close(self._reader)
