"""What real feeds and web archives yield: articles, links to fetch, and reasons for the rest.

    python bench/intake.py [FOLDER...]

Prints one table: for each file of data/feeds and data/warc of the corpora (or of the folders
given) its articles, the pages that it leads to, and the commonest reasons for what was left
out. All languages are read, nothing is fetched.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from bench.shared import folder
from sayso import Article, Manners, load_many

_NOT_FETCHED = "not fetched: offline"
_REASONS = 2


def main(folders: list[Path]) -> None:
    """Take in every file and print the table."""
    print(f"{'file':<38} {'articles':>8} {'links':>6} {'skipped':>8}  reasons")
    totals: Counter[str] = Counter()
    started = time.process_time()
    for path in (file for place in folders for file in sorted(place.iterdir())):
        articles, reasons = 0, Counter[str]()
        for taken in load_many(path, language="any", manners=Manners(offline=True)):
            if isinstance(taken, Article):
                articles += 1
            else:
                reasons[taken.reason] += 1
        links = reasons.pop(_NOT_FETCHED, 0)
        totals += Counter(files=1, articles=articles, links=links, skipped=reasons.total())
        _print(path.name, articles, links, reasons)
    seconds = time.process_time() - started
    _print(f"all {totals['files']} files", totals["articles"], totals["links"], Counter())
    print(f"{totals['skipped']} skipped; {seconds:.1f} CPU seconds")


def _print(name: str, articles: int, links: int, reasons: Counter[str]) -> None:
    stated = "; ".join(f"{count} {reason[:60]}" for reason, count in reasons.most_common(_REASONS))
    print(f"{name:<38} {articles:>8} {links:>6} {reasons.total():>8}  {stated}".rstrip())


if __name__ == "__main__":
    main(
        [Path(name) for name in sys.argv[1:]]
        or [folder() / "data" / name for name in ("feeds", "warc")]
    )
