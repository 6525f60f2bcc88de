"""Descriptions and reviews in sentences, to be quoted word for word."""

import re
from dataclasses import dataclass

from catalog.understanding.sentences import sentence_spans

_WORD = re.compile(r"\w.*\w")
_LONGEST = 300  # characters; longer ones are lists or no prose at all


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is written; `language` is that of the text."""

    text: str
    language: str = ""


def split(text: str, language: str = "") -> list[Sentence]:
    """The sentences of a text in their order, word for word."""
    parts = (text[start:end] for start, end in sentence_spans(text))
    return [
        Sentence(part, language) for part in parts if len(part) <= _LONGEST and _WORD.search(part)
    ]
