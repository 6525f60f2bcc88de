"""Answers about one product in words."""

import re
from collections.abc import Sequence

from actions.sentences import say
from catalog.money import format_money
from catalog.questions.claims import Claim, Quote
from catalog.questions.facts import Facts
from catalog.questions.opinions import Fit, Opinions
from catalog.questions.parts import Details, Nearest, Part, Price, Stock, Told, Unknown
from catalog.questions.variants import Availability, Choices

_FEW = 5  # pieces left that are worth saying
_SENTENCES = 4  # of a description
_EXACT = re.compile(r"100|\b(?:real|genuine|pure|true|fully|all)\b|真|纯|全|正宗")
"""What attributes rarely tell: then they are only quoted."""
_BACK = re.compile(r"\b(?:back|restock|more of)\b|补货|再上|到货")
_ASPECTS = {
    "material": "aspect_material", "care": "aspect_care", "weight": "aspect_weight",
    "dimensions": "aspect_dimensions", "brand": "aspect_brand", "season": "aspect_season",
    "occasion": "aspect_occasion", "fit": "aspect_fit", "sizes": "aspect_sizes",
    "colours": "aspect_colours",
}  # fmt: skip


def tell(parts: Sequence[Part], words: str, language: str) -> str:
    """The sentences of an answer; `words` are the question."""
    lines = (line for part in parts for line in _tell(part, words, language))
    return "\n".join(dict.fromkeys(lines))


def _tell(part: Part, words: str, language: str) -> list[str]:  # noqa: PLR0911
    match part:
        case Price():
            return [_price(part, language)]
        case Stock():
            return _stock(part, words, language)
        case Choices():
            return [choices(part, language)]
        case Availability():
            return _availability(part, language)
        case Claim():
            return _claim(part, words, language)
        case Told():
            told = [_told(name, values, language) for name, values in part.values]
            return told or [quoted(quote, language) for quote in part.quotes]
        case Opinions():
            return _opinions(part, language)
        case Fit():
            return told_fit(part, language)
        case Details():
            return details(part.facts, language)
        case Quote():
            return [quoted(part, language)]
        case Nearest():
            return [say("nearest_said", language), quoted(part.quote, language)]
        case Unknown():
            return [_unknown(part, language)]


def listed(values: Sequence[str], language: str) -> str:
    """Values in a row."""
    return ("、" if language == "zh" else ", ").join(values)


def labelled(label: str, value: str, language: str) -> str:
    """A value after its name."""
    return f"{label}：{value}" if language == "zh" else f"{label}: {value}"


def closed(text: str, language: str) -> str:
    """With a full stop."""
    return f"{text}。" if language == "zh" else f"{text}."


def attribute_name(name: str) -> str:
    """A merchant's name of an attribute as people read it: features_bags → Features."""
    plain = re.sub(r"_(?:bags|general|bottom|gear)$", "", name).replace("_", " ")
    return plain[:1].upper() + plain[1:]


def _told(name: str, values: Sequence[str], language: str) -> str:
    value = listed(values, language)
    return closed(labelled(attribute_name(name), value, language) if name else value, language)


def _price(price: Price, language: str) -> str:
    def money(minor: int) -> str:
        return format_money(minor, price.currency, language)

    if price.compare_at:
        percent = round(100 * (price.compare_at - price.lowest) / price.compare_at)
        now, before = money(price.lowest), money(price.compare_at)
        return say("price_reduced", language, price=now, before=before, percent=percent)
    said = say("price_is", language, price=money(price.lowest))
    if price.highest > price.lowest:
        low, high = money(price.lowest), money(price.highest)
        said = say("price_range", language, low=low, high=high)
    full = say("price_full", language)
    return f"{full} {said}" if price.discount else said


def _stock(stock: Stock, words: str, language: str) -> list[str]:
    if not stock.in_stock:
        back = _BACK.search(words.lower())
        return [say("stock_gone", language), *([say("stock_back", language)] if back else [])]
    if stock.amount is None:
        return [say("stock_there", language), say("stock_unsaid", language)]
    if stock.amount <= _FEW:
        first = say("stock_few", language, count=stock.amount)
    else:
        first = say("stock_there", language)
    return [first, *(choices(choice, language) for choice in stock.choices)]


def choices(some: Choices, language: str) -> str:
    """Colours or sizes to be had, and those sold out."""
    if not some.available:
        return say("choices_all_gone", language, list=listed(some.gone, language))
    key = {"colours": "choices_colours", "sizes": "choices_sizes"}[some.kind]
    said = say(key, language, list=listed(some.available, language))
    if some.gone:
        said = " ".join([said, say("choices_gone", language, list=listed(some.gone, language))])
    return said


def _availability(found: Availability, language: str) -> list[str]:
    asked = " ".join(found.asked)
    instead = [choices(choice, language) for choice in found.instead]
    if found.silent:
        return [say("variant_unsaid", language, asked=asked), *instead]
    if found.unsold:
        return [say("variant_unsold", language, asked=listed(found.unsold, language)), *instead]
    if not found.items:
        return [say("variant_apart", language, asked=asked), *instead]
    there = [at for at, item in enumerate(found.items) if item.available]
    if not there:
        return [say("variant_gone", language, asked=asked), *instead]
    return [_there(found, there, language)]


def _there(found: Availability, there: Sequence[int], language: str) -> str:
    names = listed([found.names[at] for at in there], language)
    amounts = [found.items[at].stock for at in there]
    known = [amount for amount in amounts if amount is not None]
    if len(there) == 1 and known and known[0] <= _FEW:
        said = say("variant_few", language, names=names, count=known[0])
    else:
        said = say("variant_there", language, names=names)
    if not known:
        said = " ".join([said, say("stock_unsaid", language)])
    gone = [found.names[at] for at in range(len(found.items)) if at not in there]
    if gone:
        said = " ".join([said, say("choices_gone", language, list=listed(gone, language))])
    return said


def _claim(claim: Claim, words: str, language: str) -> list[str]:
    quotes = [quoted(quote, language) for quote in claim.quotes]
    if claim.attribute is None:
        return quotes or [say("claim_silent", language, label=claim.label)]
    name, value = attribute_name(claim.attribute[0]), claim.attribute[1]
    if claim.verdict == "weaker":
        said = say("claim_weaker", language, label=claim.label, wider=claim.wider, name=name,
                   value=value)  # fmt: skip
    elif claim.facet == "material" and _EXACT.search(words.lower()):
        said = closed(labelled(name, value, language), language)
    else:
        key = {"yes": "claim_yes", "no": "claim_no"}[claim.verdict]
        said = say(key, language, name=name, value=value)
    return [said, *quotes]


def quoted(quote: Quote, language: str) -> str:
    """A sentence word for word, with who wrote it."""
    if quote.title:
        return say("quote_title", language, text=quote.text)
    if quote.author is None:
        return say("quote_description", language, text=quote.text)
    author = quote.author or say("somebody", language)
    if quote.rating is None:
        return say("quote_unrated", language, author=author, text=quote.text)
    return say("quote_review", language, author=author, stars=f"{quote.rating:g}", text=quote.text)


def _unknown(part: Unknown, language: str) -> str:
    key = _ASPECTS.get(part.aspect or "")
    if key is None:
        return say("unknown", language)
    return say("unknown_aspect", language, aspect=say(key, language))


def rated(mean: float) -> str:
    """A mean of stars: 4.67 → 4.7."""
    return f"{mean:.1f}".removesuffix(".0")


def _opinions(found: Opinions, language: str) -> list[str]:
    if not found.count or found.mean is None:
        return [say("reviews_none", language)]
    key = "reviews_one" if found.count == 1 else "reviews_counted"
    lines = [say(key, language, **_counts(found))]
    if found.count > 1 and found.stars:
        total = sum(found.stars.values())
        shares = [f"{stars}★ {100 * count / total:.0f}%"
                  for stars, count in sorted(found.stars.items(), reverse=True)]  # fmt: skip
        lines.append(listed(shares, language))
    if found.topic and not (found.praise or found.criticism):
        lines.append(say("reviews_off_topic", language))
    if found.praise:
        lines.append(say("reviews_praise", language))
        lines += [f"- {quoted(quote, language)}" for quote in found.praise]
    if found.criticism:
        lines.append(say("reviews_criticism", language))
        lines += [f"- {quoted(quote, language)}" for quote in found.criticism]
    return lines


def _counts(found: Opinions) -> dict[str, str]:
    mean = rated(found.mean or 0)
    return {"mean": mean} if found.count == 1 else {"mean": mean, "count": str(found.count)}


def told_fit(fit: Fit, language: str) -> list[str]:
    """What reviewers say of the size."""
    if fit.quote is None:
        return [say("fit_unsaid", language)]
    counted = say("fit_counted", language, small=fit.small, large=fit.large, right=fit.true)
    return [counted, quoted(fit.quote, language)]


def details(facts: Facts, language: str) -> list[str]:
    """All attributes, after price and description."""
    highest = max([item.price for item in facts.items] or [facts.price_max])
    price = Price(facts.price_min, highest, facts.compare_at, facts.currency)
    first = facts.descriptions[0].language if facts.descriptions else ""
    own = [s.text for s in facts.descriptions if s.language == first]
    lines = own[:_SENTENCES]
    lines.append(_price(price, language))
    lines += [_told(name, values, language) for name, values in facts.attributes.items()]
    return lines
