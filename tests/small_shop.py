"""A made-up shop of twelve products in two languages, with drawn pictures."""

import json
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

Product = dict[str, Any]
Point = tuple[int, int]

COLOURS = {
    "Red": (190, 30, 40), "Blue": (40, 70, 170), "Black": (25, 25, 28), "White": (225, 225, 222),
    "Brown": (110, 70, 40), "Green": (30, 120, 60), "Yellow": (230, 190, 40),
    "Grey": (130, 130, 135),
}  # fmt: skip

_OUTLINES: dict[str, list[list[Point]]] = {
    "dress": [[(85, 30), (115, 30), (120, 80), (160, 180), (40, 180), (80, 80)]],
    "hoodie": [
        [(60, 60), (140, 60), (150, 170), (50, 170)],
        [(60, 60), (25, 150), (45, 155), (75, 90)],
        [(140, 60), (175, 150), (155, 155), (125, 90)],
        [(80, 60), (100, 20), (120, 60)],
    ],
    "zip": [
        [(65, 50), (135, 50), (140, 150), (60, 150)],
        [(65, 50), (15, 110), (30, 125), (75, 85)],
        [(135, 50), (185, 110), (170, 125), (125, 85)],
    ],
    "tee": [[(70, 50), (130, 50), (180, 85), (160, 105), (140, 90), (140, 165), (60, 165),
             (60, 90), (40, 105), (20, 85)]],
    "jeans": [[(65, 20), (135, 20), (150, 185), (112, 185), (100, 70), (88, 185), (50, 185)]],
    "boots": [[(80, 25), (120, 25), (120, 130), (175, 155), (175, 175), (80, 175)]],
    "sneakers": [[(20, 120), (70, 100), (110, 135), (180, 145), (180, 170), (20, 170)]],
    "bag": [[(35, 80), (165, 80), (180, 175), (20, 175)], [(70, 80), (100, 30), (130, 80)]],
    "cap": [[(50, 130), (60, 80), (110, 65), (145, 100), (150, 130)],
            [(140, 120), (190, 135), (140, 140)]],
    "scarf": [[(85, 15), (115, 15), (125, 190), (75, 190)]],
    "watch": [[(85, 15), (115, 15), (112, 70), (140, 100), (112, 130), (115, 190), (85, 190),
               (88, 130), (60, 100), (88, 70)]],
    "jacket": [[(60, 40), (140, 40), (185, 160), (165, 170), (140, 110), (145, 185), (55, 185),
                (60, 110), (35, 170), (15, 160)]],
}  # fmt: skip


def draw(kind: str, colour: str, view: int = 0) -> Image.Image:
    """A product on white; another view is another size and place, a little turned."""
    picture = Image.new("RGB", (200, 200), "white")
    pen = ImageDraw.Draw(picture)
    for outline in _OUTLINES[kind]:
        pen.polygon(outline, fill=COLOURS[colour], outline=(60, 60, 60))
    if view:
        picture = picture.rotate(4 * view, fillcolor="white", resample=Image.Resampling.BILINEAR)
        side = 200 - 14 * view
        small = picture.resize((side, side))
        picture = Image.new("RGB", (200, 200), "white")
        picture.paste(small, (5 * view, 9 * view))
    return picture


def variant(
    sku: str, colour: str | None, size: str | None, price: float, stock: int | None = 5
) -> Product:
    options = {"Color": colour, "Size": size}
    return {
        "sku": sku,
        "options": {name: value for name, value in options.items() if value},
        "price": price,
        "stock": stock,
    }


def product(
    identity: str, kind: str, title: str, zh: str, category: str, variants: list[Product],
    **more: Any,
) -> Product:  # fmt: skip
    """A row of the feed, with two pictures of each colour."""
    colours = list(dict.fromkeys(v["options"].get("Color") for v in variants if v["options"]))
    shown = [colour for colour in colours if colour] or [more.pop("colour")]
    images = [
        {"path": f"images/{identity}-{colour.lower()}-{view}.png", "color": colour}
        for colour in shown
        for view in (0, 1)
    ]
    row = {
        "id": identity, "title": title, "description": more.pop("description", f"{title}."),
        "price": variants[0]["price"] if variants else more.pop("price"),
        "currency": "USD", "category": category, "images": images, "variants": variants,
        "texts": {"zh": {"title": zh}}, "kind": kind, **more,
    }  # fmt: skip
    return row


PRODUCTS = [
    product("dress", "dress", "Linen Summer Dress", "亚麻夏季连衣裙", "Women > Dresses",
            [variant("dress-r-s", "Red", "S", 79), variant("dress-b-m", "Blue", "M", 79)],
            attributes={"gender": "women", "material": "Linen"}, rating=4.5),
    product("hoodie", "hoodie", "Fleece Hoodie", "抓绒连帽卫衣", "Men > Hoodies",
            [variant("hoodie-k-m", "Black", "M", 80), variant("hoodie-k-s", "Black", "S", 45),
             variant("hoodie-w-m", "White", "M", 40)],
            attributes={"gender": "men", "material": "Fleece"}),
    product("zip", "zip", "Zip Hoodie", "拉链连帽卫衣", "Women > Hoodies",
            [variant("zip-k-m", "Black", "M", 55)],
            attributes={"gender": "women", "material": "Cotton"}),
    product("tee", "tee", "Plain Tee", "纯色T恤", "T-Shirts",
            [variant("tee-k-s", "Black", "S", 20), variant("tee-w-l", "White", "L", 20)],
            attributes={"gender": "unisex", "material": "Cotton"}, rating=4.0),
    product("jeans", "jeans", "Slim Jeans", "修身牛仔裤", "Men > Jeans",
            [variant("jeans-32", "Blue", "32", 60), variant("jeans-34", "Blue", "34", 60)],
            attributes={"gender": "men", "material": "Denim"}),
    product("boots", "boots", "Ankle Boots", "短靴", "Women > Shoes > Boots",
            [variant("boots-37", "Brown", "37", 120), variant("boots-38", "Brown", "38", 120)],
            attributes={"gender": "women", "material": "Leather"}),
    product("sneakers", "sneakers", "Canvas Sneakers", "帆布鞋", "Shoes > Sneakers",
            [variant("sneakers-38", "White", "38", 50), variant("sneakers-42", "White", "42", 50)],
            attributes={"material": "Canvas"}),
    product("bag", "bag", "City Handbag", "城市手提包", "Bags > Handbags", [], price=95, stock=3,
            colour="Black",
            attributes={"gender": "women", "material": "Leather", "color": "Black"}),
    product("cap", "cap", "Baseball Cap", "棒球帽", "Accessories > Hats",
            [variant("cap-r", "Red", None, 15, None)], attributes={"gender": "unisex"}),
    product("scarf", "scarf", "Wool Scarf", "羊毛围巾", "Accessories > Scarves",
            [variant("scarf-g", "Green", None, 30, 0)], rating=5.0,
            attributes={"gender": "women", "material": "Wool"}),
    product("watch", "watch", "Steel Watch", "钢表", "Accessories > Watches",
            [variant("watch-g", "Grey", None, 200)],
            attributes={"gender": "men", "Brand": "Tictac"}),
    product("jacket", "jacket", "Rain Jacket", "防雨夹克", "Men > Jackets",
            [variant("jacket-l", "Yellow", "L", 70, 0), variant("jacket-m", "Yellow", "M", 110)],
            description="A waterproof jacket.", attributes={"gender": "men"}),
]  # fmt: skip


def write_shop(folder: Path, products: list[Product] = PRODUCTS) -> Path:
    """The feed and its pictures; returns the feed."""
    (folder / "images").mkdir(parents=True)
    for row in products:
        for image in row["images"]:
            view = int(image["path"][-5])
            draw(row["kind"], image["color"], view).save(folder / image["path"])
    feed = folder / "products.jsonl"
    feed.write_text("".join(json.dumps(row) + "\n" for row in products), "utf-8")
    return feed
