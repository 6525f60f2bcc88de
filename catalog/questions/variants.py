"""Which variants a question means, and whether they can be bought."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from catalog.facets import colour_keys
from catalog.questions.facts import Facts, Item
from catalog.understanding.query import Query
from catalog.understanding.vocabulary import Vocabulary

Kind = Literal["colours", "sizes"]
_OPTION = {"colours": re.compile("colou?r|颜色", re.IGNORECASE),
           "sizes": re.compile("size|尺码|尺寸|鞋码", re.IGNORECASE)}  # fmt: skip


@dataclass(frozen=True)
class Choices:
    """The colours or sizes of a product, as the merchant calls them: to be had, and sold out."""

    kind: Kind
    available: list[str]
    gone: list[str]


@dataclass(frozen=True)
class Availability:
    """What a question asked for ("black", "38"), and the variants that are it. `unsold` are asked
    values that the product doesn't come in; `instead` are what it does come in; `silent` says that
    the shop doesn't tell variants apart in what was asked."""

    asked: list[str]
    items: list[Item]
    names: list[str]
    unsold: list[str]
    instead: list[Choices]
    silent: bool = False


def is_option(name: str, kind: Kind) -> bool:
    """Whether a merchant's name of an option means the colour or the size."""
    return bool(_OPTION[kind].search(name))


def option(item: Item, kind: Kind) -> str | None:
    """A variant's colour or size as the merchant writes it."""
    return next((v for name, v in item.options.items() if is_option(name, kind)), None)


def label_of(item: Item, kind: Kind, language: str, vocabulary: Vocabulary) -> str | None:
    """A variant's colour or size in the shopper's language where the vocabulary knows it."""
    written = option(item, kind)
    if written is None or kind == "sizes":
        return written
    return colour_name(written, language, vocabulary)


def colour_name(written: str, language: str, vocabulary: Vocabulary) -> str:
    """A merchant's colour in the shopper's language where the vocabulary knows it as one: navy,
    which is blue as well, but not "black/white"."""
    keys = colour_keys(written, vocabulary)
    if language == "en" or keys[0] not in vocabulary.concepts["colour"]:
        return written
    english = vocabulary.label("colour", keys[0], "en")
    one = len(keys) == 1 or english.casefold() == written.casefold()
    return vocabulary.label("colour", keys[0], language) if one else written


def choices(facts: Facts, kind: Kind, vocabulary: Vocabulary) -> Choices | None:
    """All colours or sizes; None where the shop names none."""
    labels: dict[str, bool] = {}
    for item in facts.items:
        if label := label_of(item, kind, facts.language, vocabulary):
            labels[label] = labels.get(label, False) or item.available
    if not labels:
        return None
    available = [label for label, there in labels.items() if there]
    return Choices(kind, available, [label for label in labels if label not in available])


def named_sizes(words: str, facts: Facts) -> list[str]:
    """Keys of the product's own sizes that stand in the words by themselves: "a 38 left"."""
    keys = {size: option(item, "sizes") or size for item in facts.items for size in item.sizes}
    return [key for key, written in keys.items() if _stands(written, words)]


def _stands(size: str, words: str) -> bool:
    """Whether a size stands alone in words. One letter must be a capital, a number two-digit."""
    if re.fullmatch(r"\d", size):
        return False
    flags = 0 if len(size) == 1 else re.IGNORECASE
    apart = rf"(?<![\w'’.$#-]){re.escape(size)}(?![\w'’%-]|[.]\d|\s*(?:%|cm|mm|kg|usd|美元|块))"
    return bool(re.search(apart, words, flags | re.ASCII))


def availability(
    facts: Facts, query: Query, sizes: Sequence[str], vocabulary: Vocabulary
) -> Availability | None:
    """What the product has of the asked colours and sizes; None when none is asked."""
    colours = [*query.widened, *query.must.get("colour", ())]
    colours = [key for key in dict.fromkeys(colours) if key in vocabulary.concepts["colour"]]
    wanted: dict[Kind, list[str]] = {"colours": colours, "sizes": list(sizes)}
    if not (colours or sizes):
        return None
    asked = [*(vocabulary.label("colour", key, facts.language) for key in colours),
             *(_written(key, facts) for key in sizes)]  # fmt: skip
    kinds: list[Kind] = [kind for kind in ("colours", "sizes") if wanted[kind]]
    silent = any(not any(option(item, kind) for item in facts.items) for kind in kinds)
    items = [item for item in facts.items if all(_is(item, kind, wanted[kind]) for kind in kinds)]
    names = [_name(item, facts.language, vocabulary) for item in items]
    unsold = [
        label for label, kind, key in zip(
            asked, ["colours"] * len(colours) + ["sizes"] * len(sizes), [*colours, *sizes],
            strict=True,
        )
        if not any(_is(item, kind, [key]) for item in facts.items)  # type: ignore[arg-type]
    ]  # fmt: skip
    instead = _instead(facts, wanted, items, vocabulary)
    return Availability(asked, items, names, unsold, instead, silent)


def _written(key: str, facts: Facts) -> str:
    """A size as the merchant writes it; else in capitals."""
    written = (option(item, "sizes") for item in facts.items if key in item.sizes)
    return next(filter(None, written), key.upper())


def _is(item: Item, kind: Kind, keys: Sequence[str]) -> bool:
    own = item.colours if kind == "colours" else item.sizes
    return any(key in own for key in keys)


def _name(item: Item, language: str, vocabulary: Vocabulary) -> str:
    labels = (label_of(item, kind, language, vocabulary) for kind in ("colours", "sizes"))
    return " ".join(filter(None, labels)) or item.sku


def _instead(
    facts: Facts, wanted: dict[Kind, list[str]], items: list[Item], vocabulary: Vocabulary
) -> list[Choices]:
    """What to choose from where nothing asked for can be bought: sizes of the asked colour and
    colours of the asked size if there are, else all."""
    if any(item.available for item in items):
        return []
    found: list[Choices] = []
    kinds: tuple[Kind, ...] = ("colours", "sizes")
    for kind in kinds:
        others = [i for k in kinds if k != kind for i in _of(facts, k, wanted[k])]
        some = choices(_only(facts, others), kind, vocabulary) if others else None
        known = some or choices(facts, kind, vocabulary)
        if known and known.available:
            found.append(known)
    return found


def _of(facts: Facts, kind: Kind, keys: list[str]) -> list[Item]:
    return [item for item in facts.items if keys and _is(item, kind, keys)]


def _only(facts: Facts, items: list[Item]) -> Facts:
    return replace(facts, items=items)
