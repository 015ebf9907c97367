"""Measures what a score is worth: of the attributions with a score, how many are right.

    python -m bench.calibration

In: the second half of PolNeAR dev's articles; the first is what scores are mended by
(sayso/read/confidence.py). An attribution is right where the scorer's "full" matching pairs
it: content overlapping by half or more, the head of the source the same. Out: a row for each
span of scores, and the mean distance of score and share.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

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


def main() -> None:
    """Print the table."""
    found = list(judged())
    print("PolNeAR dev   score        number   right")
    off = 0.0
    for low, high in pairwise(EDGES):
        inside = [(score, ok) for score, ok in found if low <= score < high]
        name = f"{low:.2f} to {min(high, 1):.2f}"
        if inside:
            share = sum(ok for _, ok in inside) / len(inside)
            mean = sum(score for score, _ in inside) / len(inside)
            off += abs(share - mean) * len(inside) / len(found)
            print(f"              {name:12} {len(inside):6}  {100 * share:4.0f} %")
    sure = [ok for score, ok in found if score >= 0.9]
    print(f"              0.90 or more {len(sure):6}  {100 * sum(sure) / len(sure):4.0f} %")
    print(f"              mean distance of score and share {off:.3f}")


if __name__ == "__main__":
    main()
