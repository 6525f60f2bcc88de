"""Importing: repeatable, whole batches, and encoding only what is new."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from catalog.feeds import read_feed
from catalog.ingest.importer import Importer, Report
from catalog.search.knowledge import Knowledge
from catalog.search.searcher import Searcher
from catalog.store.tables import Base
from catalog.understanding.vocabulary import curated
from tests.fakes import Counts, FakeEncoder
from tests.small_shop import PRODUCTS, draw, write_shop

Product = dict[str, Any]
Import = Callable[..., Report]


def dump(engine: Engine) -> dict[str, list[str]]:
    """All rows of all tables as text."""
    with engine.connect() as connection:
        return {
            name: sorted(connection.scalars(text(f"SELECT {name}::text FROM {name}")).all())
            for name in Base.metadata.tables
        }


def count(engine: Engine, query: str) -> Any:
    with engine.connect() as connection:
        return connection.scalar(text(query))


def plain(number: int) -> Product:
    return {"id": f"p{number:03}", "title": f"Tee {number}", "price": number + 1}


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def import_(engine: Engine, encoder: FakeEncoder, tmp_path: Path) -> Import:
    """Import rows, or the file of the last ones once more."""

    def run(rows: list[Product] | None = None, *, by: FakeEncoder = encoder) -> Report:
        feed = tmp_path / "feed" / "products.jsonl"
        feed.parent.mkdir(exist_ok=True)
        if rows is not None:
            feed.write_text("".join(json.dumps(row) + "\n" for row in rows))
        importer = Importer(engine, by, curated(), tmp_path / "media", "USD")
        return importer.run(read_feed(feed, "jsonl"), feed.parent, Counts())

    return run


@pytest.fixture
def imported(import_: Import, tmp_path: Path) -> Import:
    """The small shop, imported."""
    write_shop(tmp_path / "feed")
    import_()
    return import_


@pytest.fixture
def rows() -> list[Product]:
    return copy.deepcopy(PRODUCTS)


def test_all_of_a_feed_lands_in_the_store(imported: Import, engine: Engine) -> None:
    stored = {name: len(found) for name, found in dump(engine).items()}
    pictures = sum(len(row["images"]) for row in PRODUCTS)
    assert stored["products"] == len(PRODUCTS)
    assert stored["variants"] == sum(len(row["variants"]) or 1 for row in PRODUCTS)
    assert stored["product_texts"] == stored["text_vectors"] == 2 * len(PRODUCTS)
    assert stored["pictures"] == stored["picture_vectors"] == pictures


def test_a_second_import_changes_and_encodes_nothing(
    imported: Import, engine: Engine, encoder: FakeEncoder
) -> None:
    before = dump(engine)
    encoder.pictures, encoder.texts = 0, []
    report = imported()
    assert (report.added, report.changed, report.unchanged) == (0, 0, len(PRODUCTS))
    assert (encoder.pictures, encoder.texts) == (0, [])
    assert dump(engine) == before


def test_a_changed_price_updates_one_product_and_encodes_nothing(
    imported: Import, engine: Engine, encoder: FakeEncoder, rows: list[Product]
) -> None:
    before = dump(engine)
    encoder.pictures, encoder.texts = 0, []
    rows[0]["variants"][0]["price"] = 59
    report = imported(rows)
    assert (report.changed, report.unchanged) == (1, len(rows) - 1)
    assert (encoder.pictures, encoder.texts) == (0, [])
    after = dump(engine)
    assert len(set(before["products"]) - set(after["products"])) == 1
    assert count(engine, "SELECT price_min FROM products WHERE id = 'dress'") == 5_900
    assert len(after["picture_vectors"]) == len(before["picture_vectors"])


def test_a_changed_title_encodes_that_text_alone(
    imported: Import, encoder: FakeEncoder, rows: list[Product]
) -> None:
    encoder.pictures, encoder.texts = 0, []
    rows[0]["texts"]["zh"]["title"] = "新款亚麻连衣裙"
    assert imported(rows).changed == 1
    assert encoder.pictures == 0
    assert len(encoder.texts) == 1
    assert encoder.texts[0].startswith("新款亚麻连衣裙")


def test_a_changed_picture_encodes_that_picture_alone(
    imported: Import, encoder: FakeEncoder, tmp_path: Path
) -> None:
    encoder.pictures, encoder.texts = 0, []
    draw("dress", "Red", view=3).save(tmp_path / "feed/images/dress-red-1.png")
    assert imported().changed == 1
    assert (encoder.pictures, encoder.texts) == (1, [])


def test_a_variant_that_is_gone_from_the_feed_is_gone(
    imported: Import, engine: Engine, rows: list[Product]
) -> None:
    del rows[0]["variants"][1]
    imported(rows)
    assert count(engine, "SELECT count(*) FROM variants WHERE product_id = 'dress'") == 1


def test_a_broken_row_costs_only_itself(import_: Import, engine: Engine) -> None:
    report = import_([plain(1), {**plain(2), "price": "?"}, plain(3), {**plain(1), "title": "x"}])
    assert report.added == 2
    assert [(r.row, r.id, r.field) for r in report.rejects] == [
        (2, "p002", "price"),
        (4, "p001", "id"),
    ]
    assert report.rejects[0].value == "?"
    assert "row 1" in report.rejects[1].reason
    assert json.dumps(report.as_dict())
    assert count(engine, "SELECT title FROM products WHERE id = 'p001'") == "Tee 1"


def test_a_sku_that_stands_twice_counts_once_with_its_options(
    import_: Import, engine: Engine
) -> None:
    variants = [{"sku": "a", "price": 9}, {"sku": "a", "options": {"Color": "Red"}, "price": 7}]
    assert import_([{**plain(1), "variants": variants}]).rejects == []
    assert count(engine, "SELECT price FROM variants") == 700


def test_missing_and_broken_pictures_dont_fail_a_product(
    import_: Import, engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "feed").mkdir()
    (tmp_path / "feed/broken.jpg").write_bytes(b"no picture")
    draw("bag", "Red").save(tmp_path / "feed/good.png")
    row = {**plain(1), "images": ["gone.jpg", "broken.jpg", "good.png"]}
    report = import_([row])
    assert (report.added, report.missing_pictures, report.encoded_pictures) == (1, 2, 1)
    assert count(engine, "SELECT count(*) FROM pictures") == 1


def test_a_picture_that_turns_up_later_is_taken(
    import_: Import, engine: Engine, tmp_path: Path
) -> None:
    row = {**plain(1), "images": ["late.png"]}
    assert import_([row]).missing_pictures == 1
    draw("bag", "Red").save(tmp_path / "feed/late.png")
    assert import_([row]).changed == 1
    assert count(engine, "SELECT count(*) FROM picture_vectors") == 1


@pytest.mark.parametrize(
    "path", ["../secret.png", "a/../../secret.png", "{root}/secret.png", "link.png", "folder/x.png",
             "/../secret.png", ".", "", "x" * 5_000, "file://{root}/secret.png"],
)  # fmt: skip
def test_pictures_outside_the_feeds_folder_arent_read(
    import_: Import, engine: Engine, tmp_path: Path, path: str
) -> None:
    feed = tmp_path / "feed"
    feed.mkdir()
    draw("bag", "Red").save(tmp_path / "secret.png")
    (feed / "link.png").symlink_to(tmp_path / "secret.png")
    (feed / "folder").symlink_to(tmp_path, target_is_directory=True)
    report = import_([{**plain(1), "images": [path.format(root=tmp_path)]}])
    assert (report.added, report.missing_pictures) == (1, 1)
    assert not (tmp_path / "media").exists()
    assert count(engine, "SELECT count(*) FROM pictures") == 0


def test_pictures_are_stored_without_their_metadata(
    import_: Import, tmp_path: Path, engine: Engine
) -> None:
    (tmp_path / "feed").mkdir()
    draw("bag", "Red").save(tmp_path / "feed/a.jpg", comment=b"SecretNote")
    cutout = {"path": "a.jpg", "kind": "top", "anchors": {"left": [0.1, 0.2]}}
    import_([{**plain(1), "images": ["a.jpg"], "cutouts": [cutout]}])
    stored = list((tmp_path / "media").iterdir())
    assert {path.suffix for path in stored} == {".jpg", ".png"}
    assert all(b"SecretNote" not in path.read_bytes() for path in stored)
    assert count(engine, "SELECT anchors->'left'->>0 FROM pictures WHERE role = 'cutout'") == "0.1"


@pytest.mark.parametrize("failing", [{"refused": "Tee 55"}, {"poison": "Tee 55"}])
def test_a_failure_leaves_whole_batches_and_the_next_import_ends_it(
    import_: Import, engine: Engine, failing: dict[str, str]
) -> None:
    feed = [plain(number) for number in range(60)]
    with pytest.raises((RuntimeError, DBAPIError)):
        import_(feed, by=FakeEncoder(**failing))
    assert count(engine, "SELECT count(*) FROM products") == 50
    assert count(engine, "SELECT count(*) FROM product_texts") == 100
    assert count(engine, "SELECT max(id) FROM products") == "p049"
    report = import_(feed)
    assert (report.added, report.unchanged) == (10, 50)


def test_an_import_that_broke_off_before_its_vectors_is_mended(
    imported: Import, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM picture_vectors"))
        connection.execute(text("DELETE FROM projections"))
    revision = count(engine, "SELECT number FROM revision")
    assert imported().changed == 0
    pictures = count(engine, "SELECT count(*) FROM pictures")
    assert count(engine, "SELECT count(*) FROM picture_vectors") == pictures
    assert count(engine, "SELECT number FROM revision") > revision


def test_another_encoder_encodes_anew_instead_of_mixing(imported: Import, engine: Engine) -> None:
    other = FakeEncoder("fake-2")
    report = imported(by=other)
    pictures = count(engine, "SELECT count(DISTINCT digest) FROM pictures")
    assert report.changed == len(PRODUCTS)
    assert other.pictures == 3 * pictures  # two made-up views of each
    assert len(other.texts) == 2 * len(PRODUCTS)
    assert count(engine, "SELECT count(*) FROM text_vectors WHERE encoder <> 'fake-2'") == 0
    assert (
        count(engine, "SELECT count(*) FROM picture_vectors WHERE encoder NOT LIKE 'fake-2/%'") == 0
    )


def test_going_back_to_an_encoder_finds_what_it_saw(imported: Import, encoder: FakeEncoder) -> None:
    imported(by=FakeEncoder("fake-2"))
    encoder.pictures = 0
    imported()
    assert encoder.pictures == 0


def test_another_currency_for_feeds_without_one_changes_prices(
    engine: Engine, encoder: FakeEncoder, tmp_path: Path
) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text(json.dumps({**plain(1), "price": 1980}))
    for currency, price in (("USD", 198_000), ("JPY", 1_980)):
        importer = Importer(engine, encoder, curated(), tmp_path / "media", currency)
        importer.run(read_feed(feed, "jsonl"), tmp_path, Counts())
        assert count(engine, "SELECT price_min FROM products") == price


def test_prices_of_any_currency_fit(import_: Import, engine: Engine) -> None:
    import_([{**plain(1), "price": 99_999_999, "currency": "KWD"}])
    assert count(engine, "SELECT price_min FROM products") == 99_999_999_000


def test_a_very_long_description_is_taken(import_: Import, engine: Engine) -> None:
    words = " ".join(f"w{number}ord" for number in range(100_000))
    report = import_([{**plain(1), "description": words}])
    assert report.added == 1
    assert count(engine, "SELECT length(description) FROM products") == len(words)


def test_readers_learn_of_new_words_and_vectors(imported: Import, engine: Engine) -> None:
    encoder = FakeEncoder()
    searcher = Searcher(engine, encoder, Knowledge(encoder, "USD"))
    assert "brand" not in searcher.parse("a zorbitex").must
    row = {**plain(1), "attributes": {"brand": "Zorbitex"}}
    imported([*PRODUCTS, row])
    assert searcher.parse("a zorbitex").must["brand"] == ["zorbitex"]
    assert [hit.id for hit in searcher.search(searcher.parse("zorbitex")).hits] == ["p001"]


def test_progress_counts_products_and_pictures(
    engine: Engine, encoder: FakeEncoder, tmp_path: Path
) -> None:
    feed = write_shop(tmp_path / "feed")
    counts = Counts()
    importer = Importer(engine, encoder, curated(), tmp_path / "media", "USD")
    importer.run(read_feed(feed, "jsonl"), feed.parent, counts)
    assert counts.product_count == len(PRODUCTS)
    assert counts.picture_count == encoder.pictures / 3 > 0  # two made-up views of each


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
FIELDS = {
    "description": VALUES, "category": VALUES, "price": VALUES,
    "attributes": st.dictionaries(st.text(max_size=9), VALUES | st.lists(VALUES, max_size=2)),
    "tags": st.lists(st.text(max_size=9), max_size=2),
    "stock": st.integers(), "rating": st.floats(),
    "variants": st.lists(
        st.fixed_dictionaries(
            {"sku": VALUES},
            optional={"options": st.dictionaries(st.sampled_from(["Color", "Size"]), VALUES),
                      "price": VALUES, "stock": st.integers()},
        ), max_size=2),
}  # fmt: skip


@given(st.lists(st.fixed_dictionaries({"title": st.text(max_size=9)}, optional=FIELDS), max_size=4))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_rows_hold_each_is_stored_or_rejected(
    import_: Import, engine: Engine, given_rows: list[Product]
) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM products"))
    feed = [{"price": 5, **row, "id": str(number)} for number, row in enumerate(given_rows)]
    report = import_(feed)
    assert report.added + len(report.rejects) == len(feed)
    assert count(engine, "SELECT count(*) FROM products") == report.added
