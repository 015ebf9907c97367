"""Weights of signs: a name and the signs of a case in, a score out.

Signs are named numbers that a module of this layer reads off texts; what each weighs is data
(``weights.tsv``, fitted by `training/stances.py`), so that every decision can be taken apart
by name. Knows nothing of what the signs mean.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import TypeAlias

Tables: TypeAlias = Mapping[str, Mapping[str, float]]

_replaced: ContextVar[Tables | None] = ContextVar("weights", default=None)


@contextmanager
def replaced(tables: Tables) -> Iterator[None]:
    """Other weights for a while: those of a fit that is to be measured."""
    token = _replaced.set(tables)
    try:
        yield
    finally:
        _replaced.reset(token)


def score(table: str, signs: Mapping[str, float]) -> float:
    """The weighted sum of the signs; one without a weight counts nothing.

    >>> score("no such table", {"bias": 1.0})
    0.0
    """
    weights = (_replaced.get() or _tables()).get(table, {})
    return sum(weights.get(name, 0.0) * value for name, value in sorted(signs.items()))


def probability(table: str, signs: Mapping[str, float]) -> float:
    """The logistic of the weighted sum."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, score(table, signs)))))


def softmax(scores: Sequence[float]) -> tuple[float, ...]:
    """Probabilities in the proportion of the scores' exponentials; they sum to 1."""
    highest = max(scores, default=0.0)
    powers = [math.exp(s - highest) for s in scores]
    return tuple(p / sum(powers) for p in powers)


@cache
def _tables() -> dict[str, dict[str, float]]:
    """Columns of the file: table, sign, weight."""
    tables: dict[str, dict[str, float]] = {}
    text = files("sayso.link.trace").joinpath("weights.tsv").read_text("utf-8")
    for line in text.splitlines():
        table, sign, weight = line.split("\t")
        tables.setdefault(table, {})[sign] = float(weight)
    return tables
