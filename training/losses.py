"""The losses: each sums the probability over the labels that an annotation allows."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from sayso.read.labels import Tag
from training.examples import UNKNOWN
from training.network import Values


def allowed(logits: Tensor, masks: Tensor) -> Tensor:
    """-log of the probability mass on the labels whose bit is set: (..., C), (...) -> (...)."""
    logits = logits.float()
    bits = 1 << torch.arange(logits.shape[-1], device=logits.device)
    barred = (masks[..., None] & bits) == 0
    return logits.logsumexp(-1) - logits.masked_fill(barred, -1e4).logsumexp(-1)


def tag_loss(logits: Tensor, masks: Tensor, real: Tensor) -> Tensor:
    """Mean over real tokens."""
    return (allowed(logits, masks) * real).sum() / real.sum()


def role_loss(logits: Tensor, masks: Tensor, real: Tensor) -> Tensor:
    """Mean over cues of the sum over their tokens, in units of fifty tokens: a cue weighs
    the same in a short window as in a long one."""
    return (allowed(logits, masks) * real).sum() / (50 * max(1, len(logits)))


def value_loss(values: Values, targets: Tensor) -> Tensor:
    """Kind, certainty and polarity where they are annotated: the mean over annotated cues, of
    eight at least, so that a batch with a single one does not shout."""
    known = (targets[:, 0] != UNKNOWN).sum().clamp(min=8)
    parts = zip(values[:3], targets.unbind(-1), strict=True)
    wrong = (
        functional.cross_entropy(v.float(), t, ignore_index=UNKNOWN, reduction="sum")
        for v, t in parts
    )
    return sum(wrong, torch.zeros((), device=targets.device)) / known


def false_cues(tags: Tensor, masks: Tensor, complete: Tensor, real: Tensor) -> tuple[Tensor, ...]:
    """Rows and tokens of up to two false cues per completely marked window, where the tagger
    is most tempted: what the validity output learns to refuse."""
    begins = tags.float().softmax(-1)[..., [Tag.BEGIN_HEARSAY, Tag.BEGIN_ATTITUDE]].sum(-1)
    free = (masks == 1 << Tag.OUTSIDE) & complete[:, None] & real
    tempted, at = (begins * free).topk(2, dim=1)
    rows = torch.arange(len(tags), device=tags.device)[:, None].expand_as(at)
    keep = tempted > 0.05
    return rows[keep], at[keep]
