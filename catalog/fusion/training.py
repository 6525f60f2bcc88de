"""Trains a fusion on made-up queries: a query's vector shall lie near its item's."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from catalog.encoders.projection import Projection, fit
from catalog.fusion.fusion import Fusion, project
from catalog.fusion.items import Flags, Indexes, Items, Matrix, present
from catalog.fusion.networks import NETWORKS, export
from catalog.fusion.queries import Queries

STEPS = 600
_FITTED_ON = 2_000  # pictures at most; time grows with them
_BATCH = 256
_RATE = 2e-3
_DECAY = 0.05
_SCALE = 1 / 0.07  # of cosines, at first (Radford et al., 2021); learnt
_DROPPED = 0.15  # share of items whose picture is dropped, and of those whose text is

Arrays = tuple[Matrix, Matrix]


def fit_projection(items: Items, among: Flags) -> Projection:
    """The projection that `among` (n,) teach, of main and other views."""
    pictured = np.flatnonzero(among & present(items.pictures))
    seen = np.flatnonzero(among[items.shown])
    features = np.concatenate([items.pictures[pictured], items.views[seen]])
    groups = np.concatenate([pictured, items.shown[seen]])
    some = np.sort(np.random.default_rng(0).permutation(len(groups))[:_FITTED_ON])
    return fit(features[some], groups[some].astype(str).tolist(), items.colour_size)


def train(
    kind: str,
    projection: Projection,
    items: Items,
    queries: Sequence[Queries],
    among: Flags,
    *,
    seed: int,
    advance: Callable[[int], None],
) -> Fusion:
    """A fusion of a `kind` of NETWORKS, of queries whose targets are `among` (n,) the items. The
    same seed gives the same bytes. `advance` is told steps, STEPS in all."""
    sizes = projection.size, items.texts.shape[2]
    batches = _Batches(projection, items, queries, among, seed)
    with _deterministic(seed):
        network = NETWORKS[kind](*sizes)
        network.start(*batches.sample())
        scale = nn.Parameter(torch.tensor(np.log(_SCALE), dtype=torch.float32))
        optimiser = torch.optim.AdamW([*network.parameters(), scale], lr=_RATE, weight_decay=_DECAY)
        rates = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, STEPS, pct_start=0.1)
        for _ in range(STEPS):
            asked, answers, also_right = batches.draw()
            loss = info_nce(network(*asked), network(*answers), also_right, scale.exp())
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            rates.step()
            advance(1)
        return Fusion(kind, projection, sizes[1], export(network, *sizes))


def info_nce(queries: Tensor, items: Tensor, also_right: Tensor, scale: Tensor) -> Tensor:
    """InfoNCE with the batch's other items as negatives (van den Oord et al., 2018), from queries
    to items and back (Radford et al., 2021). `also_right` (k, k) are no negatives."""
    scores = (queries @ items.T * scale.clamp(max=100)).masked_fill(also_right, -1e4)
    right = torch.arange(len(scores))
    there = functional.cross_entropy(scores, right)
    return (there + functional.cross_entropy(scores.T, right)) / 2


class _Batches:
    """Draws queries of each kind alike, and their items with one modality dropped now and then."""

    def __init__(
        self, projection: Projection, items: Items, queries: Sequence[Queries], among: Flags,
        seed: int,
    ) -> None:  # fmt: skip
        self._random = np.random.default_rng(seed)
        self._pictures = project(projection, items.pictures)
        self._texts = np.concatenate([items.texts, items.text[:, None]], 1)
        chosen = [(part, np.flatnonzero(among[part.target])) for part in queries]
        self._parts = [
            (project(projection, part.pictures, colour=part.colour), part, rows)
            for part, rows in chosen
            if len(rows)
        ]
        self._among = among

    def sample(self) -> Arrays:
        """Pictures and texts that are there."""
        texts = [self._texts[self._among].reshape(-1, self._texts.shape[2])]
        texts += [part.texts[rows] for _, part, rows in self._parts]
        pictures, every = self._pictures[self._among], np.concatenate(texts)
        return pictures[present(pictures)], every[present(every)]

    def draw(self) -> tuple[list[Tensor], list[Tensor], Tensor]:
        """A batch of queries, their items, and who else is right."""
        size = _BATCH // len(self._parts)
        drawn = [(p, part, self._random.choice(rows, size)) for p, part, rows in self._parts]
        pictures = np.concatenate([projected[rows] for projected, _, rows in drawn])
        texts = np.concatenate([part.texts[rows] for _, part, rows in drawn])
        target = np.concatenate([part.target[rows] for _, part, rows in drawn])
        right = np.concatenate([part.right[rows] for _, part, rows in drawn])[:, target]
        np.fill_diagonal(right, val=False)
        answers = _tensors(*self._items(target))
        return _tensors(pictures, texts), answers, torch.from_numpy(right)

    def _items(self, target: Indexes) -> Arrays:
        """In any language or the mean of all; one modality dropped where both are there."""
        pictures = self._pictures[target]
        language = self._random.integers(self._texts.shape[1], size=len(target))
        texts = self._texts[target, language]
        chance = self._random.random(len(target))
        chance[~(present(pictures) & present(texts))] = 0.5
        pictures[chance < _DROPPED] = 0
        texts[chance > 1 - _DROPPED] = 0
        return pictures, texts


def _tensors(pictures: Matrix, texts: Matrix) -> list[Tensor]:
    there = [np.asarray(present(part), np.float32) for part in (pictures, texts)]
    return [torch.from_numpy(part) for part in (pictures, texts, *there)]


@contextmanager
def _deterministic(seed: int) -> Iterator[None]:
    """One thread and a seed of its own; both as before afterwards."""
    threads = torch.get_num_threads()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(threads)
