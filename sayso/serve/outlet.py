"""One outlet as its articles in an archive show it: whom it cites, whom it copies, who copies it,
and how much of its sourcing has no name, month by month.

Only the latest articles are looked at, so that the page costs the same in an archive of any size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.archive import Archive
from sayso.errors import NotFound
from sayso.store import Entry, Query, Sourcing
from sayso.types import Kind

#: So many of an outlet's articles are looked at, the latest.
LATEST = 100
_NAMELESS = (Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP, Kind.UNSTATED)


@dataclass(frozen=True, slots=True)
class Month:
    """Of the ``said`` statements that others made in a month's articles, how many ``nameless``."""

    name: str
    said: int
    nameless: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.nameless / self.said if self.said else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """``cites`` outlets with the number of articles that take from them; ``copies`` and
    ``copied_by`` outlets with the number of articles that share wording, by who had it first;
    ``known`` names those that have articles here.
    """

    name: str
    entries: tuple[Entry, ...]
    cites: tuple[tuple[str, int], ...]
    copies: tuple[tuple[str, int], ...]
    copied_by: tuple[tuple[str, int], ...]
    undecided: tuple[tuple[str, int], ...]
    months: tuple[Month, ...]
    known: frozenset[str]


def outlet(archive: Archive, name: str) -> Outlet:
    """An outlet by its name.

    Raises NotFound.
    """
    hits = archive.store.search_articles(Query(publisher=name, limit=LATEST)).items
    entries = tuple(hit.entry for hit in hits)
    if not entries:
        raise NotFound(name[:80], "no article of that outlet in the archive")
    told = archive.store.sourcing(entry.id for entry in entries)
    cited = Counter(name for one in told for name in set(one.upstream))
    copies, copied_by, undecided = _shared(archive, entries)
    named = {
        name for counted in (cited, copies, copied_by, undecided) for name, _ in _often(counted)
    }
    return Outlet(
        name=entries[0].publisher or name,
        entries=entries,
        cites=_often(cited),
        copies=_often(copies),
        copied_by=_often(copied_by),
        undecided=_often(undecided),
        months=tuple(_months(told, {entry.id: entry.published for entry in entries})),
        known=frozenset(archive.store.known_publishers(named)),
    )


def _shared(archive: Archive, entries: Sequence[Entry]) -> tuple[Counter[str], ...]:
    """Outlets whose wording it took up, that took up its own, and of which that is undecided."""
    own = {entry.id for entry in entries}
    pairs = archive.store.reuse_of(own)
    others = {e.id: e for e in archive.store.entries({i for p in pairs for i in (p.a, p.b)} - own)}
    copies: set[tuple[str, str]] = set()
    copied_by: set[tuple[str, str]] = set()
    undecided: set[tuple[str, str]] = set()
    for pair in pairs:
        mine, far = (pair.a, pair.b) if pair.a in own else (pair.b, pair.a)
        other = others.get(far)
        if other is None or other.publisher == entries[0].publisher:
            continue
        decided = copies if pair.original == far else copied_by
        into = undecided if pair.original is None else decided
        into.add((other.publisher or "no outlet named", mine))
    return tuple(Counter(name for name, _ in found) for found in (copies, copied_by, undecided))


def _months(told: Iterable[Sourcing], published: Mapping[str, datetime | None]) -> Iterable[Month]:
    said: Counter[str] = Counter()
    nameless: Counter[str] = Counter()
    for one in told:
        day = published[one.article]
        if day is None:
            continue
        month = day.strftime("%Y-%m")
        said[month] += len(one.kinds)
        nameless[month] += sum(kind in _NAMELESS for kind in one.kinds)
    return (Month(name, said[name], nameless[name]) for name in sorted(said))


def _often(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))[:15]
