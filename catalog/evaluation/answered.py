"""Judged queries in words, answered by search and by what it is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalog.app import Catalogue
from catalog.evaluation.baselines import baselines
from catalog.evaluation.run import JudgedQuery, Run, by_search, run

SEARCH = "search"


@dataclass(frozen=True)
class Answered:
    """n queries, the part that each belongs to, and runs of all of them by ranker, SEARCH first.
    `reported` are the parts that nothing was tuned on."""

    queries: Sequence[JudgedQuery]
    parts: Sequence[str]
    runs: Mapping[str, Run]
    reported: Sequence[str]

    def which(
        self, parts: Sequence[str], language: str | None = None, of: str | None = None
    ) -> list[int]:
        """Indexes of queries of some parts, of a language and `of` a slice if given."""
        return [
            index
            for index, (query, part) in enumerate(zip(self.queries, self.parts, strict=True))
            if part in parts
            and (language is None or query.lang == language)
            and (of is None or of in query.slices)
        ]


def answer(
    catalogue: Catalogue, parts: Mapping[str, Sequence[JudgedQuery]], reported: Sequence[str]
) -> Answered:
    """Asks a catalogue all queries of the `parts`, each of every ranker."""
    queries = [query for part in parts.values() for query in part]
    of_part = [name for name, part in parts.items() for _ in part]
    catalogue.searcher.warm()
    rankers = {SEARCH: by_search(catalogue.searcher)}
    rankers |= baselines(catalogue.engine, catalogue.encoder)
    runs = {name: run(ranker, queries) for name, ranker in rankers.items()}
    return Answered(queries, of_part, runs, reported)
