"""The tables beside the code: kinds of goods, words in both languages, reviews, people."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DEPARTMENTS = ("clothing", "shoes", "accessories")


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``data/<name>.yml``."""
    text = (Path(__file__).parent / "data" / f"{name}.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def words(section: str) -> Any:
    """One section of the dictionary."""
    return table("words")[section]


def capital(text: str) -> str:
    """``text`` with its first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


def titled(text: str) -> str:
    """``text`` as words of a title."""
    return " ".join(capital(word) for word in text.split())
