"""The words that name something in this shop: curated concepts and the catalogue's own values."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from catalog.errors import SettingsError
from catalog.understanding.tokens import Token, normalise, singular, tokenise

FOLDER = Path(__file__).parent / "vocabulary"
LANGUAGES = ("en", "zh")

Facets = dict[str, list[str]]


@dataclass(frozen=True)
class Concept:
    """A value of a facet: `labels` by language, the first word of each; `parents` are wider."""

    facet: str
    key: str
    labels: Mapping[str, str]
    parents: tuple[str, ...] = ()


class Meaning(NamedTuple):
    """What a phrase says: a value of a facet, and the facets that it brings along."""

    facet: str
    key: str
    implies: tuple[tuple[str, str], ...] = ()


class Match(NamedTuple):
    """Tokens [start, end) of a text and what they mean; `exact` is false for a mended typo."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    exact: bool = True


@dataclass
class Vocabulary:
    """Concepts by facet and key, and the phrases that name them."""

    concepts: dict[str, dict[str, Concept]] = field(default_factory=lambda: defaultdict(dict))
    _phrases: dict[tuple[str, ...], list[Meaning]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _longest: int = 1
    _words: dict[str, str] = field(default_factory=dict)

    def add(self, concept: Concept, phrases: Iterable[str | Mapping[str, Any]]) -> None:
        """Add a concept with its phrases; a phrase may be a mapping {word: ..., facet: [keys]}."""
        self.concepts[concept.facet][concept.key] = concept
        for phrase in phrases:
            implied: Mapping[str, Any] = {} if isinstance(phrase, str) else phrase
            word = phrase if isinstance(phrase, str) else str(phrase["word"])
            self._name(word, Meaning(concept.facet, concept.key, _pairs(implied)))

    def _name(self, word: str, meaning: Meaning) -> None:
        tokens = tuple(token.text for token in tokenise(normalise(word)))
        for form in {tokens, tuple(map(singular, tokens))}:
            if form and not any(m[:2] == meaning[:2] for m in self._phrases[form]):
                self._phrases[form].append(meaning)
                self._longest = max(self._longest, len(form))
        if len(tokens) == 1 and tokens[0].isascii():
            self._words[tokens[0]] = tokens[0]

    def find(self, tokens: list[Token], *, mend: bool = False) -> list[Match]:
        """The longest phrases from left to right; with `mend`, near misses of single words too."""
        matches, at = [], 0
        words = [token.text for token in tokens]
        while at < len(words):
            match = self._longest_at(words, at) or (self._mended(words, at) if mend else None)
            if match:
                matches.append(match)
            at = match.end if match else at + 1
        return matches

    def _longest_at(self, words: list[str], at: int) -> Match | None:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            exact = tuple(words[at : at + length])
            meanings = self._phrases.get(exact) or self._phrases.get(tuple(map(singular, exact)))
            if meanings:
                return Match(at, at + length, tuple(meanings))
        return None

    def _mended(self, words: list[str], at: int) -> Match | None:
        """A word one letter off (two from eight letters on) that starts like a known one."""
        word = words[at]
        if len(word) < 5 or not word.isalpha() or not word.isascii():
            return None
        allowed = 1 if len(word) < 8 else 2
        candidates = [known for known in self._words if known[0] == word[0]]
        best = process.extractOne(
            word, candidates, scorer=OSA.distance, score_cutoff=allowed
        )
        if best is None:
            return None
        meanings = self._phrases[(best[0],)]
        return Match(at, at + 1, tuple(meanings), exact=False) if meanings else None

    def ancestors(self, facet: str, key: str) -> list[str]:
        """The key itself and all wider keys, nearest first."""
        found, waiting = [], [key]
        while waiting:
            current = waiting.pop(0)
            if current not in found:
                found.append(current)
                concept = self.concepts[facet].get(current)
                waiting += concept.parents if concept else ()
        return found

    def label(self, facet: str, key: str, language: str) -> str:
        """The word shown to people for a facet's value."""
        concept = self.concepts[facet].get(key)
        return concept.labels.get(language, key) if concept else key.replace("_", " ")

    def with_values(self, values: Mapping[str, Iterable[tuple[str, str]]]) -> "Vocabulary":
        """A copy that also knows a catalogue's own values: facet → (key, label) pairs."""
        copy = Vocabulary(
            defaultdict(dict, {facet: dict(known) for facet, known in self.concepts.items()}),
            defaultdict(list, {form: list(meant) for form, meant in self._phrases.items()}),
            self._longest,
            dict(self._words),
        )
        for facet, pairs in values.items():
            for key, label in pairs:
                if key not in copy.concepts[facet]:
                    labels = dict.fromkeys(LANGUAGES, label)
                    copy.add(Concept(facet, key, labels), [label])
        return copy


def _pairs(implied: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (facet, key) for facet, keys in implied.items() if facet != "word" for key in _listed(keys)
    )


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value] if value else []


def load(folders: Iterable[Path]) -> Vocabulary:
    """Read vocabulary folders, later ones adding to earlier ones.

    Raises SettingsError that names the file when one can't be read.
    """
    vocabulary = Vocabulary()
    for folder in folders:
        for path in sorted(folder.glob("*.yml")):
            if path.stem != "stopwords":
                try:
                    _load_facet(vocabulary, path)
                except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
                    raise SettingsError(f"{path} is no vocabulary file: {error}") from error
    return vocabulary


def _load_facet(vocabulary: Vocabulary, path: Path) -> None:
    facet = path.stem
    for key, entry in (yaml.safe_load(path.read_text("utf-8")) or {}).items():
        words = {language: _listed(entry.get(language)) for language in LANGUAGES}
        labels = {
            language: w[0] if isinstance(w[0], str) else str(w[0]["word"])
            for language, w in words.items()
            if w
        }
        parents = tuple(_listed(entry.get("parent")))
        phrases = [word for listed in words.values() for word in listed]
        implied = entry.get("implies") or {}
        phrases = [
            {**implied, **(word if isinstance(word, dict) else {"word": word})} for word in phrases
        ]
        vocabulary.add(Concept(facet, str(key), labels, parents), phrases)


@functools.cache
def curated(extra: Path | None = None) -> Vocabulary:
    """The packaged vocabulary, and a merchant's folder on top of it."""
    return load([FOLDER, *([extra] if extra else [])])


@functools.cache
def stopwords() -> frozenset[str]:
    """Words of requests that say nothing about products, both languages."""
    words = yaml.safe_load((FOLDER / "stopwords.yml").read_text("utf-8"))
    return frozenset(normalise(str(word)) for listed in words.values() for word in listed)
