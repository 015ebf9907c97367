"""The contract of a store: everything in, everything out, whatever database lies beneath.

Facts are only ever added. Ids are content hashes made by the caller. What is not there comes
back as None or is left out; every method may raise a `StoreError`. Two real back ends keep the
contract, and ``tests/store/test_contract.py`` holds both to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from sayso.store.records import (
    ArticleRecord,
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
from sayso.types import (
    Article,
    Claim,
    Reading,
    Reuse,
    Skipped,
    Statement,
    StatementLink,
    StoryLink,
)


class Writing(Protocol):
    """What may be done inside ``with store.writing() as w``."""

    def add(self, record: ArticleRecord) -> bool:
        """Add an article with all that belongs to it; False if it was there already.

        Raises ValueError if the record contradicts itself or names an unknown statement or
        article: nothing of it is stored then, and the block may go on. Any other error undoes
        the block, even if it is caught inside.
        """

    def skip(self, skipped: Skipped) -> None:
        """Note an input that was left out; the same one twice is noted once."""


class Store(Protocol):
    """One open archive. Threads may share it: they take turns."""

    where: str

    # Writing

    def writing(self) -> AbstractContextManager[Writing]:
        """One transaction: at the end of the block all of it is kept, after an error nothing.

        Inside the block this store's own methods see what was added; other processes read on
        and see it afterwards. One process writes at a time, others wait or get `Locked`.
        """

    def close(self) -> None:
        """Close it; closing twice is no error."""

    # Articles and readings

    def article(self, article: str) -> Article | None:
        """An article (id) with its text."""

    def entry(self, article: str) -> Entry | None:
        """An article (id) without its text."""

    def entries(self, ids: Iterable[str]) -> list[Entry]:
        """Articles without their texts, in the order of the ids."""

    def article_by_url(self, url: str) -> Article | None:
        """The article at a URL, in its latest version."""

    def versions(self, url: str) -> list[Entry]:
        """All versions of the article at a URL, the earliest added first."""

    def reading(self, article: str) -> Reading | None:
        """The reading of an article (id), exactly as it was added."""

    def readings(self, ids: Iterable[str]) -> list[Reading]:
        """Readings of articles, in the order of the ids."""

    def sourcing(self, ids: Iterable[str]) -> list[Sourcing]:
        """Whom articles take from and who speaks in them, in any order."""

    def known(self, ids: Iterable[str]) -> set[str]:
        """Which of these articles (ids) are in the store."""

    def known_urls(self, urls: Iterable[str]) -> set[str]:
        """Which of these URLs have an article in the store."""

    # Statements and claims

    def statements(self, ids: Iterable[str]) -> list[Statement]:
        """Statements, in the order of the ids."""

    def statements_of(self, articles: Iterable[str], most: int | None = None) -> list[Statement]:
        """All statements of some articles, or the first ``most`` of each; article by article, in
        the order of adding.
        """

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """The vectors of statements, one row per id, zeros where there is none."""

    def claim(self, statement: str) -> Claim | None:
        """The claim that a statement (id) belongs to.

        A claim's own id is the smallest of its statements' ids, so an id that was given out
        stays good when the claim grows. A statement linked to no other is a claim by itself.
        """

    def claim_ids(self, statements: Iterable[str]) -> dict[str, str]:
        """For each of these statements (ids) the id of its claim."""

    def links(self, statements: Iterable[str]) -> list[StatementLink]:
        """The links, of whatever relation, at either end of which one of these statements is."""

    def sharing(
        self,
        keys: Iterable[str],
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[tuple[str, str]]:
        """Each of these keys with every statement (id) that has it and whose article is undated
        or published within ``since`` and ``until``, both included.
        """

    # Reuse and stories

    def reuse_of(self, articles: Iterable[str], *, within: bool = False) -> list[Reuse]:
        """What any of these articles shares with any other; ``within``: with another of these."""

    def holders(self, hashes: Hashes, most: int = 1000) -> list[Holder]:
        """The articles that have these fingerprints, by hash, then in the order of adding.

        Of a fingerprint with more than ``most`` holders only the first ``most`` are given.
        """

    def spread(self, hashes: Hashes, most: int = 1000) -> dict[int, dict[str | None, int]]:
        """For each fingerprint that is known: in how many articles of each publisher it is.

        Of one with more than ``most`` holders only the first ``most`` are counted.
        """

    def story_ids(self, articles: Iterable[str]) -> dict[str, str]:
        """For each of these articles that links join to others the id of what they join: the
        smallest of its articles'.
        """

    def members(self, story: str) -> list[tuple[str, datetime | None]]:
        """The articles that links join under an id, with when they were published, in the order
        of adding.
        """

    def latest_stories(self, *, limit: int = 20, cursor: str | None = None) -> Page[str]:
        """The ids of what story links join, the one with the latest article first."""

    def sketches(
        self,
        keys: Iterable[str],
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        least: int = 2,
    ) -> list[Sketch]:
        """The sketches of articles that have at least ``least`` of these keys, and are undated
        or published within ``since`` and ``until``, both included, in the order of adding.
        """

    def sketches_of(self, articles: Iterable[str]) -> list[Sketch]:
        """The sketches of articles; one that tells nothing has none."""

    def story_links(self, articles: Iterable[str]) -> list[StoryLink]:
        """The links that made stories, at either end of which one of these articles is."""

    # Looking things up

    def search_statements(self, query: Query) -> Page[Hit]:
        """Statements, the best first; without words the latest published first."""

    def search_articles(self, query: Query) -> Page[Hit]:
        """Articles by the words of title and text, the best first; without words the latest."""

    def nearest(
        self, vectors: Vectors, *, limit: int = 10, at_least: float = -1.0
    ) -> list[list[Near]]:
        """For each row of ``vectors`` the nearest statements by cosine, the nearest first; none
        from a large SQLite file, which has no index of vectors.

        Many rows at once cost much less than one by one.
        """

    def speakers(
        self, words: str = "", *, limit: int = 20, cursor: str | None = None
    ) -> Page[Speaker]:
        """Speakers whose names have all of these words, those with most statements first."""

    def publishers(self, *, limit: int = 20, cursor: str | None = None) -> Page[Publisher]:
        """Publishers, those with most articles first."""

    def known_publishers(self, names: Iterable[str]) -> set[str]:
        """Which of these publishers a search finds articles of."""

    def said_by(self, names: Iterable[str]) -> list[Quoted]:
        """The statements of speakers, by their exact names, in the order of adding."""

    def counts(self) -> Counts:
        """How much there is."""

    # Everything, in the order of adding and in constant memory

    def all_entries(self) -> Iterator[Entry]:
        """All articles, without texts."""

    def all_readings(self) -> Iterator[Reading]:
        """All readings, with their articles."""

    def all_statements(self) -> Iterator[Statement]:
        """All statements."""

    def all_links(self) -> Iterator[StatementLink]:
        """All links between statements."""

    def all_claims(self) -> Iterator[Claim]:
        """All claims of two statements or more."""

    def all_reuse(self) -> Iterator[Reuse]:
        """All that any two articles share."""

    def all_story_links(self) -> Iterator[StoryLink]:
        """All links between articles of one story."""

    def all_skipped(self) -> Iterator[Skipped]:
        """All inputs that were left out."""
