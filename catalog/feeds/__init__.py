"""Feeds by format. An importer is a module with `read(path) -> Iterator[Row]` and a line in
FORMATS; everything after that is shared."""

from collections.abc import Callable, Iterator
from pathlib import Path

from catalog.errors import FeedError
from catalog.feeds import jsonl, magento
from catalog.feeds.rows import Row

FORMATS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "jsonl": jsonl.read,
    "magento": magento.read,
}


def read_feed(path: Path, format_name: str) -> Iterator[Row]:
    """Rows of a feed in the neutral format. Raises FeedError when it can't be read at all."""
    if not path.exists():
        raise FeedError(f"{path} doesn't exist")
    name = detect(path) if format_name == "auto" else format_name
    if name not in FORMATS:
        raise FeedError(f"format {name!r} isn't known; known: auto, {', '.join(FORMATS)}")
    return FORMATS[name](path)


def detect(path: Path) -> str:
    """The format of a feed, by its name: a folder or a .csv is Magento's, else jsonl."""
    return "magento" if path.is_dir() or path.suffix == ".csv" else "jsonl"
