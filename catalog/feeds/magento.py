"""Magento 2: the product CSV of its export, or a folder of CSVs with the fixtures of its sample
data (products, pictures and reviews in files of their own)."""

import csv
import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from catalog.errors import FeedError
from catalog.feeds.rows import Row

Record = dict[str, str]
Table = list[tuple[int, Record]]

_NO_ATTRIBUTES = {"has_options", "required_options", "options_container"}
_FIXTURE_FIELDS = {"category", "name", "sku", "price", "qty", "description", "attribute_set",
                   "visibility", "url_key", "special_price"}  # fmt: skip
_FLAGS = {"yes": True, "1": True, "no": False, "0": False}


def read(path: Path) -> Iterator[Row]:
    """Products of a CSV file or of a folder (searched with its folders) of them.

    Raises FeedError when a file is no CSV, or none lists products.
    """
    files = sorted(path.rglob("*.csv")) if path.is_dir() else [path]
    tables = [table for file in files if (table := _table(file))]
    readable = [(reader, table) for table in tables if (reader := _reader_of(table))]
    if not readable:
        raise FeedError(f"{path} lists no products: no CSV has columns 'sku', 'name' and 'price'")
    extras = _Extras(tables)
    for reader, table in readable:
        yield from reader(table, extras)


def _reader_of(table: Table) -> Callable[[Table, "_Extras"], Iterator[Row]] | None:
    header = set(table[0][1])
    if header >= {"sku", "product_type", "name"}:
        return _export
    return _fixtures if header >= {"sku", "name", "price"} else None


def _table(path: Path) -> Table:
    csv.field_size_limit(10_000_000)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            return [
                (reader.line_num, {key: value or "" for key, value in record.items() if key})
                for record in reader
            ]
    except (csv.Error, UnicodeDecodeError) as error:
        raise FeedError(f"{path} is no CSV in UTF-8: {error}") from error
    except OSError as error:
        raise FeedError(f"{path} can't be read: {error.strerror}") from error


class _Extras:
    """What stands beside the products: pictures and reviews by SKU."""

    def __init__(self, tables: list[Table]) -> None:
        self.pictures: dict[str, list[str]] = defaultdict(list)
        self.reviews: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for table in tables:
            for _, record in table:
                if set(record) == {"sku", "image"}:
                    self.pictures[record["sku"]].append(record["image"].lstrip("/"))
                elif {"sku", "rating_value"} <= set(record):
                    self.reviews[record["sku"]].append(_review(record))


def _review(record: Record) -> dict[str, Any]:
    return {
        "rating": record["rating_value"],
        "title": record.get("title", ""),
        "text": record.get("review", ""),
        "author": record.get("reviewer", ""),
        "lang": "en",
    }


def _export(table: Table, extras: _Extras) -> Iterator[Row]:
    """Configurables with their variations, and simple products that belong to none."""
    records = {record["sku"]: record for _, record in table if not record.get("store_view_code")}
    views = [record for _, record in table if record.get("store_view_code")]
    variations = {
        record["sku"]: _variations(record)
        for record in records.values()
        if _is_configurable(record)
    }
    taken = {sku for listed in variations.values() for sku in listed}
    for number, record in table:
        sku = record["sku"]
        if record.get("store_view_code") or sku in taken:
            continue
        children = [
            (child, records[child], options)
            for child, options in variations.get(sku, {}).items()
            if child in records
        ]
        data = _product(record, children, extras)
        data["texts"] = _texts(sku, views)
        yield Row(number, data)


def _is_configurable(record: Record) -> bool:
    return record.get("product_type") == "configurable"


def _variations(record: Record) -> dict[str, Record]:
    """SKU → options of 'sku=a,color=Red,size=S|sku=b,...'."""
    found = {}
    for part in record.get("configurable_variations", "").split("|"):
        options = _pairs(part)
        sku = options.pop("sku", None)
        if sku:
            found[sku] = options
    return found


def _pairs(text: str) -> Record:
    """'k=v,k=v'; a comma inside a value continues it."""
    pairs: Record = {}
    key = ""
    for part in text.split(","):
        name, separator, value = part.partition("=")
        if separator:
            key = name.strip()
            pairs[key] = value
        elif key:
            pairs[key] += f",{part}"
    return pairs


def _product(
    record: Record, children: list[tuple[str, Record, Record]], extras: _Extras
) -> dict[str, Any]:
    sku = record["sku"]
    pictures = _pictures(record) + extras.pictures[sku]
    images: list[dict[str, Any]] = [{"path": path} for path in pictures]
    seen = set(pictures) if not children else set()
    if children:
        images = []
    for _, child, options in children:
        for path in _pictures(child):
            if path not in seen:
                seen.add(path)
                images.append({"path": path, "color": options.get("color"), "view": _view(path)})
    return {
        "id": sku,
        "title": record.get("name", ""),
        "description": to_text(
            record.get("description", "") or record.get("short_description", "")
        ),
        "price": _price(record)
        or next((p for _, child, _ in children if (p := _price(child))), ""),
        "category": _category(record.get("categories", "")),
        "attributes": _attributes(record),
        "images": images,
        "variants": [_variant(*child) for child in children],
        "reviews": extras.reviews[sku],
        "stock": None if children else _stock(record),
    }


def _price(record: Record) -> str:
    return record.get("special_price") or record.get("price", "")


def _pictures(record: Record) -> list[str]:
    listed = [record.get("base_image", ""), *record.get("additional_images", "").split(",")]
    return list(dict.fromkeys(path.strip().lstrip("/") for path in listed if path.strip()))


def _view(path: str) -> str | None:
    match = re.search(r"_([a-z]+\d?)\.\w+$", path)
    return match[1] if match else None


def _variant(sku: str, record: Record, options: Record) -> dict[str, Any]:
    pictures = _pictures(record)
    on_sale = bool(record.get("special_price"))
    return {
        "sku": sku,
        "options": options,
        "price": _price(record),
        "compare_at": record.get("price") if on_sale else None,
        "stock": _stock(record),
        "image": pictures[0] if pictures else None,
    }


def _stock(record: Record) -> int | None:
    if record.get("is_in_stock") == "0":
        return 0
    quantity = record.get("qty", "")
    return int(float(quantity)) if re.fullmatch(r"\d+(\.\d+)?", quantity) else None


def _category(paths: str) -> str:
    """The shop's categories without Magento's root, deepest first, joined by ' ; '."""
    parts = [path.strip().removeprefix("Default Category").strip("/") for path in paths.split(",")]
    parts = [path for path in parts if path and not path.startswith(("Collections", "Promotions"))]
    deepest_first = sorted(dict.fromkeys(parts), key=lambda path: -path.count("/"))
    return " ; ".join(path.replace("/", " > ") for path in deepest_first)


def _attributes(record: Record) -> dict[str, Any]:
    pairs = _pairs(record.get("additional_attributes", ""))
    attributes = {key: _value(value) for key, value in pairs.items() if key not in _NO_ATTRIBUTES}
    if record.get("weight"):
        attributes["weight"] = record["weight"]
    return attributes


def _value(text: str) -> Any:
    values = [html.unescape(part).strip() for part in re.split(r"[|\n]", text) if part.strip()]
    if len(values) != 1:
        return values
    return _FLAGS.get(values[0].lower(), values[0])


def _fixtures(table: Table, extras: _Extras) -> Iterator[Row]:
    for number, record in table:
        yield Row(number, _fixture(record, extras))


def _fixture(record: Record, extras: _Extras) -> dict[str, Any]:
    sku = record["sku"]
    attributes = {
        key: _value(value)
        for key, value in record.items()
        if value.strip() and key not in _FIXTURE_FIELDS
    }
    return {
        "id": sku,
        "title": record["name"],
        "description": to_text(record.get("description", "")),
        "price": _price(record),
        "category": " > ".join(part for part in record.get("category", "").split("\n") if part),
        "attributes": attributes,
        "images": extras.pictures[sku],
        "reviews": extras.reviews[sku],
        "stock": _stock(record),
    }


def _texts(sku: str, views: list[Record]) -> dict[str, Any]:
    """Texts of store views whose code names a language that is known: 'zh', 'cn', 'zh_hans_cn'."""
    texts = {}
    for record in views:
        code = record["store_view_code"].lower()
        language = "zh" if re.search(r"zh|cn|chinese", code) else "en" if "en" in code else None
        if record["sku"] == sku and language and (record.get("name") or record.get("description")):
            texts[language] = {
                "title": record.get("name", ""),
                "description": to_text(record.get("description", "")),
            }
    return texts


def to_text(markup: str) -> str:
    """HTML as lines of text."""
    if "<" not in markup:
        return html.unescape(markup).strip()
    lines = BeautifulSoup(markup, "html.parser").get_text("\n").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
