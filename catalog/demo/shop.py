"""Writes the whole shop: products with pictures, customers, orders."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from .assortment import Item, assortment
from .orders import customers, orders
from .reviews import rating, reviews
from .studio import FAMILIES, Shoot
from .texts import Wording, attributes
from .today import TODAY
from .words import titled

Row = dict[str, Any]
_SOLD_OUT = {31, 97, 166}  # product numbers
_QUALITY = 88
_TOP_KINDS = {"tee", "shirt", "blouse", "hoodie", "sweater", "jacket"}


def generate(
    out: Path,
    seed: int = 7,
    progress: Callable[[int, int], None] | None = None,
    limit: int | None = None,
) -> None:
    """Writes the shop of ``seed`` into ``out``: the same bytes each time.

    ``progress`` is told how many products of how many are done; ``limit`` makes a smaller shop,
    spread over all kinds of goods.
    """
    for folder in ("images", "cutouts"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    items = assortment(seed)
    if limit:
        items = items[:: max(1, len(items) // limit)][:limit]
    wording = Wording(seed)
    products = []
    for done, item in enumerate(items, start=1):
        products.append(_product(out, item, wording, seed))
        if progress:
            progress(done, len(items))
    _write(out / "products.jsonl", products)
    _write(out / "customers.jsonl", customers())
    _write(out / "orders.jsonl", orders(products, seed))


def _product(out: Path, item: Item, wording: Wording, seed: int) -> Row:
    rng = np.random.default_rng([seed, item.number, 1])
    shoot = Shoot(item, seed)
    en, zh = attributes(item)
    description, zh_description = wording.description(item)
    written = reviews(item, rng)
    images = _images(out, item, shoot)
    return {
        "id": item.id,
        "title": wording.title(item),
        "description": description,
        "price": item.price,
        "currency": "USD",
        "category": item.category,
        "attributes": en,
        "texts": {
            "zh": {"title": wording.zh_title(item), "description": zh_description, "attributes": zh}
        },
        "rating": rating(written),
        "created_at": (TODAY - timedelta(days=int(rng.integers(5, 600)))).isoformat(),
        "images": images,
        "variants": _variants(item, images, rng),
        "reviews": written,
        "cutouts": _cutouts(out, item, shoot),
    }


def _images(out: Path, item: Item, shoot: Shoot) -> list[Row]:
    rows = []
    for number, colour in enumerate(item.colours):
        for view in shoot.views(number):
            path = f"images/{item.id.lower()}-{colour.name.replace(' ', '-')}-{view}.jpg"
            Image.fromarray(shoot.picture(colour, view)).save(out / path, quality=_QUALITY)
            rows.append({"path": path, "color": colour.name, "view": view})
    return rows


def _variants(item: Item, images: list[Row], rng: np.random.Generator) -> list[Row]:
    rows = []
    for colour in item.colours:
        image = next(row["path"] for row in images if row["color"] == colour.name)
        for size in item.sizes:
            gone = item.number in _SOLD_OUT or rng.random() < 0.11
            rows.append(
                {
                    "sku": _sku(item, colour.name, size),
                    "options": {"Color": titled(colour.name), "Size": size},
                    "price": item.price,
                    "compare_at": item.compare_at,
                    "stock": 0 if gone else int(rng.integers(1, 40)),
                    "image": image,
                }
            )
    return rows


def _sku(item: Item, colour: str, size: str) -> str:
    code = "".join(word[:4] for word in colour.split()).upper()
    return f"{item.id}-{code}-{size.replace('One size', 'OS')}"


def _cutouts(out: Path, item: Item, shoot: Shoot) -> list[Row]:
    kind = FAMILIES[item.family].cutout
    if not kind or (kind == "top" and item.kind not in _TOP_KINDS):
        return []
    cutout = shoot.cutout(item.colours[0])
    path = f"cutouts/{item.id.lower()}.png"
    Image.fromarray(cutout.picture, "RGBA").save(out / path, compress_level=3)
    return [
        {"path": path, "kind": kind, "anchors": {k: list(p) for k, p in cutout.anchors.items()}}
    ]


def _write(path: Path, rows: Iterable[Row]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
