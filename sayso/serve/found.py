"""What pages and API ask an archive in more than one step: ids come in, what belongs together
goes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.archive import Archive
from sayso.errors import NotFound
from sayso.store import Entry
from sayso.types import Claim, Reuse, Source, Story

#: Names that are looked through for a source: those that share its words.
NAMES = 100


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and how many articles of a story, or of the archive, tell it."""

    claim: str
    text: str
    articles: int


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
    said = archive.store.statements([id_])
    if said and said[0].speaker:
        for found in archive.sources(said[0].speaker, limit=NAMES):
            if any(statement.id == id_ for statement in found.said):
                return found
    raise NotFound(id_[:80], "no source of that id in the archive")


def most_told(archive: Archive, articles: Sequence[str], *, limit: int = 10) -> list[Told]:
    """The claims that most of these articles tell, at least two of them."""
    said = archive.store.statements_of(articles)
    ids = archive.store.claim_ids(s.id for s in said)
    told: dict[str, set[str]] = {}
    for statement in said:
        told.setdefault(ids.get(statement.id, statement.id), set()).add(statement.article)
    often = sorted((c for c in told if len(told[c]) > 1), key=lambda c: (-len(told[c]), c))
    claims = [found for c in often[:limit] if (found := archive.claim(c))]
    return [Told(found.id, found.text, len(told[found.id])) for found in claims]


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
