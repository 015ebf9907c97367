"""`Archive`: one file or database of articles, and what can be asked of it.

>>> with Archive() as archive:
...     archive.add([Article.from_text("The old bridge is closed, police said.")]).added
1
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.archive import tracing
from sayso.archive.intake import Added, Run, batches, prepared
from sayso.errors import ArticleNotFound
from sayso.link import stories
from sayso.link.sources import speakers
from sayso.store import Counts, Entry, Hit, Page, Query, Store, open_store
from sayso.types import Article, Claim, Reading, Skipped, Source, Statement, Story, StoryLink, Trace

#: Articles in one transaction: what a kill -9 costs at most.
BATCH = 16
#: Names looked up for each source that is asked for: a source may have several.
NAMES = 5


class Archive:
    """Articles with their readings, and what links them. Threads may share one."""

    def __init__(self, where: str | Path = ":memory:", *, create: bool = True) -> None:
        """Open the archive in a file or at a postgresql:// URL; one is made if none is there,
        unless ``create`` is False.

        Raises StoreError if that cannot be done; its message says what to do.
        """
        self._store: Store = open_store(str(where), create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close it; closing twice is no error."""
        self._store.close()

    @property
    def store(self) -> Store:
        """What it is kept in, for exports and pages."""
        return self._store

    # Taking in

    def add(
        self,
        articles: Article | Iterable[Article | Skipped],
        *,
        workers: int = 1,
        told: Callable[[Added], None] | None = None,
    ) -> Added:
        """Read, link and keep articles; those that are there already change nothing.

        Killed at any moment and started again, it ends with the same archive. ``workers``
        processes read, this one links and writes. ``told`` hears the numbers so far after
        each batch.

        Raises StoreError, WeightsError.
        """
        given = [articles] if isinstance(articles, Article) else articles
        run = Run(self._store)
        for batch in batches(prepared(run.fresh(given), workers), BATCH):
            run.write(batch)
            if told:
                told(run.done)
        run.write([])
        return run.done

    def known_url(self, url: str) -> bool:
        """Whether the article at a URL is in the archive (for `sayso.load_many`)."""
        return bool(self._store.known_urls([url]))

    # Asking

    def trace(self, question: str) -> Trace:
        """A claim's provenance: its articles, copies, roots, hedges and denials.

        ``question`` is a sentence that states the claim, a claim's id, or the URL or id of an
        article that carries it.

        Raises ClaimNotFound if nothing in the archive carries it.
        """
        return tracing.traced(self._store, question)

    def search(self, query: Query | str) -> Page[Hit]:
        """Statements by words, phrases and filters, the best first."""
        query = Query(words=query) if isinstance(query, str) else query
        return self._store.search_statements(query)

    def stories(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 20,
        cursor: str | None = None,
    ) -> Page[Story]:
        """Articles grouped by event, the stories with the latest article first."""
        page = self._store.stories(since=since, until=until, limit=limit, cursor=cursor)
        split = tuple(story for wide in page.items for story in self._stories(wide.articles))
        return Page(split, page.cursor)

    def story(self, article: str) -> Story | None:
        """The story of an article (id); None if it is the only one about its event."""
        wide = self._store.story(article)
        found = self._stories(wide.articles) if wide else ()
        return next((story for story in found if article in story.articles), None)

    def all_stories(self) -> Iterator[Story]:
        """Every story of two articles or more."""
        for wide in self._store.all_stories():
            yield from self._stories(wide.articles)

    def _stories(self, articles: Iterable[str]) -> Iterator[Story]:
        """The stories within articles that links join, directly or over others."""
        for group in stories.grouped(self._store.story_links(articles)):
            members = [(stories.sketch(a), a.title or "") for a in map(self.article, group)]
            yield stories.story(members)

    def sources(self, words: str = "", *, limit: int = 20) -> list[Source]:
        """Speakers whose names have all of these words, those with most to say first; names
        that are one speaker's are merged.
        """
        names = [s.name for s in self._store.speakers(words, limit=limit * NAMES).items]
        said: dict[str, list[Statement]] = {}
        for statement in self._store.said_by(names):
            said.setdefault(statement.article, []).append(statement)
        story = self._story_ids(said)
        told = (
            one
            for reading in self._store.readings(said)
            for one in speakers.said(
                reading, said[reading.article.id], story=story.get(reading.article.id)
            )
        )
        return list(islice(speakers.sources(told), limit))

    def source(self, statement: str) -> Source | None:
        """The source of a statement (id); a source's own id is one of its statements'."""
        names = [s.speaker for s in self._store.statements([statement]) if s.speaker]
        found = (source for name in names for source in self.sources(name))
        return next((s for s in found if any(one.id == statement for one in s.said)), None)

    def _story_ids(self, articles: Iterable[str]) -> dict[str, str]:
        """For each article that is in a story (and its neighbours) the story's id."""
        links: set[StoryLink] = set()
        asked: set[str] = set()
        waiting = set(articles)
        while waiting:  # a story's bounds hang on all that links join, however indirectly
            found = self._store.story_links(waiting)
            links.update(found)
            asked |= waiting
            waiting = {end for link in found for end in (link.a, link.b)} - asked
        return {a: group[0] for group in stories.grouped(links) for a in group}

    def article(self, article: str) -> Article:
        """An article by its id.

        Raises ArticleNotFound.
        """
        found = self._store.article(article)
        if found is None:
            raise ArticleNotFound(article)
        return found

    def reading(self, article: str) -> Reading:
        """The reading of an article, by the article's id.

        Raises ArticleNotFound.
        """
        found = self._store.reading(article)
        if found is None:
            raise ArticleNotFound(article)
        return found

    def versions(self, url: str) -> list[Entry]:
        """All versions of the article at a URL, the earliest added first."""
        return self._store.versions(url)

    def claim(self, statement: str) -> Claim | None:
        """The claim of a statement (id); a claim's own id is one of its statements'."""
        return self._store.claim(statement)

    def info(self) -> Counts:
        """How much there is."""
        return self._store.counts()
