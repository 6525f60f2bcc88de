"""Splits text into the words of full text: Chinese by jieba, the rest by spaces."""

import functools
import logging
import re
from typing import Any

from catalog.understanding.tokens import normalise

_CHINESE = re.compile(r"[\u3400-\u9fff]+")


def segment(text: str, language: str) -> str:
    """Words joined by spaces. English keeps its inflection: PostgreSQL stems it."""
    plain = normalise(text)
    if language == "en" and not _CHINESE.search(plain):
        return plain
    return _CHINESE.sub(lambda run: f" {' '.join(_jieba().cut_for_search(run[0]))} ", plain)


def terms(text: str, language: str) -> list[str]:
    """Distinct words of a query, in their order."""
    words = re.findall(r"\w+", segment(text, language))
    return list(dict.fromkeys(words))


def word_spans(text: str) -> list[tuple[int, int]]:
    """Spans [start, end) of the dictionary words of normalised Chinese text."""
    return [(start, end) for _, start, end in _jieba().tokenize(text, HMM=False)]


@functools.cache
def _jieba() -> Any:
    import jieba  # noqa: PLC0415  reads its dictionary for half a second

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba
