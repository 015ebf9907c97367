"""The whole recipe: corpora in, `sayso/weights` out.

    python -m training.recipe --shared ../shared

First a run with every fifth relay unit held out: thresholds were set on those units. Then one
from there on everything, one with more of relay, and one that half the time reads articles
annotated under relay's guide. What ships is between the last two (`training/LOG.md`, averaged
weights): each knows something that the other forgot. Three hours on two cores; killed and
started again, it goes on. (As it was run, the last one started from the third's weights in int8:
`training.restore`.)
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import torch

from training.export import export_all
from training.train import Recipe, Run

RUNS = (
    Recipe(epochs=3, hold_out=5, silver_times=0),
    Recipe(epochs=2, encoder_rate=2e-4, silver_times=0, seed=2),
    Recipe(epochs=1, encoder_rate=1.5e-4, head_rate=5e-4, relay_times=6, silver_times=0, seed=3),
    Recipe(epochs=3, encoder_rate=2e-4, head_rate=7e-4, news_share=0.5, seed=5),
)
#: How much of the last run's weights is in what ships.
SHARE = 0.65


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
    done: list[Path] = []
    for number, recipe in enumerate(RUNS, 1):
        out = given.out / f"run{number}"
        Run(replace(recipe, start=done[-1] if done else None), given.shared, out).train()
        done.append(out / "checkpoint.pt")
    export_all(averaged(*done[-2:], SHARE, given.out / "averaged" / "checkpoint.pt"), given.to)


if __name__ == "__main__":
    main()
