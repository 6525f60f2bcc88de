"""Made-up views, which teach what tells a shopper's photo from a shop's picture."""

from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import Engine

from catalog.feeds import read_feed
from catalog.ingest.importer import Importer
from catalog.ingest.views import other_view
from catalog.understanding.vocabulary import curated
from tests.fakes import Counts, FakeEncoder
from tests.small_shop import draw, product, variant, write_shop


def test_another_view_shows_the_same_colour_from_nearer() -> None:
    tee = draw("tee", "Red")

    views = [other_view(tee, Random(seed)) for seed in range(5)]

    assert all(view.width < tee.width for view in views)
    assert len({view.tobytes() for view in views}) == 5
    assert other_view(tee, Random(0)).tobytes() == views[0].tobytes()
    assert all(_redness(view) > 60 for view in views)


@pytest.mark.parametrize(("count", "made_up"), [(4, 2 * 24), (3, 0)])
def test_two_views_of_each_picture_are_made_up_where_pictures_are_enough_to_learn_from(
    engine: Engine, tmp_path: Path, count: int, made_up: int
) -> None:
    colours = ("Red", "Blue", "Black", "White")[:count]
    kinds = ("tee", "cap", "bag", "boots", "jeans", "scarf")
    rows = [
        product(f"{kind}-{c}", kind, kind, kind, kind, [variant(f"{kind}-{c}", c, None, 20)])
        for kind in kinds
        for c in colours
    ]
    for row in rows:
        row["images"] = row["images"][:1]
    encoder, counts = FakeEncoder(), Counts()
    feed = write_shop(tmp_path / "feed", rows)

    importer = Importer(engine, encoder, curated(), tmp_path / "media", "USD")
    importer.run(read_feed(feed, "jsonl"), feed.parent, counts)

    assert encoder.pictures == counts.picture_count + made_up


def _redness(image: Image.Image) -> float:
    pixels = np.asarray(image, np.float32).reshape(-1, 3)
    shown = pixels[pixels.min(axis=1) < 200]
    return float(np.median(shown[:, 0] - shown[:, 2]))
