"""The chains of hearsay that one article shows for a claim.

In: an article as it carries a claim. Out: chains of hops from the article outward, each hop with
the words that show it; which of them carries the claim, `weighing` tells. A chain runs through
what the text joins: an attribution's speaker, its medium, the attribution it lies in; and an
outlet from which the article took its information stands before a source that speaks through
nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sayso import outlets
from sayso.link.sources.names import UNNAMED, Known, nameable, owned, same, vague
from sayso.link.trace.carried import Carried
from sayso.types import Attribution, Kind, Passage, Upstream

_DEEPEST: Final = 5


@dataclass(frozen=True, slots=True)
class Hop:
    """One name of a chain, and the words that show it. ``shown``: the text itself joins it to
    the hop before; False where the two only stand in the same article.
    """

    name: str
    kind: Kind
    evidence: tuple[Passage, ...]
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Chain:
    """Hops from an article outward; ``end`` is the attribution that the last hop speaks in, None
    where an outlet is only credited. ``weight``: how likely, from 0 to 1, the claim came so.
    """

    hops: tuple[Hop, ...] = ()
    end: Attribution | None = None
    weight: float = 0.0

    @property
    def names(self) -> tuple[str, ...]:
        """The names, "this article" first."""
        return ("this article", *(hop.name for hop in self.hops))

    @property
    def origin(self) -> str:
        """What the chain ends with: who is not told from others goes by the outlet told."""
        if not self.hops:
            return "unstated"
        last = self.hops[-1]
        media = [hop.name for hop in self.hops[:-1] if hop.kind is Kind.OUTLET]
        if media and vague(last.name) and (last.kind in UNNAMED or last.kind is Kind.OUTLET):
            return media[-1]
        return last.name


def chains(carried: Carried) -> tuple[Chain, ...]:
    """Every chain that the article shows, the empty one (own voice alone) first."""
    shown = [Chain()]
    for attribution in carried.hearsay:
        if hops := _hops(carried, attribution):
            shown += _behind_outlets(carried, Chain(hops, attribution))
    for upstream in _upstream(carried):
        shown.append(Chain((_credited(carried, upstream),)))
    distinct: dict[tuple[str, ...], Chain] = {}
    for chain in shown:
        known = distinct.get(chain.names)
        if known is None or _nearness(carried, chain) > _nearness(carried, known):
            distinct[chain.names] = chain
    return tuple(distinct.values())


def _nearness(carried: Carried, chain: Chain) -> float:
    return carried.closeness(chain.end) if chain.end else -1.0


def _hops(carried: Carried, attribution: Attribution) -> tuple[Hop, ...]:
    """From the outermost enclosing attribution, through media, to the speaker."""
    hops: list[Hop] = []
    for a in reversed(_enclosing(carried, attribution)):
        evidence = carried.passages((*a.source, *a.cue) or a.content)
        if a.via and not _platform(a.via):
            hops.append(Hop(a.via, Kind.OUTLET, evidence))
        if a.speaker and nameable(a.speaker):
            if (owner := owned(a.speaker)) and outlets.medium(owner):
                hops.append(Hop(owner, Kind.OUTLET, evidence))  # "the Courier's sources"
            hops.append(Hop(a.speaker, a.kind, evidence))
    named = attribution.speaker and nameable(attribution.speaker)
    return _once([h for h in hops if not _own(carried, h.name)]) if named else ()


def _own(carried: Carried, name: str) -> bool:
    """Whether a name is the article's own publisher's: no hop leads from it to itself."""
    publisher = carried.reading.article.publisher
    return publisher is not None and same(name, publisher)


def _platform(name: str) -> bool:
    """Whether posts on it are documents: a platform passes nothing on (relay guide, 1)."""
    outlet = outlets.find(name)
    return outlet is not None and outlet.kind == "platform"


def _enclosing(carried: Carried, attribution: Attribution) -> list[Attribution]:
    """The attribution and those around it, the innermost first."""
    known = {a.id: a for a in carried.reading.attributions}
    found = [attribution]
    while (parent := known.get(found[-1].within or "")) and len(found) < _DEEPEST:
        if parent in found:
            break
        found.append(parent)
    return found


def _once(hops: Sequence[Hop]) -> tuple[Hop, ...]:
    kept: list[Hop] = []
    for hop in hops:
        if not any(same(hop.name, other.name) or hop.name == other.name for other in kept):
            kept.append(hop)
    return tuple(kept)


def _behind_outlets(carried: Carried, chain: Chain) -> Iterator[Chain]:
    """The chain, and the chain behind each outlet from which the article took information."""
    yield chain
    for upstream in _upstream(carried):
        if any(same(upstream.name, hop.name) for hop in chain.hops):
            continue
        first, *rest = chain.hops
        supposed = Hop(first.name, first.kind, first.evidence, shown=False)
        yield Chain((_credited(carried, upstream), supposed, *rest), chain.end)


def _upstream(carried: Carried) -> list[Upstream]:
    return [u for u in carried.reading.upstream if not _own(carried, u.name)]


def _credited(carried: Carried, upstream: Upstream) -> Hop:
    return Hop(upstream.name, Kind.OUTLET, carried.passages([upstream.evidence]))


def known(articles: Iterable[Carried]) -> Known:
    """The names that the articles of a claim have."""
    return Known({article.id: names(article) for article in articles})


def names(carried: Carried) -> frozenset[str]:
    """Everybody whom an article names as a source, a medium or an upstream outlet."""
    reading = carried.reading
    spoken = (name for a in carried.hearsay for name in (a.speaker, a.via) if name)
    return frozenset(n for n in (*spoken, *(u.name for u in reading.upstream)) if nameable(n))
