"""Links in, connected components kept: claims over statements, stories over articles.

Adding a link touches only the components at its two ends: the smaller one's members move into
the larger, so that n links cost n log n moves in all. Components of one member are not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from sayso.store.database import Database


@dataclass(frozen=True, slots=True)
class Part:
    """A component, or a single member that belongs to none yet (``component`` is None)."""

    member: int
    component: int | None
    id: str
    size: int
    first: int | None = None
    last: int | None = None


def join(database: Database, noun: str, pairs: Sequence[tuple[int, int]]) -> None:
    """Join the components ("claim" or "story") of each pair of members, by their numbers."""
    ends = sorted(set(chain.from_iterable(pairs)))
    parts = _parts(database, noun, ends)
    for group in groups(parts, pairs):
        if len(group) > 1:
            _merge(database, noun, group)


def groups(parts: dict[int, Part], pairs: Iterable[tuple[int, int]]) -> list[list[Part]]:
    """The parts that belong together once the pairs are joined; ``parts`` by member."""
    nodes = {member: (part.component, part.member) for member, part in parts.items()}
    for member, part in parts.items():
        if part.component is not None:  # members of one component are one node
            nodes[member] = (part.component, -1)
    root = {node: node for node in nodes.values()}

    def find(node: tuple[int | None, int]) -> tuple[int | None, int]:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for a, b in pairs:
        root[find(nodes[a])] = find(nodes[b])
    together: dict[tuple[int | None, int], dict[tuple[int | None, int], Part]] = {}
    for member, node in nodes.items():
        together.setdefault(find(node), {})[node] = parts[member]
    return [list(group.values()) for group in together.values()]


def _parts(database: Database, noun: str, members: list[int]) -> dict[int, Part]:
    rows = database.rows(f"{noun}_members", seqs=members)
    numbers = sorted({row[2] for row in rows if row[2] is not None})
    plural = {"claim": "claims", "story": "stories"}[noun]
    known = {row[0]: row for row in database.rows(f"{plural}_by_seq", seqs=numbers)}
    return {
        seq: Part(seq, component, *known[component][1:])
        if component is not None
        else Part(seq, None, id_, 1, moment, moment)
        for seq, id_, component, moment in rows
    }


def _merge(database: Database, noun: str, group: list[Part]) -> None:
    kept = [part for part in group if part.component is not None]
    largest = max(kept, key=lambda part: part.size, default=None)
    into = largest.component if largest else database.rows(f"last_{noun}")[0][0] + 1
    values = {
        "seq": into,
        "id": min(part.id for part in group),
        "size": sum(part.size for part in group),
    }
    if noun == "story":
        values["first"] = _bound(min, (part.first for part in group))
        values["last"] = _bound(max, (part.last for part in group))
    database.many(f"put_{noun}", [values])
    single = [part.member for part in group if part.component is None]
    database.many(f"join_{noun}", [{"into": into, "seqs": single}] if single else [])
    gone = [part.component for part in kept if part is not largest]
    database.many(f"move_{noun}", [{"into": into, "out": out} for out in gone])
    database.many(f"drop_{noun}", [{"seq": out} for out in gone])


def _bound(which: Callable[[Iterable[int]], int], moments: Iterable[int | None]) -> int | None:
    known = [moment for moment in moments if moment is not None]
    return which(known) if known else None
