"""The catalogue of messages speaks both languages, and says the same in both."""

import re
from pathlib import Path

import pytest

import actions
from actions.sentences import messages, say

MESSAGES = messages()


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_both_languages_with_the_same_values(key: str) -> None:
    english, chinese = MESSAGES[key]["en"], MESSAGES[key]["zh"]
    assert set(re.findall(r"{(\w+)}", english)) == set(re.findall(r"{(\w+)}", chinese))
    assert re.search("[\u3400-\u9fff]", chinese)
    assert not re.search("[\u3400-\u9fff]", english)


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_each_sentence_is_said_somewhere(key: str) -> None:
    code = "".join(path.read_text("utf-8") for path in Path(actions.__file__).parent.rglob("*.py"))
    photo_errors = {"not_a_picture", "too_large", "too_many_pixels"}  # codes of PhotoError
    assert f'"{key}"' in code or key in photo_errors


def test_values_are_filled_in() -> None:
    assert say("nothing_without", "en", constraint="black", count=3) == (
        'Without "black" there are 3.'
    )
