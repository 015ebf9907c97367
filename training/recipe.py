"""The whole recipe: corpora in, `sayso/weights` out.

    python -m training.recipe --shared ../shared

Teachers (MPNet), each trained without a sixth of the annotated articles, read what they did not
see, and all together news without annotations. A student (MiniLM) learns from the annotated
articles and from what the teachers say, then for three epochs from the annotated articles alone:
that last part is what makes it good. Its factuality is fitted anew at the end. The first parts
want a GPU for a quarter of an hour, the last is half an hour on two cores; killed and started
again, it goes on.

As it was run (run 11 and 12 of `training/LOG.md`), there were two students that began with the
weights that shipped before (`training.restore`), and the last part began with the mean of the
three; attitudes were marked by the weights before.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

import torch

from training import factuality, pretrained
from training.export import export_all, load
from training.teach import aside, teach, texts
from training.train import DEVICE, Recipe, Run

FOLDS, TEACHERS = 6, 3
TEACHER = Recipe(
    epochs=4,
    batch=32,
    encoder_rate=1.2e-4,
    relay_times=2,
    silver_times=1,
    factuality=False,
    teacher=True,
    folds=FOLDS,
)
#: Articles of the corpus that the teachers read beside the rumours' articles.
READ = 5500
STUDENT = Recipe(epochs=2, batch=64, relay_times=2, silver_times=1, seed=31)
#: After the lessons, what people and the guide say.
LAST = Recipe(
    epochs=3,
    encoder_rate=1.5e-4,
    head_rate=6e-4,
    relay_times=2,
    silver_times=1,
    factuality=False,
    seed=41,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--start", type=Path, help="a checkpoint that the student begins with")
    parser.add_argument("--to", type=Path, default=Path("sayso/weights"))
    given = parser.parse_args()
    shared, out = given.shared, given.out
    workers = (os.cpu_count() or 1) // 2 if DEVICE.type == "cuda" else 0
    teachers = [
        _run(replace(TEACHER, fold=k, seed=20 + k, workers=workers), shared, out / f"teacher{k}")
        for k in range(TEACHERS)
    ]
    lessons = [out / "lessons.pt"]
    if not lessons[0].exists():
        teach(teachers, texts(shared, READ), lessons[0])
    for fold, teacher in enumerate(teachers):
        lessons.append(out / f"aside{fold}.pt")
        if not lessons[-1].exists():
            teach([teacher], aside(shared, replace(TEACHER, fold=fold)), lessons[-1])
    recipe = replace(STUDENT, lessons=tuple(lessons), start=given.start, workers=workers)
    student = _run(recipe, shared, out / "student")
    last = _run(replace(LAST, start=student, workers=workers), shared, out / "last")
    finish(last, shared, out / "shipped.pt", given.to)


def _run(recipe: Recipe, shared: Path, out: Path) -> Path:
    Run(recipe, shared, out).train()
    return out / "checkpoint.pt"


def finish(run: Path, shared: Path, shipped: Path, to: Path) -> None:
    """Fit the factuality output of a run's averaged weights anew, and write what ships."""
    reader = load(run)
    factuality.refit(reader, shared, pretrained.tokenizer())
    torch.save({"average": reader.state_dict()}, shipped)
    export_all(shipped, to)


if __name__ == "__main__":
    main()
