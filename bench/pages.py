"""How well pages load: the 181 pages of the article extraction benchmark against their gold bodies.

    python bench/pages.py [PATH/TO/pages-article-extraction-benchmark.tar.gz]

Prints one table: pages loaded and refused (with the reasons), token precision, recall and F1,
averaged over the loaded pages, and links, dates, authors and credits found. All languages are
read. Tokens are words in lower case; F1 is over bags of tokens.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
import tarfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sayso.errors import LoadError
from sayso.load import load_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.types import Article

ARCHIVE = "data/pages-article-extraction-benchmark.tar.gz"
_TOKEN = re.compile(r"\w+")


class Page(NamedTuple):
    """One page of the benchmark: its URL, its bytes and the text that people took from it."""

    name: str
    url: str
    html: bytes
    gold: str


class Match(NamedTuple):
    """How one text fits another, token by token."""

    precision: float
    recall: float
    f1: float


def shared() -> Path:
    """The folder with the shared data: SAYSO_SHARED, or ``shared`` beside the repository."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    return Path(os.environ.get("SAYSO_SHARED", beside))


def pages(archive: Path) -> Iterator[Page]:
    """Read the benchmark's pages out of its archive, in the order of their names."""
    with tarfile.open(archive) as tar:
        files = {
            Path(member.name).name: tar.extractfile(member) for member in tar if member.isfile()
        }
        golds = json.load(files["ground-truth.json"] or io.BytesIO(b"{}"))
        for name, gold in sorted(golds.items()):
            packed = files[f"{name}.html.gz"]
            html = gzip.decompress(packed.read()) if packed else b""
            yield Page(name[:8], gold["url"], html, gold["articleBody"])


def match(text: str, gold: str) -> Match:
    """Precision, recall and F1 of a text's bag of tokens against the gold one."""
    said, meant = (Counter(_TOKEN.findall(t.lower())) for t in (text, gold))
    common = (said & meant).total()
    precision, recall = (common / max(bag.total(), 1) for bag in (said, meant))
    return Match(precision, recall, 2 * common / max(said.total() + meant.total(), 1))


def main(archive: Path) -> None:
    """Load every page and print the table."""
    started = time.process_time()
    loaded: list[tuple[Page, Article]] = []
    refused: list[LoadError] = []
    for page in pages(archive):
        try:
            loaded.append((page, load_html(page.html, url=page.url, language="any")))
        except LoadError as error:
            refused.append(error)
    _print(loaded, refused, time.process_time() - started)


def _print(loaded: list[tuple[Page, Article]], refused: list[LoadError], seconds: float) -> None:
    scores = [match(article.text, page.gold) for page, article in loaded]
    count = max(len(scores), 1)
    mean = Match(*(sum(column) / count for column in zip(*scores, strict=True)))
    articles = [article for _, article in loaded]
    rows = {
        "pages loaded / refused": f"{len(loaded)} / {len(refused)}",
        "token precision": f"{mean.precision:.3f}",
        "token recall": f"{mean.recall:.3f}",
        "token F1": f"{mean.f1:.3f}",
        "with a title": sum(a.title is not None for a in articles),
        "with a date": sum(a.published is not None for a in articles),
        "with authors": sum(bool(a.authors) for a in articles),
        "with an agency credit": sum(a.credit is not None for a in articles),
        "links per page": f"{sum(len(a.links) for a in articles) / count:.1f}",
        "pages per CPU second": f"{(len(loaded) + len(refused)) / seconds:.1f}",
    }
    for name, value in rows.items():
        print(f"{name:<24} {value:>12}")
    for error in refused:
        print(f"refused  {error}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else shared() / ARCHIVE)
