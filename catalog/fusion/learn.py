"""All that `train` learns from a catalogue: which fusion finds best, which guesses facets best."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from catalog.encoders import Encoder
from catalog.errors import TooLittleToLearnError
from catalog.fusion.classify import DECISION, Classifier
from catalog.fusion.compare import Comparison, compare, deal
from catalog.fusion.fusion import Fusion
from catalog.fusion.guesses import Guesses, compare_guesses, fit_classifier, labels_of
from catalog.fusion.items import Flags, Items, Matrix, present, read_items, some_products
from catalog.fusion.queries import (
    Queries,
    colour_labels,
    composed_queries,
    make_up_wordings,
    photo_queries,
    word_queries,
)
from catalog.fusion.unnamed import unnamed_texts
from catalog.understanding.vocabulary import Vocabulary

KINDS = ("concatenation", "weighted sum", "attention")
_FOLDS = 3
_PRODUCTS = 1_000  # learnt from at most
_LEAST = 20  # products with a picture and a text, to learn anything from
_CHUNK = 32

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Learned:
    """`fusion` is None where decision-level fusion finds best: search has that already."""

    comparison: Comparison
    guesses: Guesses
    fusion: Fusion | None
    classifier: Classifier


def learn(
    connection: Connection,
    encoder: Encoder,
    vocabulary: Vocabulary,
    progress: Progress,
    *,
    kinds: Sequence[str] = KINDS,
    seed: int = 7,
) -> Learned:
    """Train and compare these kinds of fusion and decision-level fusion on held-out products, then
    train what won on all. `progress` is told (done, total). The same seed and catalogue give the
    same bytes.

    Raises TooLittleToLearnError.
    """
    items = read_items(connection, encoder, some_products(connection, _PRODUCTS))
    _check(items)
    unnamed = unnamed_texts(connection, items.products.tolist(), vocabulary)
    lesson = _Lesson(items, vocabulary, encoder, progress, seed)
    lesson.read(unnamed, models=_FOLDS * len(kinds) + 2)
    fold = deal(items.products, _FOLDS)
    fusions: dict[str, list[Fusion]] = {kind: [] for kind in [*kinds, DECISION]}
    for held in range(_FOLDS):
        for kind, fusion in lesson.train(kinds, fold != held).items():
            fusions[kind].append(fusion)
    learnt = {kind: each for kind, each in fusions.items() if kind != DECISION}
    comparison = compare(items, lesson.tasks, fold, learnt)
    labels = labels_of(items, vocabulary)
    guesses = compare_guesses(items, lesson.texts, labels, fold, fusions)
    won = [kind for kind in kinds if kind in (comparison.winner, guesses.winner)]
    final = lesson.train(won, np.ones(len(items), np.bool_))
    classifier = fit_classifier(
        items, lesson.texts, labels, fold, fusions[guesses.winner], final[guesses.winner]
    )
    lesson.end()
    return Learned(comparison, guesses, final.get(comparison.winner), classifier)


def _check(items: Items) -> None:
    whole = present(items.pictures) & items.texts.any((1, 2))
    found = len(set(items.products[whole]))
    if found < _LEAST:
        raise TooLittleToLearnError(
            f"{found} products have a picture and a text; fusion learns from {_LEAST} or more"
        )


class _Lesson:
    """What is learnt from, and how far it is: units are texts encoded and steps of training."""

    def __init__(
        self, items: Items, vocabulary: Vocabulary, encoder: Encoder, progress: Progress, seed: int
    ) -> None:
        self._items = items
        self._vocabulary = vocabulary
        self._encoder = encoder
        self._progress = progress
        self._seed = seed
        self._done, self._total = 0, 0
        self.tasks: dict[str, Queries] = {}
        self.texts: dict[str, Matrix] = {}

    def read(self, unnamed: dict[str, list[str]], models: int) -> None:
        """Make up queries and encode all texts; so many models will be trained."""
        from catalog.fusion.training import STEPS  # noqa: PLC0415

        items, vocabulary, seed = self._items, self._vocabulary, self._seed
        wordings = make_up_wordings(items, vocabulary, seed)
        asked = {*colour_labels(items, vocabulary), *(wording.text for wording in wordings)}
        read = {text for texts in unnamed.values() for text in texts}
        self._total = len(asked) + len(read) + STEPS * models
        vectors = self._encode(sorted(asked), query=True)
        self.tasks = {
            "photo": photo_queries(items, seed),
            "words": word_queries(items, wordings, vectors),
            "photo + words": composed_queries(items, vocabulary, vectors, seed),
        }
        passages = self._encode(sorted(read), query=False)
        for facet, texts in unnamed.items():
            self.texts[facet] = np.array([passages[text] for text in texts])

    def train(self, kinds: Sequence[str], among: Flags) -> dict[str, Fusion]:
        """Fusions that know the items `among` (n,), decision-level fusion too."""
        from catalog.fusion.training import fit_projection, train  # noqa: PLC0415

        items, queries = self._items, list(self.tasks.values())
        projection = fit_projection(items, among)
        fusions = {
            kind: train(
                kind, projection, items, queries, among, seed=self._seed, advance=self._advance
            )
            for kind in kinds
        }
        return {**fusions, DECISION: Fusion(DECISION, projection, items.texts.shape[2])}

    def end(self) -> None:
        """All is done, though what won may have needed fewer models."""
        self._progress(self._total, self._total)

    def _encode(self, texts: Sequence[str], *, query: bool) -> dict[str, Matrix]:
        vectors: dict[str, Matrix] = {}
        for start in range(0, len(texts), _CHUNK):
            chunk = texts[start : start + _CHUNK]
            encoded = self._encoder.encode_texts(chunk, query=query)
            vectors |= dict(zip(chunk, encoded, strict=True))
            self._advance(len(chunk))
        return vectors

    def _advance(self, count: int) -> None:
        self._done += count
        self._progress(self._done, self._total)
