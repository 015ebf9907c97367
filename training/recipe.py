"""The whole recipe: corpora in, `sayso/weights` out.

    python -m training.recipe --shared ../shared

First a run with every fifth relay unit held out: thresholds and the choice between the
network's values and the rules were made on those units. Then a run from there on everything.
Two hours on two cores; killed and started again, it goes on.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from training.export import export_all
from training.train import Recipe, Run, pretrained_folder

FIRST = Recipe(epochs=3, hold_out=5)
SECOND = Recipe(epochs=2, encoder_rate=2e-4, seed=2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--to", type=Path, default=Path("sayso/weights"))
    given = parser.parse_args()
    first, second = given.out / "first", given.out / "second"
    Run(FIRST, given.shared, pretrained_folder(), first).train()
    last = replace(SECOND, start=first / "checkpoint.pt")
    Run(last, given.shared, pretrained_folder(), second).train()
    export_all(second / "checkpoint.pt", given.to)


if __name__ == "__main__":
    main()
