"""Whether two names stand for one source, and which of many go together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.sources.names import groups, nameable, same, vague


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Sgt. Quist", "Mara Quist", True),
        ("state police", "the Ostra State Police", True),
        ("the New York Times", "NYT", True),
        ("a Harrow Works spokesman", "Harrow Works", True),
        ("Harrow Works' spokesman", "Harrow Works", True),
        ("Harrow Works employees", "Harrow Works", False),
        ("Harrow Works' lawyers", "Harrow Works", False),
        ("Fox News", "Sky News", False),
        ("sources", "sources in Ostra", False),
        ("Ada Finch", "Otto Finch", False),
    ],
)
def test_two_names_of_one_source(one: str, other: str, expected: bool) -> None:
    assert same(one, other) is same(other, one) is expected


def test_a_short_name_that_fits_two_joins_neither() -> None:
    assert groups(["Finch", "Ada Finch", "Otto Finch"]) == (
        ("Ada Finch",),
        ("Finch",),
        ("Otto Finch",),
    )


@given(
    st.lists(st.sampled_from(["Finch", "Ada Finch", "A. Finch", "Velm police", "police"])).flatmap(
        lambda names: st.tuples(st.just(names), st.permutations(names))
    )
)
def test_groups_hang_on_no_order(pair: tuple[list[str], list[str]]) -> None:
    assert groups(pair[0]) == groups(pair[1])
    assert sorted(name for group in groups(pair[0]) for name in group) == sorted(set(pair[0]))


@pytest.mark.parametrize("name", ["he", "you", "the author", "from government", "…"])
def test_who_names_nobody_outside_the_article(name: str) -> None:
    assert not nameable(name)


@pytest.mark.parametrize("name", ["sources", "an unnamed official", "reports"])
def test_what_tells_nobody(name: str) -> None:
    assert vague(name)
