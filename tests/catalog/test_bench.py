"""The synthetic store: the same for the same seed, with structure, and measured right."""

import json
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console
from sqlalchemy import Engine, text

from catalog.bench import run
from catalog.bench.asked import ask
from catalog.bench.assortment import Assortment
from catalog.bench.build import build
from catalog.bench.gallery import Gallery
from catalog.bench.measured import recall
from catalog.bench.passages import PassageModel
from catalog.bench.questions import Filter, filtered, filters
from catalog.bench.recall import exact_search, measure, recall_at
from catalog.bench.report import tables
from catalog.bench.rivals import Chroma, Chunk, Lance, Rival
from catalog.bench.speed import Watch
from catalog.errors import CatalogError
from catalog.search.candidates import by_meaning
from catalog.search.knowledge import Knowledge
from catalog.search.searcher import Searcher
from catalog.settings import Settings
from catalog.store.database import open_engine
from catalog.understanding.vocabulary import Vocabulary, curated
from tests.fakes import FakeEncoder
from tests.shops import create_database

SIZE = 300
SEED = 7


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return curated()


@pytest.fixture(scope="module")
def store(postgres: Any, migrated: str, words: Vocabulary) -> Iterator[Engine]:
    """A store of 300 synthetic products."""
    engine = open_engine(create_database(postgres, migrated))
    build(engine, FakeEncoder(), words, SIZE, SEED, lambda _: None)
    yield engine
    engine.dispose()


def random_vectors(count: int, size: int = 16) -> Any:
    vectors = np.random.default_rng(0).normal(size=(count, size)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


# the assortment


def test_products_are_the_same_for_the_same_seed_whatever_was_drawn_before(
    words: Vocabulary,
) -> None:
    one, other = Assortment(words, SEED), Assortment(words, SEED)
    one.batch(0)

    assert one.batch(3)[:20] == other.batch(3)[:20]
    assert one.batch(3)[:20] != Assortment(words, SEED + 1).batch(3)[:20]


def test_a_few_categories_are_common_and_most_are_rare(words: Vocabulary) -> None:
    drawn = Assortment(words, SEED).batch(0)

    counts = sorted(Counter(one.keys["category"][0] for one in drawn).values(), reverse=True)

    assert len(counts) > 100
    assert counts[0] > 10 * counts[len(counts) // 2]


def test_what_is_worn_has_sizes_and_all_else_has_none(words: Vocabulary) -> None:
    sized = {"clothing": set(), "shoes": set(), "electronics": set()}
    for one in Assortment(words, SEED).batch(0):
        kind = words.ancestors("category", one.keys["category"][0])[-1]
        if kind in sized:
            sized[kind] |= {variant.options.get("Size", "") for variant in one.feed.variants}

    assert "M" in sized["clothing"]
    assert "42" in sized["shoes"]
    assert sized["electronics"] == {""}


# vectors


def test_texts_that_were_never_encoded_lie_where_their_facets_lie() -> None:
    kinds = np.eye(2, 16, dtype=np.float32) + 0.3
    noise = 0.1 * random_vectors(200)
    facets = [{"category": [("boots", "hats")[at % 2]]} for at in range(200)]
    model = PassageModel.fit(facets, np.stack([kinds[at % 2] for at in range(200)]) + noise)

    drawn = model.draw(
        [{"category": ["boots"]}, {"category": ["hats"]}] * 50, np.random.default_rng(1)
    )

    boots, hats = drawn[::2], drawn[1::2]
    assert (boots @ boots.T).mean() > (boots @ hats.T).mean() + 0.2
    assert len(np.unique(drawn.round(5), axis=0)) == 100
    assert np.allclose(np.linalg.norm(drawn, axis=1), 1, atol=1e-5)


def test_the_noise_of_drawn_texts_is_as_wide_as_that_of_real_ones() -> None:
    noise = 0.3 * random_vectors(400)
    same = np.full((400, 16), 0.25, np.float32)

    drawn = PassageModel.fit([{}] * 400, same + noise).draw([{}] * 400, np.random.default_rng(1))

    real = (same + noise) / np.linalg.norm(same + noise, axis=1, keepdims=True)
    assert drawn.std(0).mean() == pytest.approx(real.std(0).mean(), rel=0.1)


def test_the_projection_turns_raw_features_back_into_vectors() -> None:
    gallery, rng = Gallery(50, 10, SEED), np.random.default_rng(0)
    vectors = gallery.draw([(at, {"category": [str(at % 3)]}, ["red"]) for at in range(9)], rng)

    raw = gallery.features(vectors, rng, spread=0)

    assert raw.shape == (9, 50)
    assert np.allclose(gallery.projection(9).apply(raw), vectors, atol=1e-5)


def test_another_photo_of_a_product_is_near_to_it() -> None:
    gallery, rng = Gallery(400, 100, SEED), np.random.default_rng(0)
    vectors = gallery.draw([(at, {"category": [str(at)]}, [str(at)]) for at in range(20)], rng)

    photos = gallery.projection(20).apply(gallery.features(vectors, rng))

    assert ((photos @ vectors.T).argmax(1) == np.arange(20)).all()


# the store


def digest(engine: Engine) -> list[Any]:
    statement = "SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {} t"
    tables_ = ("products", "variants", "product_texts", "text_vectors", "pictures",
               "picture_vectors", "projections")  # fmt: skip
    with engine.connect() as connection:
        return [connection.scalar(text(statement.format(name))) for name in tables_]


def test_the_same_seed_fills_the_same_store(
    store: Engine, engine: Engine, words: Vocabulary
) -> None:
    build(engine, FakeEncoder(), words, SIZE, SEED, lambda _: None)

    assert digest(engine) == digest(store)


def test_the_store_has_what_imports_make(store: Engine) -> None:
    counts = {}
    with store.connect() as connection:
        for table in ("products", "product_texts", "text_vectors", "terms", "phrase_vectors"):
            counts[table] = connection.scalar(text(f"SELECT count(*) FROM {table}"))
        indexes = set(connection.scalars(text("SELECT indexdef FROM pg_indexes")))
        unpictured = connection.scalar(
            text("SELECT count(*) FROM pictures LEFT JOIN picture_features USING (digest) "
                 "LEFT JOIN picture_vectors v USING (product_id, position) "
                 "WHERE features IS NULL OR v.encoder IS NULL")
        )  # fmt: skip

    assert counts["products"] == SIZE
    assert counts["product_texts"] == counts["text_vectors"] == 2 * SIZE
    assert counts["terms"] > 0
    assert counts["phrase_vectors"] > 0
    assert unpictured == 0
    for part in ("hnsw", "products_facet_keys", "products_price", "product_texts_search"):
        assert any(part in definition for definition in indexes)


def test_searches_find_what_their_filters_demand(store: Engine, words: Vocabulary) -> None:
    encoder = FakeEncoder()
    searcher = Searcher(store, encoder, Knowledge(encoder, "USD"))
    products = Assortment(words, SEED).batch(0)[:SIZE]
    found = 0

    for wish in islice(filtered(products, words, 1), 20):
        query = searcher.parse(wish)
        for hit in searcher.search(query, limit=50).hits:
            found += 1
            for facet in ("category", "material", "colour"):
                keys = query.must.get(facet)
                assert not keys or set(keys) & set(hit.facets[facet])
            assert not (query.price and query.price.max) or hit.price <= query.price.max * 100

    assert found > 20


def test_filters_are_met_by_the_product_they_are_made_for(store: Engine, words: Vocabulary) -> None:
    asking = ask(store, FakeEncoder(), words, SEED, 40)

    measured = {one.name: one for one in recall(store, asking, checked=40)}

    assert {f"text, {name}" for name in filters(asking.asked[0].drawn)} < set(measured)
    assert measured["text, no filter"].found == 10
    assert 1 <= measured["text, category, colour, price"].found < 10
    assert all(one.recall > 0.9 for one in measured.values())


def test_exact_search_is_what_brute_force_finds(store: Engine, words: Vocabulary) -> None:
    one = ask(store, FakeEncoder(), words, SEED, 1, ["en"]).asked[0]
    with exact_search(store) as connection:
        rows = connection.execute(by_meaning(one.words, "fake-1", "en", [])).all()
        stored = connection.execute(
            text("SELECT product_id, embedding::text FROM text_vectors WHERE language = 'en'")
        ).all()

    vectors = np.array([json.loads(row.embedding) for row in stored])
    cosines = vectors @ one.words / np.linalg.norm(vectors, axis=1)
    best = [stored[at].product_id for at in np.argsort(-cosines)[:10]]
    assert [row.id for row in rows[:10]] == best


# measures


def test_recall_is_the_share_of_the_nearest_that_were_found() -> None:
    exact = [("a", 0.9), ("b", 0.8), ("c", 0.7), ("d", 0.6)]

    assert recall_at(["a", "b", "c"], exact, depth=3) == 1
    assert recall_at(["a", "d", "c", "b"], exact, depth=3) == pytest.approx(2 / 3)
    assert recall_at([], exact, depth=3) == 0


def test_what_is_as_near_as_the_last_one_counts() -> None:
    exact = [("a", 0.9), ("b", 0.8), ("c", 0.8), ("d", 0.5)]

    assert recall_at(["a", "c"], exact, depth=2) == 1
    assert recall_at(["c", "b"], exact, depth=2) == 1
    assert recall_at(["a", "d"], exact, depth=2) == 0.5


def test_fewer_than_asked_for_are_all_there_is_to_find() -> None:
    assert recall_at(["a"], [("a", 0.9)]) == 1
    assert recall_at([], []) == 1


def test_only_the_first_searches_are_compared() -> None:
    answers = iter([["a"], ["wrong"], ["wrong"]])

    measured = measure("some", [lambda: next(answers)] * 3, [[("a", 1.0)], [("b", 1.0)]])

    assert measured.recall == 0.5
    assert measured.found == 1


def test_a_part_within_a_part_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 3.0, 6.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    watch = Watch()

    with watch.part("outer"), watch.part("inner"):
        pass

    assert watch.taken == {"inner": 2_000, "outer": 4_000}


# the whole


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(run, "open_encoder", lambda _: FakeEncoder())
    return Settings(home=tmp_path)


def test_a_run_measures_all_and_keeps_its_store(settings: Settings) -> None:
    told: list[str] = []

    report = run.run_bench(settings, 60, told.append, runs=5)
    again = run.run_bench(settings, 60, told.append, runs=5)

    assert len([line for line in told if line.startswith("rows")]) == 1
    assert again.build == report.build
    speeds = {timing.name for timing in report.speed}
    assert {"text, filtered", "text, filtered: database", "photo: photo", "photo"} <= speeds
    assert all(0 < timing.p50 <= timing.p95 for timing in report.speed if ":" not in timing.name)
    database, *parts = report.disk.values()
    assert database > sum(parts) > 0
    assert report.memory["server"] > 0
    json.dumps(report.as_dict())
    console = Console(width=200, file=StringIO())
    console.print(*tables(report))
    assert "60 products" in console.file.getvalue()


# others beside it


def rivals(folder: Path) -> list[Rival]:
    pytest.importorskip("lancedb")
    pytest.importorskip("chromadb")
    return [Lance(folder / "lance"), Chroma(folder / "chroma")]


def test_others_find_what_their_filters_leave(tmp_path: Path) -> None:
    vectors = random_vectors(400)
    chunk = Chunk(
        [str(at) for at in range(400)], vectors, [["shoes", "boots"], ["hats"]] * 200,
        [["black"], ["red"], ["red", "black"], ["blue"]] * 100, list(range(400)),
    )  # fmt: skip
    for rival in rivals(tmp_path):
        rival.build([chunk])

        found = rival.nearest(vectors[8], Filter("boots", "black", 100))

        assert found[0] == "8"
        assert len(found) == 10
        assert all(int(id_) % 2 == 0 and int(id_) <= 100 for id_ in found)


def test_comparing_says_what_must_be_installed(settings: Settings) -> None:
    try:
        import lancedb  # noqa: F401, PLC0415
    except ImportError:
        with pytest.raises(CatalogError, match=r"lancedb.*\.\[bench\]"):
            run.run_bench(settings, 60, lambda _: None, others=True)
    else:
        pytest.skip("lancedb is installed")
