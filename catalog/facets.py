"""A product's facets: what its feed says, mapped to the vocabulary's keys."""

import re
from collections.abc import Iterable
from typing import Any

from catalog.feeds.product import FeedProduct, FeedVariant
from catalog.understanding.query import Facets
from catalog.understanding.sizes import size_key
from catalog.understanding.tokens import normalise, tokenise
from catalog.understanding.vocabulary import Match, Vocabulary

_COLOUR_NAMES = {"color", "colour", "颜色", "colors", "colours"}
_SIZE_NAMES = {"size", "尺码", "尺寸", "sizes", "shoe size"}
_BRAND_NAMES = ("brand", "manufacturer", "vendor", "品牌")
_GENDER_NAMES = {"gender", "gender_affinity", "sex", "性别"}
_GENDER_CODES = {"f": "women", "m": "men", "u": "unisex"}
_MATERIAL_NAMES = {"material", "materials", "fabric", "材质", "面料"}
_TEXT_FACETS = {"material", "pattern", "feature", "occasion", "season", "style"}
_CLIMATE = {"climate"}
_LABEL = 120  # characters; a longer attribute is prose


def facets_of(product: FeedProduct, vocabulary: Vocabulary) -> Facets:
    """Keys of a product's values by facet, with all wider keys; sorted, so that they compare.
    "shelf" are those categories that the feed's own paths name: the others were found in words."""
    found: dict[str, set[str]] = {}

    def add(facet: str, keys: Iterable[str]) -> None:
        for key in filter(None, keys):
            found.setdefault(facet, set()).update(vocabulary.ancestors(facet, key))

    shelves, gender = _shelves(product, vocabulary)
    add("category", shelves)
    add("gender", gender)
    found["shelf"] = set(found.get("category", ()))
    add("category", _titled(product, shelves, vocabulary))
    for facet, key in _attribute_values(product, vocabulary):
        add(facet, [key])
    for key in _finer_categories(product, vocabulary, found.get("category", set())):
        add("category", [key])
    add("colour", _colours(product, vocabulary))
    add("size", (key for variant in product.variants for key in sizes_of(variant)))
    add("size", (size_key(str(v)) for v in _values(product.attributes, _SIZE_NAMES)))
    add("brand", (normalise(brand) for brand in brands_of(product)))
    texts = [product.title, product.description, *(t.title for t in product.texts.values())]
    for facet, key in _named(texts, vocabulary):
        if facet in _TEXT_FACETS and not (facet == "material" and "material" in found):
            add(facet, [key])
    if "gender" not in found:
        title = _named([product.title], vocabulary)
        add("gender", (key for facet, key in title if facet == "gender"))
    return {facet: sorted(keys) for facet, keys in sorted(found.items()) if keys}


def brands_of(product: FeedProduct) -> list[str]:
    """The brand as the merchant writes it."""
    return [value for name in _BRAND_NAMES for value in _values(product.attributes, {name})][:1]


def colours_of(variant: FeedVariant, vocabulary: Vocabulary) -> list[str]:
    """Colour keys of a variant, wider ones included."""
    named = _values(variant.options, _COLOUR_NAMES)
    return sorted({a for v in named for k in colour_keys(v, vocabulary)
                   for a in vocabulary.ancestors("colour", k)})  # fmt: skip


def colour_keys(label: str, vocabulary: Vocabulary) -> list[str]:
    """Keys of a merchant's colour label; one that the vocabulary doesn't know is its own key."""
    keys = [key for facet, key in _named([label], vocabulary) if facet == "colour"]
    return keys or [normalise(label)]


def sizes_of(variant: FeedVariant) -> list[str]:
    """Size keys of a variant."""
    return [size_key(value) for value in _values(variant.options, _SIZE_NAMES)]


def _values(attributes: dict[str, Any], names: set[str]) -> list[str]:
    return [
        text
        for name, value in attributes.items()
        if name.strip().lower() in names
        for text in _texts(value)
        if text.strip()
    ]


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [] if value is None or isinstance(value, bool) else [str(value)]


def _shelves(product: FeedProduct, vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """Categories and genders that the parts of category paths name; a path whose end names nothing
    known names itself."""
    categories: list[str] = []
    genders: list[str] = []
    for path in re.split(r"\s*[;]\s*", product.category):
        parts = [part.strip() for part in re.split(r"\s*(?:->|>|/(?=\s))\s*", path) if part.strip()]
        named = [_named([part], vocabulary) for part in parts]
        kinds = [[key for facet, key in pairs if facet == "category"] for pairs in named]
        genders += [key for pairs in named for facet, key in pairs if facet == "gender"]
        categories += [_common(keys, vocabulary) for keys in kinds if keys]
        if parts and not kinds[-1]:
            categories.append(normalise(parts[-1]))
    return [key for key in categories if key], genders


def _common(keys: list[str], vocabulary: Vocabulary) -> str:
    """The nearest category that holds all of them: "Bras & Tanks" are tops, and the title says
    which of the two it is; empty when nothing holds all."""
    wider = [vocabulary.ancestors("category", key) for key in keys]
    return next((key for key in wider[0] if all(key in others for others in wider)), "")


def _titled(product: FeedProduct, shelves: list[str], vocabulary: Vocabulary) -> list[str]:
    """Categories in titles: the last one, the head noun; and any that a path names beside others,
    as the bra of a "Bra Top" among "Bras & Tanks"."""
    beside = {
        key
        for part in re.split(r"[;>/]", product.category)
        for facet, key in _named([part], vocabulary)
        if facet == "category" and key not in shelves
    }
    found = []
    for text in [product.title, *(t.title for t in product.texts.values())]:
        kinds = [key for facet, key in _named([text], vocabulary) if facet == "category"]
        found += kinds[-1:]
        found += [key for key in kinds if beside & set(vocabulary.ancestors("category", key))]
    return found


def _attribute_values(product: FeedProduct, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Facets that attributes name, whatever the attribute is called, but categories."""
    pairs: list[tuple[str, str]] = []
    for name, value in product.attributes.items():
        lowered = name.strip().lower()
        if lowered in {*_COLOUR_NAMES, *_SIZE_NAMES, *_BRAND_NAMES}:
            continue
        for text in _texts(value):
            if lowered in _GENDER_NAMES and text.lower() in _GENDER_CODES:
                pairs.append(("gender", _GENDER_CODES[text.lower()]))
            elif len(text) <= _LABEL:
                pairs += _of_attribute(lowered, text, vocabulary)
    return pairs


def _finer_categories(product: FeedProduct, vocabulary: Vocabulary, known: set[str]) -> list[str]:
    """Categories that an attribute names below one the product has: a jacket whose style is
    "Windbreaker"."""
    texts = [text for value in product.attributes.values() for text in _texts(value)]
    named = _named([text for text in texts if len(text) <= _LABEL], vocabulary)
    keys = [key for facet, key in named if facet == "category"]
    return [key for key in keys if known & set(vocabulary.ancestors("category", key)[1:-1])]


def _of_attribute(name: str, text: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    text = f"{text} weather" if name in _CLIMATE else text
    named = [pair for pair in _named([text], vocabulary) if pair[0] not in ("category", "colour")]
    if name in _MATERIAL_NAMES and not named:
        return [("material", normalise(text))]
    return named


def _colours(product: FeedProduct, vocabulary: Vocabulary) -> list[str]:
    """From variants and attributes; else from the title; else from the description."""
    labels = [label for v in product.variants for label in _values(v.options, _COLOUR_NAMES)]
    labels += _values(product.attributes, _COLOUR_NAMES)
    labels += [picture.colour for picture in product.images if picture.colour]
    if labels:
        return [key for label in labels for key in colour_keys(label, vocabulary)]
    for text in (product.title, product.description):
        keys = [key for facet, key in _named([text], vocabulary) if facet == "colour"]
        if keys:
            return keys
    return []


def _named(texts: Iterable[str], vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """(facet, key) pairs that texts name, in their order."""
    pairs: list[tuple[str, str]] = []
    for text in texts:
        matches: list[Match] = vocabulary.find(tokenise(normalise(text)))
        for match in matches:
            for meaning in match.meanings:
                pairs += [(meaning.facet, meaning.key), *meaning.implies]
    return pairs
