"""Why a product was found, in a few words, from its facets alone."""

from catalog.understanding.chips import discount_label, price_label
from catalog.understanding.query import STRICT, Facets, Query
from catalog.understanding.vocabulary import Vocabulary

_UNKNOWN = {"en": "{facet} unknown", "zh": "{facet}未注明"}
_FACETS = {
    "en": {"gender": "gender"},
    "zh": {"gender": "适用人群"},
}
_GUESSED = {"en": "probably {label}", "zh": "可能是{label}"}
_NOT = {"en": "not {label}", "zh": "非{label}"}


def reasons(
    query: Query, facets: Facets, guesses: Facets, currency: str, vocabulary: Vocabulary
) -> list[str]:
    """Constraints and wishes that the product meets, in the query's language; those that the
    catalogue can't tell of are said to be unknown, what was guessed to be a guess."""
    language = query.language
    said = []
    for facet in (*STRICT, *(f for f in query.prefer if f not in STRICT)):
        wanted = [*query.must.get(facet, []), *query.prefer.get(facet, [])]
        has = set(facets.get(facet, []))
        guessed = set(guesses.get(facet, []))
        for key in (key for key in wanted if key in has):
            label = vocabulary.label(facet, key, language)
            said.append(_GUESSED[language].format(label=label) if key in guessed else label)
        if facet == "gender" and wanted and not has:
            said.append(_UNKNOWN[language].format(facet=_FACETS[language][facet]))
    said += [
        _NOT[language].format(label=vocabulary.label(facet, key, language))
        for facet, keys in query.must_not.items()
        for key in keys
    ]
    if query.price:
        said.append(price_label(query.price, currency, language))
    if query.discount is not None:
        said.append(discount_label(query.discount, language))
    return list(dict.fromkeys(said))
