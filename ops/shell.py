"""`make shell`: the same bot and actions in Rasa's shell on this terminal."""

import signal
import subprocess
import sys

from rich.console import Console

from catalog.errors import CatalogError
from catalog.settings import Settings
from catalog.store.database import server_url
from ops import training
from ops.demo import await_answers, load_shop
from ops.errors import OpsError
from ops.ports import LOOPBACK, Ports
from ops.process import interrupt_on_signals, started
from ops.services import actions, bot_environment


def main() -> int:
    console = Console(highlight=False)
    interrupt_on_signals()
    try:
        return _shell(console)
    except (OpsError, CatalogError) as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        return 1
    except KeyboardInterrupt:
        return 130


def _shell(console: Console) -> int:
    # Free ports, so that it runs beside `make demo`.
    settings, ports = Settings.read(), Ports.free()
    with console.status("Starting the database"):
        database_url = server_url(settings)
    load_shop(settings, database_url)
    training.train()
    service = actions(settings, ports, database_url)
    with started([service], settings.home / "logs" / "shell") as children:
        await_answers(console, children)
        env = bot_environment(ports) | {"DAOGOU_ACTIONS_URL": service.address}
        # Ctrl-C belongs to the shell: it says goodbye, and everything else is stopped then.
        signal.signal(signal.SIGINT, lambda *_: None)
        listen = ["--interface", LOOPBACK, "--port", str(ports.bot)]  # Rasa's own would be open
        command = [str(training.PYTHON), "shell.py", *listen]
        return subprocess.run(command, cwd=training.BOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
