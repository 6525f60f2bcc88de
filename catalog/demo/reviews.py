"""What customers wrote: about fit, colour, quality, delivery and value, in both languages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np

from .assortment import Item, pick
from .today import TODAY
from .words import capital, table, words

_HARD = {"glasses", "watches", "jewels"}
_SHORT = {
    "en": {True: "Very happy.", False: "Not for me."},
    "zh": {True: "很喜欢。", False: "不太适合我。"},
}
_STARS, _SHARE = (5, 4, 3, 2, 1), (0.42, 0.28, 0.13, 0.1, 0.07)


def reviews(item: Item, rng: np.random.Generator) -> list[dict[str, Any]]:
    """Up to six reviews, newest first; no sentence appears twice."""
    used: set[str] = set()
    written = [_review(item, rng, used) for _ in range(int(rng.integers(0, 7)))]
    return sorted(written, key=lambda review: str(review["date"]), reverse=True)


def rating(written: list[dict[str, Any]]) -> float | None:
    """The mean number of stars, to one decimal; none without reviews."""
    stars = [int(review["rating"]) for review in written]
    return round(sum(stars) / len(stars), 1) if stars else None


def _review(item: Item, rng: np.random.Generator, used: set[str]) -> dict[str, Any]:
    data = table("reviews")
    lang = pick(rng, ("en", "en", "zh"))
    stars = int(rng.choice(_STARS, p=_SHARE))
    mood = "good" if stars > 3 else "fair" if stars == 3 else "bad"
    fresh = [t for t in data["titles"][lang][mood] if t not in used] or data["titles"][lang][mood]
    title = pick(rng, fresh)
    used.add(title)
    return {
        "rating": stars,
        "title": title,
        "text": _text(item, rng, lang, stars, used),
        "author": pick(rng, data["authors"][lang]),
        "lang": lang,
        "date": (TODAY - timedelta(days=int(rng.integers(2, 420)))).isoformat(),
    }


def _moods(stars: int, rng: np.random.Generator) -> list[str]:
    match stars:
        case 5:
            return ["good"] * int(rng.integers(1, 4))
        case 4:
            return ["good"] * int(rng.integers(1, 3))
        case 3:
            return ["good", "bad"]
        case _:
            return ["bad"] * int(rng.integers(1, 3))


def _text(item: Item, rng: np.random.Generator, lang: str, stars: int, used: set[str]) -> str:
    topics = [str(t) for t in rng.permutation(["fit", "colour", "quality", "delivery", "value"])]
    sentences = []
    for mood, topic in zip(
        _moods(stars, rng),
        (t for t in topics if _applies(item, t)),
        strict=False,
    ):
        options = [
            s for s in table("reviews")[lang][topic][mood] if _suits(item, s) and s not in used
        ]
        if options:
            sentence = pick(rng, options)
            used.add(sentence)
            sentences.append(_fill(sentence, item, lang, rng))
    return (" " if lang == "en" else "").join(sentences) or _SHORT[lang][stars > 2]


def _applies(item: Item, topic: str) -> bool:
    return topic != "fit" or (item.department in {"clothing", "shoes"} and item.kind != "socks")


def _suits(item: Item, sentence: str) -> bool:
    goods = item.department
    if goods == "accessories":
        goods = "hard" if item.family in _HARD else "soft"
    avoid = table("reviews")["avoid"]
    wrong = [*avoid[goods], *(avoid["kids"] if item.who in {"girls", "boys"} else ())]
    return not any(word in sentence for word in wrong)


def _fill(sentence: str, item: Item, lang: str, rng: np.random.Generator) -> str:
    colour = pick(rng, item.colours)
    name = colour.name if lang == "en" else colour.zh
    material = item.material if lang == "en" else words("materials")[item.material]["zh"]
    return sentence.format(
        colour=name,
        Colour=capital(name),
        material=material,
        brand=item.brand["en"],
    )
