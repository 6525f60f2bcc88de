"""Guesses facets from a picture, a text or both: one-vs-rest on fused vectors, calibrated."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.fusion.fusion import Fusion
from catalog.fusion.items import Flags, Matrix, present

STATES = {"both": (True, True), "picture alone": (True, False), "text alone": (False, True)}
DECISION = "decision-level"
_REGULARISATION = 30.0  # C; 3 to 100 move the mean macro-F1 on Luma by .03
_SURE = 0.9  # precision that suggestions shall have
_QUANTILE = 1.28  # one-sided 90 %: by the mere share half of the thresholds fell short elsewhere
_NEVER = -9.0  # the logit of a key that training never saw

Logits = NDArray[np.float64]


@dataclass(frozen=True)
class Head:
    """Of one facet: `weights` (k, d + 2) of fused vectors and of what is there; by STATES the
    `calibration` (3, 2), slope and intercept of logits, and the `least` (3,) probability that is
    worth saying."""

    keys: tuple[str, ...]
    weights: Matrix
    calibration: Matrix
    least: Matrix


@dataclass(frozen=True)
class Classifier:
    """A fusion and a head for each facet."""

    fusion: Fusion
    heads: Mapping[str, Head]

    def suggest(
        self, picture: Matrix | None, texts: Mapping[str, Matrix] | None = None
    ) -> dict[str, list[tuple[str, float]]]:
        """Facet → (key, probability), likely ones first, where they are likely enough: of raw
        picture features (d,) and, by facet, vectors (e,) of what unnamed_text() gives; either may
        be missing."""
        seen = np.zeros(self.fusion.picture_size, np.float32) if picture is None else picture
        nothing = np.zeros(self.fusion.text_size, np.float32)
        guesses = {}
        for facet, head in self.heads.items():
            read = (texts or {}).get(facet, nothing)
            if seen.any() or read.any():
                guesses[facet] = self._suggest(head, seen, read)
        return {facet: said for facet, said in guesses.items() if said}

    def _suggest(self, head: Head, seen: Matrix, read: Matrix) -> list[tuple[str, float]]:
        state = list(STATES.values()).index((bool(seen.any()), bool(read.any())))
        found = logits(self.fusion, head.weights, seen[None], read[None])
        chances = probabilities(found, head.calibration[state])[0]
        said = [(key, round(float(chance), 3)) for key, chance, enough
                in zip(head.keys, chances, chances >= head.least[state], strict=True)
                if enough]  # fmt: skip
        return sorted(said, key=lambda guess: -guess[1])

    def dump(self) -> bytes:
        """As a numpy archive."""
        arrays: dict[str, Any] = {"fusion": np.frombuffer(self.fusion.dump(), np.uint8)}
        for facet, head in self.heads.items():
            parts = {**vars(head), "keys": np.array(head.keys, np.str_)}
            arrays |= {f"{facet}/{name}": part for name, part in parts.items()}
        buffer = io.BytesIO()
        np.savez(buffer, **arrays)
        return buffer.getvalue()

    @staticmethod
    def parse(data: bytes) -> "Classifier":
        """What dump() wrote."""
        arrays = np.load(io.BytesIO(data), allow_pickle=False)
        facets = dict.fromkeys(name.split("/")[0] for name in arrays.files if "/" in name)
        heads = {
            facet: Head(
                tuple(map(str, arrays[f"{facet}/keys"])), arrays[f"{facet}/weights"],
                arrays[f"{facet}/calibration"], arrays[f"{facet}/least"],
            )
            for facet in facets
        }  # fmt: skip
        return Classifier(Fusion.parse(arrays["fusion"].tobytes()), heads)


def logits(fusion: Fusion, weights: Matrix, pictures: Matrix, texts: Matrix) -> Logits:
    """(n, k) of raw pictures (n, d) and texts (n, e); rows of zeros are missing."""
    return np.asarray(_inputs(fusion, pictures, texts) @ weights.T, np.float64)


def probabilities(logits: Logits, calibration: Matrix) -> Logits:
    """Logistic of slope and intercept."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits * calibration[0] + calibration[1], -50, 50))))


def fit_weights(fusion: Fusion, pictures: Matrix, texts: Matrix, has: Flags) -> Matrix:
    """(k, d + 2) weights that tell which of k keys n items have, `has` (n, k): logistic
    regressions on what is there and on each modality alone. At decision level a regression for
    each modality, whose log-odds are added."""
    states = list(STATES.values())
    inputs = [_inputs(fusion, pictures * seen, texts * read) for seen, read in states]
    there = [np.asarray(part[:, -2:].any(1)) for part in inputs]
    if fusion.network:
        rows, labels = _stack(inputs, there, has, (0, 1, 2))
        return _regressions(rows, labels)
    parts = [_regressions(*_stack(inputs, there, has, (state,))) for state in (1, 2)]
    return np.asarray(sum(parts), np.float32)


def _stack(
    inputs: list[Matrix], there: list[Flags], has: Flags, states: tuple[int, ...]
) -> tuple[Matrix, Flags]:
    rows = np.concatenate([inputs[state][there[state]] for state in states])
    return rows, np.concatenate([has[there[state]] for state in states])


def _regressions(inputs: Matrix, has: Flags) -> Matrix:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    weights = np.zeros((has.shape[1], inputs.shape[1]), np.float32)
    for key, labels in enumerate(has.T):
        if labels.any() and not labels.all():
            model = LogisticRegression(C=_REGULARISATION, fit_intercept=False, max_iter=1000)
            weights[key] = model.fit(inputs, labels).coef_[0]
        else:
            weights[key, -2:] = -_NEVER if labels.any() else _NEVER
    return weights


def _inputs(fusion: Fusion, pictures: Matrix, texts: Matrix) -> Matrix:
    there = np.stack([present(pictures), present(texts)], 1)
    return np.concatenate([fusion.embed(pictures, texts), there], axis=1, dtype=np.float32)


def calibrate(logits: Logits, has: Flags) -> Matrix:
    """(2,) slope and intercept that make probabilities of held-out logits (Platt, 1999)."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    if has.all() or not has.any():
        return np.array([1, 0], np.float32)
    model = LogisticRegression(C=1e3).fit(logits.reshape(-1, 1), has.ravel())
    return np.array([model.coef_[0, 0], model.intercept_[0]], np.float32)


def least_probability(chances: Logits, has: Flags) -> float:
    """The lowest probability above one half from which on held-out suggestions are right in _SURE
    of the cases, by the lower limit of Wilson's interval (1927); else infinite."""
    order = np.argsort(-chances, axis=None, kind="stable")
    said = np.arange(1, chances.size + 1)
    share, square = np.cumsum(has.ravel()[order]) / said, _QUANTILE**2
    spread = _QUANTILE * np.sqrt(share * (1 - share) / said + square / (4 * said**2))
    limit = (share + square / (2 * said) - spread) / (1 + square / said)
    likely = chances.ravel()[order]
    good = np.flatnonzero((limit >= _SURE) & (likely > 0.5))
    return float(likely[good[-1]]) if len(good) else float("inf")
