"""Articles in, records for the store out: each read once, linked to what is there already.

What costs most, reading, hangs on one article alone, so it may run in other processes
(`prepared`). Linking looks at the store and is done by the one that writes (`linked`). Every
link hangs on its two articles, never on the order in which they came.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import TypeVar

import numpy as np

from sayso import __version__
from sayso.errors import SaysoError
from sayso.link import stories, vectors
from sayso.link.claims import linking
from sayso.link.claims.statements import statements
from sayso.link.reuse.candidates import candidates
from sayso.link.reuse.fingerprints import Fingerprints, fingerprints, words
from sayso.link.reuse.passages import apart_from, reuse
from sayso.store import ArticleRecord, Holder, Store
from sayso.types import Article, Reading, Relation, Reuse, Skipped, StatementLink, StoryLink

T = TypeVar("T")

#: Articles whose ids are looked up at once.
LOOKED_UP = 32
#: Articles that wait, read or being read, for their turn to be written, for each worker.
AHEAD = 8
#: Raised whenever what is made of a reading changes.
VERSION = f"{__version__}/2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an `Archive.add` did: numbers of articles, ``changed`` ones among the added.

    ``changed``: added at a URL that had another text before; both versions are kept.
    """

    added: int = 0
    known: int = 0
    changed: int = 0
    skipped: int = 0

    @property
    def seen(self) -> int:
        """How many inputs have been dealt with."""
        return self.added + self.known + self.skipped


@dataclass(slots=True)
class Run:
    """One run of taking in: what came, what was known, what is written."""

    store: Store
    done: Added = field(default_factory=Added)
    _left_out: list[Skipped] = field(default_factory=list)

    def fresh(self, items: Iterable[Article | Skipped]) -> Iterator[Article]:
        """The articles that the store does not have; the others are counted."""
        for batch in batches(items, LOOKED_UP):
            left_out = [item for item in batch if isinstance(item, Skipped)]
            articles = {item.id: item for item in batch if isinstance(item, Article)}
            known = self.store.known(articles)
            self._left_out.extend(left_out)
            again = len(batch) - len(left_out) - len(articles) + len(known)
            self._count(known=again, skipped=len(left_out))
            yield from (article for id_, article in articles.items() if id_ not in known)

    def write(self, made: Sequence[ArticleRecord]) -> None:
        """Link and keep records, and note what was left out, all or nothing."""
        left_out, self._left_out = self._left_out, []
        if not made and not left_out:
            return
        urls = {url for one in made if (url := one.reading.article.url)}
        before = self.store.known_urls(urls)
        added = changed = 0
        with self.store.writing() as writing:
            for skipped in left_out:
                writing.skip(skipped)
            for one in made:
                if writing.add(linked(one, self.store)):
                    added += 1
                    changed += one.reading.article.url in before
        self._count(added=added, changed=changed, known=len(made) - added)

    def _count(self, **more: int) -> None:
        counted = {name: getattr(self.done, name) + number for name, number in more.items()}
        self.done = replace(self.done, **counted)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of so many items; the last may be shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def prepared(articles: Iterable[Article], workers: int = 1) -> Iterator[ArticleRecord]:
    """Records without links, lazily and in order, read by so many processes.

    Raises WeightsError if the network is missing or damaged, SaysoError if a process is killed.
    """
    if workers < 2:
        yield from map(record, articles)
        return
    # A forked process would share the parent's open database and half-held locks.
    clean = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, clean, signal.signal, (signal.SIGINT, signal.SIG_DFL))
    waiting: deque[Future[ArticleRecord]] = deque()
    try:
        for article in articles:
            waiting.append(pool.submit(record, article))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise SaysoError(
            "a process that reads was killed; what was added before is kept"
        ) from error
    finally:  # Ctrl-C ends the others at once; else what they have not begun need not be done
        pool.shutdown(cancel_futures=True)


def record(article: Article) -> ArticleRecord:
    """All that hangs on an article alone."""
    from sayso.read import read  # with its network: whoever only asks an archive needs neither

    return recorded(read(article))


def recorded(reading: Reading) -> ArticleRecord:
    """All that hangs on an article alone, which has been read already."""
    article = reading.article
    said = tuple(statements(reading))
    prints = fingerprints(words(article.text))
    drawn = stories.sketch(article)
    return ArticleRecord(
        reading=reading,
        statements=said,
        vectors=vectors.vectors([s.text for s in said]),
        keys=tuple(linking.pairs(s) for s in said),
        hashes=prints.hashes,
        places=prints.places,
        sketch=drawn.weights,
        sketch_keys=drawn.keys,
        version=VERSION,
    )


def linked(made: ArticleRecord, store: Store) -> ArticleRecord:
    """A record with its links to all that the store holds."""
    return replace(
        made,
        reuse=tuple(_reuse(made, store)),
        links=tuple(_links(made, store)),
        story_links=tuple(_story_links(made, store)),
    )


def _reuse(made: ArticleRecord, store: Store) -> Iterator[Reuse]:
    article = made.reading.article
    prints = Fingerprints(made.hashes, made.places)
    near = candidates(article.id, article.publisher, prints, _With(made, store))
    common = {candidate.article: candidate.common for candidate in near}
    for other in store.readings(common):
        found = reuse(made.reading, other)
        kept = found and apart_from(found, article, other.article, common[other.article.id])
        if kept:
            yield kept


@dataclass(frozen=True, slots=True)
class _With:
    """The fingerprints of a store and of one more article, as if it were stored already."""

    made: ArticleRecord
    store: Store

    def holders(self, hashes: np.ndarray) -> list[Holder]:
        return self.store.holders(hashes)

    def spread(self, hashes: np.ndarray) -> Mapping[int, Mapping[str | None, int]]:
        publisher = self.made.reading.article.publisher
        known = self.store.spread(hashes)
        return {
            h: {**counts, publisher: counts.get(publisher, 0) + 1} for h, counts in known.items()
        }


def _links(made: ArticleRecord, store: Store) -> Iterator[StatementLink]:
    for a, b, found in linking.links(made.statements, store, made.reading.article.published):
        yield StatementLink(a, b, Relation(found.relation.value), found.score, found.reason)


def _story_links(made: ArticleRecord, store: Store) -> Iterator[StoryLink]:
    article = made.reading.article
    own = stories.Sketch(article.id, article.published, made.sketch)
    yield from stories.links(own, _Sketches(store))


@dataclass(frozen=True, slots=True)
class _Sketches:
    """A store's sketches in the form that linking asks for."""

    store: Store

    def sketches(
        self, keys: Iterable[str], since: datetime | None, until: datetime | None
    ) -> Iterator[stories.Sketch]:
        for found in self.store.sketches(keys, since, until, least=stories.COMMON):
            yield stories.Sketch(found.article, found.published, found.weights)
