"""Train the network: corpora in, a checkpoint out.

    python -m training.train --shared ../shared --out out/run1

Resumable: killed and started again with the same --out, it goes on after its last whole
epoch. What was tried, and what it gave, stands in `training/LOG.md`.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
import torch
from torch import Tensor

from sayso.read.windows import CAPITAL, LOWER, MIXED, UPPER
from training import attitudes, corpora, factuality, lessons, losses, pretrained
from training.corpora import Document
from training.examples import Example, shifted
from training.lessons import padded
from training.network import STUDENT, TEACHER, Reader, resume, start_from

#: bfloat16 pays only where the processor has it (elsewhere it is emulated, 3 x slower).
HALF = torch.cpu._is_avx512_bf16_supported()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a run is made of; every number was tried in `training/LOG.md`."""

    epochs: int = 3
    batch: int = 16
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    smoothing: float = 0.998  # of the averaged weights that are kept
    news_share: float = 1.0  # of PolNeAR's articles that an epoch sees, drawn anew each time
    relay_times: int = 3
    silver_times: int = 2
    gum: bool = True
    factuality: bool = True  # learn beside how surely what is told happened
    attitudes: bool = True  # let the shipped reader mark them where a corpus does not
    teacher: bool = False  # MPNet instead of MiniLM
    lessons: Path | None = None  # what a teacher says of news without annotations
    start: Path | None = None  # a checkpoint to go on from instead of the pretrained encoder
    hold_out: int = 0  # every n-th relay unit and 4n-th PolNeAR article is left out; 0: none
    seed: int = 1


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


def documents(shared: Path, recipe: Recipe) -> list[Document]:
    """The training set, relay repeated: it is small, and the only one with all values."""
    news = kept(list(corpora.polnear(shared, "train")), 4 * recipe.hold_out)
    relay = kept(list(corpora.relay(shared, "train")), recipe.hold_out)
    gum = corpora.gum(shared, "train") if recipe.gum else ()
    silver = list(corpora.silver(shared))
    return [*news, *gum, *relay * recipe.relay_times, *silver * recipe.silver_times]


def kept(documents: Sequence[Document], hold_out: int) -> list[Document]:
    """Leave out every n-th article, or in relay every n-th unit with all its articles."""
    if not hold_out:
        return list(documents)
    groups = sorted({_group(d) for d in documents})
    out = set(groups[hold_out - 1 :: hold_out])
    return [d for d in documents if _group(d) not in out]


def _group(document: Document) -> str:
    """A relay article's unit ("train07/1234"), any other document's own id."""
    return document.id.split("/")[0] if document.corpus == "relay" else document.id


def batches(examples: list[Example], size: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of windows of like length, in random order."""
    order = sorted(examples, key=lambda e: len(e.window) + rng.random() * 24)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    yield from (_batch(group, rng) for group in groups)


def _batch(group: list[Example], rng: random.Random) -> Batch:
    longest = max(len(e.window) for e in group)
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


def loss_of(model: Reader, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """The whole loss of a batch and its parts."""
    real = batch.ids != 0
    states, tags, mask = model.states(batch.ids, batch.features)
    parts = {"tag": losses.tag_loss(tags, batch.tags, real)}
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
        target = (torch.arange(len(row)) < true).float()
        valid = values.valid[:, 0].float()
        parts["valid"] = 0.1 * torch.nn.functional.binary_cross_entropy_with_logits(valid, target)
    parts["tag"] = parts["tag"] * 2
    return sum(parts.values(), torch.zeros(())), {k: v.item() for k, v in parts.items()}


#: A batch with its loss: the network in, the loss and its parts out.
Loss: TypeAlias = Callable[[Reader], tuple[Tensor, dict[str, float]]]


class Run:
    """One training run: model, optimiser, averaged weights, and where they are kept."""

    def __init__(self, recipe: Recipe, shared: Path, out: Path) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.out = recipe, out
        self.rng = random.Random(recipe.seed)
        self.tokenizer = pretrained.tokenizer()
        self.shared = shared
        self.completed = attitudes.Completed()
        self.lessons = torch.load(recipe.lessons, weights_only=False) if recipe.lessons else []
        named = factuality.CORPORA if recipe.factuality else ()
        self.judged = factuality.judged(shared, "train", self.tokenizer, named)
        self.model = Reader(TEACHER if recipe.teacher else STUDENT)
        if recipe.start:
            resume(self.model, torch.load(recipe.start)["average"])
        else:
            weights = pretrained.mpnet() if recipe.teacher else pretrained.minilm()
            start_from(self.model.encoder, weights)
        self.optimiser = torch.optim.AdamW(
            [
                {"params": learnt(self.model.encoder), "lr": recipe.encoder_rate},
                {
                    "params": [p for head in self.model.heads for p in learnt(head)],
                    "lr": recipe.head_rate,
                },
            ],
            weight_decay=0.01,
            fused=True,
        )
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.average = {k: v.clone() for k, v in self.model.state_dict().items()}
        self.epoch = self.step = 0
        self._resume()

    def train(self) -> None:
        for epoch in range(self.epoch, self.recipe.epochs):
            examples = [e for d in self._drawn() for e in shifted(d, self.tokenizer, self.rng)]
            self._pass(epoch, self._batches(examples))
            self.epoch = epoch + 1
            self._save()

    def _drawn(self) -> Iterator[Document]:
        """An epoch's documents, read anew, so that annotations may come in while a run goes on;
        of PolNeAR only a share."""
        share = self.recipe.news_share
        found = documents(self.shared, self.recipe)
        found = list(self.completed(found)) if self.recipe.attitudes else found
        return (d for d in found if d.corpus != "polnear" or self.rng.random() < share)

    def _pass(self, epoch: int, losses_of: Iterator[Loss]) -> None:
        self.model.train()
        begun, seen = time.monotonic(), {}
        for loss_of_next in losses_of:
            self._rate()
            with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
                loss, parts = loss_of_next(self.model)
            self.optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimiser.step()
            self._smooth()
            self.step += 1
            for name, value in parts.items():
                seen[name] = 0.98 * seen.get(name, value) + 0.02 * value
            if self.step % 25 == 0:
                told = "  ".join(f"{name} {value:.4f}" for name, value in seen.items())
                took = time.monotonic() - begun
                print(
                    f"epoch {epoch + 1}  step {self.step}/{self.total}  {told}  {took:.0f} s",
                    flush=True,
                )

    def _batches(self, examples: list[Example]) -> Iterator[Loss]:
        """What each step learns from, the kinds shuffled into one another: annotated windows,
        lessons, judged sentences; no batch is made before its turn."""
        size, rng = self.recipe.batch, self.rng
        kinds = (
            (loss_of, batches(examples, size, rng), len(examples) / size),
            (lessons.loss_of, lessons.batches(self.lessons, size, rng), len(self.lessons) / size),
            (
                factuality.loss_of,
                factuality.batches(self.judged, 4 * size, rng),
                len(self.judged) / (4 * size),
            ),
        )
        turns = [(of, made) for of, made, count in kinds for _ in range(math.ceil(count))]
        self.total = self.recipe.epochs * len(turns)
        rng.shuffle(turns)
        yield from (partial(of, batch=next(made)) for of, made in turns)

    def _rate(self) -> None:
        """Warm up linearly, then fall linearly to nought."""
        done = self.step / self.total
        share = min(done / self.recipe.warm_up, (1 - done) / (1 - self.recipe.warm_up))
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * max(0.0, share)

    def _smooth(self) -> None:
        keep = min(self.recipe.smoothing, (1 + self.step) / (10 + self.step))
        for name, value in self.model.state_dict().items():
            self.average[name].lerp_(value, 1 - keep)

    def _save(self) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        state = {
            "model": self.model.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "recipe": repr(self.recipe),
        }
        torch.save(state, self.out / "unfinished.pt")
        (self.out / "unfinished.pt").replace(self.out / "checkpoint.pt")

    def _resume(self) -> None:
        path = self.out / "checkpoint.pt"
        if path.exists():
            state = torch.load(path)
            self.model.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.average, self.epoch, self.step = state["average"], state["epoch"], state["step"]


def learnt(part: torch.nn.Module) -> list[torch.nn.Parameter]:
    """The weights that a run changes."""
    return [p for p in part.parameters() if p.requires_grad]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("out/run"))
    parser.add_argument("--hold-out", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--encoder-rate", type=float, default=Recipe().encoder_rate)
    parser.add_argument("--head-rate", type=float, default=Recipe().head_rate)
    parser.add_argument("--relay-times", type=int, default=Recipe().relay_times)
    parser.add_argument("--news-share", type=float, default=Recipe().news_share)
    parser.add_argument("--silver-times", type=int, default=Recipe().silver_times)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--lessons", type=Path)
    parser.add_argument("--teacher", action="store_true")
    parser.add_argument("--no-factuality", dest="factuality", action="store_false")
    parser.add_argument("--no-attitudes", dest="attitudes", action="store_false")
    parser.add_argument("--no-gum", dest="gum", action="store_false")
    given = vars(parser.parse_args())
    shared, out = given.pop("shared"), given.pop("out")
    Run(Recipe(**given), shared, out).train()


if __name__ == "__main__":
    main()
