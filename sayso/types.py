"""The nouns of sayso: frozen records that every layer passes on and none changes.

Offsets are code points into ``article.text``, half-open: ``text[span.start:span.end]``
always holds. This module knows only the standard library.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What sort of source an attribution has (relay guide, section 1)."""

    NAMED_PERSON = "named_person"
    UNNAMED_PERSON = "unnamed_person"
    NAMED_ORGANISATION = "named_organisation"
    UNNAMED_GROUP = "unnamed_group"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNSTATED = "unstated"


class Quotation(StrEnum):
    """Whether the content is quoted whole, paraphrased, or paraphrased with quoted words."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Certainty(StrEnum):
    """How sure the source presents the content (FactBank's CT, PR, PS and U)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether the source asserts the content, denies it, or declines to comment."""

    ASSERTS = "asserts"
    DENIES = "denies"
    NO_COMMENT = "no_comment"


class Granularity(StrEnum):
    """How finely a date or time is known; nothing finer than the text says is ever made up."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When something was said, as the text says it.

    ``value`` is a TIMEX3 value ("2022-04", "2022-05-W18", "PAST_REF"); ``start`` and ``end``
    the half-open interval it covers, None while it cannot be pinned to a date.
    """

    span: Span
    value: str
    granularity: Granularity | None = None
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A place in an article where content is ascribed to a source by a cue.

    ``source``, ``cue`` and ``content`` may each be split, or empty if the text has none.
    ``speaker`` is the source's resolved name, ``via`` the medium it spoke through, ``within``
    the id of the attribution that encloses this one, ``when`` the time it was said.
    ``hearsay`` is False for attitudes and actions ("support for", "voted against").
    ``score`` is the reader's confidence from 0 to 1; never a certainty.
    """

    id: str
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    speaker: str | None = None
    kind: Kind = Kind.UNSTATED
    hearsay: bool = True
    quotation: Quotation = Quotation.INDIRECT
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.ASSERTS
    via: str | None = None
    within: str | None = None
    when: When | None = None
    score: float = 1.0

    @property
    def start(self) -> int:
        """Where the attribution begins: its first character in the text."""
        return min((s.start for s in (*self.source, *self.cue, *self.content)), default=0)

    @property
    def end(self) -> int:
        """Where the attribution ends: one past its last character in the text."""
        return max((s.end for s in (*self.source, *self.cue, *self.content)), default=0)


@dataclass(frozen=True, slots=True)
class Upstream:
    """An outlet from which the article says it took the information; ``evidence`` says so."""

    name: str
    evidence: Span
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with everything that was read out of it: its evidence sheet.

    ``attributions`` stand in reading order, attitudes included; ``version`` names the code
    and the weights that made the reading.
    """

    article: Article
    attributions: tuple[Attribution, ...] = ()
    upstream: tuple[Upstream, ...] = ()
    version: str = ""

    @property
    def hearsay(self) -> tuple[Attribution, ...]:
        """The attributions that ascribe a proposition: attitudes and actions left out."""
        return tuple(a for a in self.attributions if a.hearsay)

    def quote(self, spans: Sequence[Span]) -> str:
        """The article's words under the spans; parts of a split one are joined by " … "."""
        return " … ".join(self.article.text[s.start : s.end] for s in spans)


@dataclass(frozen=True, slots=True)
class Skipped:
    """One bad input: where it came from and, in one line, why it was left out."""

    where: str
    reason: str


def aware(moment: datetime | date | str | None) -> tuple[datetime | None, Granularity | None]:
    """An aware datetime and its granularity, from what a user or a page gives.

    Raises ValueError if a string is no ISO 8601 date or time.
    """
    if moment is None:
        return None, None
    if isinstance(moment, str):
        return _from_iso(moment.strip())
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC), Granularity.SECOND
    return datetime.combine(moment, time(), UTC), Granularity.DAY


def _from_iso(value: str) -> tuple[datetime, Granularity]:
    if len(value) == 4 and value.isdigit():
        return datetime(int(value), 1, 1, tzinfo=UTC), Granularity.YEAR
    if len(value) == 7 and value[4] == "-":
        return datetime.fromisoformat(value + "-01").replace(tzinfo=UTC), Granularity.MONTH
    parsed = datetime.fromisoformat(value)
    moment = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    if len(value) <= 10:
        return moment, Granularity.DAY
    return moment, Granularity.SECOND if value.count(":") > 1 else Granularity.MINUTE


def article_id(url: str | None, text: str) -> str:
    """The id of an article: a hash of its URL and its text (the text alone would merge
    two publishers' reprints of one story, the very thing sayso traces).
    """
    digest = hashlib.sha256(f"{url or ''}\n{text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
