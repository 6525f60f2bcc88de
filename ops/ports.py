"""The ports that the services listen on."""

import errno
import socket
from contextlib import ExitStack

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ops.errors import OpsError

LOOPBACK = "127.0.0.1"


class Ports(BaseSettings):
    """Read from the environment; only the gateway's may be reached from elsewhere."""

    model_config = SettingsConfigDict(
        frozen=True, env_ignore_empty=True, populate_by_name=True, extra="ignore"
    )

    host: str = Field(LOOPBACK, validation_alias="DAOGOU_HOST")
    """Address that the gateway listens on."""
    gateway: int = Field(8080, validation_alias="DAOGOU_PORT", ge=1, le=65535)
    actions: int = Field(5055, validation_alias="DAOGOU_ACTIONS_PORT", ge=1, le=65535)
    bot: int = Field(5005, validation_alias="DAOGOU_BOT_PORT", ge=1, le=65535)

    @classmethod
    def read(cls) -> "Ports":
        """Raises OpsError naming each key and value."""
        try:
            return cls()  # type: ignore[call-arg]  # the environment gives the arguments
        except ValidationError as error:
            wrong = [f"{one['loc'][0]} has the value {one['input']!r}" for one in error.errors()]
            raise OpsError(f"{' and '.join(wrong)}: it must be a port number.") from None

    @classmethod
    def free(cls) -> "Ports":
        """Ports that nobody listens on, for tests and measurements."""
        with ExitStack() as stack:
            sockets = [stack.enter_context(socket.socket()) for _ in range(3)]
            for one in sockets:
                one.bind((LOOPBACK, 0))
            gateway, actions, bot = (one.getsockname()[1] for one in sockets)
        return cls(host=LOOPBACK, gateway=gateway, actions=actions, bot=bot)


def require_free(host: str, port: int, key: str) -> None:
    """Raise OpsError where `port` can't be listened on; `key` is the variable that changes it."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise OpsError(_sentence(error, host, port, key)) from None


def _sentence(error: OSError, host: str, port: int, key: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program, or Daogou runs already: stop it, "
            f"or choose another port: {key}={port + 1} make demo"
        )
    return f"Daogou can't listen on {host} port {port} ({key}): {error.strerror}."
