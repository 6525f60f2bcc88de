"""What actions work with."""

import functools
from dataclasses import dataclass

from actions.album import Album
from actions.settings import Settings
from actions.shop.care import Care
from actions.shop.carts import Carts
from actions.shop.identity import Identities
from actions.shop.orders import Orders
from actions.shop.rules import Rules
from actions.shop.variants import Variants
from catalog.app import Catalogue
from catalog.policies import Policies
from catalog.search.searcher import Searcher


@dataclass(frozen=True)
class Services:
    """The open catalogue and what is made from it."""

    catalogue: Catalogue
    settings: Settings
    rules: Rules

    @property
    def searcher(self) -> Searcher:
        """Searches the catalogue."""
        return self.catalogue.searcher

    @property
    def policies(self) -> Policies:
        """The shop's policies."""
        return self.catalogue.policies

    @functools.cached_property
    def album(self) -> Album:
        """Shoppers' photos."""
        return Album(self.catalogue.engine, self.catalogue.encoder)

    @functools.cached_property
    def identities(self) -> Identities:
        """Who is talking."""
        return Identities(self.catalogue.engine)

    @functools.cached_property
    def orders(self) -> Orders:
        """Customers' orders."""
        return Orders(self.catalogue.engine)

    @functools.cached_property
    def variants(self) -> Variants:
        """What is sold."""
        return Variants(self.catalogue.engine, lambda: self.searcher.words()[0])

    @functools.cached_property
    def carts(self) -> Carts:
        """Shoppers' carts."""
        return Carts(self.catalogue.engine)

    @functools.cached_property
    def care(self) -> Care:
        """Feedback, tickets, and what is remembered."""
        return Care(self.catalogue.engine)

    def cart_owner(self, conversation: str) -> str:
        """Whose cart a conversation fills: its own, or its signed-in customer's."""
        customer = self.identities.customer(conversation)
        return f"customer:{customer}" if customer else conversation
