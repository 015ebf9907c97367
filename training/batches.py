"""Batches: windows of unlike length as padded tensors, made beside the step that waits for them.

Kinds of training data differ (annotated windows, lessons, judged sentences); each brings how a
batch of it is made and what its loss is, and an epoch is their batches shuffled together.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence, Sized
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from training.network import Reader

Sizable = TypeVar("Sizable", bound=Sized)

#: The loss of a batch and its parts.
Loss: TypeAlias = tuple[Tensor, dict[str, Tensor]]


@dataclass(frozen=True, slots=True)
class Turn:
    """One step's windows, how to make a batch of them, and the loss of the batch."""

    group: Sequence[Any]
    made: Callable[[Sequence[Any], random.Random], Any]
    loss_of: Callable[[Reader, Any], Loss]
    seed: int


class Turns(Dataset[Any]):
    """An epoch's batches, in order; each is made when it is asked for."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self.turns = turns

    def __len__(self) -> int:
        return len(self.turns)

    def __getitem__(self, number: int) -> Any:
        turn = self.turns[number]
        return turn.made(turn.group, random.Random(turn.seed))


def fed(turns: Sequence[Turn], workers: int, device: torch.device) -> Iterator[tuple[Turn, Any]]:
    """Each turn with its batch on the device, made ahead by so many processes (0: none)."""
    loader = DataLoader(Turns(turns), batch_size=None, num_workers=workers, collate_fn=_as_it_is)
    for turn, batch in zip(turns, loader, strict=True):
        yield turn, moved(batch, device)


def _as_it_is(batch: Any) -> Any:
    return batch


def moved(batch: Any, device: torch.device) -> Any:
    """A batch (a dataclass of tensors and tuples of tensors) on the device."""
    if isinstance(batch, Tensor):
        return batch.to(device, non_blocking=True)
    if isinstance(batch, tuple):
        return tuple(moved(part, device) for part in batch)
    return replace(batch, **{f.name: moved(getattr(batch, f.name), device) for f in fields(batch)})


def grouped(
    items: Sequence[Sizable], size: int, rng: random.Random, jitter: float = 24
) -> list[list[Sizable]]:
    """Groups of items of like length, in random order; lengths are blurred by ``jitter``."""
    order = sorted(items, key=lambda e: len(e) + rng.random() * jitter)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    return groups


def padded(rows: Sequence[NDArray[np.integer]], longest: int) -> Tensor:
    """Rows of whole numbers as one tensor (N, longest), zeros after each."""
    out = np.zeros((len(rows), longest), np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out)
