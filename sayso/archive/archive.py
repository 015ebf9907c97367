"""`Archive`: one file or database of articles, and what can be asked of it.

>>> with Archive() as archive:
...     archive.add([Article.from_text("The old bridge is closed, police said.")]).added
1
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.archive import tracing
from sayso.archive.intake import Added, Run, batches, prepared
from sayso.archive.stories import Stories
from sayso.errors import ArticleNotFound
from sayso.link.sources import speakers
from sayso.store import Counts, Entry, Hit, Page, Query, Quoted, Store, open_store
from sayso.types import Article, Claim, Reading, Skipped, Source, Story, Trace

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
        self._stories = Stories(self._store)

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
        return self._stories.page(since, until, limit, cursor)

    def story(self, article: str) -> Story | None:
        """The story of an article (id); None if it is the only one about its event."""
        return self._stories.of(article)

    def all_stories(self) -> Iterator[Story]:
        """Every story of two articles or more."""
        return self._stories.every()

    def sources(self, words: str = "", *, limit: int = 20) -> list[Source]:
        """Speakers whose names have all of these words, those with most to say first; names
        that are one speaker's are merged.
        """
        names = [s.name for s in self._store.speakers(words, limit=limit * NAMES).items]
        return list(islice(self._sources(self._store.said_by(names)), limit))

    def source(self, statement: str) -> Source | None:
        """The source of a statement (id); a source's own id is one of its statements'."""
        found = self._store.statements([statement])
        if not found or not found[0].speaker:
            return None
        one, name = found[0], found[0].speaker
        named = speakers.nameable(one)
        if named:
            others = self._store.speakers(name, limit=20 * NAMES).items
            said = self._store.said_by({name, *(other.name for other in others)})
            sources = self._sources(said)
        else:  # whoever has no name is a source of one article
            own = [s for s in self._store.statements_of([one.article]) if s.speaker == name]
            sources = speakers.sources(speakers.said(self.reading(one.article), own))
        return next((s for s in sources if any(own.id == statement for own in s.said)), None)

    def _sources(self, said: Sequence[Quoted]) -> Iterator[Source]:
        """The sources of statements, those with most to say first."""
        story = self._stories.ids({one.statement.article for one in said})
        return speakers.sources(
            speakers.Said(
                statement=one.statement,
                publisher=one.publisher,
                published=one.published,
                story=story.get(one.statement.article),
                via=one.via,
            )
            for one in said
        )

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
