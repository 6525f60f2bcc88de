"""The sections of one language, and which of them answers a question."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.encoders import Encoder
from catalog.policies.overlap import Overlap
from catalog.policies.section import Section
from catalog.policies.words import examples
from catalog.understanding.sentences import sentence_spans

Vectors = NDArray[np.float32]
Scores = NDArray[np.float64]

# The ranking's weights were chosen, the confidence's fitted (logistic regression), on the
# calibration half of tests/data/policy_questions.yml. There a third of the questions has no
# answer; shoppers ask fewer of those, so that less is enough to be sure.
_MEANING, _WORDS, _SENTENCE_WORDS, _TITLE_WORDS, _TOPIC = 1.0, 2.0, 1.0, 1.0, 1.5
_FIRST, _LEAD = 0.2, 0.3  # shops say what matters most at first, in a text and in a section
_SURE_WORDS, _SURE_MEANING, _SURE_FROM = 7.6, 0.8, 6.1


class Found(NamedTuple):
    """The section that fits best, the scores (s,) of its sentences, and whether it answers."""

    section: Section
    spans: list[tuple[int, int]]
    scores: Scores
    sure: bool


class Shelf:
    """Sections of one language with the vectors of their sentences, made when first used."""

    def __init__(self, sections: Sequence[Section], encoder: Encoder, language: str) -> None:
        self._sections = sections
        self._encoder = encoder
        self._language = language
        spans = [sentence_spans(section.text) for section in sections]
        self._spans = spans
        self._of = np.repeat(np.arange(len(sections)), [len(found) for found in spans])
        topics = [section.topic for section in sections]
        self._first = np.array(
            [t is not None and t not in topics[:n] for n, t in enumerate(topics)]
        )
        self._whole = Overlap([f"{s.title}\n{s.text}" for s in sections], language)
        self._titles = Overlap([s.title.rpartition(" · ")[2] for s in sections], language)
        self._sentences = Overlap(self._texts(), language)

    def has(self, topic: str) -> bool:
        """Whether any section is about a topic."""
        return any(section.topic == topic for section in self._sections)

    def find(self, question: str, topic: str | None) -> Found | None:
        """The section that fits best; None on an empty shelf."""
        if not self._sections:
            return None
        meaning = self._meaning(question)
        words = self._whole.shares(question)
        sentence_words = self._whole.shares(question, self._sentences)
        sections = range(len(self._sections))
        closest = np.array([meaning[self._of == at].max() for at in sections])
        scores = (
            _MEANING * closest
            + _WORDS * words
            + _SENTENCE_WORDS * np.array([sentence_words[self._of == at].max() for at in sections])
            + _TITLE_WORDS * self._whole.shares(question, self._titles)
            + _TOPIC * np.array([s.topic == topic and topic is not None for s in self._sections])
            + _FIRST * self._first
        )
        best = int(scores.argmax())
        sure = _SURE_WORDS * words[best] + _SURE_MEANING * closest[best] > _SURE_FROM
        own = self._of == best
        fit = _MEANING * meaning[own] + _WORDS * sentence_words[own] - _LEAD * np.arange(own.sum())
        return Found(self._sections[best], self._spans[best], fit, bool(sure))

    def _meaning(self, question: str) -> Scores:
        """(p,) cosines of question and sentences, in standard deviations of the question's cosines
        with ordinary matters of shops: another encoder has another scale."""
        passages, ordinary = self._vectors
        asked = self._encoder.encode_texts([question], query=True)[0]
        usual = ordinary @ asked
        scale = max(float(usual.std()), 1e-6)
        return np.asarray((passages @ asked - usual.mean()) / scale, np.float64)

    @functools.cached_property
    def _vectors(self) -> tuple[Vectors, Vectors]:
        encode = functools.partial(self._encoder.encode_texts, query=False)
        return encode(self._texts()), encode(examples(self._language))

    def _texts(self) -> list[str]:
        """Each sentence below its title, which often names what it is about."""
        return [
            f"{section.title}: {section.text[start:end]}"
            for section, spans in zip(self._sections, self._spans, strict=True)
            for start, end in spans
        ]
