"""How surely events happen by the words of a sentence: corpora in, batches and a loss out.

Each target is a word and a number from -3 (certainly not) to 3 (certainly), as its author puts it
(UW: Lee et al. 2015; UDS-IH2: Rudinger et al. 2018; CommitmentBank: de Marneffe et al. 2019;
RP: Ross and Pavlick 2019; MegaVeridicality: White et al. 2018). An output over the
encoder's states learns them beside the attributions; hedges and negations are what it needs.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from sayso.read.windows import Window, windows
from training.batches import Loss, grouped, padded
from training.corpora import records
from training.network import Factuality, Reader

#: "Certainly", the end of the scale; most words have it.
TOP = 3.0
#: Words a step, and the highest rate, where the output is fitted by itself.
SIZE, RATE = 128, 5e-3
CORPORA = ("uw", "uds_ih2", "cb", "rp", "mv2")


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence and, for some of its tokens, how factual what they tell is: from -3 to 3."""

    window: Window
    targets: tuple[tuple[int, float], ...]

    def __len__(self) -> int:
        return len(self.window)


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows (B, T); of each target its row, its token and its value (K,)."""

    ids: Tensor
    features: Tensor
    row: Tensor
    at: Tensor
    value: Tensor


def judged(shared: Path, part: str, tokenizer: Tokenizer, corpora: Sequence[str]) -> list[Judged]:
    """The sentences of some of the corpora, "train" or "dev"."""
    paths = (shared / f"data/factuality/{name}.{part}.jsonl.gz" for name in corpora)
    found = (_judged(record, tokenizer) for path in paths for record in records(path))
    return [one for one in found if one.targets]


def _judged(record: dict[str, object], tokenizer: Tokenizer) -> Judged:
    text, targets = str(record["text"]), record["targets"]
    window = next(windows(text, tokenizer))
    starts, at = [], 0
    for word in text.split(" "):
        starts.append(at)
        at += len(word) + 1
    places = {int(start): i for i, start in enumerate(window.starts)}
    marked = ((places.get(starts[t["span1"][0]]), float(t["label"])) for t in targets)  # type: ignore[attr-defined]
    return Judged(window, tuple((i, value) for i, value in marked if i is not None))


def batch(group: Sequence[Judged], _: random.Random) -> Batch:
    """Some sentences as padded tensors."""
    longest = max(map(len, group))
    targets = [(row, at, value) for row, s in enumerate(group) for at, value in s.targets]
    row, at, value = zip(*targets, strict=True)
    return Batch(
        ids=padded([s.window.ids for s in group], longest),
        features=padded([s.window.features for s in group], longest),
        row=torch.tensor(row),
        at=torch.tensor(at),
        value=torch.tensor(value),
    )


def loss_of(model: Reader, batch: Batch) -> Loss:
    """How far the network is off, quadratically up to 1 and linearly beyond."""
    states, _, _ = model.states(batch.ids, batch.features)
    told = model.factuality(states[batch.row, batch.at]).squeeze(-1).float()
    wrong = 0.2 * functional.smooth_l1_loss(told, batch.value)
    return wrong, {"factuality": wrong}


def refit(reader: Reader, shared: Path, tokenizer: Tokenizer, epochs: int = 25) -> None:
    """Fit the factuality output anew to an encoder that has changed under it, as averaged
    weights do: to UW's train sentences, the encoder as it is, by absolute error.
    """
    torch.manual_seed(1)
    x, y = _known(reader, judged(shared, "train", tokenizer, ["uw"]))
    head = Factuality(x.shape[1])
    head.down.bias.data.fill_(float(y.median()))
    steps = epochs * math.ceil(len(x) / SIZE)
    optimizer = torch.optim.AdamW(head.parameters(), RATE, weight_decay=0.05)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(epochs):
        for some in torch.randperm(len(x)).split(SIZE):
            optimizer.zero_grad()
            _missed(head(x[some]).squeeze(-1), y[some]).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            rates.step()
    reader.factuality.load_state_dict(head.state_dict())


def _known(reader: Reader, sentences: Sequence[Judged]) -> tuple[Tensor, Tensor]:
    """The states of all target words (K, W) and their values (K,)."""
    rows, values = [], []
    reader.eval()
    rng = random.Random(1)
    with torch.no_grad():
        for group in grouped(sentences, 64, rng):
            known = batch(group, rng)
            states, _, _ = reader.states(known.ids, known.features)
            rows.append(states[known.row, known.at].float())
            values.append(known.value)
    return torch.cat(rows), torch.cat(values)


def _missed(told: Tensor, value: Tensor) -> Tensor:
    """How far off; what is above the scale counts as its end, and little more."""
    over = (told - TOP).clamp(min=0)
    return (told.clamp(max=TOP) - value).abs().mean() + 0.05 * over.mean()
