"""Rasa's shell on a real terminal, with the running actions behind it."""

import os
import pty
import re
import select
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from assistant import Assistant

from ops import training
from ops.ports import LOOPBACK, Ports

pytestmark = pytest.mark.e2e

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
PATIENCE = 120  # seconds until a test gives up, no measure


@dataclass
class Terminal:
    """The person's side of a pseudo-terminal."""

    handle: int
    seen: str = field(default="")

    def type(self, line: str) -> None:
        self.seen = ""
        os.write(self.handle, line.encode() + b"\r")

    def reads(self, text: str) -> None:
        """Wait until the terminal shows a text."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.seen:
            ready, _, _ = select.select([self.handle], [], [], deadline - time.monotonic())
            assert ready, f"{text!r} isn't in {self.seen!r}"
            self.seen += ESCAPES.sub("", os.read(self.handle, 65_536).decode("utf-8", "replace"))


@pytest.fixture
def terminal(assistant: Assistant) -> Iterator[Terminal]:
    ports = Ports.free()
    actions = assistant.addresses.actions
    env = training.environment() | {
        "ACTIONS_URL": f"{actions}/webhook",
        "DAOGOU_ACTIONS_URL": actions,
        "TERM": "xterm",
    }
    command = [str(training.PYTHON), "shell.py", "--interface", LOOPBACK, "--port", str(ports.bot)]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, cwd=training.BOT, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    try:
        yield Terminal(ours)
    finally:
        process.terminate()
        process.wait(30)
        os.close(ours)


def test_words_photo_and_chinese(terminal: Terminal, assistant: Assistant) -> None:
    terminal.reads("Your input ->")
    terminal.type("show me bags")
    terminal.reads("  1. ")
    terminal.reads("$")
    product = next(p for p in assistant.products.values() if len(p["images"]) > 1)
    terminal.type(f"photo: {assistant.folder / product['images'][1]['path']}")
    terminal.reads("look most like your photo")
    terminal.type("photo: /no/such/file.jpg")
    terminal.reads("No such file")
    terminal.type("黑色的鞋子")
    terminal.reads("黑色")
