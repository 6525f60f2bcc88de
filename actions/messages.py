"""The sentences of product talk, English and Chinese side by side in messages.yml."""

import functools
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("messages.yml")


def say(key: str, language: str, **values: Any) -> str:
    """A sentence in the shopper's language. Raises KeyError for one that isn't written."""
    return str(_messages()[key][language]).format(**values)


@functools.cache
def _messages() -> dict[str, dict[str, str]]:
    messages: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return messages
