"""The words that name something in this shop: curated concepts and the catalogue's own values."""

import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from catalog.errors import SettingsError
from catalog.understanding.homophones import Homophones
from catalog.understanding.spelling import Speller
from catalog.understanding.stopwords import longest_stopword, stopwords
from catalog.understanding.tokens import Token, normalise, singular, tokenise

FOLDER = Path(__file__).parent / "vocabulary"
LANGUAGES = ("en", "zh")
_LISTS = {"stopwords", "homonyms"}  # of words, not of values

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Concept:
    """A value of a facet: `labels` by language, the first word of each; `parents` are wider; who
    wants it most likely means a kind of thing that `hints` names."""

    facet: str
    key: str
    labels: Mapping[str, str]
    parents: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


class Meaning(NamedTuple):
    """What a phrase says: a value of a facet, and the facets that it brings along."""

    facet: str
    key: str
    implies: tuple[tuple[str, str], ...] = ()


class Match(NamedTuple):
    """Tokens [start, end) of a text and what they mean."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


def _index() -> defaultdict[Phrase, list[Meaning]]:
    return defaultdict(list)


@dataclass
class Vocabulary:
    """Concepts by facet and key, and the phrases that name them, as written and in the singular.
    `fingerprint` changes with the files that it was read from."""

    concepts: dict[str, dict[str, Concept]] = field(default_factory=lambda: defaultdict(dict))
    _phrases: defaultdict[Phrase, list[Meaning]] = field(default_factory=_index)
    _singulars: defaultdict[Phrase, list[Meaning]] = field(default_factory=_index)
    _longest: int = 1
    _speller: Speller = field(default_factory=lambda: Speller(stopwords()))
    _homophones: Homophones = field(default_factory=Homophones)
    fingerprint: str = ""

    def add(self, concept: Concept, phrases: Iterable[str | Mapping[str, Any]]) -> None:
        """Add a concept with its phrases; a phrase may be a mapping {word: ..., facet: [keys]}.

        A concept that is known keeps its labels and parents where the new one names none.
        """
        known = self.concepts[concept.facet].get(concept.key)
        if known:
            labels, parents = {**known.labels, **concept.labels}, concept.parents or known.parents
            hints = concept.hints or known.hints
            concept = Concept(concept.facet, concept.key, labels, parents, hints)
        self.concepts[concept.facet][concept.key] = concept
        for phrase in phrases:
            implied: Mapping[str, Any] = {} if isinstance(phrase, str) else phrase
            word = phrase if isinstance(phrase, str) else str(phrase["word"])
            self._name(normalise(word), Meaning(concept.facet, concept.key, _pairs(implied)))

    def _name(self, word: str, meaning: Meaning) -> None:
        for spelling in {word, word.replace("-", "")}:  # t-shirt: "t shirt" and "tshirt"
            tokens = tuple(token.text for token in tokenise(spelling))
            _note(self._phrases, tokens, meaning)
            single = tuple(map(singular, tokens))
            if _homonyms().isdisjoint(set(single) - set(tokens)):  # "short" isn't shorts
                _note(self._singulars, single, meaning)
            self._longest = max(self._longest, len(tokens))
            self._speller.learn(tokens)
            self._homophones.learn(tokens)

    def learn(self, words: Iterable[str]) -> None:
        """Make words known that name nothing, so that typing mistakes in them are mended, and
        they aren't taken for one."""
        self._speller.learn(words)

    def mend(self, text: str, tokens: list[Token]) -> list[Token]:
        """The tokens of a text without typing mistakes; each stays where it is."""
        spelt = [token._replace(text=self._speller.mend(token.text)) for token in tokens]
        return self._homophones.mend(text, spelt)

    def find(self, tokens: list[Token]) -> list[Match]:
        """The longest phrases from left to right. A longer stopword swallows what it holds: 皮肤 is
        no 皮."""
        matches, at = [], 0
        words = [token.text for token in tokens]
        singulars = [singular(word) for word in words]
        runs = _runs(tokens)
        while at < len(words):
            match = self._longest_at(words, singulars, at, runs[at])
            idle = longest_stopword(words, at)
            if match and idle >= match.end - at and (idle > match.end - at or _only_brand(match)):
                match = None
            if match:
                matches.append(match)
            at = match.end if match else at + max(idle, 1)
        return matches

    def _longest_at(
        self, words: list[str], singulars: list[str], at: int, run: int
    ) -> Match | None:
        for length in range(min(self._longest, run), 0, -1):
            written = tuple(words[at : at + length])
            single = tuple(singulars[at : at + length])
            meanings = (
                self._phrases.get(written)
                or self._phrases.get(single)
                or self._singulars.get(single)
            )
            if meanings:
                return Match(at, at + length, tuple(meanings))
        return None

    def phrases(self, facets: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """(phrase, facet, key) of all phrases that name a value of some facets."""
        for tokens, meanings in self._phrases.items():
            phrase = ("" if not tokens[0].isascii() else " ").join(tokens)
            yield from ((phrase, m.facet, m.key) for m in meanings if m.facet in facets)

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
            _copied(self._phrases), _copied(self._singulars), self._longest, self._speller.copy(),
            self._homophones.copy(),
        )  # fmt: skip
        for facet, pairs in values.items():
            for key, label in pairs:
                if key not in copy.concepts[facet]:
                    labels = dict.fromkeys(LANGUAGES, label)
                    copy.add(Concept(facet, key, labels), [label])
        return copy


def _runs(tokens: list[Token]) -> list[int]:
    """How many tokens from each on can be one phrase: a comma ends a Chinese one."""
    runs = [1] * len(tokens)
    for at in range(len(tokens) - 2, -1, -1):
        one, following = tokens[at], tokens[at + 1]
        latin = one.text.isascii() or following.text.isascii()
        runs[at] = runs[at + 1] + 1 if latin or one.end == following.start else 1
    return runs


def _note(index: dict[Phrase, list[Meaning]], phrase: Phrase, meaning: Meaning) -> None:
    if meaning.facet == "brand" and index.get(phrase):
        return  # a word that already names something names it, whatever brand is called so
    if phrase and not any(known[:2] == meaning[:2] for known in index[phrase]):
        index[phrase].append(meaning)


def _copied(index: Mapping[Phrase, list[Meaning]]) -> defaultdict[Phrase, list[Meaning]]:
    return defaultdict(list, {phrase: list(meant) for phrase, meant in index.items()})


def _only_brand(match: Match) -> bool:
    """Brands are called On, Next and Guess: such a word alone isn't one."""
    return all(meaning.facet == "brand" for meaning in match.meanings)


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
    vocabulary, seen = Vocabulary(), hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.yml")):
            seen.update(path.read_bytes())
            if path.stem not in _LISTS:
                try:
                    _load_facet(vocabulary, path)
                except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
                    raise SettingsError(f"{path} is no vocabulary file: {error}") from error
    vocabulary.fingerprint = seen.hexdigest()
    return vocabulary


@functools.cache
def _homonyms() -> frozenset[str]:
    return frozenset(yaml.safe_load((FOLDER / "homonyms.yml").read_text("utf-8")))


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
        hints = tuple(_listed(entry.get("hints")))
        vocabulary.add(Concept(facet, str(key), labels, parents, hints), phrases)


@functools.cache
def curated(extra: Path | None = None) -> Vocabulary:
    """The packaged vocabulary, and a merchant's folder on top of it."""
    return load([FOLDER, *([extra] if extra else [])])
