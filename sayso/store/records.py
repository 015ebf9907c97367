"""What goes into a store and comes out of it, besides the nouns of ``sayso/types``.

Frozen records; they know nothing of SQL. Vectors and fingerprints are numpy arrays, because a
store moves thousands of them at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from sayso.types import (
    Certainty,
    Granularity,
    Kind,
    Polarity,
    Reading,
    Reuse,
    Statement,
    StatementLink,
    StoryLink,
)

Vectors: TypeAlias = npt.NDArray[np.float32]
Hashes: TypeAlias = npt.NDArray[np.int64]

T = TypeVar("T")


def _no_vectors() -> Vectors:
    return np.empty((0, 0), np.float32)


def _no_hashes() -> Hashes:
    return np.empty(0, np.int64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ArticleRecord:
    """All that belongs to one article: it is stored whole or not at all.

    ``vectors`` has one row per statement, or none at all; its width is the same throughout an
    archive. ``hashes`` (signed 64 bits) and ``places`` are the article's fingerprints in
    reading order. ``keys`` has for each statement, or for none, what it is looked up by;
    ``sketch`` the article's most telling words and their weights, ``sketch_keys`` those of them
    that it is looked up by. ``reuse``, ``links`` and ``story_links`` join it to itself and to
    articles that are in the store already. ``version`` names the code that made all this out
    of the reading, which names its own.
    """

    reading: Reading
    statements: tuple[Statement, ...] = ()
    vectors: Vectors = field(default_factory=_no_vectors)
    hashes: Hashes = field(default_factory=_no_hashes)
    places: Hashes = field(default_factory=_no_hashes)
    keys: tuple[Collection[str], ...] = ()
    sketch: Mapping[str, float] = field(default_factory=dict)
    sketch_keys: tuple[str, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    links: tuple[StatementLink, ...] = ()
    story_links: tuple[StoryLink, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as the store lists it: everything about it but its text.

    ``replaces`` is the id of the version that was the latest at the same URL when this one was
    added; ``statements`` the number of statements it has.
    """

    id: str
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: datetime | None = None
    granularity: Granularity | None = None
    language: str | None = None
    credit: str | None = None
    added: datetime
    replaces: str | None = None
    statements: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to search for: words, filters, or both.

    ``words`` as people type them: all must occur, those in "quotation marks" as a phrase; with
    ``any_word`` one is enough, with ``any_two`` two. Case and accents make no difference, nor do
    English endings.
    ``speaker``: words that the speaker's name must have ("muraviev" finds Alexey Muraviev).
    ``publisher``: its name, in whatever case. ``since`` <= published < ``until``. The speaker
    and the three values after it concern statements and are not for searching articles.
    ``earlier``: earlier versions of changed articles too.
    """

    words: str = ""
    any_word: bool = False
    any_two: bool = False
    speaker: str | None = None
    kind: Kind | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    publisher: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    earlier: bool = False
    limit: int = 20
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the items that were asked for; ``cursor`` asks for the next, None at the end."""

    items: tuple[T, ...]
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement or, where there is none, an article that a search found.

    ``rank``: the higher the better; to be compared only within one search, 0 without words.
    """

    entry: Entry
    rank: float
    statement: Statement | None = None


class Holder(NamedTuple):
    """One article that has a fingerprint, and the word at which it stands there."""

    hash: int
    article: str
    place: int
    publisher: str | None


class Near(NamedTuple):
    """A statement (id) and the cosine of its vector to the one that was asked about."""

    statement: str
    cosine: float


@dataclass(frozen=True, slots=True)
class Sketch:
    """An article (id) by its most telling words and their weights."""

    article: str
    published: datetime | None
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement that somebody makes, with the publisher of its article, when that was published,
    and the outlet that the speaker spoke through, if it was another.
    """

    statement: Statement
    publisher: str | None
    published: datetime | None
    via: str | None


@dataclass(frozen=True, slots=True)
class Sourcing:
    """Of an article (id) the outlets that it takes from, and for each hearsay attribution the
    kind of its source: what an outlet is told by, without whole readings.
    """

    article: str
    upstream: tuple[str, ...]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker's name exactly as resolved in articles, and how often it speaks there."""

    name: str
    kind: Kind
    statements: int
    articles: int


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher's name as its articles have it, and their number, all versions counted."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a store holds. ``claims`` and ``stories`` count those with two members or more;
    ``bytes`` is its size on disk, 0 in memory; ``versions`` those of all code that wrote in it.
    """

    articles: int
    publishers: int
    statements: int
    claims: int
    stories: int
    links: int
    reuse: int
    skipped: int
    first: datetime | None
    last: datetime | None
    bytes: int
    versions: tuple[str, ...]
