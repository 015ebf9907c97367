"""Train the network: corpora in, a checkpoint out.

    python -m training.train --shared ../shared --out out/run1

Resumable: killed and started again with the same --out, it goes on after its last whole
epoch. What was tried, and what it gave, stands in `training/LOG.md`.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training import annotated, attitudes, corpora, factuality, lessons, pretrained
from training.batches import Turn, fed, grouped
from training.corpora import Document
from training.examples import Example, shifted
from training.network import STUDENT, TEACHER, Config, Reader, resumed, start_from

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
#: bfloat16 pays only where the processor has it (elsewhere it is emulated, 3 x slower).
HALF = DEVICE.type == "cuda" or torch.cpu._is_avx512_bf16_supported()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a run is made of; every number was tried in `training/LOG.md`."""

    epochs: int = 3
    minutes: float = float("inf")  # the run ends by then at the latest, its rate at nought
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
    lessons: tuple[Path, ...] = ()  # what teachers say of news, annotated by nobody or set aside
    start: Path | None = None  # a checkpoint to go on from instead of the pretrained encoder
    folds: int = 0  # parts that the annotated articles fall into; 0: one
    fold: int = 0  # the part that is set aside
    workers: int = 0  # processes that make batches beside the run
    seed: int = 1

    @property
    def config(self) -> Config:
        """The network's sizes."""
        return TEACHER if self.teacher else STUDENT


def documents(shared: Path, recipe: Recipe) -> list[Document]:
    """The training set, relay repeated: it is small, and the only one with all values."""
    parts = (
        (corpora.polnear(shared, "train"), 1),
        (corpora.gum(shared, "train") if recipe.gum else (), 1),
        (corpora.relay(shared, "train"), recipe.relay_times),
        (corpora.silver(shared), recipe.silver_times),
    )
    found = ((list(part), times) for part, times in parts)
    return [d for part, times in found for d in kept(part, recipe) * times]


def kept(documents: Sequence[Document], recipe: Recipe) -> list[Document]:
    """All but the part that is set aside."""
    aside = {d.id for d in set_aside(documents, recipe)}
    return [d for d in documents if d.id not in aside]


def set_aside(documents: Sequence[Document], recipe: Recipe) -> list[Document]:
    """Every n-th article, in relay every n-th unit with all its articles."""
    if not recipe.folds:
        return []
    groups = sorted({_group(d) for d in documents})
    out = set(groups[recipe.fold :: recipe.folds])
    return [d for d in documents if _group(d) in out]


def _group(document: Document) -> str:
    """A relay article's unit ("train07/1234"), any other document's own id."""
    return document.id.split("/")[0] if document.corpus == "relay" else document.id


class Run:
    """One training run: model, optimiser, averaged weights, and where they are kept."""

    def __init__(self, recipe: Recipe, shared: Path, out: Path) -> None:
        torch.manual_seed(recipe.seed)
        torch.set_float32_matmul_precision("high")
        self.recipe, self.out = recipe, out
        self.rng = random.Random(recipe.seed)
        self.tokenizer = pretrained.tokenizer()
        self.documents = documents(shared, recipe)
        if recipe.attitudes:
            completed = attitudes.Completed(out.parent / "attitudes.pickle")
            self.documents = list(completed(self.documents))
        self.lessons = [x for p in recipe.lessons for x in torch.load(p, weights_only=False)]
        named = factuality.CORPORA if recipe.factuality else ()
        self.judged = factuality.judged(shared, "train", self.tokenizer, named)
        self.model = self._started().to(DEVICE)
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
        self.epoch = self.step = self.total = 0
        self.took = 0.0
        self._resume()

    def _started(self) -> Reader:
        if self.recipe.start:
            return resumed(
                torch.load(self.recipe.start, map_location="cpu")["average"], self.recipe.config
            )
        model = Reader(self.recipe.config)
        weights = pretrained.mpnet() if self.recipe.teacher else pretrained.minilm()
        start_from(model.encoder, weights)
        return model

    def train(self) -> None:
        """All epochs, or as many as there is time for; the last steps of a run are gentle."""
        self.begun = time.monotonic() - self.took
        for epoch in range(self.epoch, self.recipe.epochs):
            if self.done < 1:
                self._pass(epoch, self._turns(self._examples()))
            self.epoch = epoch + 1
            self._save()

    def _examples(self) -> list[Example]:
        """An epoch's annotated windows, cut anew; of PolNeAR's articles only a share."""
        share = self.recipe.news_share
        drawn = [d for d in self.documents if d.corpus != "polnear" or self.rng.random() < share]
        jobs = [(d, self.rng.randrange(2**32)) for d in drawn]
        if not self.recipe.workers:
            return [e for job in jobs for e in _cut(job, self.tokenizer)]
        with Pool(self.recipe.workers) as pool:
            made = pool.imap(partial(_cut, tokenizer=self.tokenizer), jobs, chunksize=32)
            return [e for some in made for e in some]

    def _pass(self, epoch: int, turns: Sequence[Turn]) -> None:
        self.model.train()
        self.total = self.recipe.epochs * len(turns)
        for turn, batch in fed(turns, self.recipe.workers, DEVICE):
            if not self._rate():
                return
            with torch.autocast(DEVICE.type, torch.bfloat16, enabled=HALF):
                loss, parts = turn.loss_of(self.model, batch)
            self.optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimiser.step()
            self._smooth()
            self.step += 1
            self.took = time.monotonic() - self.begun
            if self.step % 25 == 0:
                told = "  ".join(f"{name} {value.item():.4f}" for name, value in parts.items())
                print(
                    f"epoch {epoch + 1}  step {self.step}/{self.total}  {told}  {self.took:.0f} s",
                    flush=True,
                )

    def _turns(self, examples: list[Example]) -> list[Turn]:
        """What each step learns from, the kinds shuffled into one another: annotated windows,
        lessons, judged sentences."""
        size, rng = self.recipe.batch, self.rng
        kinds = (
            (annotated, grouped(examples, size, rng)),
            (lessons, grouped(self.lessons, size, rng)),
            (factuality, grouped(self.judged, 4 * size, rng, 8)),
        )
        turns = [
            Turn(group, kind.batch, kind.loss_of, rng.randrange(2**32))
            for kind, groups in kinds
            for group in groups
        ]
        rng.shuffle(turns)
        return turns

    @property
    def done(self) -> float:
        """The share of the run that is behind it, by steps or by the clock."""
        steps = self.step / self.total if self.total else 0.0
        return max(steps, self.took / (60 * self.recipe.minutes))

    def _rate(self) -> bool:
        """Warm up linearly, then fall linearly to nought; False when the time is up."""
        share = min(self.done / self.recipe.warm_up, (1 - self.done) / (1 - self.recipe.warm_up))
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * max(0.0, share)
        return self.done < 1

    @torch.no_grad()
    def _smooth(self) -> None:
        keep = min(self.recipe.smoothing, (1 + self.step) / (10 + self.step))
        now = self.model.state_dict()
        torch._foreach_lerp_(list(self.average.values()), list(now.values()), 1 - keep)

    def _save(self) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        state = {
            "model": self.model.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "took": self.took,
            "recipe": repr(self.recipe),
        }
        torch.save(state, self.out / "unfinished.pt")
        (self.out / "unfinished.pt").replace(self.out / "checkpoint.pt")

    def _resume(self) -> None:
        path = self.out / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, map_location=DEVICE)
            self.model.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.average, self.epoch, self.step = state["average"], state["epoch"], state["step"]
            self.took = state["took"]


def _cut(job: tuple[Document, int], tokenizer: Tokenizer) -> list[Example]:
    """The examples of a document, its windows as the number has it."""
    document, seed = job
    return list(shifted(document, tokenizer, random.Random(seed)))


def learnt(part: torch.nn.Module) -> list[torch.nn.Parameter]:
    """The weights that a run changes."""
    return [p for p in part.parameters() if p.requires_grad]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("out/run"))
    for name in ("epochs", "batch", "relay_times", "silver_times", "folds", "fold", "workers"):
        _option(parser, name, int)
    for name in ("minutes", "encoder_rate", "head_rate", "news_share", "smoothing"):
        _option(parser, name, float)
    _option(parser, "seed", int)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--lessons", type=Path, nargs="*", default=[])
    parser.add_argument("--teacher", action="store_true")
    parser.add_argument("--no-factuality", dest="factuality", action="store_false")
    parser.add_argument("--no-attitudes", dest="attitudes", action="store_false")
    parser.add_argument("--no-gum", dest="gum", action="store_false")
    given = vars(parser.parse_args())
    shared, out = given.pop("shared"), given.pop("out")
    Run(Recipe(**{**given, "lessons": tuple(given["lessons"])}), shared, out).train()


def _option(parser: argparse.ArgumentParser, name: str, kind: type) -> None:
    parser.add_argument(f"--{name.replace('_', '-')}", type=kind, default=getattr(Recipe(), name))


if __name__ == "__main__":
    main()
