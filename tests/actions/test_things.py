"""Where the things in a photo are said to be."""

import pytest

from actions.sentences import say
from actions.things import places
from catalog.encoders.photo import Box

LEFT, MIDDLE, RIGHT = (0.0, 0.2, 0.3, 0.9), (0.35, 0.3, 0.6, 0.8), (0.65, 0.2, 1.0, 0.7)
TOP, BOTTOM = (0.2, 0.0, 0.9, 0.4), (0.3, 0.5, 0.8, 1.0)


@pytest.mark.parametrize(
    ("things", "named"),
    [
        ([RIGHT, LEFT], [(1, "thing_left"), (0, "thing_right")]),
        ([MIDDLE, RIGHT, LEFT], [(2, "thing_left"), (0, "thing_middle"), (1, "thing_right")]),
        ([BOTTOM, TOP], [(1, "thing_top"), (0, "thing_bottom")]),
    ],
)
def test_things_are_named_by_where_they_are(
    things: list[Box], named: list[tuple[int, str]]
) -> None:
    assert places(things) == named
    assert all(say(place, "zh") for _, place in named)
