"""What actions work with."""

import functools
from dataclasses import dataclass

from actions.album import Album
from catalog.app import Catalogue
from catalog.search.searcher import Searcher


@dataclass(frozen=True)
class Services:
    """The open catalogue and what is made from it."""

    catalogue: Catalogue

    @property
    def searcher(self) -> Searcher:
        """Searches the catalogue."""
        return self.catalogue.searcher

    @functools.cached_property
    def album(self) -> Album:
        """Shoppers' photos."""
        return Album(self.catalogue.engine, self.catalogue.encoder)
