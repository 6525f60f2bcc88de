"""`make evaluate`: how well the right products are found, on Luma if it is there and on the demo
shop.

    python -m ops.evaluate [--markdown] [--chart FILE] [--verbose]
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from catalog.app import Catalogue, open_catalogue
from catalog.cli_import import import_demo, import_feed
from catalog.errors import CatalogError
from catalog.evaluation.answered import SEARCH, Answered, answer
from catalog.evaluation.chart import draw
from catalog.evaluation.run import JudgedQuery, evaluate
from catalog.evaluation.seen import Seen, other_views, phone_photos, recalls
from catalog.evaluation.tables import Section, photo_section, text_sections
from catalog.evaluation.views import Views
from catalog.search.searcher import Searcher
from catalog.settings import Settings
from ops.limits import Shown, check
from ops.steps import ROOT
from tests.judgements import expand
from tests.phone_photos import phone_photo

LUMA = ROOT.parent / "shared" / "data" / "luma"
_QUERIES = ROOT / "tests" / "data"
_LUMA_PARTS = {part: f"luma_queries_{part}.yml" for part in ("dev", "wide", "held_out", "blind")}
_REPORTED = ("held_out", "blind")  # nothing was tuned on them
_SEED = 7

Measured = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What was measured in one shop."""

    shop: str
    answered: Answered
    seen: Mapping[str, Seen]
    limited: Mapping[str, list[Shown]]
    """By part, what queries with limits found."""

    def sections(self) -> Iterator[Section]:
        """The tables."""
        yield from text_sections(self.shop, self.answered)
        yield photo_section(self.shop, self.seen)
        columns = ["queries with limits", "products found", "break one", "though understood"]
        rows = [
            [part, str(len(shown)), str(sum(bool(each.breaks) for each in shown)),
             str(sum(each.understood for each in shown))]
            for part, shown in self.limited.items()
        ]  # fmt: skip
        yield Section(f"{self.shop}: limits that the shopper set", columns, rows)


def main() -> int:
    """Measures, prints tables, and draws if a chart is asked for."""
    parser = argparse.ArgumentParser(prog="ops.evaluate", description="Measures retrieval.")
    parser.add_argument("--markdown", action="store_true", help="print tables for a document")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="also draw a PNG")
    parser.add_argument("--verbose", action="store_true", help="list what breaks a limit")
    arguments = parser.parse_args()
    console = Console(stderr=arguments.markdown)
    try:
        measured = list(_measured(console))
    except CatalogError as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        return 1
    for found in measured:
        for section in found.sections():
            if arguments.markdown:
                print(section.markdown())
            else:
                console.print(section.rich())
        if arguments.verbose:
            _list(found, console)
    if arguments.chart:
        draw(measured[0].shop, measured[0].answered, measured[0].seen, arguments.chart)
    return 0


def text_measures(searcher: Searcher, luma: Path, part: str) -> dict[str, Measured]:
    """Measures by language of the judged queries of Luma's `part`."""
    queries = _judged(expand(_QUERIES / _LUMA_PARTS[part], luma / "csv"))
    return {
        language: evaluate(searcher, [query for query in queries if query.lang == language])
        for language in ("en", "zh")
    }


def photo_measures(catalogue: Catalogue) -> dict[str, Measured]:
    """Recall of the product and colour that another view of it shows, and of the one in another
    colour that is asked for; projections know nothing of the products they are measured on."""
    return {name: recalls(each.search) for name, each in other_views(_views(catalogue)).items()}


def phone_measures(catalogue: Catalogue) -> dict[str, Measured]:
    """As photo_measures(), by made-up phone photos of the other views."""
    seen = phone_photos(catalogue, _views(catalogue), phone_photo)
    return {name: recalls(each.search) for name, each in seen.items()}


def _measured(console: Console) -> Iterator[Found]:
    there = LUMA.is_dir()
    if there:
        with _luma(console) as catalogue:
            yield _measure("Luma", catalogue, _LUMA_PARTS, LUMA / "csv", console, phones=True)
    else:
        console.print(f"{LUMA} isn't there: the demo shop alone is measured.")
    with _demo(console) as catalogue:
        feed = catalogue.settings.home / f"demo-{_SEED}" / "products.jsonl"
        parts = {"demo": "demo_queries.yml"}
        # Phone photos take minutes: those of one shop are enough.
        yield _measure("Demo shop", catalogue, parts, feed, console, phones=not there)


def _measure(
    shop: str,
    catalogue: Catalogue,
    parts: Mapping[str, str],
    store: Path,
    console: Console,
    *,
    phones: bool,
) -> Found:
    asked = {part: expand(_QUERIES / file, store) for part, file in parts.items()}
    reported = [part for part in parts if part in _REPORTED] or list(parts)
    with console.status(f"{shop}: searching by words"):
        judged = {part: _judged(queries) for part, queries in asked.items()}
        answered = answer(catalogue, judged, reported)
    with console.status(f"{shop}: searching by photos"):
        views = _views(catalogue)
        seen = other_views(views)
        if phones:
            seen |= phone_photos(catalogue, views, phone_photo)
    searcher = catalogue.searcher
    rankings = iter(answered.runs[SEARCH].rankings)
    limited = {
        part: list(check(queries, [next(rankings) for _ in queries], store, searcher.parse))
        for part, queries in asked.items()
    }
    return Found(shop, answered, seen, limited)


def _judged(expanded: list[dict[str, Any]]) -> list[JudgedQuery]:
    return [JudgedQuery.model_validate(query) for query in expanded]


def _views(catalogue: Catalogue) -> Views:
    with catalogue.engine.connect() as connection:
        return Views.read(connection, catalogue.encoder, catalogue.settings.media_folder)


@contextmanager
def _luma(console: Console) -> Iterator[Catalogue]:
    """Luma in a store of its own, kept for the next time."""
    with open_catalogue(_apart("evaluation")) as catalogue:
        import_feed(catalogue, LUMA / "csv", "magento", LUMA / "media", console)
        yield catalogue


@contextmanager
def _demo(console: Console) -> Iterator[Catalogue]:
    """The demo shop likewise: the one that runs may be changed."""
    with open_catalogue(_apart("evaluation-demo")) as catalogue:
        import_demo(catalogue, _SEED, console)
        yield catalogue


def _apart(folder: str) -> Settings:
    settings = Settings.read()
    apart = {"home": settings.home / folder, "database_url": None, "media": None}
    return settings.model_copy(update=apart)


def _list(found: Found, console: Console) -> None:
    for part, shown in found.limited.items():
        for each in shown:
            if each.breaks:
                console.print(f"{part}: {each}", markup=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
