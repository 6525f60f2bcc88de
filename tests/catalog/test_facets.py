"""Facets: what a feed says, as keys of the vocabulary."""

from typing import Any

import pytest

from catalog.facets import brands_of, colour_keys, colours_of, facets_of, sizes_of
from catalog.feeds.product import FeedProduct, FeedVariant
from catalog.understanding.query import Facets
from catalog.understanding.vocabulary import curated


def facets(**fields: Any) -> Facets:
    row = {"id": "a", "title": "Thing", "price": 1, **fields}
    return facets_of(FeedProduct.model_validate(row), curated())


def variants(*options: dict[str, str]) -> list[dict[str, Any]]:
    return [{"sku": str(n), "options": o} for n, o in enumerate(options)]


def test_wider_keys_come_along_sorted() -> None:
    found = facets(category="Men > Hoodies")["category"]
    assert "hoodies" in found
    assert len(found) > 1
    assert found == sorted(found)


def test_an_unknown_category_is_its_own_key() -> None:
    assert facets(category="Lab -> Flux Capacitors")["category"] == ["flux capacitors"]


@pytest.mark.parametrize("category", ["Men > Tops", "Clothing/ Men", "男装"])
def test_gender_stands_in_category_paths(category: str) -> None:
    assert facets(category=category)["gender"] == ["men"]


@pytest.mark.parametrize(("code", "key"), [("F", "women"), ("M", "men"), ("U", "unisex")])
def test_gender_codes(code: str, key: str) -> None:
    assert facets(attributes={"Gender": code})["gender"] == [key]


def test_colours_come_from_variants_before_titles() -> None:
    found = facets(title="Black Beauty", variants=variants({"Color": "Red"}, {"颜色": "蓝色"}))
    assert {"red", "blue"} <= set(found["colour"])
    assert "black" not in found["colour"]


def test_without_any_other_word_the_title_names_the_colour() -> None:
    assert "black" in facets(title="Black Thing")["colour"]


def test_a_colour_the_vocabulary_doesnt_know_is_its_own_key() -> None:
    assert colour_keys("Unicorn Breath", curated()) == ["unicorn breath"]


def test_a_variant_has_its_own_colour_and_size() -> None:
    variant = FeedVariant(sku="a", options={"Color": "Navy", "Size": " 2XL "})
    assert "blue" in colours_of(variant, curated())
    assert sizes_of(variant) == ["xxl"]


@pytest.mark.parametrize("name", ["brand", "Brand", "MANUFACTURER", "品牌"])
def test_brands_are_found_however_the_attribute_is_written(name: str) -> None:
    assert facets(attributes={name: "Acme"})["brand"] == ["acme"]


def test_the_brand_comes_before_the_maker() -> None:
    row = {"id": "a", "title": "t", "price": 1, "attributes": {"vendor": "V", "Brand": ["B"]}}
    assert brands_of(FeedProduct.model_validate(row)) == ["B"]


def test_materials_and_features_come_from_attributes_and_texts() -> None:
    found = facets(attributes={"Material": ["Cotton", "Moondust"]}, description="It is waterproof.")
    assert {"cotton", "moondust"} <= set(found["material"])
    assert "waterproof" in found["feature"]


def test_a_stated_material_isnt_joined_by_what_texts_mention() -> None:
    found = facets(attributes={"material": "Cotton"}, description="Looks like leather.")
    assert "leather" not in found["material"]


@pytest.mark.parametrize("value", [None, True, 7, 1.5, "", " ", [], {}, [[None]], {"a": {"b": 1}}])
def test_attributes_of_any_shape_are_survived(value: Any) -> None:
    names = ("color", "size", "brand", "gender", "material", "climate", "anything")
    found = facets(attributes=dict.fromkeys(names, value))
    assert all(key.strip() for keys in found.values() for key in keys)
