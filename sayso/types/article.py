"""An article, and an input that did not become one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sayso.types.dates import Granularity, aware


class Span(NamedTuple):
    """A half-open range of code points in an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """An outgoing link of the article's body: ``span`` covers its anchor words."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What one publisher put out at one URL.

    ``published`` is aware; ``granularity`` tells how much of it the page really stated.
    ``credit`` is the agency that the page credits ("Reuters"), if it credits one.
    """

    id: str
    text: str
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: datetime | None = None
    granularity: Granularity | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    links: tuple[Link, ...] = ()
    credit: str | None = None

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        url: str | None = None,
        publisher: str | None = None,
        title: str | None = None,
        published: datetime | date | str | None = None,
        granularity: Granularity | None = None,
        authors: Iterable[str] = (),
        language: str | None = None,
        links: Iterable[Link] = (),
        credit: str | None = None,
    ) -> Article:
        """Make an article of a text, kept exactly as given.

        ``published`` may be a datetime (a naive one is read as UTC), a date, or an ISO 8601
        string; what it leaves out shows in ``granularity``.

        Raises ValueError if ``published`` is a string that is no ISO 8601 date or time.

        >>> Article.from_text("A ship sank, police said.", published="2022-05").granularity
        <Granularity.MONTH: 'month'>
        """
        moment, grain = aware(published)
        return cls(
            id=article_id(url, text),
            text=text,
            url=url,
            publisher=publisher,
            title=title,
            published=moment,
            granularity=granularity or grain,
            authors=tuple(authors),
            language=language,
            links=tuple(links),
            credit=credit,
        )


@dataclass(frozen=True, slots=True)
class Skipped:
    """One bad input: where it came from and, in one line, why it was left out."""

    where: str
    reason: str


def article_id(url: str | None, text: str) -> str:
    """The id of an article: a hash of its URL and its text (the text alone would merge
    two publishers' reprints of one story, the very thing sayso traces).
    """
    digest = hashlib.sha256(f"{url or ''}\n{text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
