"""What fusion learns from a whole store that nobody here made."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.app import Catalogue, open_catalogue
from catalog.feeds import read_feed
from catalog.fusion.classify import STATES
from catalog.fusion.compare import DECISIVE
from catalog.fusion.learn import KINDS, Learned, learn
from catalog.settings import Settings
from tests.fakes import Counts
from tests.shops import create_database

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def catalogue(
    shared_data: Callable[[str], Path],
    postgres: Any,
    migrated: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Catalogue]:
    luma, home = shared_data("luma"), tmp_path_factory.mktemp("luma")
    url = create_database(postgres, migrated)
    with open_catalogue(Settings(DATABASE_URL=url, home=home, encoder="embedded")) as opened:
        opened.importer().run(read_feed(luma / "csv", "magento"), luma / "media", Counts())
        yield opened


@pytest.fixture(scope="module")
def learned(catalogue: Catalogue) -> Learned:
    with catalogue.engine.connect() as connection:
        return learn(connection, catalogue.encoder, catalogue.searcher.words()[0], lambda *_: None)


def test_feature_level_fusion_finds_more_than_decision_level(learned: Learned) -> None:
    rows = learned.comparison.rows
    assert learned.comparison.winner in KINDS
    assert learned.fusion is not None
    for kind in KINDS:
        assert rows[kind]["photo"].mrr >= 0.60
        assert rows[kind]["words"].interval[0] > rows["reciprocal ranks"]["words"].interval[1]
        found, before = rows[kind][DECISIVE[2]], rows["reciprocal ranks"][DECISIVE[2]]
        assert found.interval[0] > before.interval[1]


def test_suggestions_are_right_nine_times_in_ten(learned: Learned) -> None:
    guesses = learned.guesses
    for state in STATES:
        assert guesses.mean(guesses.winner, state, "precision") >= 0.90
        assert guesses.mean(guesses.winner, state, "error") <= 0.03
    assert guesses.rows[guesses.winner]["picture alone"]["colour"].accuracy >= 0.80
    assert guesses.rows[guesses.winner]["both"]["gender"].spoken >= 0.90
