"""The parts of an answer about a product. Actions put them into words."""

from dataclasses import dataclass, field

from catalog.questions.claims import Claim, Quote
from catalog.questions.facts import Facts
from catalog.questions.opinions import Fit, Opinions
from catalog.questions.variants import Availability, Choices


@dataclass(frozen=True)
class Price:
    """Prices in minor units; `discount` says that it was asked whether it is reduced."""

    lowest: int
    highest: int
    compare_at: int | None
    currency: str
    discount: bool = False


@dataclass(frozen=True)
class Stock:
    """What of the whole product can be bought; `amount` None where the shop doesn't say."""

    in_stock: bool
    amount: int | None
    choices: list[Choices]


@dataclass(frozen=True)
class Told:
    """An aspect as attributes tell it, (name, values) each; else as sentences do."""

    aspect: str
    values: list[tuple[str, list[str]]]
    quotes: list[Quote] = field(default_factory=list)


@dataclass(frozen=True)
class Details:
    """All that the shop says."""

    facts: Facts


@dataclass(frozen=True)
class Nearest:
    """A sentence that may answer."""

    quote: Quote


@dataclass(frozen=True)
class Unknown:
    """What the shop doesn't say; `aspect` None for a question in other words."""

    aspect: str | None


Said = Told | Claim | Opinions | Fit | Details | Quote | Nearest | Unknown
Part = Price | Stock | Availability | Choices | Said


def is_answer(part: Part) -> bool:
    """Whether a part says something of what was asked."""
    if isinstance(part, Claim):
        return part.answered
    if isinstance(part, Availability):
        return not part.silent
    return not isinstance(part, Unknown | Nearest)
