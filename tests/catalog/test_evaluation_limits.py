"""Judged queries of a store: grades, limits, and what breaks them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalog.understanding.query import PriceRange, Query
from ops.limits import check
from tests.judgements import expand
from tests.stores import read_store


def product(id_: str, price: float, gender: str, *variants: tuple[str, str, int]) -> dict[str, Any]:
    return {
        "id": id_,
        "title": f"Wool {id_}",
        "description": "Warm.",
        "price": price,
        "category": "Women > Tops > Sweaters",
        "attributes": {"gender": gender, "material": "wool", "occasion": ["casual", "work"]},
        "variants": [
            {"options": {"Color": colour, "Size": size}, "stock": stock}
            for colour, size, stock in variants
        ],
    }


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "products.jsonl"
    rows = [
        product("cardigan", 30, "women", ("Red", "S", 3), ("Blue", "L", 2)),
        product("vest", 80, "men", ("Blue", "S", 1)),
        product("poncho", 50, "unisex", ("Red", "S", 0), ("Red", "M", 4)),
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


Expand = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def expanded(tmp_path: Path, store: Path) -> Expand:
    def expand_one(slices: list[str], *wheres: dict[str, Any]) -> list[dict[str, Any]]:
        rules = [{"grade": 2 - n, "where": where} for n, where in enumerate(wheres)]
        query = {"text": "a sweater", "lang": "en", "slices": slices, "relevant": rules}
        (tmp_path / "queries.yml").write_text(yaml.safe_dump([query]))
        return expand(tmp_path / "queries.yml", store)

    return expand_one


def test_the_demo_shop_is_read_as_it_can_be_bought(store: Path) -> None:
    cardigan, vest, poncho = read_store(store)

    assert cardigan.facets["category"] == {"women", "tops", "sweaters"}
    assert cardigan.facets["occasion"] == {"casual", "work"}
    assert vest.facets["gender"] == {"men"}
    assert poncho.facets["gender"] == set()
    assert poncho.variants == [("red", "m")]  # S is sold out


@pytest.mark.parametrize(
    ("where", "relevant"),
    [
        ({"gender": "women"}, {"cardigan": 2, "poncho": 2}),
        ({"colour": ["Red"], "size": ["S"]}, {"cardigan": 2}),
        ({"colour": ["Red"], "size": ["L"]}, {}),
        ({"not_colour": ["Red"]}, {"cardigan": 2, "vest": 2}),
        ({"cheapest": 1, "occasion": ["work"]}, {"cardigan": 2}),
    ],
)
def test_conditions_select_products(
    expanded: Expand, where: dict[str, Any], relevant: dict[str, int]
) -> None:
    assert expanded([], where)[0]["relevant"] == relevant


def test_limits_are_what_all_rules_share_and_the_shopper_said(expanded: Expand) -> None:
    first = {"gender": "women", "price_max": 60, "lacks": ["zip", "hood"]}
    second = {"gender": "women", "price_max": 60, "lacks": ["hood", "collar"], "size": ["S"]}

    limits = expanded(["price", "negation", "size"], first, second)[0]["limits"]

    assert limits == {"price_max": 60, "lacks": ["hood"]}


def found(asked: list[dict[str, Any]], store: Path, query: Query) -> dict[str, tuple[Any, bool]]:
    shown = check(asked, [["cardigan", "vest", "poncho"]], store, lambda _: query)
    return {each.product.split("(")[1][:-1]: (each.breaks, each.understood) for each in shown}


def test_what_breaks_a_limit_is_told(expanded: Expand, store: Path) -> None:
    asked = expanded(["price", "gender"], {"gender": "women", "price_max": 40})

    shown = found(asked, store, Query(price=PriceRange(max=40)))

    assert shown == {
        "cardigan": ({}, False),
        "vest": ({"gender": "women", "price_max": 40}, True),
        "poncho": ({"price_max": 40}, True),
    }
    assert not any(understood for _, understood in found(asked, store, Query()).values())


def test_colour_and_size_are_met_by_one_variant(expanded: Expand, store: Path) -> None:
    limits = {"colour": ["Red"], "size": ["L"]}

    shown = found(expanded(["colour", "size"], limits), store, Query())

    assert shown["cardigan"] == (limits, False)
    assert shown["vest"] == (limits, False)
    assert shown["poncho"] == ({"size": ["L"]}, False)


def test_queries_without_limits_are_left_out(expanded: Expand, store: Path) -> None:
    assert found(expanded(["occasion"], {"price_max": 10}), store, Query()) == {}
