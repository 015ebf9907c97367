"""Whether two statements say the same: two statements in; same, rival, denial or different out.

First how much the two have in common (a logistic model over named features, its weights in
`match.tsv`), then rules for what keeps two alike statements apart: a negation, a number, a
name, a word that excludes another. A hedge changes how sure a statement is, not what it says.
Symmetric and deterministic. Knows nothing of articles or archives.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from sayso.link.claims import quantities
from sayso.link.claims.propositions import Proposition, proposition
from sayso.link.stems import excluding
from sayso.types import Polarity, Statement


class Relation(StrEnum):
    """How two statements stand to each other."""

    SAME = "same"
    RIVAL = "rival"  # the same event, told in a way that excludes the other
    DENIAL = "denial"  # one says that what the other states is not so
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Match:
    """``score`` is how surely the two are about one proposition, from 0 to 1; ``reason`` says
    in one sentence why the relation is what it is.
    """

    relation: Relation
    score: float
    reason: str


class Features(NamedTuple):
    """What two propositions have in common, each from 0 to 1."""

    cosine: float  # of the two vectors
    least: float  # rarity of the shared words, of the one that has less
    most: float  # of the one that has more
    rarest: float  # the rarest shared word
    number: float  # numbers that agree
    told: float  # rarity of the shared words that are no names, of the one that has less
    names: float  # names that are shared, of the one that has fewer
    strangers: float  # both have names that the other lacks
    order: float  # shared words that follow each other in both
    size: float  # how many words the shorter one has
    shared: float  # how many words are shared


#: At this score two statements are about one proposition (training/matcher.py).
SAME: Final = 0.6
#: Of the one that says less, so much must stand in the other: two sentences on one event share
#: its place and its names (of "same" links, 9 in 100 cross rumours at 0.6, 11 without).
_COVERED: Final = 0.6
#: One shared word is a subject, no statement.
_WORDS: Final = 2
_RAREST: Final = 9.0
#: Names this alike are spellings of one ("Estero", "Estro"); "Austria" and "Australia" are not.
_SPELT: Final = 0.9


def match(a: Statement, b: Statement) -> Match:
    """How two statements stand to each other.

    Raises WeightsError if the shipped word vectors are missing or damaged.
    """
    return compare(
        proposition(a.text),
        proposition(b.text),
        a_denied=a.polarity is Polarity.DENIES,
        b_denied=b.polarity is Polarity.DENIES,
    )


def compare(
    a: Proposition,
    b: Proposition,
    *,
    a_denied: bool = False,
    b_denied: bool = False,
) -> Match:
    """The same for two propositions; ``denied`` tells that whoever says it denies it."""
    found = features(a, b)
    value = score(found)
    if value < SAME:
        return Match(Relation.DIFFERENT, value, "they share too little")
    if not found.told or len(a.weights.keys() & b.weights.keys()) < _WORDS:
        return Match(Relation.DIFFERENT, value, "they share no more than what they are about")
    relation, reason = told_apart(a, b, a_denied=a_denied, b_denied=b_denied)
    if relation is not Relation.RIVAL and found.least < _COVERED:
        return Match(Relation.DIFFERENT, value, "each says much that the other does not")
    return Match(relation, value, reason)


def told_apart(
    a: Proposition, b: Proposition, *, a_denied: bool = False, b_denied: bool = False
) -> tuple[Relation, str]:
    """How two propositions that are about one thing stand to each other, and why: same, rival
    or denial.
    """
    common = _common(a, b)
    negative = _negative(a, b, denied=a_denied), _negative(b, a, denied=b_denied)
    excluded = _excluded(a, b)
    if excluded is not None:
        x, y = excluded
        flips = _turned(a, x, denied=a_denied) != _turned(b, y, denied=b_denied)
        contradictory = excluding()[frozenset(excluded)]
        x, y = sorted(excluded)
        if not flips:
            relation = Relation.DENIAL if contradictory else Relation.RIVAL
            return relation, f"“{x}” excludes “{y}”"
        if contradictory:
            return Relation.SAME, f"not “{x}” is “{y}”"
    if negative[0] != negative[1]:
        return Relation.DENIAL, f"one says that it is not so; both have {common}"
    numbers = quantities.conflict(a.numbers, b.numbers)
    if numbers is not None:
        left, right = sorted(q.text for q in numbers)
        return Relation.RIVAL, f"{left} is not {right}; both have {common}"
    swapped = _swapped(a, b)
    if swapped is not None:
        return Relation.RIVAL, f"who does what to whom is the other way round: {swapped}"
    others = _strangers(a, b)
    if others is not None:
        return Relation.RIVAL, f"{others[0]} is not {others[1]}; both have {common}"
    return Relation.SAME, f"both have {common}"


def features(a: Proposition, b: Proposition) -> Features:
    """What two propositions have in common."""
    left, right = a.weights, b.weights
    both = left.keys() & right.keys()
    weight = math.fsum(min(left[s], right[s]) for s in both)
    sizes = sorted((a.total, b.total))
    return Features(
        cosine=max(0.0, float(np.dot(a.vector, b.vector))),
        least=weight / sizes[0] if sizes[0] else 0.0,
        most=weight / sizes[1] if sizes[1] else 0.0,
        rarest=max((min(left[s], right[s]) for s in both), default=0.0) / _RAREST,
        number=float(quantities.shared(a.numbers, b.numbers) > 0),
        told=_told(a, b),
        names=_share(a.names, b.names),
        strangers=float(bool(a.names - right.keys()) and bool(b.names - left.keys())),
        order=_order(a, b, both),
        size=min(len(left), len(right), 12) / 12,
        shared=min(len(both), 8) / 8,
    )


def score(found: Features) -> float:
    """The logistic model: 0.5 where same and different are equally likely."""
    weights, bias = _model()
    return 1 / (
        1 + math.exp(-(math.fsum(w * x for w, x in zip(weights, found, strict=True)) + bias))
    )


@cache
def _model() -> tuple[tuple[float, ...], float]:
    """Weights in the order of `Features`, and the bias."""
    rows = files("sayso.link.claims").joinpath("match.tsv").read_text("utf-8").splitlines()
    table = {name: float(value) for name, value in (row.split("\t") for row in rows if row)}
    return tuple(table[name] for name in Features._fields), table["bias"]


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


def _told(a: Proposition, b: Proposition) -> float:
    """How much two propositions share of what they say beyond names."""
    names = a.names | b.names
    left, right = ({s: w for s, w in p.weights.items() if s not in names} for p in (a, b))
    shared = math.fsum(min(w, right[s]) for s, w in left.items() if s in right)
    least = min(math.fsum(left.values()), math.fsum(right.values()))
    return shared / least if least else 0.0


def _order(a: Proposition, b: Proposition, both: Set[str]) -> float:
    """How many of the pairs of neighbours among the shared words are neighbours in both."""
    pairs = []
    for one in (a, b):
        kept = [s for s in one.stems if s in both]
        pairs.append(set(pairwise(kept)))
    least = min(len(p) for p in pairs)
    return len(pairs[0] & pairs[1]) / least if least else 0.0


def _common(a: Proposition, b: Proposition) -> str:
    """The rarest shared words, for the reason."""
    left, right = a.weights, b.weights
    both = sorted(left.keys() & right.keys(), key=lambda s: (-min(left[s], right[s]), s))
    return ", ".join(f"“{s}”" for s in both[:3])


def _negative(one: Proposition, other: Proposition, *, denied: bool) -> bool:
    """Whether a proposition negates what the other says of its names."""
    said = other.weights.keys() - one.names - other.names
    return denied or one.rejected or not one.negated.isdisjoint(said)


def _turned(one: Proposition, word: str, *, denied: bool) -> bool:
    return denied or one.rejected or word in one.negated


def _excluded(a: Proposition, b: Proposition) -> tuple[str, str] | None:
    """A word of each that exclude each other, unless one proposition has both."""
    left, right = a.weights.keys(), b.weights.keys()
    for pair in excluding():
        x, y = sorted(pair)
        for p, q in ((x, y), (y, x)):
            if p in left and q in right and q not in left and p not in right:
                return p, q
    return None


def _swapped(a: Proposition, b: Proposition) -> str | None:
    """A verb between two shared names that change sides: "Ada beat Bo", "Bo beat Ada"."""
    names = a.names | b.names
    acts = _acts(a, names), _acts(b, names)
    for subject, verb, thing in sorted(acts[0]):
        if (thing, verb, subject) in acts[1]:
            return f"“{verb}”"
    return None


def _acts(one: Proposition, names: Set[str]) -> set[tuple[str, str, str]]:
    """Name, word, name where they stand together, the doer first."""
    out: set[tuple[str, str, str]] = set()
    for x, verb, y in zip(one.stems, one.stems[1:], one.stems[2:], strict=False):
        if x in names and y in names and verb not in names:
            out.add((y, verb, x) if verb in one.passive else (x, verb, y))
    return out


def _strangers(a: Proposition, b: Proposition) -> tuple[str, str] | None:
    """Different names in one slot: what stands before and after them is the same."""
    shared = a.weights.keys() & b.weights.keys()
    for one in _slots(a, shared):
        for other in _slots(b, shared):
            if one.fits(other) and not _alike(one.name, (other.name,)):
                x, y = sorted((one.name, other.name))
                return x.capitalize(), y.capitalize()
    return None


class _Slot(NamedTuple):
    """A name with its preposition and the words on either side, "" at an end."""

    name: str
    preposition: str
    before: str
    after: str

    def fits(self, other: _Slot) -> bool:
        """Whether the two stand in one place: a side is the same, and the other is, or ends."""
        if self.preposition != other.preposition:
            return False
        left, right = self.before == other.before, self.after == other.after
        open_left = left or not (self.before and other.before)
        open_right = right or not (self.after and other.after)
        tied = (left and bool(self.before)) or (right and bool(self.after))
        return tied and open_left and open_right


def _slots(one: Proposition, shared: Set[str]) -> Iterator[_Slot]:
    """The names that the other has not, each with its place."""
    padded = ("", *one.stems, "")
    start = 1
    while start < len(padded) - 1:
        end = start
        while padded[end] in one.names:
            end += 1
        run = padded[start:end]
        if run and not any(name in shared for name in run):
            yield _Slot(run[-1], one.framed.get(run[0], ""), padded[start - 1], padded[end])
        start = max(end, start + 1)


def _alike(name: str, others: Iterable[str]) -> bool:
    """Whether a name is another's adjective or other spelling: Russia, Russian; not Iran, Iraq."""
    for other in others:
        least = max(4, min(len(name), len(other)) - 1)
        if name[:least] == other[:least]:
            return True
        if name[:2] == other[:2] and SequenceMatcher(None, name, other).ratio() > _SPELT:
            return True
    return False
