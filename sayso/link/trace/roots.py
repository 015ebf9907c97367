"""Roots: which articles of a claim rest on which origin, and through whom.

In: the articles with their weighed chains, and what they share. Out: the roots of the claim, the
likeliest first. An outlet from which another article's chain goes on is no root but a way to one;
so is the publisher of another article of the claim. Knows nothing of independence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.link.sources.names import UNNAMED, same, telling, vague
from sayso.link.trace.carried import in_order
from sayso.link.trace.chain import Chain, Hop
from sayso.link.trace.origins import Ending, Origin, Traced, origins
from sayso.types import Kind, Passage, Reuse

#: From this probability on an origin is a root (best roots and rests_on on relay/train, by
#: held-out units); the likeliest always is one.
ROOT: Final = 0.16
#: Chains below this weight lead nowhere: their article does not rest on their end.
_LEADS: Final = 0.03
#: Chains from this weight on show that one origin lies behind another.
_BEHIND: Final = 0.15


@dataclass(frozen=True, slots=True)
class Ground:
    """A root as found: the origin that it is, for each article (id) that rests on it the chain
    that shows it, and the names of the outlets through which others join it.
    """

    origin: Origin
    rests: Mapping[str, Chain]
    through: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its likeliest name, with what else it is called and, if it has no name of its own,
        through whom it is known: "Tarn Line (Anders Holt)", "a docker (via Brannick Gazette)".
        """
        ends = sorted(self.origin.endings.values(), key=lambda e: (-e.weight, e.name))
        first, *others = dict.fromkeys(end.name for end in ends)
        first = _owning(ends[0])
        more: list[str] = []
        for name in others:
            if not any(telling(name) <= telling(known) for known in (first, *more)):
                more.append(name)
        for medium in _media(ends):
            if not any(telling(medium) <= telling(known) for known in (first, *more)):
                more.append(f"via {medium}")
        return f"{first} ({', '.join(more[:3])})" if more else first

    @property
    def evidence(self) -> tuple[Passage, ...]:
        """The words that show it, in every article that rests on it."""
        ends = (hop for chain in self.rests.values() for hop in chain.hops[-1:])
        return in_order(passage for hop in ends for passage in hop.evidence)


def _owning(end: Ending) -> str:
    """The name of an ending; an outlet's unnamed sources are the outlet's sources."""
    last = end.chain.hops[-1].name
    if last == end.name or not vague(last):
        return end.name
    return f"{end.name}'s {re.sub('^(?:the|an?|its|their) ', '', last)}"


def _media(ends: Iterable[Ending]) -> list[str]:
    """The outlets that unnamed sources spoke through."""
    found = []
    for end in ends:
        *before, last = end.chain.hops
        if last.kind in UNNAMED:
            found += [hop.name for hop in before if hop.kind is Kind.OUTLET and hop.shown]
    return found


def grounds(
    articles: Sequence[Traced], claim: str, reuse: Sequence[Reuse] = ()
) -> tuple[Ground, ...]:
    """The roots of a claim, the likeliest first, with the articles that rest on each."""
    kept: list[Ground] = []
    behind = _behind(articles)
    for origin in origins(articles, claim):
        if kept and (origin.weight < ROOT or len(kept) > len(articles) // 2):
            break
        if ran_by(articles, origin):
            continue
        host = next((i for i, g in enumerate(kept) if _one_chain(behind, g.origin, origin)), None)
        if host is not None:
            kept[host] = _merged(kept[host], origin)
        elif rests := _resting(origin.endings):
            kept.append(Ground(origin, rests))
    takers = _takers(articles, reuse) if kept else {}
    return tuple(_passed_on(ground, takers) for ground in kept)


def ran_by(articles: Iterable[Traced], origin: Origin) -> tuple[str, ...]:
    """The ids of the articles that an outlet published, if they have the claim from others."""
    if origin.kind is not Kind.OUTLET:
        return ()
    return tuple(a.id for a in articles if a.chain.hops and publishes(origin.names, a))


def publishes(names: Iterable[str], article: Traced) -> bool:
    """Whether one of the names is the article's publisher's."""
    publisher = article.carried.reading.article.publisher
    return bool(publisher) and any(same(name, publisher or "") for name in names)


def _resting(endings: Mapping[str, Ending]) -> dict[str, Chain]:
    return {i: e.chain for i, e in sorted(endings.items()) if e.main or e.weight >= _LEADS}


def _behind(articles: Iterable[Traced]) -> dict[str, list[tuple[Hop, ...]]]:
    """By what they end with, the hops before it of the likely chains that the texts show."""
    found: dict[str, list[tuple[Hop, ...]]] = {}
    for article in articles:
        for chain in article.chains:
            if chain.weight < _BEHIND:
                break
            if len(chain.hops) > 1 and all(hop.shown for hop in chain.hops[1:]):
                found.setdefault(chain.origin, []).append(chain.hops[:-1])
    return found


def _one_chain(behind: Mapping[str, Sequence[Sequence[Hop]]], one: Origin, other: Origin) -> bool:
    """Whether a chain that a text shows runs through one of them to the other."""
    return any(
        near.named(hop.name) and (hop.kind is Kind.OUTLET or not near.main)
        for near, far in ((one, other), (other, one))
        for name in far.names
        for before in behind.get(name, ())
        for hop in before
    )


def _merged(ground: Ground, other: Origin) -> Ground:
    """A root, and an outlet on the way to it: who rests on the one rests on the other."""
    if other.kind is not Kind.OUTLET:
        return ground
    rests = dict(ground.rests)
    for article, ending in sorted(other.endings.items()):
        if ending.main or ending.weight >= 2 * _BEHIND:
            rests.setdefault(article, ending.chain)
    return Ground(ground.origin, rests, (*ground.through, *other.names))


def _takers(articles: Sequence[Traced], reuse: Sequence[Reuse]) -> dict[str, list[Traced]]:
    """For each article (id) those that have the claim from it: their likeliest chain names its
    publisher, or one of the two is most of the other.
    """
    reprints = {(r.a, r.b) for r in reuse if r.reprint}
    reprints |= {(b, a) for a, b in reprints}
    naming = [(article, [hop.name for hop in article.chain.hops]) for article in articles]
    return {
        giver.id: [
            taker
            for taker, names in naming
            if publishes(names, giver) or (giver.id, taker.id) in reprints
        ]
        for giver in articles
    }


def _passed_on(ground: Ground, takers: Mapping[str, Sequence[Traced]]) -> Ground:
    """The root with the articles that rest on it through another article."""
    rests = dict(ground.rests)
    waiting = sorted(rests)
    while waiting:
        for article in takers.get(waiting.pop(), ()):
            if article.id not in rests:
                rests[article.id] = article.chain
                waiting.append(article.id)
    return Ground(ground.origin, dict(sorted(rests.items())), ground.through)
