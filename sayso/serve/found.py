"""What pages and API ask an archive in more than one step: ids come in, what belongs together
goes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sayso.archive import Archive
from sayso.errors import NotFound
from sayso.store import Entry, Query
from sayso.types import Certainty, Claim, Polarity, Reuse, Source, Story


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and how many articles of a story, or of the archive, tell it; ``denied``: somebody
    denies it, ``hardened``: it was hedged when first told, and later told without a hedge.
    """

    claim: str
    text: str
    articles: int
    denied: bool = False
    hardened: bool = False


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


def most_told(archive: Archive, articles: Sequence[str], *, limit: int = 10) -> list[Told]:
    """The claims that most of these articles tell, at least two of them."""
    said = archive.store.statements_of(articles)
    ids = archive.store.claim_ids(s.id for s in said)
    told: dict[str, set[str]] = {}
    for statement in said:
        told.setdefault(ids.get(statement.id, statement.id), set()).add(statement.article)
    often = sorted((c for c in told if len(told[c]) > 1), key=lambda c: (-len(told[c]), c))
    claims = [found for c in often[:limit] if (found := archive.claim(c))]
    times = {e.id: e.published for e in archive.store.entries(articles)}
    return [Told(c.id, c.text, len(told[c.id]), _denied(c), _hardened(c, times)) for c in claims]


def _denied(claim: Claim) -> bool:
    return any(s.polarity is Polarity.DENIES for s in claim.statements)


def _hardened(claim: Claim, times: Mapping[str, datetime | None]) -> bool:
    """Whether the earliest statements hedge and a later one does not."""
    dated = [(time, s) for s in claim.statements if (time := times.get(s.article))]
    if not dated:
        return False
    first = min(time for time, _ in dated)
    begun = [s.certainty for time, s in dated if time == first]
    later = [s.certainty for time, s in dated if time > first]
    return Certainty.CERTAIN not in begun and Certainty.CERTAIN in later


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


def retold(archive: Archive, article: str, *, limit: int = 10) -> list[Told]:
    """The claims of an article that other articles tell too, those of most articles first."""
    ids = archive.store.claim_ids(s.id for s in archive.store.statements_of([article]))
    found = [whole for c in dict.fromkeys(ids.values()) if (whole := archive.claim(c))]
    counted = [Told(c.id, c.text, len({s.article for s in c.statements})) for c in found]
    return sorted((t for t in counted if t.articles > 1), key=lambda t: (-t.articles, t.claim))[
        :limit
    ]


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
