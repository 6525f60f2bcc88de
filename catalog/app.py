"""Composition root: puts the catalogue's parts together for command line and actions."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine

from catalog.encoders import Encoder, open_encoder
from catalog.ingest.importer import Importer
from catalog.policies import Policies, read_policies
from catalog.questions.charts import read_charts
from catalog.questions.questions import Questions
from catalog.search.knowledge import Knowledge
from catalog.search.searcher import Searcher
from catalog.settings import Settings
from catalog.store.database import opened
from catalog.understanding.vocabulary import curated


@dataclass(frozen=True)
class Catalogue:
    """An open catalogue."""

    settings: Settings
    engine: Engine
    encoder: Encoder
    searcher: Searcher

    @functools.cached_property
    def policies(self) -> Policies:
        """The merchant's policies as their files are now. Raises SettingsError."""
        return Policies(read_policies(self.settings.policies_folder), self.encoder)

    @functools.cached_property
    def questions(self) -> Questions:
        """Answers about products, by the size charts as they are now. Raises SettingsError."""
        charts = read_charts(self.settings.sizes_file)
        return Questions(self.engine, self.encoder, self.searcher, charts)

    def importer(self) -> Importer:
        """An importer into this catalogue."""
        settings = self.settings
        words = curated(settings.synonyms)
        return Importer(
            self.engine, self.encoder, words, settings.media_folder, settings.currency,
            settings.guesses,
        )  # fmt: skip


@contextmanager
def open_catalogue(settings: Settings) -> Iterator[Catalogue]:
    """Open store and encoder; nothing is loaded before it is used. Raises CatalogError."""
    encoder = open_encoder(settings)
    knowledge = Knowledge(encoder, settings.currency, settings.synonyms)
    with opened(settings) as engine:
        yield Catalogue(settings, engine, encoder, Searcher(engine, encoder, knowledge))
