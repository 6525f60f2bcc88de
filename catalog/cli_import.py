"""Imports on the terminal: progress bars, reports, the demo shop."""

from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from catalog.app import Catalogue
from catalog.feeds import read_feed
from catalog.ingest.importer import Report
from catalog.ingest.records import DERIVATION
from catalog.understanding.vocabulary import curated

_SHOWN_REJECTS = 20


class _Bars:
    """Two counters on the terminal."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._products = progress.add_task("products", total=None)
        self._pictures = progress.add_task("pictures", total=None)

    def products(self, count: int) -> None:
        self._progress.advance(self._products, count)

    def pictures(self, count: int) -> None:
        self._progress.advance(self._pictures, count)


def import_feed(
    catalogue: Catalogue, path: Path, format_name: str, images: Path | None, console: Console
) -> Report:
    """Import with progress bars. Pictures are looked for in `images`, or else beside the feed
    (a Magento folder keeps them in media/)."""
    rows = read_feed(path, format_name)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        return catalogue.importer().run(rows, images or _beside(path), _Bars(progress))


def _beside(path: Path) -> Path:
    folder = path if path.is_dir() else path.parent
    return next((f for f in (folder / "media", folder.parent / "media") if f.is_dir()), folder)


def print_report(report: Report, console: Console) -> None:
    """Counts and the first rejects."""
    console.print(
        f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged, "
        f"{len(report.rejects)} rejected; {report.encoded_pictures} pictures encoded"
        + (f", {report.missing_pictures} not readable" if report.missing_pictures else "")
    )
    if report.rejects:
        table = Table("row", "id", "field", "value", "reason")
        for reject in report.rejects[:_SHOWN_REJECTS]:
            table.add_row(str(reject.row), reject.id, reject.field, reject.value, reject.reason)
        console.print(table)


def import_demo(catalogue: Catalogue, seed: int, console: Console) -> None:
    """Draw the demo shop into the data folder and import it, unless that was done with this seed,
    encoder and vocabulary. Its orders are placed anew, a few days ago."""
    from catalog.demo import copy_bylaws, generate, since  # noqa: PLC0415
    from catalog.store.orders import load_orders  # noqa: PLC0415

    copy_bylaws(catalogue.settings.home)
    folder = catalogue.settings.home / f"demo-{seed}"
    done = folder / "imported"
    words = curated(catalogue.settings.synonyms).fingerprint
    basis = f"{catalogue.encoder.name} {DERIVATION} {words}"
    if done.exists() and done.read_text("utf-8") == basis:
        console.print("The demo shop is there already.")
    else:
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task("drawing the demo shop", total=None)
            generate(folder, seed, lambda at, of: progress.update(task, completed=at, total=of))
        feed = folder / "products.jsonl"
        print_report(import_feed(catalogue, feed, "jsonl", folder, console), console)
        done.write_text(basis, "utf-8")
    load_orders(catalogue.engine, folder, since())
