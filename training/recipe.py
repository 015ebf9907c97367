"""The whole recipe: corpora in, `sayso/weights` out.

    python -m training.recipe --shared ../shared

First a run with every fifth relay unit held out: thresholds were set on those units. Then one
from there on everything, one with more of relay, and one that half the time reads articles
annotated under relay's guide; between the last two lie weights that know what each of them
forgot (`training/LOG.md`, averaged weights). From these one more run, told which attitudes
relay's articles leave unmarked. Beside it a teacher five times as large, and at last a run that
learns from the corpora and from what the teacher says of news without annotations; the mean of
that and of the run before is where one more begins, with three times as many lessons. What
ships is four tenths of the way from that mean to it, its factuality fitted anew. Half a day on
two cores; killed and started again, it goes on. (As it was run, two of the runs started from the
weights before in int8, `training.restore`, and the last but one was to have two epochs.)
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import torch

from training import factuality, pretrained
from training.export import export_all, load
from training.teach import teach
from training.train import Recipe, Run

FIRST = (
    Recipe(epochs=3, hold_out=5, silver_times=0, attitudes=False, factuality=False),
    Recipe(epochs=2, encoder_rate=2e-4, silver_times=0, attitudes=False, factuality=False, seed=2),
    Recipe(
        epochs=1,
        encoder_rate=1.5e-4,
        head_rate=5e-4,
        relay_times=6,
        silver_times=0,
        attitudes=False,
        factuality=False,
        seed=3,
    ),
    Recipe(
        epochs=3,
        encoder_rate=2e-4,
        head_rate=7e-4,
        news_share=0.5,
        attitudes=False,
        factuality=False,
        seed=5,
    ),
)
#: How much of the last run's weights is in those that the next starts from.
SHARE = 0.65
SECOND = Recipe(
    epochs=4,
    encoder_rate=2e-4,
    head_rate=7e-4,
    relay_times=2,
    silver_times=1,
    factuality=False,
    seed=7,
)
TEACHER = Recipe(
    epochs=2,
    encoder_rate=1.5e-4,
    relay_times=2,
    silver_times=1,
    factuality=False,
    teacher=True,
    seed=11,
)
#: Articles of the corpus that the teacher reads beside the rumours' articles.
READ = 700
LAST = replace(SECOND, epochs=1, news_share=0.6, factuality=True, seed=8)
#: The same once more with more lessons, and how much of it ships.
MORE, READ_MORE, SHIPPED = replace(LAST, seed=10), 2200, 0.4


def averaged(one: Path, other: Path, share: float, to: Path) -> Path:
    """A checkpoint between two: ``share`` of the other's weights (Wortsman et al. 2022)."""
    first, second = (torch.load(path)["average"] for path in (one, other))
    between = {name: first[name].lerp(value, share) for name, value in second.items()}
    to.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"average": between}, to)
    return to


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--to", type=Path, default=Path("sayso/weights"))
    given = parser.parse_args()
    out = given.out
    done: list[Path] = []
    for number, recipe in enumerate(FIRST, 1):
        start = done[-1] if done else None
        done.append(_run(replace(recipe, start=start), given.shared, out / f"run{number}"))
    between = averaged(*done[-2:], SHARE, out / "averaged" / "checkpoint.pt")
    second = _run(replace(SECOND, start=between), given.shared, out / "second")
    teacher = _run(TEACHER, given.shared, out / "teacher")
    lessons = out / "lessons.pt"
    if not lessons.exists():
        teach(teacher, given.shared, READ, lessons)
    last = _run(replace(LAST, start=second, lessons=lessons), given.shared, out / "last")
    mean = averaged(second, last, 0.5, out / "mean" / "checkpoint.pt")
    lessons = out / "more_lessons.pt"
    if not lessons.exists():
        teach(teacher, given.shared, READ_MORE, lessons)
    more = _run(replace(MORE, start=mean, lessons=lessons), given.shared, out / "more")
    shipped = averaged(mean, more, SHIPPED, out / "shipped" / "checkpoint.pt")
    reader = load(shipped)
    factuality.refit(reader, given.shared, pretrained.tokenizer())
    torch.save({"average": reader.state_dict()}, shipped)
    export_all(shipped, given.to)


def _run(recipe: Recipe, shared: Path, out: Path) -> Path:
    Run(recipe, shared, out).train()
    return out / "checkpoint.pt"


if __name__ == "__main__":
    main()
