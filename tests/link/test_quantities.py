"""Numbers as texts state them, and which of them exclude each other."""

from __future__ import annotations

import pytest

from sayso.link.claims.quantities import Bound, Unit, conflict, quantities, shared


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("twelve boats", 12, Unit.COUNT),
        ("twenty-one boats", 21, Unit.COUNT),
        ("2,084 boats", 2084, Unit.COUNT),
        ("a dozen boats", 12, Unit.COUNT),
        ("3.5 million boats", 3_500_000, Unit.COUNT),
        ("19M watches", 19_000_000, Unit.COUNT),
        ("$72m", 72_000_000, Unit.MONEY),
        ("£1,200", 1200, Unit.MONEY),
        ("72 million dollars", 72_000_000, Unit.MONEY),
        ("4.5 percent", 4.5, Unit.PERCENT),
        ("4.5%", 4.5, Unit.PERCENT),
        ("a 16-year-old girl", 16, Unit.AGE),
        ("on Jan. 4", 104, Unit.DAY),
        ("on 14 October", 1014, Unit.DAY),
        ("in February", 2, Unit.MONTH),
        ("in 1204", 1204, Unit.YEAR),
    ],
)
def test_a_number_has_a_value_and_a_unit(text: str, value: float, unit: Unit) -> None:
    first = quantities(text)[0]
    assert (first.value, first.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["at 9:30 a.m.", "the 20th floor", "one of them", "B52 bombers", ""]
)
def test_times_of_day_ranks_and_pronouns_are_no_quantities(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("about 20 boats", Bound.ABOUT),
        ("at least 20 boats", Bound.LEAST),
        ("up to 20 boats", Bound.MOST),
        ("20 boats", Bound.EXACT),
    ],
)
def test_a_number_keeps_how_it_is_framed(text: str, bound: Bound) -> None:
    assert quantities(text)[0].bound is bound


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("11 planes", "12 planes"),
        ("$500", "$999"),
        ("4 percent", "5 percent"),
        ("on 3 May", "on 4 May"),
        ("in March", "on 7 June"),
        ("20 boats", "at least 200 boats"),
        ("about 50 people", "90 people"),
        ("five cars and 11 planes", "six cars and 11 planes"),
    ],
)
def test_numbers_of_one_thing_exclude_each_other(a: str, b: str) -> None:
    assert conflict(quantities(a), quantities(b)) is not None
    assert conflict(quantities(b), quantities(a)) is not None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("11 planes", "12 ships"),
        ("about 2,000 boats", "2,084 boats"),
        ("a $2,000 tip", "a $2,084 tip"),
        ("more than 20 boats", "22 boats"),
        ("up to 25 boats", "20 boats"),
        ("in March", "on 7 March"),
        ("twelve planes", "12 aircraft"),
        ("11 planes", "planes"),
    ],
)
def test_numbers_that_can_both_be_right_do_not(a: str, b: str) -> None:
    assert conflict(quantities(a), quantities(b)) is None
    assert conflict(quantities(b), quantities(a)) is None


def test_shared_numbers_are_counted() -> None:
    assert shared(quantities("11 planes and $5"), quantities("eleven aircraft for 5 dollars")) == 2
