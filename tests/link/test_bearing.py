"""Which articles carry a query, and what each of their statements says of it."""

from __future__ import annotations

import pytest

from sayso.link.claims.bearing import LEAD, bearing, carriers, carries, may_carry
from sayso.link.claims.match import Relation
from sayso.types import Polarity, Statement

QUERY = "Mayor Ines Varga of Orsa has resigned"
TELLING = [
    "Orsa woke to a surprise on Tuesday.",
    "Ines Varga, mayor of the town for nine years, has resigned, her office said.",
    "She gave no reason.",
    "The council will meet on Friday.",
]
IN_PIECES = [
    "There is talk in Orsa about mayor Ines Varga.",
    "She is said to have resigned.",
    "Her office was closed on Tuesday.",
]
DENYING = [
    "Ines Varga is still mayor of Orsa.",
    "She has not resigned, Varga told the Herald.",
    "The report is nonsense.",
]
OTHER = [
    "A python escaped from the zoo in Velden.",
    "It was found in a laundry basket.",
    "Nobody was bitten.",
]


def told(texts: list[str], **values: object) -> list[Statement]:
    return [
        Statement(id=f"s{i}", article="a", text=text, spans=(), **values)  # type: ignore[arg-type]
        for i, text in enumerate(texts)
    ]


@pytest.mark.parametrize("texts", [TELLING, IN_PIECES, DENYING])
def test_an_article_that_tells_of_it_carries_the_query(texts: list[str]) -> None:
    assert bearing(QUERY, told(texts))


@pytest.mark.parametrize("texts", [TELLING, IN_PIECES, DENYING, TELLING[::-1], OTHER + TELLING])
def test_an_article_that_bears_is_never_turned_away_by_its_beginning(texts: list[str]) -> None:
    assert may_carry(QUERY, told(texts)[:LEAD]) or not bearing(QUERY, told(texts))


@pytest.mark.parametrize("texts", [["A python escaped.", "It was found."], []])
def test_an_article_that_begins_with_something_else_is_turned_away(texts: list[str]) -> None:
    assert not may_carry(QUERY, told(texts))


@pytest.mark.parametrize("texts", [OTHER, []])
def test_an_article_on_something_else_does_not(texts: list[str]) -> None:
    assert carries(QUERY, told(texts)) < 0.2
    assert bearing(QUERY, told(texts)) == []


def test_the_statement_that_tells_it_bears_and_the_others_do_not() -> None:
    found = bearing(QUERY, told(TELLING))
    assert [(b.statement.id, b.relation) for b in found] == [("s1", Relation.SAME)]
    assert 0.5 < found[0].score <= 1


def test_a_statement_that_negates_it_is_a_denial() -> None:
    found = {b.statement.id: b.relation for b in bearing(QUERY, told(DENYING))}
    assert found["s1"] is Relation.DENIAL


def test_a_denial_that_points_back_without_repeating_counts() -> None:
    denied = told(["The report is nonsense."], polarity=Polarity.DENIES)[0]
    found = bearing(QUERY, [*told(TELLING), denied])
    assert [b.relation for b in found if b.statement is denied] == [Relation.DENIAL]


def test_other_numbers_make_a_rival() -> None:
    texts = ["The Orsa fire destroyed 12 boats on Monday.", "The harbour was closed."]
    found = bearing("The Orsa fire destroyed 20 boats", told(texts))
    assert [b.relation for b in found] == [Relation.RIVAL]


def test_of_many_articles_those_far_less_sure_than_the_surest_are_left_out() -> None:
    assert carriers({"a": 0.999, "b": 0.99, "c": 0.5, "d": 0.1}) == {"a", "b"}
    assert carriers({"c": 0.5, "d": 0.1}) == {"c"}
    assert carriers({}) == set()
