"""How likely each chain of hearsay that an article shows is the one that carries the claim.

In: an article as it carries a claim, the names that other articles have too, and the claim. Out:
its chains with weights that sum to 1, from signs that can be read off the text: how much of the
claim a chain's end says, how early, whether it denies or refuses, whom other articles name, and
how the outlet before it is credited. Weights of the signs: `training/stances.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Final

from sayso.link.sources.names import Known, same, telling, vague
from sayso.link.trace.carried import Carried
from sayso.link.trace.chain import Chain, Hop, chains
from sayso.link.trace.weights import score, softmax
from sayso.types import Kind, Polarity

#: Characters over which standing first in a text stops to count.
_EARLY: Final = 400


def weighed(carried: Carried, known: Known, claim: str) -> tuple[Chain, ...]:
    """Every chain that the article shows, the likeliest first; weights sum to 1.

    ``known`` holds the names that the articles of the claim have.
    """
    shown = chains(carried)
    weights = softmax([score("chain", s) for s in signs(carried, shown, known, claim)])
    found = [replace(chain, weight=weight) for chain, weight in zip(shown, weights, strict=True)]
    return tuple(sorted(found, key=lambda chain: (-chain.weight, chain.names)))


def signs(
    carried: Carried, shown: Iterable[Chain], known: Known, claim: str
) -> Iterator[dict[str, float]]:
    """The signs by which an article's chains are weighed, by name; each from -1 to 3."""
    # Many chains begin with one outlet and end with one speaker: each is looked at once.
    said = cache(partial(_said_signs, carried, known, claim))
    outlet = cache(partial(_outlet_signs, carried, known))
    upstream = float(bool(carried.reading.upstream))
    for chain in shown:
        if not chain.hops:
            yield {"nobody": 1.0, "nobody beside upstream": upstream}
            continue
        first, last = chain.hops[0], chain.hops[-1]
        found = _own_signs(chain) | said(last.name)
        if first.kind is not Kind.OUTLET:
            yield found | {"upstream left out": upstream}
            continue
        near, begun = outlet(first)
        closer = found["close"] - near if len(chain.hops) > 1 else 0.0
        yield found | begun | {"source closer": closer}


def _own_signs(chain: Chain) -> dict[str, float]:
    """Signs of a chain's shape."""
    last = chain.hops[-1]
    return {
        f"hops {min(len(chain.hops), 3)}": 1.0,
        "credited only": float(chain.end is None),
        "vague outlet": float(last.kind is Kind.OUTLET and vague(last.name)),
        "enclosed": float(bool(len(chain.hops) == 1 and chain.end and chain.end.within)),
        "shown": float(len(chain.hops) > 1 and chain.hops[1].shown),
        "supposed": float(len(chain.hops) > 1 and not chain.hops[1].shown),
    }


def _said_signs(carried: Carried, known: Known, claim: str, speaker: str) -> dict[str, float]:
    """Signs of the one with whom a chain ends, and of what they say all over the article."""
    said = carried.said(speaker)
    closeness = [carried.closeness(a) for a in said]
    close = max(closeness, default=0.0)
    mass = math.fsum(c * c for c in closeness)
    denied = [c * c for a, c in zip(said, closeness, strict=True) if a.polarity is Polarity.DENIES]
    silent = sum(a.polarity is Polarity.NO_COMMENT for a in said)
    return {
        "known elsewhere": known.share(speaker, carried.id),
        "in the claim": float(bool(telling(speaker) & telling(claim))),
        "close": close,
        "closest": float(close >= carried.closest > 0),
        "share of the claim": mass / carried.mass if carried.mass else 0.0,
        "share of what is said": len(said) / max(1, len(carried.hearsay)),
        "early": _early(min((a.start for a in said), default=len(carried.text))),
        "denies": math.fsum(denied) / mass if mass else float(bool(denied)),
        "silent": silent / max(1, len(said)),
    }


def _outlet_signs(carried: Carried, known: Known, outlet: Hop) -> tuple[float, dict[str, float]]:
    """How closely the closest of what is told by or through the outlet that a chain begins with
    bears on the claim, and the outlet's signs.
    """
    told = carried.told(lambda name: same(name, outlet.name))
    at = [*(p.span.start for p in outlet.evidence), *(a.start for a in told)]
    upstream = [u.name for u in carried.reading.upstream]
    return max(map(carried.closeness, told), default=0.0), {
        "outlet first": 1.0,
        "outlet early": _early(min(at, default=len(carried.text))),
        "outlet known elsewhere": known.share(outlet.name, carried.id),
        "outlet vague": float(vague(outlet.name)),
        "outlet's rank": 1 / (1 + upstream.index(outlet.name)) if outlet.name in upstream else 0.0,
        "outlets": math.log1p(len(upstream)),
    }


def _early(start: int) -> float:
    return math.exp(-start / _EARLY)
