"""Splits text of mixed languages: Latin words and numbers whole, each Chinese character alone."""

import functools
import re
import unicodedata
from typing import NamedTuple

from opencc import OpenCC

_TOKEN = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?|[\u3400-\u9fff]")
_MARKS = re.compile("[™®©℠]")  # NFKC would spell them out: CoolTech™ → cooltechtm
_CJK = re.compile(r"[\u3400-\u9fff]")
_POSSESSIVE = re.compile(r"(?<=[a-z])['’`]s\b|(?<=s)['’`](?=\s|$)")
_IRREGULAR = {"scarves": "scarf", "knives": "knife", "shelves": "shelf", "women": "woman",
              "men": "man", "children": "child", "feet": "foot"}  # fmt: skip


class Token(NamedTuple):
    """A token and where it stands in the normalised text."""

    text: str
    start: int
    end: int


def normalise(text: str) -> str:
    """NFKC, lower case, Simplified Chinese, apostrophes of possessives gone, single spaces."""
    whole = text.encode("utf-8", "ignore").decode()  # half characters (lone surrogates) go
    folded = unicodedata.normalize("NFKC", _MARKS.sub("", whole)).lower()
    if _CJK.search(folded):
        folded = _simplifier().convert(folded)
    return " ".join(_POSSESSIVE.sub("", folded).split())


def tokenise(text: str) -> list[Token]:
    """Tokens of normalised text; punctuation only separates."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def singular(token: str) -> str:
    """The likely singular of an English token, only for comparing: dresses → dress."""
    if token in _IRREGULAR:
        return _IRREGULAR[token]
    if len(token) < 4 or not token.endswith("s") or token.endswith(("ss", "us", "is")):
        return token
    if token.endswith("ies") and len(token) > 5:
        return token[:-3] + "y"
    if token.endswith(("sses", "shes", "ches", "xes", "zes")):
        return token[:-2]
    return token[:-1]


def language_of(text: str) -> str:
    """'zh' when Chinese characters carry the text, else 'en'."""
    folded = unicodedata.normalize("NFKC", text)
    chinese = len(_CJK.findall(folded))
    latin = len(re.findall(r"[A-Za-z]+", folded))
    return "zh" if chinese > latin else "en"


@functools.cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")
