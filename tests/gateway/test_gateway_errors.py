from collections.abc import Iterator

import pytest

from gateway.errors import GatewayError, PhotoRefused
from gateway.texts import BOT_UNAVAILABLE, ERRORS, Text


def every(kind: type[GatewayError]) -> Iterator[type[GatewayError]]:
    for child in kind.__subclasses__():
        yield child
        yield from every(child)


@pytest.mark.parametrize("kind", set(every(GatewayError)) - {PhotoRefused})
def test_every_error_has_a_sentence(kind: type[GatewayError]) -> None:
    assert kind.code == "bot_unavailable" or kind().body()["error"]["message"]


@pytest.mark.parametrize("text", [BOT_UNAVAILABLE, *ERRORS.values()])
def test_every_sentence_is_in_both_languages(text: Text) -> None:
    assert text.en.isascii()
    assert any("\u4e00" <= letter <= "\u9fff" for letter in text.zh)
