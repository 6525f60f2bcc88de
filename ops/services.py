"""The table of the three services, and all of them running."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from catalog.settings import Settings
from catalog.store.database import server_url
from ops import training
from ops.ports import LOOPBACK, Ports
from ops.process import Service, answering, started
from ops.steps import ROOT

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  hosts that can be listened on, but not opened


@dataclass(frozen=True)
class Addresses:
    gateway: str
    actions: str
    bot: str


@contextmanager
def running(settings: Settings, ports: Ports) -> Iterator[Addresses]:
    """The whole assistant, answering; for tests and measurements.

    The bot must be trained (training.train) and the store filled. Raises OpsError.
    """
    services = table(settings, ports, server_url(settings))
    with started(services, settings.home / "logs") as children:
        for _ in answering(children):
            pass
        addresses = {service.name: service.address for service in services}
        yield Addresses(**addresses)


def table(settings: Settings, ports: Ports, database_url: str) -> list[Service]:
    """Actions, bot and gateway, in the order of starting."""
    return [
        actions(settings, ports, database_url),
        _bot(ports),
        _gateway(settings, ports, database_url),
    ]


def actions(settings: Settings, ports: Ports, database_url: str) -> Service:
    own = {"DAOGOU_ACTIONS_HOST": LOOPBACK, "DAOGOU_ACTIONS_PORT": str(ports.actions)}
    return Service(
        "actions",
        [sys.executable, "-m", "actions"],
        cwd=ROOT,
        env=environment(settings, database_url) | own,
        address=_at(LOOPBACK, ports.actions),
        health="/health",
    )


def _bot(ports: Ports) -> Service:
    files = ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    listen = ["--interface", LOOPBACK, "--port", str(ports.bot)]
    return Service(
        "bot",
        [str(training.PYTHON), "-m", "rasa", "run", *listen, *files],
        cwd=training.BOT,
        env=bot_environment(ports),
        address=_at(LOOPBACK, ports.bot),
        health="/",
    )


def _gateway(settings: Settings, ports: Ports, database_url: str) -> Service:
    own = {
        "DAOGOU_HOST": ports.host,
        "DAOGOU_PORT": str(ports.gateway),
        "DAOGOU_BOT_URL": _at(LOOPBACK, ports.bot),
        "DAOGOU_ACTIONS_URL": _at(LOOPBACK, ports.actions),
    }
    return Service(
        "gateway",
        [sys.executable, "-m", "gateway"],
        cwd=ROOT,
        env=environment(settings, database_url) | own,
        address=_at(LOOPBACK if ports.host in EVERYWHERE else ports.host, ports.gateway),
        health="/readyz",
    )


def environment(settings: Settings, database_url: str) -> dict[str, str]:
    """The settings for a child process, so that all of them use the same store and media."""
    values = settings.model_dump(exclude={"database_url"}, exclude_none=True)
    values["media"] = settings.media_folder
    told = {
        f"DAOGOU_{name.upper()}": str(value.resolve() if isinstance(value, Path) else value)
        for name, value in values.items()
    }
    own = {"DATABASE_URL": database_url, "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
    return dict(os.environ) | told | own


def bot_environment(ports: Ports) -> dict[str, str]:
    return training.environment() | {"ACTIONS_URL": f"{_at(LOOPBACK, ports.actions)}/webhook"}


def _at(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
