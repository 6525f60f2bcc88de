import pytest

from actions.references import at, find_places, refuses


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("something like the second one", [1]),
        ("the 3rd please", [2]),
        ("和第二个差不多的", [1]),
        ("第1个", [0]),
        ("跟最后一个类似", [-1]),
        ("the last one", [-1]),
        ("2", [1]),
        ("#4", [3]),
        ("number 5", [4]),
        ("like this", []),
        ("under 20 dollars", []),
        ("", []),
        ("1 and 3", [0, 2]),
        ("the first and the third", [0, 2]),
        ("第一个和第三个", [0, 2]),
    ],
)
def test_places_in_words(words: str, places: list[int]) -> None:
    assert find_places(words) == places


@pytest.mark.parametrize(("place", "found"), [(0, "a"), (2, "c"), (-1, "c"), (3, None), (-2, None)])
def test_ids_at_places(place: int, found: str | None) -> None:
    assert at(["a", "b", "c"], place) == found


def test_nothing_is_shown() -> None:
    assert at([], 0) is None
    assert at([], -1) is None


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("i don't like the second one", True),
        ("not the third", True),
        ("第二个不喜欢", True),
        ("这些都不要", True),
        ("i like the first one", False),
        ("第二个不错", False),
    ],
)
def test_refusals(words: str, refused: bool) -> None:
    assert refuses(words) == refused
