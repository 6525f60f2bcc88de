"""Descriptions and reviews in sentences, to be quoted word for word."""

import re
from dataclasses import dataclass

_END = re.compile(r"(?<=[.!?])\s+(?=\S)|(?<=[。！？；])\s*|\s*\n+\s*")
_NO_END = re.compile(r"\b(?:e\.g|i\.e|approx|oz|lbs?|ft|in|no|vs|mr|mrs|dr)\.$", re.IGNORECASE)
_WORD = re.compile(r"\w.*\w")
_LONGEST = 300  # characters; longer ones are lists or no prose at all


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is written; `language` is that of the text."""

    text: str
    language: str = ""


def split(text: str, language: str = "") -> list[Sentence]:
    """The sentences of a text in their order, word for word."""
    parts: list[str] = []
    for part in filter(None, (piece.strip() for piece in _END.split(text))):
        if parts and _NO_END.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return [
        Sentence(part, language) for part in parts if len(part) <= _LONGEST and _WORD.search(part)
    ]
