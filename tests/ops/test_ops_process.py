import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HERE, Pulse, service

from ops.errors import OpsError
from ops.ports import Ports
from ops.process import answering, started, watch


def test_services_answer_and_none_is_left(tmp_path: Path, pulse: Pulse, ports: Ports) -> None:
    services = [
        service("actions", ports.actions, pulse.pipe),
        service("bot", ports.bot, pulse.pipe),
    ]
    with started(services, tmp_path / "logs") as children:
        names = {child.service.name for child in answering(children)}
        assert pulse.beats()
    assert names == {"actions", "bot"}
    assert pulse.ends()


def test_who_ignores_the_signal_is_killed_with_its_own_children(
    tmp_path: Path, pulse: Pulse, ports: Ports
) -> None:
    services = [
        service("actions", ports.actions, pulse.pipe, "stubborn"),
        service("bot", ports.bot, pulse.pipe, "parent"),
    ]
    with started(services, tmp_path / "logs", grace=0.1) as children:
        assert len(list(answering(children))) == 2
        assert pulse.beats()
    assert pulse.ends()


def test_a_service_that_ends_is_named_with_its_log_and_the_others_are_stopped(
    tmp_path: Path, pulse: Pulse, ports: Ports
) -> None:
    services = [
        service("actions", ports.actions, pulse.pipe),
        service("bot", ports.bot, pulse.pipe, "dying"),
    ]
    with (
        pytest.raises(OpsError, match=r"bot ended with status 1.*bot\.log:\s+no model") as told,
        started(services, tmp_path / "logs") as children,
    ):
        list(answering(children))
    assert "secret" not in str(told.value)
    assert pulse.ends()


def test_a_service_that_ends_later_is_noticed(tmp_path: Path, pulse: Pulse, ports: Ports) -> None:
    with started([service("bot", ports.bot, pulse.pipe)], tmp_path) as children:
        list(answering(children))
        children[0].process.kill()
        with pytest.raises(OpsError, match="bot ended with status -9"):
            watch(children)


def test_a_service_that_never_answers_is_named(tmp_path: Path, pulse: Pulse, ports: Ports) -> None:
    with (
        pytest.raises(OpsError, match="bot didn't answer within 0 seconds"),
        started([service("bot", ports.bot, pulse.pipe, "mute")], tmp_path) as children,
    ):
        list(answering(children, patience=0))


def test_a_command_that_is_missing_stops_what_was_started(
    tmp_path: Path, pulse: Pulse, ports: Ports
) -> None:
    away = replace(service("bot", ports.bot, pulse.pipe), command=[str(tmp_path / "away")])
    with (
        pytest.raises(OpsError, match="bot ended with status 1"),
        started([service("actions", ports.actions, pulse.pipe), away], tmp_path) as children,
    ):
        list(answering(children))
    assert pulse.ends()


def supervisor(tmp_path: Path, pulse: Pulse, ports: Ports, *behaviours: str) -> subprocess.Popen:
    """A supervisor in a process of its own, with its service answering."""
    script, port = str(HERE / "fake_supervisor.py"), str(ports.bot)
    process = subprocess.Popen(
        [sys.executable, script, str(tmp_path), port, str(pulse.pipe), *behaviours],
        env=os.environ | {"PYTHONPATH": str(HERE.parents[1])},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    assert pulse.beats()
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(
    number: signal.Signals, tmp_path: Path, pulse: Pulse, ports: Ports
) -> None:
    process = supervisor(tmp_path, pulse, ports, "parent")
    process.send_signal(number)
    assert process.communicate(timeout=30)[0] == "stopped\n"
    assert pulse.ends()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a parent's death")
def test_a_supervisor_that_is_killed_leaves_nobody(
    tmp_path: Path, pulse: Pulse, ports: Ports
) -> None:
    process = supervisor(tmp_path, pulse, ports)
    process.kill()
    process.communicate(timeout=30)
    assert pulse.ends()
