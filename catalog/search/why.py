"""Why a product was found, in a few words, from its facets alone."""

from catalog.money import format_money, to_minor
from catalog.understanding.query import STRICT, Facets, PriceRange, Query
from catalog.understanding.vocabulary import Vocabulary

_UNKNOWN = {"en": "{facet} unknown", "zh": "{facet}未注明"}
_FACETS = {
    "en": {"gender": "gender"},
    "zh": {"gender": "适用人群"},
}
_PRICE = {
    "en": {"max": "under {max}", "min": "over {min}", "both": "{min} to {max}"},
    "zh": {"max": "{max}以内", "min": "{min}以上", "both": "{min}到{max}"},
}
_NOT = {"en": "not {label}", "zh": "非{label}"}


def reasons(
    query: Query, facets: Facets, price: int, currency: str, vocabulary: Vocabulary
) -> list[str]:
    """Constraints and wishes that the product meets, in the query's language; those that the
    catalogue can't tell of are said to be unknown."""
    language = query.language
    said = []
    for facet in (*STRICT, *(f for f in query.prefer if f not in STRICT)):
        wanted = [*query.must.get(facet, []), *query.prefer.get(facet, [])]
        has = set(facets.get(facet, []))
        said += [vocabulary.label(facet, key, language) for key in wanted if key in has]
        if facet == "gender" and wanted and not has:
            said.append(_UNKNOWN[language].format(facet=_FACETS[language][facet]))
    said += [
        _NOT[language].format(label=vocabulary.label(facet, key, language))
        for facet, keys in query.must_not.items()
        for key in keys
    ]
    if query.price:
        said.append(price_label(query.price, currency, language))
    return list(dict.fromkeys(said))


def price_label(price: PriceRange, currency: str, language: str) -> str:
    """'under $60', '60美元以内'."""
    limits = {
        name: format_money(to_minor(value, currency), price.currency or currency, language)
        for name, value in (("min", price.min), ("max", price.max))
        if value is not None
    }
    kind = "both" if len(limits) == 2 else next(iter(limits), "max")
    return _PRICE[language][kind].format(**limits) if limits else ""
