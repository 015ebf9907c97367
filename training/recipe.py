"""The whole recipe: corpora in, `sayso/weights` out.

    python -m training.recipe --shared ../shared

First a run with every fifth relay unit held out: thresholds and the choice between the
network's values and the rules were made on those units. Then one from there on everything,
and a last one with more of relay. Two hours on two cores; killed and started again, it goes on.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from training.export import export_all
from training.train import Recipe, Run, pretrained_folder

FIRST = Recipe(epochs=3, hold_out=5)
SECOND = Recipe(epochs=2, encoder_rate=2e-4, seed=2)
THIRD = Recipe(epochs=1, encoder_rate=1.5e-4, head_rate=5e-4, relay_times=6, seed=3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--to", type=Path, default=Path("sayso/weights"))
    given = parser.parse_args()
    last: Path | None = None
    for number, recipe in enumerate((FIRST, SECOND, THIRD), 1):
        out = given.out / f"run{number}"
        Run(replace(recipe, start=last), given.shared, pretrained_folder(), out).train()
        last = out / "checkpoint.pt"
    if last:
        export_all(last, given.to)


if __name__ == "__main__":
    main()
