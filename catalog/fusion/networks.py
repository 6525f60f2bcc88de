"""Three small networks that make one vector of a picture and a text. Imports torch: only training
needs this module, search runs what export() wrote.

All project both modalities to one space first, so a vector of words, of a photo or of both can be
compared with an item's. They differ in how the two are joined.
"""

import io
import warnings

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from catalog.fusion.items import Matrix

SIZE = 128
_HEADS = 4
_PICTURE_DROPOUT = 0.7  # few pairs of views; with .3 another view's MRR is .01 to .03 lower
_TEXT_DROPOUT = 0.1


class _Network(nn.Module):
    """(picture, text, picture_there, text_there): (n, d), (n, e), and (n,) of 1 or 0 → (n, SIZE)
    unit vectors."""

    def __init__(self, picture_size: int, text_size: int) -> None:
        super().__init__()
        self.picture = nn.Linear(picture_size, SIZE)
        self.text = nn.Linear(text_size, SIZE)
        self.picture_dropout = nn.Dropout(_PICTURE_DROPOUT)
        self.text_dropout = nn.Dropout(_TEXT_DROPOUT)

    def forward(
        self, picture: Tensor, text: Tensor, picture_there: Tensor, text_there: Tensor
    ) -> Tensor:
        seen = functional.normalize(self.picture(self.picture_dropout(picture)), dim=-1)
        read = functional.normalize(self.text(self.text_dropout(text)), dim=-1)
        there = torch.stack([picture_there, text_there], 1)
        tokens = torch.stack([seen, read], 1) * there[:, :, None]
        return functional.normalize(self.join(tokens, there), dim=-1)

    def join(self, tokens: Tensor, there: Tensor) -> Tensor:
        """(n, 2, SIZE) vectors of both modalities, zeros where `there` (n, 2) is 0, as one."""
        raise NotImplementedError

    def start(self, pictures: Matrix, texts: Matrix) -> None:
        """Start from the principal directions of both, instead of from random ones."""
        for layer, sample in ((self.picture, pictures), (self.text, texts)):
            mean = sample.mean(0)
            directions = np.linalg.svd(sample - mean, full_matrices=False)[2][:SIZE]
            with torch.no_grad():
                layer.weight[: len(directions)] = torch.from_numpy(directions)
                layer.bias[: len(directions)] = torch.from_numpy(-directions @ mean)


class WeightedSum(_Network):
    """A learnt weight for each modality, renormalised over those that are there."""

    def __init__(self, picture_size: int, text_size: int) -> None:
        super().__init__(picture_size, text_size)
        self.logits = nn.Parameter(torch.zeros(2))

    def join(self, tokens: Tensor, there: Tensor) -> Tensor:
        weights = self.logits.exp() * there
        weights = weights / weights.sum(1, keepdim=True).clamp(min=1e-6)
        return (tokens * weights[:, :, None]).sum(1)


class Concatenation(_Network):
    """Both side by side, with what is there, through a linear layer that starts as their sum."""

    def __init__(self, picture_size: int, text_size: int) -> None:
        super().__init__(picture_size, text_size)
        self.joint = nn.Linear(2 * SIZE + 2, SIZE)
        with torch.no_grad():
            self.joint.weight[:, : 2 * SIZE] = torch.eye(SIZE).repeat(1, 2)

    def join(self, tokens: Tensor, there: Tensor) -> Tensor:
        joined: Tensor = self.joint(torch.cat([tokens.flatten(1), there], 1))
        return joined


class Attention(_Network):
    """Self-attention over the modalities that are there (Vaswani et al., 2017), then their sum."""

    def __init__(self, picture_size: int, text_size: int) -> None:
        super().__init__(picture_size, text_size)
        self.kinds = nn.Parameter(torch.randn(2, SIZE) * 0.02)
        self.inner = nn.Linear(SIZE, 3 * SIZE)
        self.outer = nn.Linear(SIZE, SIZE)

    def join(self, tokens: Tensor, there: Tensor) -> Tensor:
        parts = self.inner(tokens + self.kinds).reshape(-1, 2, 3, _HEADS, SIZE // _HEADS)
        asked, keys, values = parts.permute(2, 0, 3, 1, 4).unbind()
        scores = asked @ keys.transpose(-1, -2) / (SIZE // _HEADS) ** 0.5
        scores = scores + (there[:, None, None, :] - 1) * 1e4
        mixed = (scores.softmax(-1) @ values).transpose(1, 2).reshape(-1, 2, SIZE)
        attended: Tensor = (tokens + self.outer(mixed)) * there[:, :, None]
        return attended.sum(1)


NETWORKS: dict[str, type[_Network]] = {
    "concatenation": Concatenation,
    "weighted sum": WeightedSum,
    "attention": Attention,
}


def export(network: nn.Module, picture_size: int, text_size: int) -> bytes:
    """The network as ONNX."""
    example = (torch.zeros(2, picture_size), torch.zeros(2, text_size), torch.ones(2),
               torch.ones(2))  # fmt: skip
    names = ["picture", "text", "picture_there", "text_there"]
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter announces its successor
        torch.onnx.export(
            network.eval(), example, buffer, dynamo=False, input_names=names,  # type: ignore[arg-type]
            output_names=["fused"], opset_version=17,
            dynamic_axes={name: {0: "n"} for name in [*names, "fused"]},
        )  # fmt: skip
    return buffer.getvalue()
