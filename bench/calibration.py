"""Measures what a score is worth: of the attributions with a score, how many are right.

    python -m bench.calibration

In: PolNeAR dev. An attribution is right where the scorer's "full" matching pairs it: content
overlapping by half or more, the head of the source the same. Out: a row for each tenth.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench import shared
from sayso.read.reader import read_many
from sayso.types import Article


def judged() -> Iterator[tuple[float, bool]]:
    """The score of each attribution that is read, and whether it is right."""
    scorer = shared.scorer("attribution")
    gold = list(shared.records("data/attribution/polnear.dev.jsonl.gz"))
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
    for low in (0.5, 0.6, 0.7, 0.8, 0.9, 0.98):
        high = {0.9: 0.98, 0.98: 1.01}.get(low, low + 0.1)
        inside = [ok for score, ok in found if low <= score < high]
        name = f"{low:.2f} to {min(high, 1):.2f}"
        share = f"{100 * sum(inside) / len(inside):4.0f} %" if inside else "    -"
        print(f"              {name:12} {len(inside):6}  {share}")


if __name__ == "__main__":
    main()
