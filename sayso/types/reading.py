"""A reading: what one article says on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sayso.types.article import Article, Span
from sayso.types.dates import Granularity


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
