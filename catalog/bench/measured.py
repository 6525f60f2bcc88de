"""Speed and recall of a synthetic store, through the search that shoppers use."""

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
from PIL import Image, ImageDraw
from sqlalchemy import Engine

from catalog.bench.asked import Asked, Asking
from catalog.bench.questions import distinct, filtered, filters, unfiltered, unmet
from catalog.bench.recall import Measured, exact_search, ids, measure, run
from catalog.bench.speed import (
    ASKED,
    Shown,
    Timing,
    Watch,
    WatchedEncoder,
    time_photos,
    time_texts,
    watch_statements,
)
from catalog.bench.writer import CURRENCY
from catalog.encoders import Encoder
from catalog.photos import to_jpeg
from catalog.search.candidates import by_meaning, by_picture
from catalog.search.filters import conditions
from catalog.search.knowledge import Knowledge
from catalog.search.searcher import Searcher
from catalog.understanding.query import Query

TEXT_GOAL, PHOTO_GOAL, DATABASE_GOAL = 25, 120, 15  # milliseconds, p95 at 100,000 products
_NARROW = "category, colour, price"
_SIDE = 600


def speed(engine: Engine, encoder: Encoder, asking: Asking, runs: int) -> list[Timing]:
    """Searches by words, with and without what filters, by photos, and for what isn't there. The
    first row is how long the catalogue's own words take to be read after a change."""
    watch = Watch()
    watched = WatchedEncoder(encoder, watch)
    watch_statements(engine, watch)
    knowledge = Knowledge(watched, CURRENCY)
    asking_first = Searcher(engine, watched, knowledge)
    with watch.part("read"):
        words = asking_first.words()[0]
    read = Timing("words of the catalogue", *2 * (round(watch.taken["read"], 1),))

    def texts(source: Iterator[str]) -> list[str]:
        return distinct(source, asking_first.parse, words, ASKED * runs)

    strict = texts(filtered(asking.products, words, 1))
    loose = texts(unfiltered(asking.products, words, 2))
    nothing = texts(unmet(asking.products, words, 3))
    photos = [list(_shown(asking.asked, ASKED * runs, narrow)) for narrow in (False, True)]
    searcher = Searcher(engine, watched, knowledge)  # one that remembers no vectors yet
    searcher.warm()
    return [
        read,
        *time_texts(searcher, watch, "text, filtered", strict, TEXT_GOAL),
        *time_texts(searcher, watch, "text, no filter", loose),
        *time_texts(searcher, watch, "text, nothing found", nothing),
        *time_photos(searcher, watch, "photo", photos[0], PHOTO_GOAL, DATABASE_GOAL),
        *time_photos(searcher, watch, "photo, filtered", photos[1], None, DATABASE_GOAL),
    ]


def recall(engine: Engine, asking: Asking, checked: int) -> list[Measured]:
    """Of text vectors and picture vectors, by filter; the first `checked` are searched for
    exactly, too."""
    measured = []
    with engine.connect() as connection, exact_search(engine) as exactly:
        for name in filters(asking.asked[0].drawn):
            texts, pictures = [], []
            for one in asking.asked:
                where = conditions(filters(one.drawn)[name].query(CURRENCY), CURRENCY)
                texts.append(by_meaning(one.words, asking.texts, one.language, where))
                pictures.append(by_picture(one.photo[None], asking.pictures, where))
            for kind, statements in (("text", texts), ("picture", pictures)):
                exact = [run(exactly, statement) for statement in statements[:checked]]
                searches = [partial(ids, connection, statement) for statement in statements]
                measured.append(measure(f"{kind}, {name}", searches, exact))
    return measured


def _shown(asked: Sequence[Asked], count: int, narrow: bool) -> Iterator[Shown]:
    """Photos before a plain background, alone or with a category, a colour and a price."""
    rng = np.random.default_rng(0)
    for number in range(count):
        one = asked[number % len(asked)]
        query = filters(one.drawn)[_NARROW].query(CURRENCY) if narrow else Query()
        yield Shown(_photo(rng), one.features, query)


def _photo(rng: np.random.Generator) -> bytes:
    """A JPEG of something of one colour."""
    image = Image.new("RGB", (_SIDE, _SIDE), "white")
    left, top = rng.integers(60, 200, 2).tolist()
    right, bottom = rng.integers(350, 540, 2).tolist()
    fill = tuple(rng.integers(0, 200, 3).tolist())
    ImageDraw.Draw(image).rounded_rectangle((left, top, right, bottom), 60, fill=fill)
    return to_jpeg(image)
