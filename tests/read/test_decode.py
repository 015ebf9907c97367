from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.decode import best_runs

CHANCES = st.lists(st.floats(0, 1, width=32), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("chances", "runs"),
    [
        ("000", []),
        ("0990", [(1, 2)]),
        ("0999909999", [(1, 4), (6, 9)]),  # a clear second part stays
        ("0999949999", [(1, 9)]),  # a hole closes
        ("0999900005", [(1, 4)]),  # a stray word goes
        ("0500005000", [(1, 1)]),  # but something is kept
    ],
)
def test_the_runs_that_pay(chances: str, runs: list[tuple[int, int]]) -> None:
    given = np.array([int(c) / 10 for c in chances], np.float32)
    assert best_runs(given, 0.45, cost=3.0) == runs


@given(CHANCES, st.floats(0.2, 0.8), st.floats(0, 8))
def test_runs_are_apart_and_in_order(chances: list[float], threshold: float, cost: float) -> None:
    given = np.array(chances, np.float32)
    runs = best_runs(given, threshold, cost)
    assert all(a.last + 1 < b.first for a, b in pairwise(runs))
    assert all(0 <= r.first <= r.last < len(chances) for r in runs)
    assert bool(runs) == bool((given >= threshold).any())
