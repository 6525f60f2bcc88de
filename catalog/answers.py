"""The search answer that `python -m catalog search --json` prints; a contract."""

from dataclasses import asdict
from typing import Any

from catalog.app import Catalogue
from catalog.money import to_major
from catalog.photos import decode_photo
from catalog.search.searcher import Hit, Result


def search_answer(
    catalogue: Catalogue, words: str, photo: bytes | None, limit: int
) -> dict[str, Any]:
    """{"query", "hits", "nothing", "took_ms"}. Raises PhotoError when the photo is none."""
    words = words.encode("utf-8", "replace").decode()  # a terminal passes bytes it can't read
    searcher = catalogue.searcher
    photos = [catalogue.encoder.encode_photo(decode_photo(photo)).readings] if photo else []
    searcher.search(searcher.parse(words), limit=1)  # took_ms is a warm one: models are loaded
    result = searcher.search(searcher.parse(words), photos=photos, limit=limit)
    return answer_of(result)


def answer_of(result: Result) -> dict[str, Any]:
    """A result as JSON values; prices in units of their currency."""
    nothing = None
    if result.nothing:
        nothing = asdict(result.nothing)
        price, currency = result.nothing.nearest_price, result.nothing.currency
        nothing["nearest_price"] = float(to_major(price, currency)) if price and currency else None
    return {
        "query": result.query.model_dump(),
        "hits": [_hit(hit) for hit in result.hits],
        "nothing": nothing,
        "took_ms": round(result.took_ms, 1),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title,
        "price": float(to_major(hit.price, hit.currency)),
        "currency": hit.currency,
        "score": hit.score,
        "why": hit.why,
    }
