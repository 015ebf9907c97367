"""Origins: the sources in which the chains of all articles of a claim end, together.

In: the articles with their weighed chains. Out: each source with its names across articles and
how likely the claim goes back to it. Names of one source are one origin, and so are a body and
who speaks for it. Who only denies the claim is no origin of it. Weights: `training/stances.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sayso.link.sources.names import Known, groups, same, telling, vague
from sayso.link.trace.carried import Carried
from sayso.link.trace.chain import Chain
from sayso.link.trace.weights import probability
from sayso.types import Kind, Polarity


@dataclass(frozen=True, slots=True)
class Traced:
    """An article with its weighed chains, the likeliest first."""

    carried: Carried
    chains: tuple[Chain, ...]

    @property
    def id(self) -> str:
        """The article's id."""
        return self.carried.id

    @property
    def chain(self) -> Chain:
        """The chain that carries the claim."""
        return self.chains[0]


#: The articles in which each speaker says something.
Speaking: TypeAlias = Mapping[str, Sequence[Traced]]


@dataclass(frozen=True, slots=True)
class Ending:
    """A name in which chains of one article end: the likeliest of them, and their weight."""

    name: str
    chain: Chain
    weight: float
    main: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """A source in which chains end, over all articles: ``endings`` by article id."""

    names: tuple[str, ...]
    endings: Mapping[str, Ending]
    weight: float = 0.0

    @property
    def kind(self) -> Kind:
        """The kind of source that it is in its weightiest chain."""
        best = max(self.endings.values(), key=lambda e: (e.weight, e.chain.names))
        return best.chain.hops[-1].kind

    @property
    def main(self) -> bool:
        """Whether it ends the chain that carries the claim, in any article."""
        return any(ending.main for ending in self.endings.values())

    def named(self, name: str) -> bool:
        """Whether it bears a name."""
        return any(same(name, own) for own in self.names)


def origins(articles: Sequence[Traced], claim: str) -> tuple[Origin, ...]:
    """Every source in which chains end, the likeliest root of the claim first."""
    endings: dict[str, dict[str, Ending]] = {}
    for article in articles:
        for name, ending in _endings(article).items():
            endings.setdefault(name, {})[article.id] = ending
    passing, speaking = _passing(articles), _speaking(articles)
    weighed = []
    for group in _joined(articles, groups(endings)):
        origin = Origin(group, _together([endings[name] for name in group if name in endings]))
        if not _denies(speaking, origin):
            weight = probability("root", signs(articles, origin, claim, passing, speaking))
            weighed.append(Origin(group, origin.endings, weight))
    return tuple(sorted(weighed, key=lambda o: (-o.weight, o.names)))


def _together(endings: Sequence[Mapping[str, Ending]]) -> dict[str, Ending]:
    """The endings of several names as those of one: per article the likeliest, and their weight."""
    found: dict[str, list[Ending]] = {}
    for own in endings:
        for article, ending in own.items():
            found.setdefault(article, []).append(ending)
    together = {}
    for article, all_ in found.items():
        best = max(all_, key=lambda e: (e.weight, e.name))
        total, main = sum(e.weight for e in all_), any(e.main for e in all_)
        together[article] = Ending(best.name, best.chain, total, main)
    return together


def _speaking(articles: Sequence[Traced]) -> Speaking:
    found: dict[str, list[Traced]] = {}
    for article in articles:
        for name in article.carried.speakers:
            found.setdefault(name, []).append(article)
    return found


def _endings(article: Traced) -> dict[str, Ending]:
    found: dict[str, Ending] = {}
    for chain in article.chains:
        if not chain.hops or (chain.end and chain.end.polarity is Polarity.NO_COMMENT):
            continue
        known = found.get(chain.origin)
        found[chain.origin] = Ending(
            chain.origin,
            known.chain if known else chain,  # the likeliest comes first
            chain.weight + (known.weight if known else 0.0),
            bool(known and known.main) or chain is article.chain,
        )
    return found


def _joined(
    articles: Sequence[Traced], found: Sequence[tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Groups of names, those of a body and of who speaks for it made one."""
    place = {name: i for i, group in enumerate(found) for name in group}
    speaks: dict[int, int] = {}
    for person, body in sorted(_voices(articles)):
        i, j = place.get(person), place.get(body)
        if i is not None and j is not None and i != j:
            speaks.setdefault(i, j)
    voices: dict[int, list[str]] = {}
    for i, j in sorted(speaks.items()):
        voices.setdefault(j, []).extend(found[i])
    for j, body_names in enumerate(found):
        if j not in speaks or speaks.get(speaks[j]) == j:
            yield (*body_names, *voices.get(j, ()))


def _voices(articles: Sequence[Traced]) -> set[tuple[str, str]]:
    """Persons whom a text calls by a body, with that body: "Sgt. Woody of the Detroit police"."""
    voices: set[tuple[str, str]] = set()
    for article in articles:
        reading = article.carried.reading
        said = article.carried.hearsay
        bodies = {a.speaker for a in said if a.kind is Kind.NAMED_ORGANISATION and a.speaker}
        bodies = {body for body in bodies if not vague(body)}
        for a in said:
            if a.kind is Kind.NAMED_PERSON and a.speaker:
                title = telling(reading.quote(a.source)) - telling(a.speaker)
                voices |= {(a.speaker, body) for body in bodies if telling(body) <= title}
    return voices


def _denies(speaking: Speaking, origin: Origin) -> bool:
    """Whether most of what it says of the claim denies it."""
    near = [
        -article.carried.closeness(a)
        if a.polarity is Polarity.DENIES
        else article.carried.closeness(a)
        for name in origin.names
        for article in speaking.get(name, ())
        for a in article.carried.said(name)
    ]
    return math.fsum(near) < 0


def _passing(articles: Sequence[Traced]) -> Known:
    """The names that pass the claim on, in the chains of the articles."""
    hops = {a.id: a.chain.hops[:-1] for a in articles}
    return Known({i: [hop.name for hop in own] for i, own in hops.items()})


def signs(
    articles: Sequence[Traced],
    origin: Origin,
    claim: str,
    passing: Known | None = None,
    speaking: Speaking | None = None,
) -> dict[str, float]:
    """The signs by which an origin is weighed, by name; each from 0 to 2."""
    passing, speaking = passing or _passing(articles), speaking or _speaking(articles)
    found = origin.endings
    closeness, said, denied, silent = 0.0, 0, 0, 0
    for name in origin.names:
        for article in (a for a in speaking.get(name, ()) if a.id in found):
            for a in article.carried.said(name):
                closeness = max(closeness, article.carried.closeness(a))
                said += 1
                denied += a.polarity is Polarity.DENIES
                silent += a.polarity is Polarity.NO_COMMENT
    on = len(frozenset().union(*map(passing.articles, origin.names)))
    weights = [ending.weight for ending in found.values()]
    kinds = {str(ending.chain.hops[-1].kind): 1.0 for ending in found.values()}
    return kinds | {
        "bias": 1.0,
        "weight": sum(weights) / len(articles),
        "most": max(weights),
        "articles": len(found) / len(articles),
        "main": sum(e.main for e in found.values()) / len(articles),
        "main anywhere": float(any(e.main for e in found.values())),
        "close": closeness,
        "denies": denied / max(1, said),
        "silent": silent / max(1, said),
        "says": math.log1p(said / len(found)),
        "vague": float(all(map(vague, origin.names))),
        "in the claim": float(any(telling(n) & telling(claim) for n in origin.names)),
        "passes on": on / len(articles),
        "credited only": float(all(e.chain.end is None for e in found.values())),
    }
