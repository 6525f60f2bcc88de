"""Reads a shopper's words: price, order and stock first, then what the vocabulary names, with
the reach of each "not"; what is left are words for full text."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from catalog.understanding.heads import is_category, modifiers
from catalog.understanding.negation import find_negations
from catalog.understanding.query import STRICT, Facets, Query
from catalog.understanding.segments import word_spans
from catalog.understanding.shoe_sizes import equivalents, find_shoe_size
from catalog.understanding.sizes import LETTERS, find_sizes, size_key
from catalog.understanding.stopwords import without_stopwords
from catalog.understanding.tokens import Token, language_of, normalise, tokenise
from catalog.understanding.vocabulary import Match, Meaning, Vocabulary
from catalog.understanding.wishes import find_wishes

Present = Mapping[str, frozenset[str]]

_LONGEST = 2_000  # characters; a longer text is no wish
_DECISIVE = ("category", "colour", "size", "brand")
_ADJECTIVES = ("small", "medium", "large")
_TELLING = ("material", "colour", "pattern")  # what a refused kind of thing is refused for
_CORRECTION = re.compile(
    r"\b(?:no,? wait|wait,? no|i mean|i meant|scratch that|make that|or rather|sorry,)\b|"
    r"(?:哦不|不对|说错了|我是说|我说的是|口误|打错了|算了)[,，。 ]"
)
_PLUS, _LARGE = "plus_size", {"xl", "xxl", "xxxl", "xxxxl", "xxxxxl"}
_BETWEEN = ("and", "pair", "of")
_KINDRED = {"shoes", "bags"}  # roots whose kinds may stand in for each other
_WORN = {"clothing", "shoes", "gloves", "hats", "belts"}


class _Reading(NamedTuple):
    """A text with what the vocabulary names in it, and the indexes of negated tokens and of those
    that negate."""

    text: str
    tokens: list[Token]
    matches: list[Match]
    negated: set[int]
    cues: set[int]


class Parser:
    """Understands text by a vocabulary; `present` are the values that the catalogue has."""

    def __init__(self, vocabulary: Vocabulary, present: Present) -> None:
        self.vocabulary = vocabulary
        self.present = present

    def parse(self, text: str) -> Query:
        """The query that a shopper's text says; never fails, an empty text is an empty query."""
        wishes = find_wishes(normalise(text[:_LONGEST]))
        present = self.present.get("size", frozenset())
        shod, shoe_size = find_shoe_size(wishes.text)
        unsized, sizes = find_sizes(shod, present)
        reading = self._read(unsized)
        wanted, unwanted = self._facets(reading)
        if shoe_size:
            women = bool({"women", "girls"} & set(wanted.get("gender", [])))
            sizes += equivalents(shoe_size, present, women=women) or [f"{shoe_size.number:g}"]
        if sizes and self._wearable(wanted.get("category", []), sizes):
            wanted["size"] += [size for size in sizes if size not in wanted["size"]]
        wanted["size"] = _in_letters(wanted["size"], present)
        _drop_contradictions(wanted, unwanted)
        must, prefer, widened = self._strict(wanted)
        if hinted := self._hinted(wanted, unwanted):
            prefer["category"] = hinted
        words, refused = _words(reading, widened)
        if refused:
            unwanted["words"] = refused
        return Query(
            must=must, must_not=dict(unwanted), prefer=prefer, price=wishes.price,
            discount=wishes.discount, sort=wishes.sort, in_stock=wishes.in_stock, words=words,
            language=language_of(text), widened=widened, relative=wishes.relative,
            forget=wishes.forget,
        )  # fmt: skip

    def _read(self, text: str) -> _Reading:
        tokens = self.vocabulary.mend(text, tokenise(text))
        found = self.vocabulary.find(tokens)
        matches = _without_fragments(text, tokens, found)
        negated, cues = _negations(text, tokens, matches)
        affirmed = [match for match in matches if match.start not in negated]
        aside = modifiers(text, tokens, affirmed, self.vocabulary)
        matches = [match for match in matches if match not in aside]
        matches += self._adjectives(tokens, matches)
        return _Reading(text, tokens, matches, negated, cues)

    def _adjectives(self, tokens: list[Token], matches: list[Match]) -> list[Match]:
        """Sizes in front of something worn: "a medium black tee", but not "a small bag"."""
        if not self._worn([m.key for match in matches for m in match.meanings]):
            return []
        starts = {match.start for match in matches}
        present = self.present.get("size", frozenset())
        words = [token.text for token in tokens]
        return [
            Match(at, at + 1, (Meaning("size", size_key(word)),))
            for at, word in enumerate(words)
            if word in _ADJECTIVES and size_key(word) in present and _next(words, at + 1) in starts
        ]

    def _facets(self, reading: _Reading) -> tuple[Facets, Facets]:
        """Values wanted and unwanted."""
        wanted: Facets = defaultdict(list)
        unwanted: Facets = defaultdict(list)
        for match in _as_corrected(reading):
            for meaning in match.meanings:
                if match.start not in reading.negated:
                    _note(wanted, [(meaning.facet, meaning.key), *meaning.implies])
                    continue
                told = [pair for pair in meaning.implies if pair[0] in _TELLING]
                _note(unwanted, told or [(meaning.facet, meaning.key)])
                if told:  # "non-leather shoes" are shoes
                    wider = self.vocabulary.ancestors(meaning.facet, meaning.key)[1:2]
                    _note(wanted, [(meaning.facet, key) for key in wider])
        return wanted, unwanted

    def _wearable(self, categories: list[str], sizes: list[str]) -> bool:
        return not categories or self._worn(categories) or not LETTERS.issuperset(sizes)

    def _worn(self, categories: list[str]) -> bool:
        return any(_WORN & set(self.vocabulary.ancestors("category", key)) for key in categories)

    def _strict(self, wanted: Facets) -> tuple[Facets, Facets, dict[str, str]]:
        """Split into what excludes and what only ranks, widening what the shop doesn't have."""
        must: Facets = {}
        prefer: Facets = {}
        widened: dict[str, str] = {}
        for facet, keys in wanted.items():
            if not keys:
                continue
            if facet not in STRICT or not self._usable(facet, keys):
                prefer[facet] = keys
                continue
            specific = self._most_specific(facet, keys)
            nearest = {key: self._nearest(facet, key, keys) for key in specific}
            widened |= {key: wider for key, wider in nearest.items() if wider != key}
            certain = {key: self._certain(facet, key) for key in nearest.values()}
            must[facet] = list(dict.fromkeys(certain.values()))
            if finer := [key for key, wider in certain.items() if key != wider]:
                prefer[facet] = finer
        return must, prefer, widened

    def _hinted(self, wanted: Facets, unwanted: Facets) -> list[str]:
        """The kinds of things that what is wanted is typical of, where no kind is named: what
        counts steps is a watch."""
        if wanted.get("category"):
            return []
        named = [
            self.vocabulary.concepts[facet].get(key)
            for facet, keys in wanted.items()
            for key in keys
        ]
        hints = [hint for concept in named if concept for hint in concept.hints]
        sold = self.present.get("category", frozenset()) - set(unwanted.get("category", ()))
        return [hint for hint in dict.fromkeys(hints) if hint in sold]

    def _certain(self, facet: str, key: str) -> str:
        """The category if the feed sorts by it, else the nearest wider one by which it does: kinds
        that were only found in titles are never complete, so they rank and don't exclude."""
        shelves = self.present.get("shelf", frozenset())
        if facet != "category" or key not in self.present.get(facet, ()):
            return key
        wider = self.vocabulary.ancestors(facet, key)
        return next((one for one in wider if one in shelves and not self._too_wide(one)), key)

    def _too_wide(self, key: str) -> bool:
        """Whether a category is a root, whose kinds have little to do with each other."""
        concept = self.vocabulary.concepts["category"].get(key)
        return concept is not None and not concept.parents and key not in _KINDRED

    def _usable(self, facet: str, keys: Collection[str]) -> bool:
        """Whether the catalogue can tell: a facet that no product has excludes nothing, and of
        the finer ones only a value that is there does."""
        present = self.present.get(facet, frozenset())
        if facet in _DECISIVE:
            return bool(present)
        return any(self._nearest(facet, key, keys) in present for key in keys)

    def _most_specific(self, facet: str, keys: list[str]) -> list[str]:
        wider = {a for key in keys for a in self.vocabulary.ancestors(facet, key)[1:]}
        return [key for key in keys if key not in wider]

    def _nearest(self, facet: str, key: str, named: Collection[str]) -> str:
        """The key if the catalogue has it, else the nearest wider one that isn't a root; one that
        was named beside it first."""
        present = self.present.get(facet, frozenset())
        wider = self.vocabulary.ancestors(facet, key)
        for candidate in sorted(wider, key=lambda one: one != key and one not in named):
            wide = facet == "category" and candidate != key and self._too_wide(candidate)
            if candidate in present and not wide:
                return candidate
        return key


def _next(words: list[str], at: int) -> int:
    """The index of the next word that describes: "a small pair of mens shorts"."""
    while at < len(words) and words[at] in _BETWEEN:
        at += 1
    return at


def _without_fragments(text: str, tokens: list[Token], matches: list[Match]) -> list[Match]:
    """Without single characters that are part of another word: 红 of 网红, 皮 of 顽皮."""
    lone = [m for m in matches if m.end - m.start == 1 and not tokens[m.start].text.isascii()]
    if not lone:
        return matches
    known = {at for m in matches for at in range(tokens[m.start].start, tokens[m.end - 1].end)}
    inside = {
        at for start, end in word_spans(text) if not known.issuperset(range(start, end))
        for at in range(start, end)
    }  # fmt: skip
    return [m for m in matches if m not in lone or tokens[m.start].start not in inside]


def _negations(text: str, tokens: list[Token], matches: list[Match]) -> tuple[set[int], set[int]]:
    """Indexes of the tokens that some "not" governs, and of the cues themselves."""
    phrases = [(tokens[match.start].start, tokens[match.end - 1].end) for match in matches]
    negated: set[int] = set()
    cues: set[int] = set()
    for first, last, start, end in find_negations(text):
        if any(begin <= first < stop for begin, stop in phrases):
            continue  # the "not" is part of a known phrase: 无袖, "non slip"
        cue = {i for i, token in enumerate(tokens) if first <= token.start < last}
        reach = {i for i, token in enumerate(tokens) if start <= token.start < end}
        inside = [match for match in matches if match.start in reach | cue]  # 不[带帽子]
        heads = _heads(text, tokens, inside, reach)
        negated |= (reach | {match.start for match in inside}) - heads
        cues |= cue
    return negated, cues


def _heads(text: str, tokens: list[Token], matches: list[Match], reach: set[int]) -> set[int]:
    """The tokens of a thing that stays wanted though a "not" stands before what describes it:
    "not black shoes" are shoes; what follows 的 and such a thing isn't reached at all."""
    kept: set[int] = set()
    for at, match in enumerate(matches):
        of = at > 0 and text[: tokens[match.start].start].endswith("的")
        if of and any(map(is_category, matches[at:])):
            return kept | {i for i in reach if i >= match.start}
        if is_category(match) and not all(map(is_category, matches)):
            kept |= set(range(match.start, match.end))
    return kept


def _as_corrected(reading: _Reading) -> list[Match]:
    """The matches without those that the shopper takes back: "red ones. no wait, blue"."""
    text, tokens = reading.text, reading.tokens
    cue = _CORRECTION.search(text)
    if not cue:
        return reading.matches
    later = [m for m in reading.matches if tokens[m.start].start >= cue.end()]
    named = {meaning.facet for match in later for meaning in match.meanings}
    return [
        match
        for match in reading.matches
        if match in later or named.isdisjoint(meaning.facet for meaning in match.meanings)
    ]


def _note(target: Facets, pairs: Iterable[tuple[str, str]]) -> None:
    for facet, key in pairs:
        if key not in target[facet]:
            target[facet].append(key)


def _in_letters(sizes: list[str], present: frozenset[str]) -> list[str]:
    """Sizes with the large ones that the shop has for plus sizes, where it knows letters alone."""
    if _PLUS not in sizes or _PLUS in present:
        return sizes
    large = sorted(present & _LARGE, key=len)
    return [size for size in sizes if size != _PLUS] + large if large else sizes


def _drop_contradictions(wanted: Facets, unwanted: Facets) -> None:
    """What is refused isn't wanted, even if it was named twice."""
    for facet, keys in unwanted.items():
        if facet in wanted:
            wanted[facet] = [key for key in wanted[facet] if key not in keys]


def _words(reading: _Reading, widened: Mapping[str, str]) -> tuple[str, list[str]]:
    """Words for full text: what isn't a stopword or a strict value that the shop has, so that of
    all jackets those for rain come first; and unwanted words."""
    known: set[int] = set()
    for match in reading.matches:
        met = all(m.facet in STRICT and m.key not in widened for m in match.meanings)
        if met or match.start in reading.negated:
            known |= set(range(match.start, match.end))
    left = [i for i in range(len(reading.tokens)) if i not in known | reading.cues]
    keep = _content(reading.tokens, [i for i in left if i not in reading.negated])
    refuse = _content(reading.tokens, [i for i in left if i in reading.negated])
    return " ".join(keep), [word for word in refuse if len(word) > 2 and word.isascii()]


def _content(tokens: list[Token], indexes: list[int]) -> list[str]:
    """Words but stopwords; Chinese characters side by side are joined first."""
    runs: list[str] = []
    end = -1
    for token in (tokens[index] for index in indexes):
        if token.start == end and not token.text.isascii() and not runs[-1].isascii():
            runs[-1] += token.text
        else:
            runs.append(token.text)
        end = token.end
    return [word for run in runs for word in without_stopwords(run)]
