"""Two texts' words in, the passages that stand in both out: word for word or lightly edited.

Common runs of words (`runs`) are the seeds; `passages` chains those that follow one another in
both texts with few words changed, dropped or put in between (a local alignment whose matches
are whole runs). Knows hashes of words, nothing of articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from sayso.link.reuse.fingerprints import Hashes, grams

#: The shortest run of common words that seeds a passage.
SEED: Final = 3
#: So many words may be changed, dropped or put in between two runs of one passage.
GAP: Final = 8
#: What a word in a gap costs, against the 1 that a common word earns.
COST: Final = 0.5
_MOST_PAIRS: Final = 2_000_000  # of seeds: "ha ha ha ..." has a square number of them
_MOST_RUNS: Final = 600  # in one alignment; real articles have a tenth


class Run(NamedTuple):
    """``length`` words from word ``a`` of one text that are those from word ``b`` of the other."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Aligned:
    """A passage of both texts: its runs in order, gaps between them being its edits."""

    runs: tuple[Run, ...]

    @property
    def words(self) -> int:
        """The number of words that are the same in both."""
        return sum(run.length for run in self.runs)


def runs(a: Hashes, b: Hashes, least: int = SEED) -> list[Run]:
    """All maximal runs of ``least`` or more common words, in order of their place in ``a``.

    Where words repeat so often that the pairs of places grow past two million, only longer
    runs are looked for.
    """
    pairs = _pairs(grams(a, least), grams(b, least))
    while pairs is None:
        shorter = min(len(a), len(b))
        least = min(2 * least, shorter) if least < shorter else least + 1
        pairs = _pairs(grams(a, least), grams(b, least))
    left, right = pairs
    order = np.lexsort((left, left - right))
    left, right = left[order], right[order]
    if not len(left):
        return []
    fresh = (np.diff(left) != 1) | (np.diff(right) != 1)
    starts = np.concatenate(([0], np.flatnonzero(fresh) + 1))
    counts = np.diff(np.concatenate((starts, [len(left)])))
    rows = np.stack((left[starts], right[starts], counts + least - 1), axis=1)
    return sorted(Run(*row) for row in rows.tolist())


def passages(a: Hashes, b: Hashes, least: int) -> list[Aligned]:
    """Passages with ``least`` or more words in common, in order of their place in ``a``.

    No two of them overlap in either text: the one that shares most takes its words first.
    """
    free = sorted(runs(a, b), key=lambda run: (-run.length, run))[:_MOST_RUNS]
    found: list[Aligned] = []
    while free and (best := Aligned(_chain(sorted(free)))).words >= least:
        found.append(best)
        free = [part for run in free for part in _outside(run, best)]
    return sorted(found, key=lambda passage: passage.runs[0])


def gap(one: Run, other: Run) -> int:
    """The number of words between two runs, in the text that has more of them."""
    return max(other.a - one.a - one.length, other.b - one.b - one.length)


def _pairs(a: Hashes, b: Hashes) -> tuple[np.ndarray, np.ndarray] | None:
    """All pairs of places at which the two have the same hash, or None if they are too many."""
    order = np.argsort(b, kind="stable")
    ranked = b[order]
    low = np.searchsorted(ranked, a, "left")
    counts = np.searchsorted(ranked, a, "right") - low
    if counts.sum() > _MOST_PAIRS:
        return None
    left = np.repeat(np.arange(len(a)), counts)
    step = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
    return left, order[np.repeat(low, counts) + step]


def _chain(free: Sequence[Run]) -> tuple[Run, ...]:
    """The chain of runs that earns most: common words less the cost of the gaps.

    Runs that overlap are joined by cutting the later one's head off.
    """
    scores = [float(run.length) for run in free]
    before: list[tuple[int, Run] | None] = [None] * len(free)
    reach = max(run.length for run in free) + GAP
    for n, run in enumerate(free):
        for m in range(n - 1, -1, -1):
            earlier = free[m]
            if earlier.a + reach < run.a:
                break
            end_a, end_b = earlier.a + earlier.length, earlier.b + earlier.length
            cut = max(0, end_a - run.a, end_b - run.b)
            if cut >= run.length or earlier.a > run.a or earlier.b > run.b:
                continue
            rest = Run(run.a + cut, run.b + cut, run.length - cut)
            between = gap(earlier, rest)
            score = scores[m] + rest.length - COST * between
            if between <= GAP and score > scores[n]:
                scores[n] = score
                before[n] = m, rest
    at = max(range(len(free)), key=lambda n: (scores[n], -n))
    chain: list[Run] = []
    while (step := before[at]) is not None:
        chain.append(step[1])
        at = step[0]
    return (free[at], *reversed(chain))


def _outside(run: Run, taken: Aligned) -> list[Run]:
    """What is left of a run, in `SEED` words or more, where a passage has taken its words."""
    first, last = taken.runs[0], taken.runs[-1]
    if all(
        run[side] + run.length <= first[side] or run[side] >= last[side] + last.length
        for side in (0, 1)
    ):
        return [run]  # as most are
    barred = sorted(
        (first[side] - run[side], last[side] + last.length - run[side]) for side in (0, 1)
    )
    parts, start = [], 0
    for low, high in (*barred, (run.length, run.length)):
        length = min(low, run.length) - start
        if length >= SEED:
            parts.append(Run(run.a + start, run.b + start, length))
        start = max(start, high)
    return parts
