"""`make demo`: prepares what is missing and runs the whole assistant until Ctrl-C."""

import subprocess
import sys
import time
from collections.abc import Sequence

from rich.console import Console
from rich.panel import Panel

from catalog.errors import CatalogError
from catalog.settings import Settings
from catalog.store.database import server_url
from ops import training
from ops.errors import OpsError
from ops.ports import LOOPBACK, Ports, require_free
from ops.process import Child, answering, interrupt_on_signals, started, watch
from ops.services import environment, table
from ops.steps import ROOT

_TRY = """\
Open [bold cyan link={address}]{address}[/] and try:

  black jacket under $100        有没有红色的连衣裙?
  in blue, not denim            只要棉的
  something like the second one 第一个加购物车
  where is order D10027?        多久能退款？
    (emily.carter@example.com)

or drop in a photo of something you like. Ctrl-C stops everything."""


def main() -> int:
    console = Console(highlight=False)
    interrupt_on_signals()
    try:
        _demo(console)
    except (OpsError, CatalogError) as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        return 1
    except KeyboardInterrupt:
        console.print("Stopped.")
    return 0


def _demo(console: Console) -> None:
    settings, ports = Settings.read(), Ports.read()
    _require_free(ports)
    with console.status("Starting the database"):
        database_url = server_url(settings)
    load_shop(settings, database_url)
    training.train()
    services = table(settings, ports, database_url)
    with started(services, settings.home / "logs") as children:
        await_answers(console, children)
        address = services[-1].address
        console.print(Panel(_TRY.format(address=address), title="Daogou 导购", expand=False))
        watch(children)


def load_shop(settings: Settings, database_url: str) -> None:
    """Draw and import the demo shop where that isn't done; it shows its own progress.

    Raises OpsError.
    """
    command = [sys.executable, "-m", "catalog", "demo"]
    done = subprocess.run(command, cwd=ROOT, env=environment(settings, database_url), check=False)
    if done.returncode:
        raise OpsError(f"The demo shop couldn't be made: status {done.returncode}, see above.")


def await_answers(console: Console, children: Sequence[Child]) -> None:
    """Show each of the children as it answers. Raises OpsError."""
    start, waiting = time.monotonic(), [child.service.name for child in children]
    with console.status(f"Starting {', '.join(waiting)}") as status:
        for child in answering(children):
            waiting.remove(child.service.name)
            seconds = time.monotonic() - start
            console.print(f"{child.service.name} answers after {seconds:.0f} s")
            status.update(f"Waiting for {', '.join(waiting)}")


def _require_free(ports: Ports) -> None:
    require_free(ports.host, ports.gateway, "DAOGOU_PORT")
    require_free(LOOPBACK, ports.actions, "DAOGOU_ACTIONS_PORT")
    require_free(LOOPBACK, ports.bot, "DAOGOU_BOT_PORT")


if __name__ == "__main__":
    sys.exit(main())
