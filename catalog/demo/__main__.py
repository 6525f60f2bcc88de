"""``python -m catalog.demo OUT_DIR [--seed 7]`` writes the demonstration shop."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from . import generate


def main(out: Annotated[Path, typer.Argument(help="folder to write into")], seed: int = 7) -> None:
    """Draw and write the demonstration shop into OUT."""
    with Progress() as bar:
        task = bar.add_task("drawing the shop", total=None)
        generate(out, seed, lambda done, total: bar.update(task, completed=done, total=total))


if __name__ == "__main__":
    typer.run(main)
