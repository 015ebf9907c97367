"""Claims: statements in, links between those that state, exclude or deny one proposition out.

Each new statement is compared with those that share telling words with it, and with no
others, so the work for one article hangs on how much is said of its subject, not on how large
the archive is. Whether two statements are linked hangs on the two alone: no order of adding
changes it, and a claim is whatever "same" links join. Knows nothing of how statements are
stored: `Candidates` is what it asks of a store.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from sayso.link.claims.match import Match, Relation, match
from sayso.link.claims.propositions import proposition
from sayso.types import Polarity, Statement

#: Keys of a statement: its rarest words. Two statements of one proposition share two of them
#: or more, which weigh so much, and so much of either's keys: on 500 rumour articles that keeps
#: 98 in 100 of the links that any two shared keys give, with a fifth of the comparisons.
KEYS: Final = 8
LEAST, PART = 8.0, 0.3
#: Statements with fewer telling words, or none of them rare, state nothing that can be found
#: again ("It was a good day").
_TERMS, _RARITY = 3, 10.0
#: Links below this score are not made: single links drift, so they must be sure.
SURE: Final = 0.9


class Candidates(Protocol):
    """What linking asks of a store: statements by their keys."""

    def sharing(self, keys: Mapping[str, float], least: float) -> Iterable[Statement]:
        """Every stored statement (in any order) that has two or more of these keys, which
        together weigh at least ``least``; a statement's keys are what `keys` gives. Of those of
        one `wording` a store need give one only, if it joins them itself: page furniture stands
        in thousands of articles.
        """
        ...


def keys(statement: Statement) -> dict[str, float]:
    """What a statement is found by: the rarest of its telling stems with their rarities, none
    if it tells too little to be found. They hang on the statement alone.
    """
    weights = proposition(statement.text).weights
    if len(weights) < _TERMS or sum(weights.values()) < _RARITY:
        return {}
    return {s: weights[s] for s in sorted(weights, key=lambda s: (-weights[s], s))[:KEYS]}


def links(new: Sequence[Statement], candidates: Candidates) -> Iterator[tuple[str, str, Match]]:
    """Links between new statements and stored ones, and among the new: the ids of each pair,
    the smaller first, and how the two stand to each other; different ones are left out.

    The new ones may be stored already. Cost: one look-up per statement, and one comparison per
    statement found by it.
    """
    among = Index()
    among.add(new)
    for statement in new:
        own = keys(statement)
        if not own:
            continue
        least = max(LEAST, PART * math.fsum(own.values()))
        found = {s.id: s for s in candidates.sharing(own, least)}
        later = {s.id: s for s in among.sharing(own, least) if s.id > statement.id}
        fresh = among.ids
        for other in sorted({i for i in found if i not in fresh} | later.keys()):
            made = link(statement, found.get(other) or later[other])
            if made is not None:
                yield min(statement.id, other), max(statement.id, other), made


def wording(statement: Statement) -> str:
    """The same string for statements that say the same word for word, in capitals or not: they
    are one claim without being compared.
    """
    plain = " ".join(re.findall(r"\w+", statement.text.casefold()))
    return f"{plain} {statement.polarity is Polarity.DENIES}"


def link(a: Statement, b: Statement) -> Match | None:
    """How two statements stand to each other, None if they are different or it is not sure.

    It is not asked of statements whose keys have too little in common for one to be found by
    the other.
    """
    one, other = keys(a), keys(b)
    weights = math.fsum(min(one[s], other[s]) for s in one.keys() & other.keys())
    if weights < max(LEAST, PART * max(math.fsum(one.values()), math.fsum(other.values()))):
        return None
    found = match(a, b)
    return None if found.relation is Relation.DIFFERENT or found.score < SURE else found


@dataclass(slots=True)
class Index:
    """Candidates in memory: for what one call adds, and for measuring."""

    ids: dict[str, Statement] = field(default_factory=dict)
    _by_key: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, statements: Iterable[Statement]) -> None:
        """Add statements; those that are there already change nothing."""
        for statement in statements:
            if statement.id not in self.ids:
                self.ids[statement.id] = statement
                for key in keys(statement):
                    self._by_key[key].append(statement.id)

    def sharing(self, keys: Mapping[str, float], least: float) -> Iterable[Statement]:
        """Every statement that has two or more of the keys, which weigh at least ``least``."""
        number: Counter[str] = Counter()
        weight: dict[str, float] = defaultdict(float)
        for key, rarity in keys.items():
            for name in self._by_key.get(key, ()):
                number[name] += 1
                weight[name] += rarity
        return [self.ids[name] for name, n in number.items() if n > 1 and weight[name] >= least]


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
