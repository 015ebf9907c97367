"""Lessons: windows as the teacher reads them, in batches, and the loss of a student on them.

Probabilities instead of labels (Hinton et al. 2015), kept in bytes, as 255ths: cross-entropy
against the teacher's tags at every token, and against its roles and values at its own cues.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from training.batches import Loss, padded
from training.network import Reader

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window as the teacher reads it: ``tags`` (T, 5); per cue its tokens (K, 2), its
    ``roles`` (K, T, 5), and kind (K, 7), certainty (K, 4), polarity (K, 3), validity (K, 1)."""

    ids: NDArray[np.int32]
    features: NDArray[np.int32]
    tags: Bytes
    cues: NDArray[np.int32]
    roles: Bytes
    values: tuple[Bytes, Bytes, Bytes, Bytes]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Lessons:
    """Padded tensors of a batch: windows (B, T) and the cues of all of them (K, ...)."""

    ids: Tensor
    features: Tensor
    tags: Tensor
    row: Tensor
    cues: Tensor
    roles: Tensor
    values: tuple[Tensor, ...]


def batch(group: Sequence[Lesson], _: random.Random) -> Lessons:
    """Some lessons as padded tensors."""
    longest = max(map(len, group))
    roles = [np.pad(e.roles, ((0, 0), (0, longest - len(e)), (0, 0))) for e in group]
    columns = zip(*(e.values for e in group), strict=True)
    return Lessons(
        ids=padded([e.ids for e in group], longest),
        features=padded([e.features for e in group], longest),
        tags=_chances(np.stack([np.pad(e.tags, ((0, longest - len(e)), (0, 0))) for e in group])),
        row=torch.tensor([n for n, e in enumerate(group) for _ in e.cues], dtype=torch.long),
        cues=torch.from_numpy(np.concatenate([e.cues for e in group])).long(),
        roles=_chances(np.concatenate(roles)),
        values=tuple(_chances(np.concatenate(column)) for column in columns),
    )


def _chances(values: Bytes) -> Tensor:
    return torch.from_numpy(values).float() / 255


def loss_of(model: Reader, batch: Lessons) -> Loss:
    """The loss of a batch of lessons, weighed as annotated windows are, and its parts."""
    real = (batch.ids != 0).float()
    states, tags, mask = model.states(batch.ids, batch.features)
    parts = {"told": 2 * (_cross(tags, batch.tags) * real).sum() / real.sum()}
    if len(batch.row):
        first, last = batch.cues.unbind(-1)
        roles, values = model.roles(states, mask, batch.row, first, last)
        sure = batch.values[3].squeeze(-1)  # what the teacher itself doubts teaches less
        wrong = (_cross(roles, batch.roles) * real[batch.row]).sum(-1) * sure
        parts["told_role"] = wrong.sum() / (50 * sure.sum().clamp(min=1))
        wrong = sum(_cross(v, t) for v, t in zip(values[:3], batch.values[:3], strict=True))
        parts["told_value"] = 0.05 * (wrong * sure).mean()
        parts["told_valid"] = 0.1 * functional.binary_cross_entropy_with_logits(
            values.valid.float(), batch.values[3]
        )
    return sum(parts.values(), torch.zeros((), device=real.device)), parts


def _cross(logits: Tensor, chances: Tensor) -> Tensor:
    """Cross-entropy against probabilities, per row: (..., C), (..., C) -> (...)."""
    return -(chances * logits.float().log_softmax(-1)).sum(-1)
