"""`python -m gateway`: serve until told to stop."""

import math
import sys

import uvicorn

from gateway import logs
from gateway.app import create_app
from gateway.errors import SettingsError
from gateway.settings import load


def main() -> None:
    try:
        settings = load()
        app = create_app(settings)
    except SettingsError as error:
        sys.exit(str(error))
    logs.configure()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,  # uvicorn's own lines take our format
        access_log=False,  # it would print addresses
        server_header=False,
        timeout_graceful_shutdown=math.ceil(settings.bot_timeout),
    )


if __name__ == "__main__":
    main()
