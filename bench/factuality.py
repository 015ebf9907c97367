"""Measures how well the network tells what happened from what is only said to have.

    python -m bench.factuality

In: the UW corpus' dev sentences (Lee et al. 2015), each with words and their factuality as the
author puts it, from -3 to 3. Out: Pearson's r and the mean absolute error; beside them those of
always saying 3, which most words are.
"""

from __future__ import annotations

import numpy as np

from bench import shared
from sayso.read.model import network
from sayso.read.windows import windows


def told() -> tuple[list[float], list[float]]:
    """What the corpus says and what the network says, word by word."""
    gold: list[float] = []
    found: list[float] = []
    for record in shared.records("data/factuality/uw.dev.jsonl.gz"):
        words = record["text"].split(" ")
        starts = np.cumsum([0, *(len(word) + 1 for word in words)])
        window = next(windows(record["text"], network().tokenizer))
        scores = network().factuality(window)
        places = {int(start): i for i, start in enumerate(window.starts)}
        for target in record["targets"]:
            at = places.get(int(starts[target["span1"][0]]))
            if at is not None:
                gold.append(target["label"])
                found.append(float(scores[at]))
    return gold, found


def main() -> None:
    """Print the table."""
    gold, found = map(np.array, told())
    print(f"UW factuality dev ({len(gold)} words)   r    MAE")
    r, error = np.corrcoef(gold, found)[0, 1], np.abs(gold - found).mean()
    print(f"  network                       {r:.2f}   {error:.2f}")
    print(f"  always 3                         -   {np.abs(gold - 3).mean():.2f}")


if __name__ == "__main__":
    main()
