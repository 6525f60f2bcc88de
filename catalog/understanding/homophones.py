"""Mends Chinese words that were typed with characters that sound alike: 连衣群 is 连衣裙."""

import functools
from collections import defaultdict
from dataclasses import dataclass, field

from catalog.understanding.segments import word_spans
from catalog.understanding.stopwords import stopwords
from catalog.understanding.tokens import Token

_LONGEST = 6  # characters of a known word
_ACCENTS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))  # which many speakers don't tell

_NEGATING = frozenset("不别没无非勿未")

Phrase = tuple[str, ...]


@dataclass
class Homophones:
    """Known words of two characters or more, by their sound."""

    _by_sound: defaultdict[Phrase, list[Phrase]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, phrase: Phrase) -> None:
        """Make a word known by its characters; others than Chinese ones are passed over."""
        if 2 <= len(phrase) <= _LONGEST and all(map(_is_chinese, phrase)):
            known = self._by_sound[_sound("".join(phrase))]
            if phrase not in known:
                known.append(phrase)

    def mend(self, text: str, tokens: list[Token]) -> list[Token]:
        """Tokens with the characters of the known words in place of those typed. A span that is a
        word of its own, or cuts one, is right as it is."""
        if sum(_is_chinese(token.text) for token in tokens) < 2:
            return tokens
        words = [span for span in word_spans(text) if span[1] - span[0] > 1]
        mended, at = list(tokens), 0
        while at < len(tokens):
            phrase = self._longest_at(tokens, at, words)
            for offset, character in enumerate(phrase):
                mended[at + offset] = mended[at + offset]._replace(text=character)
            at += max(len(phrase), 1)
        return mended

    def _longest_at(self, tokens: list[Token], at: int, words: list[tuple[int, int]]) -> Phrase:
        for length in range(min(_LONGEST, len(tokens) - at), 1, -1):
            part = tokens[at : at + length]
            typed = tuple(token.text for token in part)
            span = (part[0].start, part[-1].end)
            if span[1] - span[0] == length and all(map(_is_chinese, typed)):
                known = self._by_sound.get(_sound("".join(typed)), [])
                if typed in known:
                    return typed
                if known and not any(_collides(span, word) for word in words):
                    best = max(known, key=lambda phrase: _shared(phrase, typed))
                    if _is_slip(typed, best):
                        return best
        return ()

    def copy(self) -> "Homophones":
        """Another one that learns apart."""
        known = {sound: list(phrases) for sound, phrases in self._by_sound.items()}
        return Homophones(defaultdict(list, known))


def _collides(span: tuple[int, int], word: tuple[int, int]) -> bool:
    """Whether a dictionary's word is the span itself, holds it or crosses its border."""
    apart = word[1] <= span[0] or word[0] >= span[1]
    inside = span[0] <= word[0] and word[1] <= span[1] and word != span
    return not (apart or inside)


def _is_slip(typed: Phrase, known: Phrase) -> bool:
    """Whether only characters differ that say nothing by themselves: 鞋有 is no 鞋油, nor 别整 a
    别针; and who errs in each character means something else."""
    wrong = {a for a, b in zip(typed, known, strict=True) if a != b}
    right = set(typed) - wrong - stopwords()
    return bool(right) and stopwords().isdisjoint(wrong) and _NEGATING.isdisjoint(typed)


def _shared(one: Phrase, other: Phrase) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


@functools.lru_cache(10_000)
def _sound(text: str) -> Phrase:
    """Syllables without tones, as a southern speaker hears them."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  reads its tables for 0.1 s

    return tuple(map(_accented, lazy_pinyin(text)))


def _accented(syllable: str) -> str:
    for written, heard in _ACCENTS:
        syllable = syllable.replace(written, heard)
    return syllable
