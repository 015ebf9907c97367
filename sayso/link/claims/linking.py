"""Claims: statements in, links between those that state, exclude or deny one proposition out.

Each new statement is compared with those of about the same time that share telling words with
it, and with no others, so the work for one article hangs on how much is said of its subject in
those weeks, not on how large the archive is. Whether two statements are linked hangs on the two
and their dates alone: no order of adding changes it, and a claim is whatever "same" links join.
Knows nothing of how statements are stored: `Candidates` is what it asks of a store.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import accumulate, chain, combinations
from typing import Final, Protocol

from sayso.link.claims.match import Match, Relation, match
from sayso.link.claims.propositions import weights
from sayso.link.vectors import rarity
from sayso.types import Statement

#: Keys of a statement: its rarest words. Two statements of one proposition share two of them
#: or more, which weigh so much, and so much of either's keys: at 0.3 of them there are 4 in 100
#: links more, for twice the comparisons (bench/claims.py).
KEYS: Final = 8
LEAST, PART = 8.0, 0.4
#: Pairs too light to reach so much of that even with all keys after them are no pairs: all that
#: two statements share beyond it is a few light words.
_LIGHT: Final = 0.7
#: Statements with fewer telling words, or none of them rare, state nothing that can be found
#: again ("It was a good day").
_TERMS, _RARITY = 3, 10.0
#: Links below this score are not made: single links drift, so they must be sure.
SURE: Final = 0.9
#: Articles further apart than this may tell of one thing, but not in one breath: a trace finds
#: both by what they say. Without a bound the work would grow with the archive.
WINDOW: Final = timedelta(days=30)


class Candidates(Protocol):
    """What linking asks of a store: statements by their pairs of keys."""

    def sharing(
        self, pairs: Collection[str], since: datetime | None, until: datetime | None
    ) -> Iterable[tuple[str, str]]:
        """Each of these `pairs` with every stored statement (id) that has it among its own and
        whose article is undated or published within ``since`` and ``until``, both included
        (None: no bound), in any order.
        """
        ...

    def statements(self, ids: Collection[str]) -> Iterable[Statement]:
        """Stored statements by their ids."""
        ...


def keys(statement: Statement) -> Mapping[str, float]:
    """The rarest of a statement's telling stems with their rarities, none if it tells too
    little to be found. They hang on the statement alone.
    """
    return _keys(statement.text)


@lru_cache(maxsize=1 << 14)
def _keys(text: str) -> dict[str, float]:
    own = weights(text)
    if len(own) < _TERMS or sum(own.values()) < _RARITY:
        return {}
    return {s: own[s] for s in sorted(own, key=lambda s: (-own[s], s))[:KEYS]}


def pairs(statement: Statement) -> tuple[str, ...]:
    """What a statement is found by: pairs of its keys.

    The postings of a pair stay short where those of a word would not. Of the keys that two
    statements share, the first two in the order of rarity are a pair of both if those keys
    weigh enough: only pairs that are too light with all keys after them are left out (prefix
    filtering; Chaudhuri, Ganti and Kaushik 2006).
    """
    return _pairs(statement.text)


@lru_cache(maxsize=1 << 14)
def _pairs(text: str) -> tuple[str, ...]:
    own = _keys(text)
    order = sorted(own, key=lambda s: (-rarity(s), s))  # not by weight: words of a stem differ
    after = [0.0, *accumulate(own[s] for s in reversed(order))][-2::-1]
    rest = dict(zip(order, after, strict=True))
    least = _LIGHT * _least(own)
    heavy = ((a, b) for a, b in combinations(order, 2) if own[a] + own[b] + rest[b] >= least)
    return tuple(_pair(a, b) for a, b in heavy)


def _pair(a: str, b: str) -> str:
    return f"{a} {b}" if a < b else f"{b} {a}"  # no stem has a space


def _least(own: Mapping[str, float]) -> float:
    """What shared keys must weigh, for one with these keys."""
    return max(LEAST, PART * math.fsum(own.values()))


def links(
    new: Sequence[Statement], candidates: Candidates, published: datetime | None = None
) -> Iterator[tuple[str, str, Match]]:
    """Links between new statements and stored ones, and among the new: the ids of each pair,
    the smaller first, and how the two stand to each other; different ones are left out.

    ``published``: when the new ones were, all of one article, which may be stored already.
    Cost: a look-up for the pairs of all, and one comparison per statement that shares enough.
    """
    told = {s.id: s for s in new}
    holders: dict[str, list[str]] = defaultdict(list)
    for statement in told.values():
        for pair in pairs(statement):
            holders[pair].append(statement.id)
    since = published - WINDOW if published else None
    until = published + WINDOW if published else None
    stored = ((p, i) for p, i in candidates.sharing(holders, since, until) if i not in told)
    among = ((pair, i) for pair, own in holders.items() for i in own)
    near = _near(told, holders, chain(stored, among))
    others = {s.id: s for s in candidates.statements({b for _, b in near} - told.keys())} | told
    for a, b in near:
        made = link(told[a], others[b])
        if made is not None:
            yield min(a, b), max(a, b), made


def _near(
    told: Mapping[str, Statement],
    holders: Mapping[str, Sequence[str]],
    found: Iterable[tuple[str, str]],
) -> list[tuple[str, str]]:
    """The pairs of a new statement and another whose shared keys weigh enough for the new one."""
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for pair, other in found:
        for own in holders[pair]:
            if other not in told or own < other:  # of two new ones once
                shared[own, other].update(pair.split(" "))
    weights = {name: keys(statement) for name, statement in told.items()}
    return sorted(
        (own, other)
        for (own, other), stems in shared.items()
        if math.fsum(weights[own][s] for s in stems) >= _least(weights[own])
    )


def link(a: Statement, b: Statement) -> Match | None:
    """How two statements stand to each other, None if they are different or it is not sure.

    It is not asked of statements whose common pairs are of keys that weigh too little for one
    to be found by the other.
    """
    one, other = keys(a), keys(b)
    common = {s for pair in set(pairs(a)).intersection(pairs(b)) for s in pair.split(" ")}
    shared = math.fsum(min(one[s], other[s]) for s in common)
    if not common or shared < max(_least(one), _least(other)):
        return None
    found = match(a, b)
    return None if found.relation is Relation.DIFFERENT or found.score < SURE else found


@dataclass(slots=True)
class Index:
    """Candidates in memory: for what one call adds, and for measuring."""

    ids: dict[str, Statement] = field(default_factory=dict)
    _by_pair: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, statements: Iterable[Statement]) -> None:
        """Add statements; those that are there already change nothing."""
        for statement in statements:
            if statement.id not in self.ids:
                self.ids[statement.id] = statement
                for pair in pairs(statement):
                    self._by_pair[pair].append(statement.id)

    def sharing(
        self,
        pairs: Collection[str],
        since: datetime | None = None,  # noqa: ARG002  all count as undated
        until: datetime | None = None,  # noqa: ARG002
    ) -> Iterable[tuple[str, str]]:
        """Each of the pairs with every statement that has it."""
        return [(pair, name) for pair in pairs for name in self._by_pair.get(pair, ())]

    def statements(self, ids: Collection[str]) -> Iterable[Statement]:
        """Statements by their ids."""
        return [self.ids[name] for name in ids]


def components(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Claims from "same" links: each linked statement's id to the smallest id that it is
    joined to. The order of the pairs changes nothing.
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in pairs:
        x, y = root(a), root(b)
        parent[max(x, y)] = min(x, y)
    return {name: root(name) for name in parent}
