"""Folds near duplicates: feeds that list each colour or size as a product of its own."""

import re
from collections.abc import Sequence

from catalog.search.searcher import Hit
from catalog.understanding.tokens import normalise, tokenise
from catalog.understanding.vocabulary import Vocabulary

_UNIT = r"(?:cm|mm|m|in|inch|foot|feet|ft|ml|l|oz|g|kg|xs|s|xl|xxl)"
_MEASURE = re.compile(rf"\d+(?:\.\d+)?{_UNIT}?|{_UNIT}")
_ASIDE = ("colour", "size")


def folded(hits: Sequence[Hit], vocabulary: Vocabulary) -> tuple[list[Hit], dict[str, list[str]]]:
    """The first hit of each name, colours and sizes aside, and the ids behind each."""
    kept: dict[tuple[str, ...], Hit] = {}
    behind: dict[str, list[str]] = {}
    for hit in hits:
        first = kept.setdefault(_name(hit, vocabulary), hit)
        if first is not hit:
            behind.setdefault(first.id, []).append(hit.id)
    return list(kept.values()), behind


def _name(hit: Hit, vocabulary: Vocabulary) -> tuple[str, ...]:
    tokens = tokenise(normalise(hit.title))
    aside = {
        at
        for match in vocabulary.find(tokens)
        if all(meaning.facet in _ASIDE for meaning in match.meanings)
        for at in range(match.start, match.end)
    }
    name = [t.text for at, t in enumerate(tokens) if at not in aside]
    return tuple(word for word in name if not _MEASURE.fullmatch(word)) or (hit.id,)
