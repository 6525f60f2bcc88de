import socket

import pytest

from ops.errors import OpsError
from ops.ports import LOOPBACK, Ports, require_free


def test_a_taken_port_is_named_with_the_variable_that_changes_it(ports: Ports) -> None:
    with socket.socket() as other:
        other.bind((LOOPBACK, ports.gateway))
        other.listen()
        with pytest.raises(
            OpsError, match=rf"Port {ports.gateway} is taken .* DAOGOU_PORT={ports.gateway + 1}"
        ):
            require_free(LOOPBACK, ports.gateway, "DAOGOU_PORT")
    require_free(LOOPBACK, ports.gateway, "DAOGOU_PORT")


def test_an_address_of_another_machine_is_refused(ports: Ports) -> None:
    with pytest.raises(OpsError, match=r"can't listen on 192\.0\.2\.1 port \d+ \(DAOGOU_PORT\)"):
        require_free("192.0.2.1", ports.gateway, "DAOGOU_PORT")


def test_free_ports_differ(ports: Ports) -> None:
    assert len({ports.gateway, ports.actions, ports.bot}) == 3


def test_ports_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOGOU_PORT", "9000")
    monkeypatch.setenv("DAOGOU_BOT_PORT", "")
    ports = Ports.read()
    assert (ports.gateway, ports.bot) == (9000, 5005)


def test_a_wrong_port_is_told_with_key_and_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOGOU_ACTIONS_PORT", "99999")
    with pytest.raises(OpsError, match="DAOGOU_ACTIONS_PORT has the value '99999'"):
        Ports.read()
