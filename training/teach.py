"""The teachers' labels: news without annotations in, what the student should say of it out.

    python -m training.teach --teachers out/teacher*/checkpoint.pt --to out/lessons.pt
    python -m training.teach --teachers out/teacher0/checkpoint.pt --folds 5 --fold 0 --to ...

The news: the rumours' articles but for the units that are annotated or measured on, and a
sample of the corpus, so that the student sees other outlets and years than PolNeAR's; all the
teachers read it, and the lesson is the mean of what they say. With ``--folds`` a teacher reads
the annotated articles that were set aside when it was trained: what annotators overlooked or
marked by mistake is not in its labels.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.read.decode import cues
from sayso.read.labels import CERTAINTIES, KINDS, POLARITIES, Role
from sayso.read.windows import Window, windows
from training import pretrained
from training.batches import padded
from training.corpora import records
from training.lessons import Bytes, Lesson
from training.network import TEACHER, Reader, resumed
from training.train import DEVICE, HALF, Recipe, documents, set_aside

#: Windows that are sorted by length together, and that are read in one pass.
WAITING, PASS = 1024, 32


def texts(shared: Path, corpus: int, seed: int = 7) -> Iterator[str]:
    """The rumours' articles that no relay unit is about, then ``corpus`` of the others."""
    units = [json.loads(p.read_text("utf-8")) for p in sorted(shared.glob("relay/*/*.json"))]
    measured = {u["claim_id"] for u in units if u["unit"].startswith("dev")}
    annotated = {a["body_id"] for u in units for a in u["articles"]}
    for record in records(shared / "data/rumours/articles.jsonl.gz"):
        if record["claim_id"] not in measured and record["id"] not in annotated:
            yield record["text"]
    news = list(records(shared / "data/corpus/us-news-2018-2019.jsonl.gz"))
    for record in random.Random(seed).sample(news, min(corpus, len(news))):
        yield record["text"]


def aside(shared: Path, recipe: Recipe) -> Iterator[str]:
    """The annotated articles that a run of this recipe does not see."""
    every = documents(shared, Recipe(relay_times=1, silver_times=1, folds=0))
    for corpus in sorted({d.corpus for d in every}):
        for document in set_aside([d for d in every if d.corpus == corpus], recipe):
            yield document.text


def lessons(
    teachers: Sequence[Reader], texts: Iterable[str], tokenizer: Tokenizer
) -> Iterator[Lesson]:
    """What the teachers say of every window, many texts at a time, like lengths together."""
    every = (window for text in texts for window in windows(text, tokenizer))
    while waiting := sorted(islice(every, WAITING), key=len):
        for start in range(0, len(waiting), PASS):
            yield from _read(teachers, waiting[start : start + PASS])


@torch.inference_mode()
def _read(teachers: Sequence[Reader], group: Sequence[Window]) -> Iterator[Lesson]:
    longest = max(map(len, group))
    ids = padded([w.ids for w in group], longest).to(DEVICE)
    features = padded([w.features for w in group], longest).to(DEVICE)
    with torch.autocast(DEVICE.type, torch.bfloat16, enabled=HALF):
        read = [teacher.states(ids, features) for teacher in teachers]
        tags = _mean([tags.float().softmax(-1) for _, tags, _ in read]).cpu()
        found = [list(cues(row[: len(w)])) for row, w in zip(tags.numpy(), group, strict=True)]
        row = torch.tensor([n for n, some in enumerate(found) for _ in some], device=DEVICE)
        at = np.array([(c.first, c.last) for some in found for c in some], np.int32).reshape(-1, 2)
        first, last = torch.from_numpy(at).long().to(DEVICE).unbind(-1)
        if not len(at):
            yield from _split(group, _bytes(tags), [0] * len(group), at, *_nothing(longest))
            return
        told = [
            teacher.roles(states, mask, row.long(), first, last)
            for teacher, (states, _, mask) in zip(teachers, read, strict=True)
        ]
    roles = _bytes(_mean([roles.float().softmax(-1) for roles, _ in told]))
    each = [[v.float().softmax(-1) for v in values[:3]] for _, values in told]
    valid = _mean([values.valid.float().sigmoid() for _, values in told])
    values = [_bytes(_mean(list(column))) for column in (*zip(*each, strict=True), [valid])]
    yield from _split(group, _bytes(tags), [len(some) for some in found], at, roles, values)


def _nothing(longest: int) -> tuple[Bytes, list[Bytes]]:
    """The roles and values of a pass without a cue."""
    sizes = (len(KINDS), len(CERTAINTIES), len(POLARITIES), 1)
    roles = np.zeros((0, longest, len(Role)), np.uint8)
    return roles, [np.zeros((0, size), np.uint8) for size in sizes]


def _split(
    group: Sequence[Window],
    tags: Bytes,
    counts: Sequence[int],
    at: np.ndarray,
    roles: Bytes,
    values: Sequence[Bytes],
) -> Iterator[Lesson]:
    """A pass's outputs window by window."""
    begin = 0
    for window, tag, count in zip(group, tags, counts, strict=True):
        own = slice(begin, begin + count)
        begin += count
        kind, certainty, polarity, valid = (v[own].copy() for v in values)
        yield Lesson(
            ids=window.ids,
            features=window.features,
            tags=tag[: len(window)].copy(),
            cues=at[own].copy(),
            roles=roles[own, : len(window)].copy(),
            values=(kind, certainty, polarity, valid),
        )


def _mean(each: Sequence[Tensor]) -> Tensor:
    return torch.stack(list(each)).mean(0)


def _bytes(chances: Tensor) -> Bytes:
    return (chances * 255).round().to(torch.uint8).cpu().numpy()


def teach(teachers: Sequence[Path], texts: Iterable[str], to: Path) -> None:
    """Write the teachers' lessons on some texts to a file."""
    readers = [
        resumed(torch.load(p, map_location="cpu")["average"], TEACHER).to(DEVICE).eval()
        for p in teachers
    ]
    made: list[Lesson] = []
    for lesson in lessons(readers, texts, pretrained.tokenizer()):
        made.append(lesson)
        if len(made) % 1024 == 0:
            print(f"{len(made)} windows", flush=True)
    torch.save(made, to)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--corpus", type=int, default=5000, help="articles of the corpus")
    parser.add_argument("--folds", type=int, default=0, help="read what was set aside instead")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--part", type=int, default=0, help="of so many --parts, for several runs")
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--to", type=Path, default=Path("out/lessons.pt"))
    given = parser.parse_args()
    if given.folds:
        found = aside(given.shared, Recipe(folds=given.folds, fold=given.fold))
    else:
        found = texts(given.shared, given.corpus)
    teach(given.teachers, islice(found, given.part, None, given.parts), given.to)


if __name__ == "__main__":
    main()
