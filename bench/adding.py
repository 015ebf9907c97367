"""What keeping and linking cost beside reading: articles added to an archive, and only read.

    python -m bench.adding [NUMBER]

In: so many articles of the corpus (200), one process. Out: one table: articles a second read,
added, and the ratio; processor time, since machines are shared.
"""

from __future__ import annotations

import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from bench import shared
from sayso.archive import Archive
from sayso.read import read_many
from sayso.types import Article


def articles(number: int) -> list[Article]:
    """The first articles of the corpus, with what an archive wants to know of them."""
    found = islice(shared.records("data/corpus/us-news-2018-2019.jsonl.gz"), number)
    return [
        Article.from_text(r["text"], url=r["url"], publisher=r["publisher"], title=r["title"])
        for r in found
    ]


def main() -> None:
    """Print the table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    given = articles(number)
    list(read_many(given[:2]))
    begun = time.process_time()
    list(read_many(given))
    read = time.process_time() - begun
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "news.db") as archive:
        begun = time.process_time()
        archive.add(given)
        added = time.process_time() - begun
        held = archive.info()
    print(f"{number} articles, {sum(len(a.text.split()) for a in given):,} words, one process")
    print(f"  read        {number / read:6.2f} a second")
    size = held.bytes / number / 1000
    print(f"  added       {number / added:6.2f} a second   ({size:.1f} kB each)")
    print(f"  ratio       {read / added:6.2f}")


if __name__ == "__main__":
    main()
