"""The neutral format: one JSON object a line."""

import json
from collections.abc import Iterator
from pathlib import Path

from catalog.errors import FeedError
from catalog.feeds.rows import Row


def read(path: Path) -> Iterator[Row]:
    """A row for each line that isn't blank; lines that are no JSON objects become rejects.

    Raises FeedError when the file can't be opened.
    """
    try:
        lines = path.open("rb")
    except OSError as error:
        raise FeedError(f"{path} can't be read: {error.strerror}") from error
    with lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _row(number, line)


def _row(number: int, line: bytes) -> Row:
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Row(number, None, f"not JSON: {error}")
    return Row(number, data) if isinstance(data, dict) else Row(number, None, "not a JSON object")
