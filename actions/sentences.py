"""The sentences of product talk, English and Chinese side by side in messages/*.yml."""

import functools
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("messages")


def say(key: str, language: str, **values: Any) -> str:
    """A sentence in the shopper's language. Raises KeyError for one that isn't written."""
    return str(messages()[key][language]).format(**values)


@functools.cache
def messages() -> dict[str, dict[str, str]]:
    """All sentences by key and language. Raises ValueError for a key of two files."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for key, sentence in yaml.safe_load(path.read_text("utf-8")).items():
            if key in found:
                raise ValueError(f"{key} is written twice, in {path.name} again")
            found[key] = sentence
    return found
