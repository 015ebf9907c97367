"""What links articles: reuse, claims, stories, sources, and a claim's trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sayso.types.article import Span
from sayso.types.reading import Certainty, Kind, Polarity


class Stance(StrEnum):
    """How an article in its own voice treats a claim (relay guide, section 2)."""

    ASSERTS = "asserts"
    REPORTS = "reports"
    DOUBTS = "doubts"
    DENIES = "denies"
    OTHER = "other"


class EdgeKind(StrEnum):
    """How two nodes of a trace are joined."""

    CARRIES = "carries"  # an article carries the claim
    CITES = "cites"  # an article or outlet names another outlet as its source
    QUOTES = "quotes"  # an article or outlet gives a source's words
    COPIES = "copies"  # a later article shares wording with an earlier one


class Relation(StrEnum):
    """How two statements bear on each other."""

    SAME = "same"  # they state the same proposition
    RIVAL = "rival"  # other versions of it: other numbers, other names, "wounded", not "killed"
    DENIAL = "denial"  # ``a`` denies what ``b`` states


class Interval(NamedTuple):
    """From ``low`` to ``high``, both included: what cannot be decided lies between."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in an article, as evidence: the article's id and where they stand in its text."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One place where an article states a proposition: an attribution (``attribution`` is its
    id) or a sentence of the article's own voice (None).

    ``text`` is the content's words; ``spans`` where they stand. The other fields are the
    attribution's; in own voice there is no speaker, and ``kind`` is None.
    """

    id: str
    article: str
    text: str
    spans: tuple[Span, ...]
    attribution: str | None = None
    speaker: str | None = None
    kind: Kind | None = None
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.ASSERTS


@dataclass(frozen=True, slots=True)
class StatementLink:
    """Two statements (ids) and how they bear on each other; ``reason`` says why, in words.

    Statements joined by `Relation.SAME`, directly or over others, are one claim.
    """

    a: str
    b: str
    relation: Relation
    score: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StoryLink:
    """Two articles (ids) about one event; articles joined so, directly or not, are one story."""

    a: str
    b: str
    score: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition as one or more articles carry it; ``text`` is its most typical wording."""

    id: str
    text: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that stands in two articles, word for word or lightly edited.

    ``quotation``: it lies within a quotation in both, so both may have it from the speaker.
    """

    a: Span
    b: Span
    words: int
    quotation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """What two articles (ids ``a`` < ``b``) share, and which of them had it first.

    ``share_a``, ``share_b``: the part of each article's words that is shared. ``original`` is
    the id of the one that had it first, None while undecided; ``reason`` says why, in words.
    """

    a: str
    b: str
    passages: tuple[Shared, ...]
    share_a: float
    share_b: float
    original: str | None = None
    reason: str = ""

    @property
    def words(self) -> int:
        """The number of words shared."""
        return sum(p.words for p in self.passages)

    @property
    def reprint(self) -> bool:
        """Whether one of the two is most of the other."""
        return max(self.share_a, self.share_b) > 0.5


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event, named by their most typical headline."""

    id: str
    headline: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A speaker across articles: ``names`` as they were written, the fullest first;
    ``said`` the statements ascribed to it, ``via`` the outlets it spoke through.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: Kind
    said: tuple[Statement, ...]
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes of a trace, joined by words: ``evidence`` is never empty. Nodes are article
    ids, outlets' and speakers' names, and the claim's id.
    """

    kind: EdgeKind
    source: str
    target: str
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceArticle:
    """An article that carries a claim: ``chain`` leads from it outward ("this article" first),
    ``origin`` names where its chains end, ``evidence`` the words that carry the claim.
    """

    id: str
    stance: Stance
    certainty: Certainty
    chain: tuple[str, ...]
    origin: tuple[str, ...]
    evidence: tuple[Passage, ...] = ()
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Where chains end: ``articles`` are the ids that rest on it. ``independent`` is None
    while undecided; ``reason`` says in one sentence why it counts as it does.
    """

    name: str
    kind: Kind
    articles: tuple[str, ...]
    independent: bool | None
    reason: str = ""
    evidence: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """One step of a hedge path: how sure and on whose word an article has the claim.
    ``dropped``: this article is the first to state without a hedge what others hedged.
    """

    article: str
    certainty: Certainty
    kind: Kind | None
    stance: Stance
    published: datetime | None
    evidence: tuple[Passage, ...]
    dropped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Somebody denies the claim or declines to comment, in an article."""

    article: str
    speaker: str | None
    polarity: Polarity
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A claim's provenance: its articles down to its roots. ``independent`` counts the roots
    that share no ancestor, no wording and no publisher family; ``rivals`` are other versions
    of the claim (other numbers, other names).
    """

    claim: Claim
    articles: tuple[TraceArticle, ...]
    edges: tuple[Edge, ...]
    roots: tuple[Root, ...]
    independent: Interval
    reason: str = ""
    hedge_path: tuple[Hedge, ...] = ()
    denials: tuple[Denial, ...] = ()
    rivals: tuple[Claim, ...] = ()
    reuse: tuple[Reuse, ...] = ()
