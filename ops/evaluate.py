"""`make evaluate`: how well the right products are found, on the Luma store if it is there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from catalog.app import Catalogue, open_catalogue
from catalog.cli_import import import_demo, import_feed
from catalog.errors import CatalogError
from catalog.evaluation.run import JudgedQuery, evaluate
from catalog.evaluation.views import Views, composed_ranks, photo_ranks, recall
from catalog.search.searcher import Searcher
from catalog.settings import Settings
from ops.steps import ROOT
from tests.judgements import expand

LUMA = ROOT.parent / "shared" / "data" / "luma"
_QUERIES = ROOT / "tests" / "data"
_SEED = 7
_SHARES = {
    "ndcg@10": "nDCG@10", "recall@1": "R@1", "recall@5": "R@5", "recall@10": "R@10", "mrr": "MRR"
}  # fmt: skip
_TIMES = {"p50_ms": "p50 ms", "p95_ms": "p95 ms"}

Measured = dict[str, Any]


def main() -> int:
    console = Console()
    try:
        with _shop(console) as catalogue:
            table = Table("queries", "n", *_SHARES.values(), *_TIMES.values())
            for name, measured in _all(catalogue, console):
                table.add_row(name, *_cells(measured))
            console.print(table)
    except CatalogError as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        return 1
    return 0


def text_measures(searcher: Searcher, luma: Path, part: str) -> dict[str, Measured]:
    """Measures by language of the judged queries of Luma's `part`, "dev" or "held_out"."""
    expanded = expand(_QUERIES / f"luma_queries_{part}.yml", luma / "csv")
    queries = [JudgedQuery.model_validate(query) for query in expanded]
    return {
        language: evaluate(searcher, [query for query in queries if query.lang == language])
        for language in ("en", "zh")
    }


def photo_measures(catalogue: Catalogue) -> dict[str, Measured]:
    """Recall of the product and colour that another view of it shows, and of the one in another
    colour that is asked for; projections know nothing of the products they are measured on."""
    with catalogue.engine.connect() as connection:
        views = Views.read(connection, catalogue.encoder)
    ranks = {"photo": photo_ranks(views), "photo + colour": composed_ranks(views)}
    return {
        name: {"queries": len(found)} | {f"recall@{k}": recall(found, k) for k in (1, 5, 10)}
        for name, found in ranks.items()
    }


@contextmanager
def _shop(console: Console) -> Iterator[Catalogue]:
    """Luma in a store of its own, kept for the next time; or the demo shop."""
    settings = Settings.read()
    if not LUMA.is_dir():
        console.print(f"{LUMA} isn't there: only photos of the demo shop are measured.")
        with open_catalogue(settings) as catalogue:
            import_demo(catalogue, _SEED, console)
            yield catalogue
        return
    apart = {"home": settings.home / "evaluation", "database_url": None, "media": None}
    with open_catalogue(settings.model_copy(update=apart)) as catalogue:
        import_feed(catalogue, LUMA / "csv", "magento", LUMA / "media", console)
        yield catalogue


def _all(catalogue: Catalogue, console: Console) -> Iterator[tuple[str, Measured]]:
    if LUMA.is_dir():
        for part in ("dev", "held_out"):
            with console.status(f"Searching with the {part} queries"):
                found = text_measures(catalogue.searcher, LUMA, part)
            yield from ((f"text {part} {lang}", measured) for lang, measured in found.items())
    with console.status("Comparing photos"):
        yield from photo_measures(catalogue).items()


def _cells(measured: Measured) -> list[str]:
    shares = [f"{measured[name]:.3f}" if name in measured else "" for name in _SHARES]
    times = [f"{measured[name]:.0f}" if name in measured else "" for name in _TIMES]
    return [str(measured["queries"]), *shares, *times]


if __name__ == "__main__":
    sys.exit(main())
