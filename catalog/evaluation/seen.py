"""What photos find: by search's projection, and by the networks alone."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from catalog.app import Catalogue
from catalog.encoders.foreground import has_plain_border
from catalog.evaluation.metrics import Values, interval
from catalog.evaluation.views import (
    Flags,
    Matrix,
    Ranks,
    Views,
    composed_ranks,
    photo_ranks,
    plain_scores,
    product_ranks,
    recall,
    scores,
)
from catalog.photos import decode_photo

Camera = Callable[[Image.Image, Sequence[Image.Image], str], bytes]
"""Makes a phone photo of a studio picture, with others lying about, by a seed."""

DEPTHS = (1, 5, 10)
_ABOUT = 40  # pictures of the shop that lie about
_SEED = 7


@dataclass(frozen=True)
class Seen:
    """Ranks of the right answer, from 0, for the same photos: `search` as it is, `plain` by the
    networks alone; milliseconds of whole searches, where some were made."""

    search: Ranks
    plain: Ranks
    milliseconds: Values | None = None


def other_views(views: Views) -> dict[str, Seen]:
    """The shop's own other views, and such a view with another colour asked for."""
    found, plain, shapes = scores(views), plain_scores(views), scores(views, colour=False)
    return {
        "photo": Seen(photo_ranks(views, found), photo_ranks(views, plain)),
        "photo, any colour": Seen(product_ranks(views, found), product_ranks(views, plain)),
        "photo + colour": Seen(composed_ranks(views, shapes), composed_ranks(views, plain)),
    }


def phone_photos(catalogue: Catalogue, views: Views, camera: Camera) -> dict[str, Seen]:
    """Phone photos of the same other views, of which some show a part from near by, and what whole
    searches by them take."""
    photos, near, milliseconds = _taken(catalogue, views, camera)
    found, plain = scores(views, photos), plain_scores(views, photos)
    search, networks = photo_ranks(views, found), photo_ranks(views, plain)
    return {
        "phone photo": Seen(search, networks, milliseconds),
        "phone photo, any colour": Seen(product_ranks(views, found), product_ranks(views, plain)),
        "phone photo, whole product": Seen(search[~near], networks[~near], milliseconds[~near]),
        "phone photo, close-up": Seen(search[near], networks[near], milliseconds[near]),
    }


def recalls(ranks: Ranks) -> dict[str, Any]:
    """Recall at each of DEPTHS with its 95 % interval, as evaluate() names them."""
    found = {f"recall@{depth}": (ranks < depth).astype(float) for depth in DEPTHS}
    return {
        "queries": len(ranks),
        **{f"recall@{depth}": recall(ranks, depth) for depth in DEPTHS},
        "ci95": {name: interval(values) for name, values in found.items()},
    }


def _taken(
    catalogue: Catalogue, views: Views, camera: Camera
) -> tuple[list[Matrix], Flags, Values]:
    """Readings (r, d) of p phone photos, whether the studio's picture is a close-up, and
    milliseconds from the file to the answer."""
    folder, searcher = catalogue.settings.media_folder, catalogue.searcher
    sold = [file for file, main in zip(views.files, views.main, strict=True) if main]
    shown = [file for file, main in zip(views.files, views.main, strict=True) if not main]
    about = Random(_SEED).sample(sold, min(len(sold), _ABOUT))
    clutter = [Image.open(folder / file).convert("RGB") for file in about]
    searcher.warm()
    readings, near, milliseconds = [], [], []
    for file in shown:
        studio = Image.open(folder / file).convert("RGB")
        data = camera(studio, clutter, file)
        start = time.perf_counter()
        seen = searcher.encoder.encode_photo(decode_photo(data)).readings
        searcher.search(searcher.parse(""), photos=[seen], threshold=False)
        milliseconds.append((time.perf_counter() - start) * 1000)
        readings.append(seen)
        near.append(not has_plain_border(np.asarray(studio)))
    return readings, np.array(near), np.array(milliseconds)
