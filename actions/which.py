"""Which product a question is about."""

import re
from collections.abc import Sequence

from actions.references import at, find_places
from actions.replies import plain_button
from actions.services import Services
from actions.turn import Turn
from catalog.questions.facts import Facts
from catalog.understanding.segments import terms
from catalog.understanding.stopwords import without_stopwords
from catalog.understanding.tokens import normalise, singular

_LASTS = re.compile(r"\b(?:does|do|did|will|would|can|could|to)\b[^,.?]*\blast\b(?! one)")
_BETWEEN = re.compile(r"(?<=\d) ?(?:,|、|和|跟|与|or|vs\.?|versus|with|to|than) ?(?=\d\b)")
_QUESTION = 80  # characters of a question that a button carries
_BUTTONS = 6
_CANDIDATES = 3


def question(turn: Turn) -> str:
    """The question: that of a button, else the shopper's words."""
    return turn.value("value") or "" if turn.tapped else turn.words


def places(words: str) -> list[int]:
    """Places on the screen that words name: "1 or 2" as well, but not "how long does it last"."""
    plain = _BETWEEN.sub(" and ", _LASTS.sub(" ", words.lower()))
    return find_places(plain)


def find_product(services: Services, turn: Turn, words: str) -> str | None:
    """The product of a button, of a place, of a title or a kind on the screen that the words
    name, the one talked about, the only one shown, or one of the catalogue that the words name."""
    if product := turn.value("product"):
        return product
    if found := [product for place in places(words) if (product := at(turn.shown, place))]:
        return found[0]
    if named := named_on_screen(services, turn, words):
        return named[0] if len(named) == 1 else None
    if turn.focus or len(turn.shown) == 1:
        return turn.focus or turn.shown[0]
    return None if turn.shown else named_in_shop(services, words)


def named_on_screen(services: Services, turn: Turn, words: str) -> list[str]:
    """Products shown whose title, else whose kind or colour, the words name; several when they
    name several as well."""
    shown = services.catalogue.questions.facts(turn.shown, turn.language)
    said = _content(words)
    scores = {facts.id: len(said & _content(facts.title)) for facts in shown}
    best = max(scores.values(), default=0)
    top = [product for product, score in scores.items() if score == best]
    if best >= 2 and len(top) == 1:
        return top
    kinds = services.catalogue.questions.kinds(words)
    colours = set(services.searcher.parse(words).must.get("colour", ()))
    return _of_kind(shown, kinds, colours, turn.focus)


def _of_kind(
    shown: Sequence[Facts], kinds: set[str], colours: set[str], focus: str | None
) -> list[str]:
    """The products of the kind that words name; the one talked about if it is one of them. A
    colour alone tells them apart only while none is talked about."""
    fitting = [one for one in shown if kinds & set(one.facets.get("category", ()))]
    if not fitting:
        fitting = [] if focus else list(shown)
    coloured = [one for one in fitting if colours & set(one.facets.get("colour", ()))]
    named = [one.id for one in coloured or (fitting if kinds else [])]
    if focus in named:
        return [focus] if focus else []
    return named if len(named) < len(shown) else []


def named_in_shop(services: Services, words: str) -> str | None:
    """A product of the catalogue whose whole title the words contain."""
    query = services.searcher.parse(words)
    said = normalise(words)
    hits = services.searcher.search(query, limit=_CANDIDATES).hits
    return next((hit.id for hit in hits if normalise(hit.title) in said), None)


def _content(text: str) -> set[str]:
    words = (part for word in terms(text, "zh") for part in without_stopwords(word))
    return {singular(word) for word in words if len(word) > 1}


def product_buttons(
    services: Services, turn: Turn, intent: str, ids: Sequence[str], words: str
) -> list[dict[str, str]]:
    """A button for each product, which asks the same question of it."""
    asked = {"value": words[:_QUESTION]} if words else {}
    return [
        plain_button(facts.title, intent, product=facts.id, **asked)
        for facts in services.catalogue.questions.facts(ids[:_BUTTONS], turn.language)
    ]
