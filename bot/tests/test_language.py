import pytest
from nlu.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("show me black boots", "en"),
        ("thanks", "en"),
        ("黑色的靴子", "zh"),
        ("这个有M码吗", "zh"),
        ("有没有oversize的tee", "zh"),
        ("do you have 卫衣 in black, size M, for men", "en"),
        ("42", None),
        ("ok", None),
        ("👍", None),
        ("lin.xiaoyu@example.com", None),
        ("", None),
    ],
)
def test_detects_what_the_text_shows(text: str, language: str) -> None:
    assert detect(text) == language
