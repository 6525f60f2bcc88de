"""Search: understanding, candidate lists and fusion, in one statement."""

import functools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import CTE, Connection, Engine, Select, select

from catalog.encoders import Encoder
from catalog.search.candidates import by_fused, by_meaning, by_merit, by_picture, by_words
from catalog.search.examples import Examples, fused_vector, likeliest, picture_vector, text_vector
from catalog.search.filters import Condition, conditions
from catalog.search.knowledge import Knowledge, Known
from catalog.search.nothing import Nothing, explain_nothing
from catalog.search.ranking import Weights, ranked
from catalog.search.strange import are_strange, is_strange
from catalog.search.why import reasons
from catalog.store.tables import Product, ProductText
from catalog.understanding.phrase import phrase
from catalog.understanding.query import Facets, Query
from catalog.understanding.segments import terms
from catalog.understanding.vocabulary import Vocabulary

Vectors = NDArray[np.float32]

_REMEMBERED = 2_048  # query vectors, 3 MB: encoding one costs 10 to 20 ms, all else less


@dataclass(frozen=True)
class Hit:
    """A product found; `score` only orders hits of one search. `url` is its page in the shop;
    `picture` is a file of the media folder, of the wanted colour if there is."""

    id: str
    title: str
    price: int
    compare_at: int | None
    currency: str
    score: float
    why: list[str]
    picture: str | None
    in_stock: bool
    rating: float | None
    url: str | None
    facets: dict[str, list[str]]


@dataclass(frozen=True)
class Result:
    """Hits, best first, or why there are none."""

    query: Query
    hits: list[Hit]
    nothing: Nothing | None
    took_ms: float
    total: int = 0


@dataclass
class Searcher:
    """Searches one catalogue. Encoders load on first use: warm() does it before."""

    engine: Engine
    encoder: Encoder
    knowledge: Knowledge

    def warm(self) -> None:
        """Load models and vocabulary, so that no shopper waits for them."""
        from PIL import Image  # noqa: PLC0415

        self.search(self.parse("warm black shoes 鞋"), limit=1)
        self.encoder.encode_photo(Image.effect_noise((64, 64), 90).convert("RGB"))

    def parse(self, words: str) -> Query:
        """The query in a shopper's words, by the catalogue as it is now."""
        with self._reading.connect() as connection:
            known = self.knowledge.current(connection)
        query = known.parser.parse(words)
        return known.nearest.understand(query, self._meaning) if known.nearest else query

    def recognise(self, photo: Vectors) -> Facets:
        """What a photo's readings (r, d) show, where the catalogue's classifier is sure enough:
        the likeliest colour. Empty before `catalog train`. Learnt from studio pictures, it is right
        about the colours of phone photos five times in six, about the rest too rarely."""
        with self._reading.connect() as connection:
            classifier = self.knowledge.current(connection).classifier
        found = classifier.suggest(photo[0]).get("colour") if classifier else None
        return {"colour": [found[0][0]]} if found else {}

    def words(self) -> tuple[Vocabulary, str]:
        """The catalogue's vocabulary and currency as they are now."""
        with self._reading.connect() as connection:
            known = self.knowledge.current(connection)
        return known.vocabulary, known.currency

    def has(self, facet: str, keys: Sequence[str]) -> bool:
        """Whether any product has any of a facet's values."""
        with self._reading.connect() as connection:
            present = self.knowledge.current(connection).parser.present
        return not present.get(facet, frozenset()).isdisjoint(keys)

    def prices(self, ids: Sequence[str]) -> list[tuple[int, str]]:
        """(price in minor units, currency) of products; ids that don't exist are left out."""
        with self._reading.connect() as connection:
            rows = connection.execute(
                select(Product.price_min, Product.currency).where(Product.id.in_(ids))
            )
            return [(row.price_min, row.currency) for row in rows]

    def known(self, ids: Sequence[str]) -> list[Facets]:
        """Facets of products, guesses included; ids that don't exist are left out."""
        with self._reading.connect() as connection:
            return list(connection.scalars(select(Product.known).where(Product.id.in_(ids))))

    def title(self, product_id: str, language: str) -> str | None:
        """A product's title in a language; None when there is no such product."""
        with self._reading.connect() as connection:
            return connection.scalar(
                select(ProductText.title).where(
                    ProductText.product_id == product_id, ProductText.language == language
                )
            )

    def search(
        self,
        query: Query,
        *,
        photos: Sequence[Vectors] = (),
        like: Sequence[str] = (),
        unlike: Sequence[str] = (),
        exclude: Sequence[str] = (),
        limit: int = 10,
        threshold: bool = True,
        weights: Weights | None = None,
    ) -> Result:
        """Hits for a query, together with readings (r, d) of photos or products to be `like` and
        `unlike`; `exclude` leaves products out. Without `threshold` a photo or words that mean
        nothing which is sold find the nearest all the same. `weights` are the catalogue's own
        unless given."""
        start = time.perf_counter()
        with self._reading.connect() as connection:
            known = self.knowledge.current(connection)
            where = conditions(query, known.currency)
            if apart := [*exclude, *like, *unlike]:
                where.append(Product.id.not_in(apart))
            examples = Examples(photos, like, unlike)
            picture = picture_vector(connection, known, query, examples)
            lists = self._lists(connection, known, query, picture, where, examples)
            rows = connection.execute(ranked(lists, query, weights or known.weights, limit)).all()
            nothing = None
            if threshold and rows:
                closest = rows[0].closest if not (like or picture) else None
                nothing = self._strange(connection, known, query, photos, picture, closest)
            if not rows:
                nothing = explain_nothing(connection, query, known)
            hits = [] if nothing else [self._hit(row, query, known) for row in rows]
            total = rows[0].total if hits else 0
        return Result(query, hits, nothing, (time.perf_counter() - start) * 1000, total)

    def _strange(
        self,
        connection: Connection,
        known: Known,
        query: Query,
        photos: Sequence[Vectors],
        picture: tuple[str, Vectors] | None,
        closest: float | None,
    ) -> Nothing | None:
        """That nothing such is sold, if so."""
        size = known.lexicon.size
        if photos and picture is not None:
            strange = is_strange(connection, self.encoder, likeliest(photos), picture)
            return Nothing(strange_photo=True, catalogue_size=size) if strange else None
        strange = are_strange(query, known, closest)
        return Nothing(strange_words=True, catalogue_size=size) if strange else None

    @functools.cached_property
    def _reading(self) -> Engine:
        """Each statement stands for itself: a transaction costs two more round trips."""
        return self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @functools.cached_property
    def _meaning(self) -> Callable[[str], Vectors]:
        """The vector of a query's text, remembered."""
        return functools.lru_cache(_REMEMBERED)(
            lambda text: self.encoder.encode_texts([text], query=True)[0]
        )

    def _lists(
        self,
        connection: Connection,
        known: Known,
        query: Query,
        picture: tuple[str, Vectors] | None,
        where: list[Condition],
        examples: Examples,
    ) -> dict[str, CTE]:
        lists: dict[str, CTE] = {}

        def add(name: str, candidates: Select[Any]) -> None:
            lists[name] = candidates.cte(name)

        found = terms(query.words, query.language) if query.words else []
        if found:
            weights = known.lexicon.weights(found, query.language)
            add("words", by_words(weights, query.language, where))
        said = phrase(query, known.vocabulary, colour=picture is None)
        encoder, language = self.encoder.name, query.language
        spoken = self._meaning(said) if said and not examples.like else None
        meaning = text_vector(connection, encoder, language, spoken, examples)
        if meaning is not None:
            add("meaning", by_meaning(meaning, encoder, language, where))
        if known.fusion and examples.photos and spoken is not None:
            asked = fused_vector(known.fusion[1], query, spoken, examples)
            add("fused", by_fused(asked, known.fusion[0], where))
        if picture:
            add("picture", by_picture(picture[1], picture[0], where))
        if not query.sort and "meaning" in lists:
            where = [Product.id.in_(select(lists["meaning"].c.id))]
        if query.sort or not (picture or found):
            add("merit", by_merit(where, query.sort))
        return lists

    def _hit(self, row: Any, query: Query, known: Known) -> Hit:
        return Hit(
            id=row.id, title=row.shown_title or row.title, price=row.price_min,
            compare_at=row.compare_at, currency=row.currency, score=round(float(row.score), 5),
            why=reasons(
                query, row.facets, row.guesses or {}, row.currency, known.vocabulary
            ),
            picture=row.picture, in_stock=row.in_stock, rating=row.rating, url=row.url,
            facets=row.facets,
        )  # fmt: skip
