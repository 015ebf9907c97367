"""Which statements of an article bear on a query: a short sentence and the statements in, those
that state it, deny it or give a rival version out, with scores.

A claim is seldom told in one sentence: "he" stands for the name, the place was named before. So
first the whole article is asked whether it carries the query (a logistic model over four
features), then each statement what it says of it. Words meet by stem, and by their static
vectors where the stems differ. Knows nothing of archives.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from sayso.link.claims.match import Relation, told_apart
from sayso.link.claims.propositions import Proposition, proposition, stems
from sayso.link.claims.quantities import quantities, shared
from sayso.link.vectors import Floats, words
from sayso.types import Polarity, Statement


@dataclass(frozen=True, slots=True)
class Bearing:
    """A statement that bears on a query; ``score`` from 0 to 1 is how much of the query it
    says itself, ``reason`` one sentence on why the relation is what it is.
    """

    statement: Statement
    relation: Relation
    score: float
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class _Query:
    """A query, ready to be asked of many articles: its tokens' ``weights`` (T,), and how
    alike each is to every token there is (T, V).
    """

    proposition: Proposition
    weights: Floats
    likeness: Floats


class Features(NamedTuple):
    """What an article has of a query, each from 0 to 1."""

    stems: float  # of the query's telling stems
    head: float  # of its words, by likeness and rarity, at the article's head
    all: float  # and anywhere
    number: float  # a number that agrees; a half where the query has none


#: Statements at the head of an article, where news say what they are about.
LEAD: Final = 5
#: Tokens less alike than this have nothing to do with each other.
_UNLIKE: Final = 0.5
#: The model: weights of `Features` and the bias (training/bearer.py).
_WEIGHTS: Final = (2.26, 7.11, 1.70, 0.97)
_BIAS: Final = -6.15
#: A statement bears on the query if it says this much of it itself, or nearly as much as the
#: one that says most.
_SAYS, _NEARLY = 0.5, 0.8
#: From here on an article carries a query: 194 of the 200 of relay/train do. Of many articles,
#: `carriers` keeps the surest (bench/claims.py, bearing).
CARRIES: Final = 0.35
#: An article that carries a query is no more than this less sure than the surest one, in logits.
_MARGIN: Final = 4.0
#: Words by which a denial points back at a claim that it does not repeat.
_POINTING: Final = frozenset(
    ("report", "rumour", "rumor", "claim", "story", "allegation", "it", "this", "that")
)


def carries(query: str, statements: Sequence[Statement]) -> float:
    """How surely an article, given by its statements, carries the query: 0 to 1.

    Raises WeightsError if the shipped word vectors are missing or damaged.
    """
    if not statements:
        return 0.0
    return _logistic(features(query, statements))


def bearing(query: str, statements: Sequence[Statement]) -> list[Bearing]:
    """The statements that state, deny or rival the query, in reading order; none if the article
    does not carry it (`carries` below ``CARRIES``).

    Raises WeightsError if the shipped word vectors are missing or damaged.
    """
    if not statements:
        return []
    asked = _asked(query)
    lead = _alike(asked, statements[:LEAD])
    share = _share(asked, statements)
    if not _may_carry(asked, lead, share):
        return []  # as most, of what a search finds
    alike = np.concatenate([lead, _alike(asked, statements[LEAD:])])
    if _logistic(_features(asked, statements, alike, share)) < CARRIES:
        return []
    said = alike @ asked.weights
    least = min(_SAYS, float(said.max()) * _NEARLY) if said.size else _SAYS
    out = [
        found
        for statement, value in zip(statements, said.tolist(), strict=True)
        if (found := _judged(asked.proposition, statement, value, least)) is not None
    ]
    if any(b.relation is not Relation.DENIAL for b in out):
        return out
    best = int(said.argmax())  # told in pieces: the one that says most stands for all
    whole = _made(asked.proposition, statements[best], float(said[best]))
    return [whole, *(b for b in out if b.statement is not statements[best])]


def may_carry(query: str, lead: Sequence[Statement]) -> bool:
    """Whether an article that begins with these statements, `LEAD` or all, may carry the query,
    whatever follows: most of what a search finds may not, and need not be looked at further.

    Raises WeightsError if the shipped word vectors are missing or damaged.
    """
    asked = _asked(query)
    return bool(lead) and _may_carry(asked, _alike(asked, lead[:LEAD]), 1.0)


def _may_carry(asked: _Query, lead: Floats, stems: float) -> bool:
    """Whether it may, by the likeness of its lead, were the rest as good as can be."""
    number = 1.0 if asked.proposition.numbers else 0.5
    head = float(lead.max(0) @ asked.weights)
    return _logistic(Features(stems=stems, head=head, all=1.0, number=number)) >= CARRIES


def carriers(sure: Mapping[str, float]) -> set[str]:
    """Of articles with what `carries` says of them, those that carry the query: from
    ``CARRIES`` on, and not far less sure than the surest.
    """
    best = _logit(max(sure.values(), default=0.0))
    return {name for name, p in sure.items() if p >= CARRIES and _logit(p) >= best - _MARGIN}


def _logit(p: float) -> float:
    p = min(max(p, 1e-9), 1 - 1e-9)
    return math.log(p / (1 - p))


def features(query: str, statements: Sequence[Statement]) -> Features:
    """What the article that makes these statements has of the query."""
    asked = _asked(query)
    return _features(asked, statements, _alike(asked, statements), _share(asked, statements))


@lru_cache(maxsize=16)
def _asked(query: str) -> _Query:
    shipped = words()
    ids = shipped.tokens((query,))[0]
    rarity = shipped.rarity[ids]
    likeness = shipped.likeness(ids)
    likeness[likeness < _UNLIKE] = 0.0
    return _Query(proposition(query), rarity / max(float(rarity.sum()), 1e-6), likeness)


def _alike(asked: _Query, statements: Sequence[Statement]) -> Floats:
    """How much of each token of the query each statement has (N, T)."""
    out = np.zeros((len(statements), len(asked.weights)), np.float32)
    tokens = words().tokens([s.text for s in statements])
    said = [n for n, ids in enumerate(tokens) if ids.size]
    if said:
        starts = np.cumsum([0, *(tokens[n].size for n in said[:-1])])
        every = asked.likeness[:, np.concatenate(tokens)]
        out[said] = np.maximum.reduceat(every, starts, axis=1).T
    return out


def _features(
    asked: _Query, statements: Sequence[Statement], alike: Floats, stems: float
) -> Features:
    numbers = asked.proposition.numbers
    if numbers:
        theirs = [q for s in statements for q in quantities(s.text)]
        number = float(shared(numbers, theirs) > 0)
    else:
        number = 0.5
    return Features(
        stems=stems,
        head=float(alike[:LEAD].max(0) @ asked.weights),
        all=float(alike.max(0) @ asked.weights),
        number=number,
    )


def _share(asked: _Query, statements: Sequence[Statement]) -> float:
    """How many of the query's stems stand in some statement."""
    own = set(asked.proposition.weights)
    told = stems("\n".join(s.text for s in statements))
    return len(own & told) / len(own) if own else 0.0


def _logistic(found: Features) -> float:
    logit = math.fsum(w * x for w, x in zip(_WEIGHTS, found, strict=True)) + _BIAS
    return 1 / (1 + math.exp(-logit))


def _judged(query: Proposition, statement: Statement, said: float, least: float) -> Bearing | None:
    denied = statement.polarity is Polarity.DENIES
    if said < least:
        points = denied and not _POINTING.isdisjoint(statement.text.casefold().split())
        reason = "denies it without repeating it"
        return Bearing(statement, Relation.DENIAL, said, reason) if points else None
    own = proposition(statement.text)
    if query.weights.keys() - query.names and not (
        (query.weights.keys() & own.weights.keys()) - query.names
    ):
        return None  # it shares names and nothing that is said of them
    return _made(query, statement, said)


def _made(query: Proposition, statement: Statement, said: float) -> Bearing:
    denied = statement.polarity is Polarity.DENIES
    relation, reason = told_apart(query, proposition(statement.text), b_denied=denied)
    return Bearing(statement, relation, said, reason)
