"""The teacher's labels: news without annotations in, what the student should say of it out.

    python -m training.teach --teacher out/teacher/checkpoint.pt --to out/lessons.pt

The news: the rumours' articles but for the units that are annotated or measured on, and a
sample of the corpus, so that the student sees other outlets and years than PolNeAR's.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.read.decode import cues
from sayso.read.windows import Window, windows
from training import pretrained
from training.corpora import records
from training.lessons import Bytes, Lesson, padded
from training.network import TEACHER, Reader, resume


def texts(shared: Path, corpus: int, seed: int = 7) -> Iterator[str]:
    """The rumours' articles that no relay unit is about, then ``corpus`` of the others."""
    units = [json.loads(p.read_text("utf-8")) for p in sorted(shared.glob("relay/*/*.json"))]
    measured = {u["claim_id"] for u in units if u["unit"].startswith("dev")}
    annotated = {a["body_id"] for u in units for a in u["articles"]}
    for record in records(shared / "data/rumours/articles.jsonl.gz"):
        if record["claim_id"] not in measured and record["id"] not in annotated:
            yield record["text"]
    news = list(records(shared / "data/corpus/us-news-2018-2019.jsonl.gz"))
    for record in random.Random(seed).sample(news, corpus):
        yield record["text"]


def lessons(reader: Reader, texts: Iterator[str], tokenizer: Tokenizer) -> Iterator[Lesson]:
    """The teacher's reading of every window, sixteen texts at a time, like lengths together."""
    waiting: list[Window] = []
    for text in texts:
        waiting.extend(windows(text, tokenizer))
        if len(waiting) >= 256:
            yield from _read(reader, waiting)
            waiting = []
    yield from _read(reader, waiting)


def _read(reader: Reader, waiting: list[Window]) -> Iterator[Lesson]:
    waiting = sorted(waiting, key=len)
    for start in range(0, len(waiting), 16):
        group = waiting[start : start + 16]
        longest = max(map(len, group))
        ids, features = (padded([getattr(w, n) for w in group], longest) for n in _INPUTS)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            states, tags, mask = reader.states(ids, features)
            chances = tags.float().softmax(-1).numpy()
            for row, window in enumerate(group):
                yield _lesson(reader, window, chances[row], states[row : row + 1], mask[row])


_INPUTS = ("ids", "features")


def _lesson(
    reader: Reader, window: Window, tags: NDArray[Any], states: torch.Tensor, mask: torch.Tensor
) -> Lesson:
    size = len(window)
    found = list(cues(tags[:size]))
    at = torch.tensor([(c.first, c.last) for c in found], dtype=torch.long).view(-1, 2)
    row = torch.zeros(len(at), dtype=torch.long)
    roles, values = reader.roles(states, mask[None], row, at[:, 0], at[:, 1])
    given = [v.float().softmax(-1) for v in values[:3]] + [values.valid.float().sigmoid()]
    return Lesson(
        ids=window.ids,
        features=window.features,
        tags=_bytes(torch.from_numpy(tags[:size])),
        cues=at.numpy().astype(np.int32),
        roles=_bytes(roles.float().softmax(-1)[:, :size]),
        values=tuple(map(_bytes, given)),  # type: ignore[arg-type]
    )


def _bytes(chances: torch.Tensor) -> Bytes:
    return (chances * 255).round().to(torch.uint8).numpy()


def teach(teacher: Path, shared: Path, corpus: int, to: Path) -> None:
    """Write the teacher's lessons to a file."""
    reader = Reader(TEACHER)
    resume(reader, torch.load(teacher)["average"])
    made: list[Lesson] = []
    for lesson in lessons(reader.eval(), texts(shared, corpus), pretrained.tokenizer()):
        made.append(lesson)
        if len(made) % 256 == 0:
            print(f"{len(made)} windows", flush=True)
    torch.save(made, to)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--corpus", type=int, default=700, help="articles of the corpus")
    parser.add_argument("--to", type=Path, default=Path("out/lessons.pt"))
    given = parser.parse_args()
    teach(given.teacher, given.shared, given.corpus, given.to)


if __name__ == "__main__":
    main()
