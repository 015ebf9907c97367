"""How likely each chain of hearsay that an article shows is the one that carries the claim.

In: an article as it carries a claim, the names that other articles have too, and the claim. Out:
its chains with weights that sum to 1, from signs that can be read off the text: how much of the
claim a chain's end says, how early, whether it denies or refuses, whom other articles name, and
how the outlet before it is credited. Weights of the signs: `training/stances.py`.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from sayso.link.sources.names import Known, same, telling, vague
from sayso.link.trace.carried import Carried
from sayso.link.trace.chain import Chain, chains
from sayso.link.trace.weights import score, softmax
from sayso.types import Kind, Polarity

#: Characters over which standing first in a text stops to count.
_EARLY: Final = 400


def weighed(carried: Carried, known: Known, claim: str) -> tuple[Chain, ...]:
    """Every chain that the article shows, the likeliest first; weights sum to 1.

    ``known`` holds the names that the articles of the claim have.
    """
    shown = chains(carried)
    weights = softmax([score("chain", signs(carried, chain, known, claim)) for chain in shown])
    found = [replace(chain, weight=weight) for chain, weight in zip(shown, weights, strict=True)]
    return tuple(sorted(found, key=lambda chain: (-chain.weight, chain.names)))


def signs(carried: Carried, chain: Chain, known: Known, claim: str) -> dict[str, float]:
    """The signs by which a chain is weighed, by name; each from -1 to 3."""
    reading = carried.reading
    if not chain.hops:
        return {"nobody": 1.0, "nobody beside upstream": float(bool(reading.upstream))}
    first, last = chain.hops[0], chain.hops[-1]
    found = {
        f"hops {min(len(chain.hops), 3)}": 1.0,
        "known elsewhere": known.share(last.name, carried.id),
        "in the claim": float(bool(telling(last.name) & telling(claim))),
        "credited only": float(chain.end is None),
        "vague outlet": float(last.kind is Kind.OUTLET and vague(last.name)),
        "enclosed": float(bool(len(chain.hops) == 1 and chain.end and chain.end.within)),
        "shown": float(len(chain.hops) > 1 and chain.hops[1].shown),
        "supposed": float(len(chain.hops) > 1 and not chain.hops[1].shown),
    } | _said_signs(carried, last.name)
    if first.kind is Kind.OUTLET:
        return found | _outlet_signs(carried, chain, found["close"], known)
    return found | {"upstream left out": float(bool(reading.upstream))}


def _said_signs(carried: Carried, speaker: str) -> dict[str, float]:
    """Signs of what the one with whom a chain ends says, all over the article."""
    said = carried.said(speaker)
    closeness = [carried.closeness(a) for a in said]
    close = max(closeness, default=0.0)
    mass = math.fsum(c * c for c in closeness)
    denied = [c * c for a, c in zip(said, closeness, strict=True) if a.polarity is Polarity.DENIES]
    silent = sum(a.polarity is Polarity.NO_COMMENT for a in said)
    return {
        "close": close,
        "closest": float(close >= carried.closest > 0),
        "share of the claim": mass / carried.mass if carried.mass else 0.0,
        "share of what is said": len(said) / max(1, len(carried.hearsay)),
        "early": _early(min((a.start for a in said), default=len(carried.text))),
        "denies": math.fsum(denied) / mass if mass else float(bool(denied)),
        "silent": silent / max(1, len(said)),
    }


def _outlet_signs(carried: Carried, chain: Chain, close: float, known: Known) -> dict[str, float]:
    """Signs of the outlet that a chain begins with."""
    outlet = chain.hops[0]
    told = carried.told(lambda name: same(name, outlet.name))
    near = max(map(carried.closeness, told), default=0.0)
    at = [*(p.span.start for p in outlet.evidence), *(a.start for a in told)]
    upstream = [u.name for u in carried.reading.upstream]
    return {
        "outlet first": 1.0,
        "outlet early": _early(min(at, default=len(carried.text))),
        "outlet known elsewhere": known.share(outlet.name, carried.id),
        "outlet vague": float(vague(outlet.name)),
        "outlet's rank": 1 / (1 + upstream.index(outlet.name)) if outlet.name in upstream else 0.0,
        "outlets": math.log1p(len(upstream)),
        "source closer": close - near if len(chain.hops) > 1 else 0.0,
    }


def _early(start: int) -> float:
    return math.exp(-start / _EARLY)
