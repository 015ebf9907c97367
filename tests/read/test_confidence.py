"""Scores as shares of what is right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.read.confidence import KNOTS, confidence


def test_every_knot_is_on_the_line() -> None:
    assert [round(confidence(score), 9) for score, _ in KNOTS] == [right for _, right in KNOTS]


@given(one=st.floats(0, 1), other=st.floats(0, 1))
def test_what_is_surer_stays_surer(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= confidence(low) <= confidence(high) <= 1


@given(score=st.floats(-5, 5))
def test_a_score_out_of_range_is_taken_for_the_nearest_in_it(score: float) -> None:
    assert confidence(score) == confidence(min(1.0, max(0.0, score)))
    assert 0 <= confidence(score) < 1
