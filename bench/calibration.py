"""Measures what a score is worth: of the attributions with a score, how many are right.

    python -m bench.calibration [--plot FILE]

In: the second half of PolNeAR dev's articles; the first is what scores are mended by
(sayso/read/confidence.py). An attribution is right where the scorer's "full" matching pairs
it: content overlapping by half or more, the head of the source the same. Out: a row for each
span of scores, and the mean distance of score and share; --plot draws the rows.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bench import shared
from sayso.read.reader import read_many
from sayso.types import Article

EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def judged() -> Iterator[tuple[float, bool]]:
    """The score of each attribution that is read, and whether it is right."""
    scorer = shared.scorer("attribution")
    gold = list(shared.records("data/attribution/polnear.dev.jsonl.gz"))
    gold = gold[len(gold) // 2 :]
    readings = read_many(Article.from_text(g["text"]) for g in gold)
    for record, reading in zip(gold, readings, strict=True):
        text = record["text"]
        tokens = scorer.tokenize(text)
        starts = [t[0] for t in tokens]
        right = scorer.prep(record["attributions"], text, tokens, starts)
        for a in reading.attributions:
            # One by one: what is told twice is judged twice.
            told = scorer.prep([shared.scored(a)], text, tokens, starts)
            yield (
                a.score,
                any(
                    scorer.iou(g["c"], p["c"]) >= 0.5 and scorer.src_ok(g, p, "head", tokens, text)
                    for g in right
                    for p in told
                ),
            )


Row = tuple[float, float, int, float, float]


def rows(found: Sequence[tuple[float, bool]]) -> Iterator[Row]:
    """For each span of scores its ends, how many there are, their mean score and share right."""
    for low, high in pairwise(EDGES):
        inside = [(score, ok) for score, ok in found if low <= score < high]
        if inside:
            share = sum(ok for _, ok in inside) / len(inside)
            yield low, high, len(inside), sum(score for score, _ in inside) / len(inside), share


def plot(read: Sequence[Row], path: Path) -> None:
    """Draw the share that is right against the score as SVG."""
    from bench.plots import figure, save

    made, axes = figure("score", "share that is right")
    axes.plot([0, 1], [0, 1], color="#94a3b8", linestyle=":")
    axes.annotate("a score that keeps its word", (0.05, 0.1), rotation=33, color="#64748b")
    means, shares = [mean for *_, mean, _ in read], [share for *_, share in read]
    axes.plot(means, shares, marker="o", color="#1d4ed8")
    for _, _, number, mean, share in read:
        axes.annotate(f"{number}", (mean, share), (6, -12), textcoords="offset points")
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02))
    save(made, path)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw it into an SVG file")
    path = parser.parse_args().plot
    found = list(judged())
    read = list(rows(found))
    print("PolNeAR dev   score        number   right")
    for low, high, number, _, share in read:
        print(f"              {low:.2f} to {min(high, 1):.2f} {number:6}  {100 * share:4.0f} %")
    sure = [ok for score, ok in found if score >= 0.9]
    print(f"              0.90 or more {len(sure):6}  {100 * sum(sure) / len(sure):4.0f} %")
    off = sum(abs(share - mean) * number for _, _, number, mean, share in read) / len(found)
    print(f"              mean distance of score and share {off:.3f}")
    if path:
        plot(read, path)


if __name__ == "__main__":
    main()
