"""Annotated windows in batches, and the loss of the network on them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.read.windows import CAPITAL, LOWER, MIXED, UPPER
from training import losses
from training.batches import Loss, padded
from training.examples import Example
from training.network import Reader


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors: windows (B, T) and their cues (K, ...)."""

    ids: Tensor
    features: Tensor
    tags: Tensor
    complete: Tensor
    row: Tensor
    first: Tensor
    last: Tensor
    roles: Tensor
    values: Tensor


def batch(group: Sequence[Example], rng: random.Random) -> Batch:
    """Some examples as padded tensors."""
    longest = max(map(len, group))
    cues = [(row, cue) for row, e in enumerate(group) for cue in e.cues]
    return Batch(
        ids=padded([e.window.ids for e in group], longest),
        features=padded([_disguised(e.window.features, rng) for e in group], longest),
        tags=padded([e.tags for e in group], longest),
        complete=torch.tensor([e.complete for e in group]),
        row=torch.tensor([row for row, _ in cues], dtype=torch.long),
        first=torch.tensor([c.first for _, c in cues], dtype=torch.long),
        last=torch.tensor([c.last for _, c in cues], dtype=torch.long),
        roles=padded([c.roles for _, c in cues], longest),
        values=torch.tensor([c.values for _, c in cues], dtype=torch.long).view(-1, 3),
    )


def _disguised(features: np.ndarray, rng: random.Random) -> np.ndarray:
    """Now and then a window in all lower case or all capitals, as the web has them."""
    if rng.random() > 0.08:
        return features
    shape, rest = features // 4, features % 4
    letters = np.isin(shape, (LOWER, CAPITAL, UPPER, MIXED))
    return np.where(letters, rng.choice((LOWER, UPPER)), shape) * 4 + rest


def loss_of(model: Reader, batch: Batch) -> Loss:
    """The whole loss of a batch and its parts."""
    real = batch.ids != 0
    states, tags, mask = model.states(batch.ids, batch.features)
    parts = {"tag": 2 * losses.tag_loss(tags, batch.tags, real)}
    rows, at = losses.false_cues(tags.detach(), batch.tags, batch.complete, real)
    row, first, last = (
        torch.cat(pair) for pair in ((batch.row, rows), (batch.first, at), (batch.last, at))
    )
    if len(row):
        true = len(batch.row)
        roles, values = model.roles(states, mask, row, first, last)
        known = type(values)(*(v[:true] for v in values))
        parts["role"] = losses.role_loss(roles[:true], batch.roles, real[batch.row])
        parts["value"] = 0.5 * losses.value_loss(known, batch.values)
        target = (torch.arange(len(row), device=row.device) < true).float()
        valid = values.valid[:, 0].float()
        parts["valid"] = 0.1 * functional.binary_cross_entropy_with_logits(valid, target)
    return sum(parts.values(), torch.zeros((), device=real.device)), parts
