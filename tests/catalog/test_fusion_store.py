"""Fusion from and for a catalogue."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete

from catalog.errors import TooLittleToLearnError
from catalog.feeds import read_feed
from catalog.fusion import training
from catalog.fusion.items import read_items, some_products
from catalog.fusion.learn import Learned, learn
from catalog.ingest.importer import Importer
from catalog.store.tables import Picture
from catalog.understanding.vocabulary import curated
from tests.fakes import Counts, FakeEncoder
from tests.shops import Shop
from tests.small_shop import product, variant, write_shop

_KINDS = ("tee", "cap", "bag", "boots", "jeans", "scarf", "dress", "watch")


@pytest.fixture
def store(engine: Engine, tmp_path: Path) -> Engine:
    """Twenty-four products, each in two colours with two views."""
    rows = [
        product(f"{kind}-{n}", kind, f"{kind} {n}", kind, kind,
                [variant(f"{kind}-{n}-{c}", c, None, 20) for c in ("Red", "Blue")],
                attributes={"gender": ("men", "women")[n % 2]})
        for kind in _KINDS
        for n in range(3)
    ]  # fmt: skip
    feed = write_shop(tmp_path / "feed", rows)
    importer = Importer(engine, FakeEncoder(), curated(), tmp_path / "media", "USD")
    importer.run(read_feed(feed, "jsonl"), feed.parent, Counts())
    return engine


def learnt(engine: Engine, told: list[tuple[int, int]] | None = None) -> Learned:
    calls = [] if told is None else told
    with engine.connect() as connection:
        return learn(connection, FakeEncoder(), curated(), lambda *at: calls.append(at),
                     kinds=("concatenation",), seed=3)  # fmt: skip


def test_each_product_and_colour_is_an_item(shop: Shop) -> None:
    with shop.catalogue.engine.connect() as connection:
        items = read_items(connection, shop.catalogue.encoder, ["hoodie", "bag"])
        every = some_products(connection, 100)

    assert list(zip(items.products, items.colours, strict=True)) == [
        ("bag", "black"), ("hoodie", "black"), ("hoodie", "white")
    ]  # fmt: skip
    assert items.pictures.any(1).all()
    assert items.shown.tolist() == [0, 1, 2]
    assert items.facets[2]["colour"] == ["white"]
    assert items.facets[2]["category"] == items.facets[1]["category"]
    assert items.texts.shape == (3, 2, 384)
    assert len(every) == 12


def test_what_no_photo_shows_is_an_item_all_the_same(store: Engine, tmp_path: Path) -> None:
    feed = tmp_path / "more.jsonl"
    rows: list[dict[str, Any]] = [
        {"id": "plain", "title": "Plain thing", "price": 1},
        {"id": "two", "title": "Two tees", "price": 1, "variants": [
            {"sku": c, "options": {"Color": c}} for c in ("Red", "Blue")]},
    ]  # fmt: skip
    feed.write_text("".join(json.dumps(row) + "\n" for row in rows))
    importer = Importer(store, FakeEncoder(), curated(), tmp_path / "media", "USD")
    importer.run(read_feed(feed, "jsonl"), tmp_path, Counts())
    with store.begin() as connection:
        connection.execute(
            delete(Picture).where(Picture.product_id == "tee-0", Picture.colours.contains(["red"]))
        )
        items = read_items(connection, FakeEncoder(), ["plain", "two", "tee-0"])

    assert list(zip(items.products, items.colours, items.pictures.any(1), strict=True)) == [
        ("plain", "", False), ("tee-0", "blue", True), ("tee-0", "red", False),
        ("two", "blue", False), ("two", "red", False),
    ]  # fmt: skip
    assert items.texts.any(2).all()


def test_learning_is_repeatable_and_tells_how_far_it_is(
    store: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "STEPS", 20)
    told: list[tuple[int, int]] = []

    first, second = learnt(store, told), learnt(store)

    assert first.classifier.dump() == second.classifier.dump()
    assert first.comparison == second.comparison
    assert (first.fusion and first.fusion.dump()) == (second.fusion and second.fusion.dump())
    assert (first.fusion is None) == (first.comparison.winner != "concatenation")
    done = [at for at, _ in told]
    assert done == sorted(done)
    assert len({of for _, of in told}) == 1
    assert told[-1][0] == told[-1][1]
    assert set(first.guesses.rows) == {"concatenation", "decision-level"}


def test_a_catalogue_that_is_too_small_is_told(shop: Shop) -> None:
    encoder = shop.catalogue.encoder
    with (
        shop.catalogue.engine.connect() as connection,
        pytest.raises(TooLittleToLearnError, match="12 products"),
    ):
        learn(connection, encoder, curated(), lambda *_: None)
