"""Recommending: what is well liked, what is like the things in question, what goes with them."""

import asyncio
import re
from collections.abc import Iterable

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.present import present
from actions.services import Services
from actions.turn import Events, Standing, Turn
from actions.which import find_product
from catalog.understanding.query import Facets, Query

_GOES_WITH = re.compile(
    r"\bgo(?:es)? (?:well )?with|\bmatch(?:es|ing)?\b|\bpair|\bcomplete the (?:look|outfit)"
    r"|搭配|搭什么|配什么|配一|配个|怎么搭"
)
_MINE = re.compile(
    r"\bmy cart\b|\bfor me\b|\bi (?:like|picked|chose)|购物车|适合我|我喜欢|给我推荐"
)
_MOST = 3  # products of the cart that count
_SHARED = ("occasion", "season", "style")  # facets by which things go together


async def answer(services: Services, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """What goes with a product, is like those in the cart, or else is well liked, within what the
    words demand ("what's popular for men")."""
    return await asyncio.to_thread(_recommend, services, dispatcher, Turn(tracker))


def _recommend(services: Services, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
    words = turn.words.lower()
    query = services.searcher.parse(turn.words).model_copy(update={"words": ""})
    if _GOES_WITH.search(words) and (products := _meant(services, turn)):
        standing = Standing(query=_beside(services.searcher.known(products), query))
        return present(services, dispatcher, standing, turn, page="beside")
    if _MINE.search(words) and (products := _cart(services, turn)):
        standing = Standing(query=query, like=products)
        return present(services, dispatcher, standing, turn, page="liked")
    return present(services, dispatcher, Standing(query=query), turn, page="popular")


def _meant(services: Services, turn: Turn) -> list[str]:
    product = find_product(services, turn, turn.words)
    return [product] if product else _cart(services, turn)


def _cart(services: Services, turn: Turn) -> list[str]:
    lines = services.carts.lines(services.cart_owner(turn.conversation))
    variants = services.variants.named(list(lines), turn.language)
    return list(dict.fromkeys(sold.product_id for sold in variants.values()))[:_MOST]


def _beside(known: Iterable[Facets], query: Query) -> Query:
    """Things of other kinds for the same people, those first that share occasion, season and
    style."""
    must, refused, prefer = dict(query.must), dict(query.must_not), dict(query.prefer)
    for facets in known:
        refused["category"] = _joined(refused.get("category"), facets.get("category"))
        if "gender" in facets:
            must.setdefault("gender", facets["gender"])
        for name in _SHARED:
            if facets.get(name):
                prefer[name] = _joined(prefer.get(name), facets[name])
    wanted = set(must.get("category", ()))
    refused["category"] = [key for key in refused.get("category", []) if key not in wanted]
    return query.model_copy(update={"must": must, "must_not": refused, "prefer": prefer})


def _joined(some: list[str] | None, more: list[str] | None) -> list[str]:
    return list(dict.fromkeys([*(some or []), *(more or [])]))
