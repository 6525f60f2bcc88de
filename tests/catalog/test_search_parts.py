"""Parts of search: rare words, nearest wishes, near duplicates, liked and refused products, words
that mean nothing which is sold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.fold import folded
from catalog.search.lexicon import Lexicon
from catalog.search.searcher import Hit, Searcher
from catalog.understanding.nearest import Nearest
from catalog.understanding.query import Query
from catalog.understanding.vocabulary import curated
from tests.shops import Shop

LEXICON = Lexicon(20_000, {"en": {"rare": 1, "usual": 700, "common": 15_000}, "zh": {}})


def hit(id_: str, title: str) -> Hit:
    return Hit(id_, title, 100, None, "USD", 1.0, [], None, True, None, None, {})


def test_rare_words_weigh_more() -> None:
    weights = LEXICON.weights(["usual", "rare", "new"], "en")
    assert weights["new"] > weights["rare"] > weights["usual"] > 0


def test_common_words_are_left_out_beside_rarer_ones_but_not_alone() -> None:
    assert set(LEXICON.weights(["common", "usual"], "en")) == {"usual"}
    assert set(LEXICON.weights(["common"], "en")) == {"common"}


@given(st.lists(st.text(max_size=5), max_size=5))
def test_any_words_have_finite_weights(words: list[str]) -> None:
    assert all(0 < weight < 20 for weight in LEXICON.weights(words, "zh").values())


def test_a_word_used_once_is_no_spelling_of_the_shop() -> None:
    assert LEXICON.spelling() == ["usual", "common"]


class TestNearest:
    NEAREST = Nearest.of(
        (facet, key, np.array(vector, np.float32))
        for facet, key, vector in (
            ("feature", "warm", (1, 0, 0)), ("feature", "warm", (0.9, 0.1, 0)),
            ("occasion", "gym", (0, 1, 0)), ("occasion", "gym", (0, 0.9, 0.2)),
        )
    )  # fmt: skip

    def understood(self, query: Query, *vector: float) -> Query:
        assert self.NEAREST
        return self.NEAREST.understand(query, lambda _: np.array(vector, np.float32))

    def test_words_near_a_phrase_are_a_wish(self) -> None:
        assert self.understood(Query(words="snug"), 0.95, 0, 0).prefer == {"feature": ["warm"]}

    def test_words_in_between_are_nothing(self) -> None:
        assert self.understood(Query(words="thing"), 0.5, 0.5, 0.9).prefer == {}

    def test_no_words_ask_nothing(self) -> None:
        query = Query(must={"colour": ["red"]})
        assert self.understood(query, 1, 0, 0) == query

    def test_what_is_refused_is_not_wished(self) -> None:
        query = Query(words="snug", must_not={"feature": ["warm"]})
        assert self.understood(query, 0.95, 0, 0).prefer == {}

    def test_without_phrases_there_is_none(self) -> None:
        assert Nearest.of([]) is None


def test_what_differs_in_colour_or_size_alone_is_one_card() -> None:
    hits = [hit("a", "Yoga Ball 55 cm"), hit("b", "Red Yoga Ball 65cm"), hit("c", "Yoga Mat")]
    kept, behind = folded(hits, curated())
    assert [one.id for one in kept] == ["a", "c"]
    assert behind == {"a": ["b"]}


def test_a_title_of_numbers_alone_folds_nothing() -> None:
    hits = [hit("a", "501"), hit("b", "502")]
    assert folded(hits, curated())[0] == hits


@pytest.fixture
def searcher(shop: Shop) -> Searcher:
    return shop.catalogue.searcher


def test_refused_products_and_their_like_fall_back(searcher: Searcher) -> None:
    query = searcher.parse("hoodie")
    before = [one.id for one in searcher.search(query, threshold=False).hits]
    after = [one.id for one in searcher.search(query, unlike=[before[0]], threshold=False).hits]
    assert before[0] not in after
    assert set(after) == set(before[1:])


def test_two_liked_products_are_looked_around_together(searcher: Searcher) -> None:
    hits = searcher.search(Query(), like=["hoodie", "zip"]).hits
    assert not {"hoodie", "zip"} & {one.id for one in hits}
    assert hits


@pytest.mark.parametrize("words", ["quantum flux capacitor", "芝麻糊配方大全"])
def test_words_that_mean_nothing_sold_are_told_so(searcher: Searcher, words: str) -> None:
    result = searcher.search(searcher.parse(words))
    assert result.hits == []
    assert result.nothing == replace(result.nothing or pytest.fail("hits"), strange_words=True)
    assert searcher.search(searcher.parse(words), threshold=False).hits


@pytest.mark.parametrize("words", ["red", "black hoodie", "for women", "红色的"])
def test_words_that_name_something_sold_are_not_strange(searcher: Searcher, words: str) -> None:
    assert searcher.search(searcher.parse(words)).hits


def test_typing_mistakes_are_mended_to_the_shops_own_words(searcher: Searcher) -> None:
    with searcher.engine.connect() as connection:
        known = searcher.knowledge.current(connection)
    assert known.lexicon.documents["en"]
    assert searcher.parse("blak hodie").must["colour"] == ["black"]
