"""Feeds: every row becomes a product or a reject that says why; nothing crashes."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import FeedError
from catalog.feeds import read_feed
from catalog.feeds.product import FeedProduct
from catalog.feeds.rows import Reject, Row, validate

SharedData = Callable[[str], Path]
GOOD = {"id": "a", "title": "Tee", "price": 10}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda parts: (
        st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=8), parts, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = list(FeedProduct.model_fields)


def taken(path: Path, name: str = "auto") -> list[FeedProduct | Reject]:
    return [validate(row) for row in read_feed(path, name)]


def reject_of(**fields: Any) -> Reject:
    found = validate(Row(7, {**GOOD, **fields}))
    assert isinstance(found, Reject)
    return found


def product_of(**fields: Any) -> FeedProduct:
    found = validate(Row(7, {**GOOD, **fields}))
    assert isinstance(found, FeedProduct)
    return found


def test_a_reject_names_row_id_field_value_and_reason() -> None:
    reject = reject_of(price="cheap")
    assert (reject.row, reject.id, reject.field, reject.value) == (7, "a", "price", "cheap")
    assert "decimal" in reject.reason


@pytest.mark.parametrize(
    ("field", "value", "at"),
    [
        ("id", "", "id"),
        ("id", " ", "id"),
        ("id", "x" * 201, "id"),
        ("title", "", "title"),
        ("title", "a\0b", "title"),
        ("title", "a\ud800b", "title"),
        ("price", -1, "price"),
        ("price", None, "price"),
        ("price", float("nan"), "price"),
        ("price", 1e12, "price"),
        ("currency", "usd", "currency"),
        ("rating", float("inf"), "rating"),
        ("attributes", {"a": float("nan")}, "attributes"),
        ("attributes", {"a": ["b\0"]}, "attributes"),
        ("attributes", {"a\0": 1}, "attributes"),
        ("attributes", {"a": {"b": "\udc00"}}, "attributes"),
        ("texts", {"zh": {"attributes": {"a": "\0"}}}, "texts.zh.attributes"),
        ("variants", [{"sku": "x" * 201}], "variants.0.sku"),
        ("variants", [{"options": {}}], "variants.0.sku"),
        ("variants", "many", "variants"),
        ("images", [7], "images.0"),
        ("images", True, "images"),
        ("created_at", "yesterday", "created_at"),
        ("reviews", [{"rating": "five"}], "reviews.0.rating"),
    ],
)
def test_what_the_store_cant_hold_is_a_reject(field: str, value: Any, at: str) -> None:
    assert reject_of(**{field: value}).field == at


def test_bottomless_attributes_are_a_reject() -> None:
    deep: Any = "x"
    for _ in range(400):
        deep = {"a": [deep]}
    assert "deeper" in reject_of(attributes=deep).reason


@given(st.dictionaries(st.sampled_from(FIELDS), JSON), JSON)
def test_any_json_is_a_product_or_a_reject_that_can_be_printed(
    fields: dict[str, Any], identity: Any
) -> None:
    found = validate(Row(1, {**GOOD, "id": identity, **fields}))
    if isinstance(found, Reject):
        assert json.dumps(found.as_dict(), ensure_ascii=False).encode()
        assert found.field
        assert found.reason
    else:
        assert json.dumps(found.model_dump(mode="json"), allow_nan=False).encode()


def test_stock_is_what_can_be_sold() -> None:
    stocks = (-3, 5, 10**15, None)
    variants = [{"sku": str(n), "stock": stock} for n, stock in enumerate(stocks)]
    assert [v.stock for v in product_of(variants=variants).variants] == [0, 5, 10**9, None]


def test_jsonl_lines_are_counted_as_editors_do(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(
        b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n\n"
        b'{"id": \n[1]\n"text"\n\xff\xfe\n' + json.dumps({**GOOD, "id": "b"}).encode()
    )
    found = taken(feed)
    assert [f.row for f in found if isinstance(f, Reject)] == [3, 4, 5, 6]
    assert [f.id for f in found if isinstance(f, FeedProduct)] == ["a", "b"]


@pytest.mark.parametrize("name", ["jsonl", "magento"])
def test_what_cant_be_opened_is_a_feed_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(FeedError, match="doesn't exist"):
        taken(tmp_path / "nothing", name)
    with pytest.raises(FeedError):
        taken(tmp_path, name)  # a folder without CSVs


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="'xls' isn't known; known: auto, jsonl, magento"):
        taken(tmp_path, "xls")


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes_end_in_rejects_or_a_feed_error(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("feed.jsonl", "feed.csv"):
            feed = Path(folder) / name
            feed.write_bytes(data)
            try:
                found = taken(feed)
            except FeedError:
                continue
            assert all(isinstance(f, Reject) for f in found)


@given(st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=7), max_size=6))
@settings(max_examples=60)
def test_any_table_of_products_is_taken_or_rejected(cells: list[list[str]]) -> None:
    rows = [["sku", "name", "price", "product_type", "configurable_variations"], *cells]
    lines = [",".join('"' + c.replace('"', '""') + '"' for c in row) for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.csv"
        feed.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
        try:
            found = taken(feed)
        except FeedError:
            return
        assert all(isinstance(f, FeedProduct | Reject) for f in found)


def test_every_bad_feed_ends_in_rejects_or_a_feed_error(shared_data: SharedData) -> None:
    files = [path for path in shared_data("bad_feeds").rglob("*") if path.is_file()]
    assert len(files) > 300
    for path in files:
        for name in ("jsonl", "magento"):
            try:
                found = taken(path, name)
            except FeedError:
                continue
            assert all(isinstance(f, Reject) and f.reason for f in found), path


def test_catalogues_of_the_neutral_format_are_taken_whole(shared_data: SharedData) -> None:
    feeds = sorted(shared_data(".").glob("cat_*/products.jsonl"))
    assert len(feeds) == 5
    for feed in feeds:
        found = taken(feed)
        assert [f for f in found if isinstance(f, Reject)] == []
        assert len(found) == len(feed.read_bytes().splitlines())
