"""The contract over any `Database`: queries by name in, nouns out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, Final, TypeVar

import numpy as np

from sayso.errors import Damaged, StoreError
from sayso.store import rows, searching, typical
from sayso.store.database import Database, Row
from sayso.store.forms import read_iso, window
from sayso.store.records import (
    Counts,
    Entry,
    Hashes,
    Hit,
    Holder,
    Near,
    Page,
    Publisher,
    Query,
    Quoted,
    Sketch,
    Sourcing,
    Speaker,
    Vectors,
)
from sayso.store.writer import Writer
from sayso.types import (
    Article,
    Claim,
    Kind,
    Reading,
    Reuse,
    Skipped,
    Statement,
    StatementLink,
    StoryLink,
)

_BATCH: Final = 500  # rows held at a time when all are gone through

T = TypeVar("T")


class SqlStore:
    """One open archive; what each method does is said in ``store/contract.py``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.where = database.where

    def writing(self) -> AbstractContextManager[Writer]:
        """One transaction, all or nothing."""
        return self._writing()

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        with self._database.transaction():
            writer = Writer(self._database)
            yield writer
            if writer.broken:  # an error that was caught inside must not leave half an article
                reason = "an article could not be stored whole, so nothing of this block was"
                raise StoreError(self.where, reason)

    def close(self) -> None:
        """Close it; closing twice is no error."""
        self._database.close()

    # Articles and readings

    def article(self, article: str) -> Article | None:
        """An article (id) with its text."""
        return _first(self._made(rows.article, "articles_by_id", ids=[article]))

    def entry(self, article: str) -> Entry | None:
        """An article (id) without its text."""
        return _first(self.entries([article]))

    def entries(self, ids: Iterable[str]) -> list[Entry]:
        """Articles without their texts, in the order of the ids."""
        ids = list(ids)
        found = self._made(rows.entry, "entries_by_id", ids=ids)
        return _ordered(ids, {e.id: e for e in found})

    def article_by_url(self, url: str) -> Article | None:
        """The article at a URL, in its latest version."""
        found = self._database.rows("id_at", url=url)
        return self.article(found[0][0]) if found else None

    def versions(self, url: str) -> list[Entry]:
        """All versions of the article at a URL, the earliest added first."""
        return self.entries(id_ for (id_,) in self._database.rows("ids_at", url=url))

    def reading(self, article: str) -> Reading | None:
        """The reading of an article (id), exactly as it was added."""
        return _first(self.readings([article]))

    def readings(self, ids: Iterable[str]) -> list[Reading]:
        """Readings of articles, in the order of the ids."""
        ids = list(ids)
        found = self._made(rows.reading, "readings_by_id", ids=ids)
        return _ordered(ids, {r.article.id: r for r in found})

    def sourcing(self, ids: Iterable[str]) -> list[Sourcing]:
        """Whom articles take from and who speaks in them, in any order."""
        return self._made(rows.sourcing, "bodies_by_id", ids=list(ids))

    def known(self, ids: Iterable[str]) -> set[str]:
        """Which of these articles (ids) are in the store."""
        return {id_ for id_, _ in self._database.rows("article_seqs", ids=list(ids))}

    def known_urls(self, urls: Iterable[str]) -> set[str]:
        """Which of these URLs have an article in the store."""
        return {url for (url,) in self._database.rows("known_urls", urls=list(urls))}

    # Statements and claims

    def statements(self, ids: Iterable[str]) -> list[Statement]:
        """Statements, in the order of the ids."""
        ids = list(ids)
        found = self._made(rows.statement, "statements_by_id", ids=ids)
        return _ordered(ids, {s.id: s for s in found})

    def statements_of(self, articles: Iterable[str], most: int | None = None) -> list[Statement]:
        """All statements of some articles, or the first ``most`` of each, article by article."""
        query, bound = ("statements_of", {}) if most is None else ("leads_of", {"most": most})
        return self._made(rows.statement, query, ids=list(articles), **bound)

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """The vectors of statements, one row per id, zeros where there is none."""
        found = self._database.vectors_of(ids)
        width = self._database.rows("setting", name="width")
        made = np.zeros((len(ids), int(width[0][0]) if width else 0), np.float32)
        for row, id_ in enumerate(ids):
            if id_ in found:
                made[row] = found[id_]
        return made

    def claim(self, statement: str) -> Claim | None:
        """The claim that a statement (id) belongs to."""
        found = self._database.rows("claims_of", ids=[statement])
        if not found:
            return None
        _, component, id_ = found[0]
        if component is None:
            return typical.claim(id_, self.statements([id_]))
        return self._claim(component, id_)

    def claim_ids(self, statements: Iterable[str]) -> dict[str, str]:
        """For each of these statements (ids) the id of its claim."""
        return {s: claim for s, _, claim in self._database.rows("claims_of", ids=list(statements))}

    def links(self, statements: Iterable[str]) -> list[StatementLink]:
        """The links, of whatever relation, at either end of which one of these is."""
        return self._made(rows.link, "links_of", ids=list(statements))

    def sharing(
        self, keys: Iterable[str], since: datetime | None = None, until: datetime | None = None
    ) -> list[tuple[str, str]]:
        """Each of these keys with the statements (ids) that have it, near in time or undated."""
        return self._database.rows("sharing", keys=sorted(set(keys)), **window(since, until))

    def _claim(self, component: int, id_: str) -> Claim:
        return typical.claim(
            id_, self._made(rows.statement, "statements_of_claim", claim=component)
        )

    # Reuse and stories

    def reuse_of(self, articles: Iterable[str], *, within: bool = False) -> list[Reuse]:
        """What any of these articles shares with any other; ``within``: with another of these."""
        query = "reuse_within" if within else "reuse_of"
        return self._made(rows.reuse, query, ids=list(articles))

    def holders(self, hashes: Hashes, most: int = 1000) -> list[Holder]:
        """The articles that have these fingerprints, by hash, then in the order of adding."""
        asked = np.unique(hashes).tolist()
        return [Holder(*row) for row in self._database.rows("holders", hashes=asked, most=most)]

    def spread(self, hashes: Hashes, most: int = 1000) -> dict[int, dict[str | None, int]]:
        """For each fingerprint that is known: in how many articles of each publisher it is."""
        asked = np.unique(hashes).tolist()
        found: dict[int, dict[str | None, int]] = {}
        for hash_, publisher, count in self._database.rows("spread", hashes=asked, most=most):
            found.setdefault(hash_, {})[publisher] = count
        return found

    def story_ids(self, articles: Iterable[str]) -> dict[str, str]:
        """For each of these articles that links join to others the id of what they join."""
        return dict(self._database.rows("story_ids", ids=list(articles)))

    def members(self, story: str) -> list[tuple[str, datetime | None]]:
        """The articles that links join under an id, with when they were published."""
        return [(a, read_iso(time)) for a, time in self._database.rows("members_of", id=story)]

    def latest_stories(self, *, limit: int = 20, cursor: str | None = None) -> Page[str]:
        """The ids of what story links join, the one with the latest article first."""
        found, after = self._page(searching.Search("stories_by_last", {}), limit, cursor)
        return Page(tuple(id_ for (id_,) in found), after)

    def sketches(
        self,
        keys: Iterable[str],
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        least: int = 2,
    ) -> list[Sketch]:
        """The sketches of articles that have enough of these keys, near in time or undated."""
        asked = sorted(set(keys))
        return self._made(rows.sketch, "sketches", keys=asked, least=least, **window(since, until))

    def sketches_of(self, articles: Iterable[str]) -> list[Sketch]:
        """The sketches of articles; one that tells nothing has none."""
        return self._made(rows.sketch, "sketches_of", ids=list(articles))

    def story_links(self, articles: Iterable[str]) -> list[StoryLink]:
        """The links that made stories, at either end of which one of these articles is."""
        return self._made(rows.story_link, "story_links_of", ids=list(articles))

    # Looking things up

    def search_statements(self, query: Query) -> Page[Hit]:
        """Statements, the best first; without words the latest published first."""
        search = searching.for_statements(query, self._database)
        found, after = self._page(search, query.limit, query.cursor)
        statements = self._read(rows.statement, (row[:-1] for row in found))
        entries = {e.id: e for e in self.entries({s.article for s in statements})}
        pairs = zip(statements, found, strict=True)
        return Page(tuple(Hit(entries[s.article], row[-1], s) for s, row in pairs), after)

    def search_articles(self, query: Query) -> Page[Hit]:
        """Articles by the words of title and text, the best first; without words the latest."""
        search = searching.for_articles(query, self._database)
        found, after = self._page(search, query.limit, query.cursor)
        entries = self.entries(id_ for id_, _ in found)
        return Page(tuple(Hit(e, r) for e, (_, r) in zip(entries, found, strict=True)), after)

    def nearest(
        self, vectors: Vectors, *, limit: int = 10, at_least: float = -1.0
    ) -> list[list[Near]]:
        """For each row of ``vectors`` the nearest statements by cosine, the nearest first."""
        found = self._database.nearest(np.asarray(vectors, np.float32), limit, at_least)
        seqs = sorted({seq for near in found for seq, _ in near})
        ids: dict[int, str] = dict(self._database.rows("statement_ids", seqs=seqs))
        return [[Near(ids[seq], cosine) for seq, cosine in near] for near in found]

    def speakers(
        self, words: str = "", *, limit: int = 20, cursor: str | None = None
    ) -> Page[Speaker]:
        """Speakers whose names have all of these words, those with most statements first."""
        search = searching.for_speakers(words, self._database)
        found, after = self._page(search, limit, cursor)
        kinds: dict[str, tuple[int, str]] = {}
        for name, kind, count in self._database.rows("kinds_of", names=[row[0] for row in found]):
            kinds[name] = max(kinds.get(name, (0, "")), (count, kind))
        made = (Speaker(n, Kind(kinds.get(n, (0, Kind.UNSTATED))[1]), *rest) for n, *rest in found)
        return Page(tuple(made), after)

    def publishers(self, *, limit: int = 20, cursor: str | None = None) -> Page[Publisher]:
        """Publishers, those with most articles first."""
        found, after = self._page(searching.Search("publishers", {}), limit, cursor)
        return Page(tuple(Publisher(*row) for row in found), after)

    def known_publishers(self, names: Iterable[str]) -> set[str]:
        """Which of these publishers a search finds articles of."""
        return searching.known_publishers(names, self._database)

    def said_by(self, names: Iterable[str]) -> list[Quoted]:
        """The statements of speakers, by their exact names, in the order of adding."""
        return self._made(rows.quoted, "said_by", names=list(names))

    def counts(self) -> Counts:
        """How much there is."""
        makers = tuple(name for (name,) in self._database.rows("makers") if name)
        return rows.counts(self._database.rows("counts")[0], self._database.size(), makers)

    # Everything, in the order of adding and in constant memory

    def all_entries(self) -> Iterator[Entry]:
        """All articles, without texts."""
        for ids in self._ids("article_ids_after"):
            yield from self.entries(ids)

    def all_readings(self) -> Iterator[Reading]:
        """All readings, with their articles."""
        for ids in self._ids("article_ids_after"):
            yield from self.readings(ids)

    def all_statements(self) -> Iterator[Statement]:
        """All statements."""
        for ids in self._ids("statement_ids_after"):
            yield from self.statements(ids)

    def all_links(self) -> Iterator[StatementLink]:
        """All links between statements."""
        return self._pairs("links_after", rows.link)

    def all_claims(self) -> Iterator[Claim]:
        """All claims of two statements or more."""
        for batch in self._batches("claims_after"):
            yield from (self._claim(*row) for row in batch)

    def all_reuse(self) -> Iterator[Reuse]:
        """All that any two articles share."""
        return self._pairs("reuse_after", rows.reuse)

    def all_story_links(self) -> Iterator[StoryLink]:
        """All links between articles of one story."""
        return self._pairs("story_links_after", rows.story_link)

    def all_skipped(self) -> Iterator[Skipped]:
        """All inputs that were left out."""
        for batch in self._batches("skipped_after"):
            yield from (Skipped(place, reason) for _, place, reason in batch)

    # Rows

    def _made(self, make: Callable[[Row], T], query: str, **values: Any) -> list[T]:
        return self._read(make, self._database.rows(query, **values))

    def _read(self, make: Callable[[Row], T], found: Iterable[Row]) -> list[T]:
        try:
            return [make(row) for row in found]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged(self.where, f"a row in it is damaged ({error})") from error

    def _page(
        self, search: searching.Search | None, limit: int, cursor: str | None
    ) -> tuple[list[Row], str | None]:
        """A page of rows, and the cursor of the next: how many rows came before it."""
        if limit < 1 or not (cursor is None or cursor.isdecimal()):
            raise ValueError(f"no page of {limit} from {cursor!r}")
        if search is None:
            return [], None
        offset = int(cursor or 0)
        page = {"limit": limit + 1, "offset": offset}
        found = self._database.rows(search.name, **search.values, **page)
        return found[:limit], str(offset + limit) if len(found) > limit else None

    def _batches(self, query: str) -> Iterator[list[Row]]:
        batch: list[Row] = [(0,)]
        while batch := self._database.rows(query, seq=batch[-1][0], limit=_BATCH):
            yield batch

    def _ids(self, query: str) -> Iterator[list[str]]:
        for batch in self._batches(query):
            yield [id_ for _, id_ in batch]

    def _pairs(self, query: str, make: Callable[[Row], T]) -> Iterator[T]:
        batch: list[Row] = [(0, 0)]
        while batch := self._database.rows(query, a=batch[-1][0], b=batch[-1][1], limit=_BATCH):
            yield from self._read(make, (row[2:] for row in batch))


def _first(found: Sequence[T]) -> T | None:
    return found[0] if found else None


def _ordered(ids: Iterable[str], found: dict[str, T]) -> list[T]:
    return [found[id_] for id_ in ids if id_ in found]
