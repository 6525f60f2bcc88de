"""The reach of retrieval on a whole store that nobody here made: `make evaluate` prints it all."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.app import Catalogue, open_catalogue
from catalog.feeds import read_feed
from catalog.photos import decode_photo
from catalog.settings import Settings
from ops.evaluate import phone_measures, photo_measures, text_measures
from tests.fakes import Counts
from tests.judgements import expand
from tests.shops import create_database

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[1] / "data"
_TUNED = 6  # buckets up to this one were tuned on


@pytest.fixture(scope="module")
def luma(shared_data: Callable[[str], Path]) -> Path:
    return shared_data("luma")


@pytest.fixture(scope="module")
def catalogue(
    luma: Path, postgres: Any, migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Catalogue]:
    home = tmp_path_factory.mktemp("luma")
    url = create_database(postgres, migrated)
    with open_catalogue(Settings(DATABASE_URL=url, home=home, encoder="embedded")) as opened:
        report = opened.importer().run(read_feed(luma / "csv", "magento"), luma / "media", Counts())
        assert report.added == 191
        yield opened


@pytest.fixture(scope="module")
def photos(catalogue: Catalogue) -> dict[str, Any]:
    return photo_measures(catalogue)


def test_another_view_finds_the_product_in_its_colour(photos: dict[str, Any]) -> None:
    assert photos["photo"]["queries"] > 200
    assert photos["photo"]["recall@1"] >= 0.65
    assert photos["photo"]["recall@10"] >= 0.87


def test_a_photo_and_a_colour_find_the_product_in_that_colour(photos: dict[str, Any]) -> None:
    assert photos["photo + colour"]["queries"] > 400
    assert photos["photo + colour"]["recall@1"] >= 0.50
    assert photos["photo + colour"]["recall@5"] >= 0.83


def test_a_phone_photo_finds_the_product(catalogue: Catalogue) -> None:
    assert phone_measures(catalogue)["phone photo"]["recall@10"] >= 0.75


def test_wishes_for_another_shop_are_told_apart(
    catalogue: Catalogue, luma: Path, shared_data: Callable[[str], Path]
) -> None:
    searcher = catalogue.searcher

    def strange(words: str) -> bool:
        nothing = searcher.search(searcher.parse(words), limit=1).nothing
        return nothing is not None

    lines = (shared_data("queries_wands") / "data.jsonl").read_text("utf-8").splitlines()
    for_homes = [query["text"] for query in map(json.loads, lines) if query["bucket"] > _TUNED]
    missed = [words for words in for_homes if not strange(words)]
    assert len(missed) <= 0.05 * len(for_homes), missed
    own = [query["text"] for query in expand(DATA / "luma_queries_held_out.yml", luma / "csv")]
    refused = [words for words in own if strange(words)]
    assert len(refused) <= 0.10 * len(own), refused


def test_words_find_what_was_meant_in_both_languages(catalogue: Catalogue, luma: Path) -> None:
    measured = text_measures(catalogue.searcher, luma, "dev")
    assert measured["en"]["ndcg@10"] >= 0.80
    assert measured["zh"]["ndcg@10"] >= 0.80


@pytest.mark.parametrize(
    ("folder", "picture", "strange"),
    [
        ("cat_spree", "images/2-slice-toaster-black.jpg", True),
        ("luma", "media/m/h/mh02-red_main.jpg", False),
    ],
)
def test_a_photo_of_what_is_not_sold_is_told_apart(
    catalogue: Catalogue,
    shared_data: Callable[[str], Path],
    folder: str,
    picture: str,
    strange: bool,
) -> None:
    image = decode_photo((shared_data(folder) / picture).read_bytes())
    searcher = catalogue.searcher
    photo = searcher.encoder.encode_photo(image).readings
    result = searcher.search(searcher.parse(""), photos=[photo])
    assert (result.nothing is not None and result.nothing.strange_photo) == strange
