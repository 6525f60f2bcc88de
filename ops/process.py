"""Starts services as processes, waits until they answer, stops them all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from ops import leash
from ops.errors import OpsError
from ops.steps import tail

_PATIENCE = 180.0  # seconds until a service must answer
_GRACE = 10.0  # seconds that services get to end by themselves
_PAUSE = 0.2  # seconds


@dataclass(frozen=True)
class Service:
    name: str
    command: Sequence[str]
    cwd: Path
    env: Mapping[str, str]
    address: str
    """Such as http://127.0.0.1:5055."""
    health: str
    """Path that answers 200 once the service is ready."""


@dataclass(frozen=True)
class Child:
    """A started service in a process group of its own."""

    service: Service
    process: subprocess.Popen[bytes]
    log: Path

    def answers(self) -> bool:
        try:
            address = self.service.address + self.service.health
            return httpx.get(address, trust_env=False, timeout=5).is_success
        except httpx.HTTPError:
            return False

    def require_alive(self) -> None:
        """Raises OpsError with the end of the log of a service that ended."""
        status = self.process.poll()
        if status is not None:
            raise OpsError(self._told(f"ended with status {status}"))

    def silent(self, patience: float) -> OpsError:
        return OpsError(self._told(f"didn't answer within {patience:.0f} seconds"))

    def signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def _told(self, what: str) -> str:
        return f"{self.service.name} {what}. The end of {self.log}:\n\n{tail(self.log)}"


@contextmanager
def started(
    services: Sequence[Service], logs: Path, grace: float = _GRACE
) -> Iterator[list[Child]]:
    """The services as processes; none of them is left at the end, however it comes."""
    logs.mkdir(parents=True, exist_ok=True)
    children: list[Child] = []
    try:
        for service in services:
            children.append(_start(service, logs / f"{service.name}.log"))
        yield children
    finally:
        _stop(children, grace)


def answering(children: Sequence[Child], patience: float = _PATIENCE) -> Iterator[Child]:
    """Each of the children as soon as it answers.

    Raises OpsError when one of them ends or doesn't answer in time.
    """
    waiting, deadline = list(children), time.monotonic() + patience
    while waiting:
        for child in children:
            child.require_alive()
        for child in [child for child in waiting if child.answers()]:
            waiting.remove(child)
            yield child
        if waiting:
            if time.monotonic() > deadline:
                raise waiting[0].silent(patience)
            time.sleep(_PAUSE)


def watch(children: Sequence[Child]) -> None:
    """Return never: raises OpsError when one of the children ends."""
    while True:
        for child in children:
            child.require_alive()
        time.sleep(_PAUSE)


def interrupt_on_signals() -> None:
    """Let SIGTERM and a closed terminal end the program as Ctrl-C does, with all its cleaning."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)


def _start(service: Service, log: Path) -> Child:
    leashed = [sys.executable, "-I", "-S", str(leash.__file__), str(os.getpid()), *service.command]
    with log.open("wb") as output:
        process = subprocess.Popen(
            leashed, cwd=service.cwd, env=dict(service.env), stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    return Child(service, process, log)


def _stop(children: Sequence[Child], grace: float) -> None:
    try:
        for child in children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + grace
        for child in children:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(timeout=max(0, deadline - time.monotonic()))
    finally:  # also for one who presses Ctrl-C twice
        for child in children:
            child.signal(signal.SIGKILL)
            child.process.wait()
