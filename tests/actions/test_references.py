import pytest

from actions.references import at, find_place


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("something like the second one", 1),
        ("the 3rd please", 2),
        ("和第二个差不多的", 1),
        ("第1个", 0),
        ("跟最后一个类似", -1),
        ("the last one", -1),
        ("2", 1),
        ("#4", 3),
        ("number 5", 4),
        ("like this", None),
        ("under 20 dollars", None),
        ("", None),
    ],
)
def test_places_in_words(words: str, place: int | None) -> None:
    assert find_place(words) == place


@pytest.mark.parametrize(("place", "found"), [(0, "a"), (2, "c"), (-1, "c"), (3, None), (-2, None)])
def test_ids_at_places(place: int, found: str | None) -> None:
    assert at(["a", "b", "c"], place) == found


def test_nothing_is_shown() -> None:
    assert at([], 0) is None
    assert at([], -1) is None
