"""What pages and API ask an archive in more than one step: ids come in, what belongs together
goes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sayso.archive import Archive
from sayso.errors import NotFound
from sayso.store import Entry, Query
from sayso.types import Claim, Reuse, Source, Story


def claim(archive: Archive, id_: str) -> Claim:
    """A claim by its id, or by one of its statements'.

    Raises NotFound.
    """
    found = archive.claim(id_)
    if found is None:
        raise NotFound(id_[:80], "no claim of that id in the archive")
    return found


def story(archive: Archive, id_: str) -> tuple[Story, list[Entry]]:
    """A story by its id, or by one of its articles', with its articles, the earliest first.

    Raises NotFound.
    """
    found = archive.story(id_)
    if found is None:
        raise NotFound(id_[:80], "no story of that id in the archive")
    return found, by_time(archive.store.entries(found.articles))


def source(archive: Archive, id_: str) -> Source:
    """A source by its id, or by that of anything it said.

    Raises NotFound.
    """
    found = archive.source(id_)
    if found is None:
        raise NotFound(id_[:80], "no source of that id in the archive")
    return found


#: Hits that are counted for the facets of a search.
COUNTED = 300


def facets(archive: Archive, query: Query) -> dict[str, list[tuple[str, int]]]:
    """Of the first statements that a search finds, how many have which value, the most frequent
    first: by kind, certainty, polarity, publisher and speaker.
    """
    hits = archive.search(replace(query, limit=COUNTED, cursor=None)).items
    counted: dict[str, Counter[str]] = {name: Counter() for name in _FACETS}
    for hit in hits:
        values: dict[str, str | None] = {"publisher": hit.entry.publisher}
        if hit.statement:
            for name in ("kind", "certainty", "polarity", "speaker"):
                values[name] = getattr(hit.statement, name)
        for name, value in values.items():
            if value:
                counted[name][str(value)] += 1
    return {
        name: sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:6]
        for name, counts in counted.items()
    }


_FACETS = ("kind", "certainty", "polarity", "publisher", "speaker")


def shared(archive: Archive, article: str) -> list[tuple[Reuse, Entry]]:
    """What an article shares with others, most of all first."""
    pairs = sorted(archive.store.reuse_of([article]), key=lambda pair: -pair.words)
    others = [pair.b if pair.a == article else pair.a for pair in pairs]
    entries = {entry.id: entry for entry in archive.store.entries(others)}
    return [(p, entries[o]) for p, o in zip(pairs, others, strict=True) if o in entries]


def by_time(entries: Iterable[Entry]) -> list[Entry]:
    """The earliest first, the undated last."""

    def time(entry: Entry) -> tuple[bool, float, str]:
        moment = entry.published
        return moment is None, moment.timestamp() if moment else 0.0, entry.id

    return sorted(entries, key=time)
