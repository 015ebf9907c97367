"""Speakers across articles: statements come in, each source with all it said goes out.

Names that speak for themselves are merged wherever they stand; a family name alone, an
initial or "state police" only within one story, and only where the story has one bearer for
it: two people who share a family name stay two. Whoever has no name is a source of one
article. The result is one of the set of statements: their order tells nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.link.sources import bearers
from sayso.link.sources.merging import Called, merged
from sayso.types import Kind, Reading, Source, Statement

_NAMED = frozenset({Kind.NAMED_PERSON, Kind.NAMED_ORGANISATION, Kind.OUTLET})
_NO_DATE = datetime.max.replace(tzinfo=UTC)
_VAGUE = re.compile(
    r"\b(?:media|reports?|press|outlets?|news(?:papers?)?|papers?|tabloids?|agenc(?:y|ies)|sites?"
    r"|websites?|sources?|stations?|channels?|broadcasters?|television|TV|radio|magazines?"
    r"|articles?|publisher)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement with what its article tells: who ran it, when, in which story (id), and the
    outlet that the speaker spoke through, if it was another.
    """

    statement: Statement
    publisher: str | None = None
    published: datetime | None = None
    story: str | None = None
    via: str | None = None


def sources(given: Iterable[Said]) -> Iterator[Source]:
    """The sources of statements, those with most to say first; own voice has none.

    A source's kind is the one it has most often, its name the fullest; ``said`` is in order of
    publication. Its id is the smallest of its statements'. All statements are held at once.
    """
    named: dict[Called, list[Said]] = defaultdict(list)
    nameless: dict[tuple[str, str], list[Said]] = defaultdict(list)
    stories: dict[str, set[Called]] = defaultdict(set)
    for one in given:
        name = one.statement.speaker
        if name and nameable(one.statement):
            story = one.story or one.statement.article
            called = _called(one.statement, name)
            named[called].append(one)
            stories[story].add(called)
        elif name:
            nameless[one.statement.article, name.casefold()].append(one)
    found = [_source(group) for group in nameless.values()]
    for bearer in merged(named, stories.values()):
        found.append(_source([one for called in bearer for one in named[called]]))
    yield from sorted(found, key=lambda source: (-len(source.said), source.id))


def said(
    reading: Reading, statements: Iterable[Statement], *, story: str | None = None
) -> Iterator[Said]:
    """The statements of one article that somebody makes, with what the article tells of them."""
    via = {a.id: a.via for a in reading.attributions}
    for one in statements:
        if one.speaker:
            yield Said(
                statement=one,
                publisher=reading.article.publisher,
                published=reading.article.published,
                story=story,
                via=via.get(one.attribution or ""),
            )


def named(name: str, found: Iterable[Source]) -> Iterator[tuple[Source, str]]:
    """Those of the sources that a name may stand for, each with the reason."""
    for source in found:
        reasons = (_reason(name, other, source.kind) for other in source.names)
        if reason := next(filter(None, reasons), None):
            yield source, reason


def merges(source: Source) -> Iterator[tuple[str, str, str]]:
    """Why a source's names are one's: each but the fullest, a fuller one, and the reason."""
    for n, name in enumerate(source.names):
        for fuller in source.names[:n]:
            if reason := _reason(name, fuller, source.kind):
                yield name, fuller, reason
                break


def _reason(one: str, other: str, kind: Kind) -> str | None:
    if kind not in _NAMED:
        return "the same words" if one.casefold() == other.casefold() else None
    return bearers.same_name(one, other, person=kind is Kind.NAMED_PERSON)


def nameable(statement: Statement) -> bool:
    """Whether the speaker has a name by which it can be known again in another article."""
    name = statement.speaker or ""
    if statement.kind not in _NAMED:
        return False
    taken = bearers.parts(name, person=statement.kind is Kind.NAMED_PERSON)
    if taken.outlet or taken.common:
        return True
    if not taken.words or (statement.kind is Kind.OUTLET and _VAGUE.search(name)):
        return False
    return any(c.isupper() or c in "@." for c in name)


def _called(statement: Statement, name: str) -> Called:
    person = statement.kind is Kind.NAMED_PERSON
    lone = bearers.lone(name, person=person)
    return Called(name, person, statement.article if lone else None)


def _source(given: Sequence[Said]) -> Source:
    ordered = sorted(given, key=_when)
    names = Counter(one.statement.speaker or "" for one in ordered)
    fullest = sorted(sorted(names), key=lambda name: (_fullness(name), names[name]), reverse=True)
    kinds = Counter(one.statement.kind for one in ordered if one.statement.kind)
    through = Counter(one.via for one in ordered if one.via)
    return Source(
        id=min(one.statement.id for one in ordered),
        name=fullest[0],
        names=tuple(fullest),
        kind=max(sorted(kinds), key=kinds.__getitem__, default=Kind.UNSTATED),
        said=tuple(one.statement for one in ordered),
        via=tuple(sorted(through, key=lambda outlet: (-through[outlet], outlet))),
    )


def _fullness(name: str) -> tuple[int, int]:
    """How full a name is: words, and those that are more than an initial; letters ("FBI") last."""
    taken = bearers.parts(name, person=False)
    words = 0 if taken.letters else len(taken.words)
    return words, sum(len(word) > 1 for word in taken.words)


def _when(one: Said) -> tuple[datetime, str, int, str]:
    statement = one.statement
    place = statement.spans[0].start if statement.spans else 0
    return one.published or _NO_DATE, statement.article, place, statement.id
