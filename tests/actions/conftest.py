import itertools
from collections.abc import Callable

import pytest
from talking import Talker

from actions.services import Services
from actions.settings import Settings
from actions.shop.rules import Rules
from tests.shops import Shop

_numbers = itertools.count()

Begin = Callable[..., Talker]


@pytest.fixture(scope="session")
def services(shop: Shop) -> Services:
    """Over the small shop, which tests of actions only add conversations to."""
    settings = Settings(DAOGOU_CHECKOUT_URL="https://shop.example/checkout?from=chat",
                        DAOGOU_CHECKOUT_KEY="k" * 32)  # fmt: skip
    return Services(shop.catalogue, settings, Rules.read(settings.rules))


@pytest.fixture
def begin(services: Services) -> Begin:
    """A conversation of its own, with a customer if one is named."""

    def start(language: str = "en", customer: str | None = None, **slots: object) -> Talker:
        conversation = f"conversation-{next(_numbers)}"
        if customer:
            services.identities.name(conversation, customer)
        return Talker(services, conversation, {"language": language, **slots})

    return start
