"""Links between statements: found, sure, and the same in whatever order they came."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.claims.linking import SURE, Index, components, keys, links
from sayso.link.claims.match import Relation
from sayso.types import Statement

TEXTS = [
    ("a1", "Mayor Ines Varga resigned after the harbour fire in Orsa"),
    ("a1", "Two boats were lost in the Orsa harbour fire"),
    ("a2", "Ines Varga, mayor of Orsa, stepped down after the fire in the harbour"),
    ("a2", "Three boats were lost in the Orsa harbour fire"),
    ("a3", "Mayor Ines Varga of Orsa has not resigned after the harbour fire"),
    ("a3", "It was a good day"),
    ("a4", "Mayor Ines Varga resigned after the harbour fire in Orsa"),
    ("a4", "A python escaped from the zoo in Velden during a thunderstorm"),
    ("a5", "A python fled the Velden zoo during the thunderstorm"),
    ("a5", "Velden zoo will charge visitors 12 crowns from June"),
    ("a6", "From June visitors of Velden zoo will be charged 12 crowns"),
    ("a6", "From June visitors of Velden zoo will be charged 15 crowns"),
]
STATEMENTS = [
    Statement(id=f"s{i:02}", article=article, text=text, spans=())
    for i, (article, text) in enumerate(TEXTS)
]
ARTICLES = sorted({s.article for s in STATEMENTS})

Links = set[tuple[str, str, Relation]]


def added(order: Iterable[str]) -> Links:
    """The links that come of adding articles one after another."""
    stored, found = Index(), set()
    for article in order:
        new = [s for s in STATEMENTS if s.article == article]
        found |= {(a, b, m.relation) for a, b, m in links(new, stored)}
        stored.add(new)
    return found


def same(found: Links) -> list[tuple[str, str]]:
    return sorted((a, b) for a, b, relation in found if relation is Relation.SAME)


WHOLE = added(ARTICLES)


def test_statements_of_one_proposition_are_one_claim() -> None:
    claims = components(same(WHOLE))
    assert claims["s00"] == claims["s02"] == claims["s06"] == "s00"
    assert claims["s07"] == claims["s08"]
    assert claims["s09"] == claims["s10"]
    assert claims["s00"] != claims["s07"]


def test_rivals_and_denials_are_linked_as_such_and_join_no_claim() -> None:
    assert ("s01", "s03", Relation.RIVAL) in WHOLE
    assert ("s00", "s04", Relation.DENIAL) in WHOLE
    assert ("s10", "s11", Relation.RIVAL) in WHOLE
    assert "s04" not in components(same(WHOLE))


def test_what_says_too_little_to_be_found_again_has_no_keys() -> None:
    assert keys(STATEMENTS[5]) == {}
    assert not [pair for pair in WHOLE if "s05" in pair]


@given(st.permutations(ARTICLES))
@settings(max_examples=25, deadline=None)
def test_the_order_of_adding_never_changes_the_links(order: list[str]) -> None:
    assert added(order) == WHOLE


@given(st.permutations(ARTICLES), st.sampled_from(ARTICLES))
@settings(max_examples=15, deadline=None)
def test_adding_an_article_twice_changes_nothing(order: list[str], again: str) -> None:
    assert added([*order, again]) == WHOLE


@given(st.permutations(same(WHOLE)))
def test_claims_are_the_same_whichever_link_came_first(pairs: list[tuple[str, str]]) -> None:
    assert components(pairs) == components(same(WHOLE))


def test_all_at_once_gives_what_one_by_one_gives() -> None:
    found = {(a, b, m.relation) for a, b, m in links(STATEMENTS, Index())}
    assert found == WHOLE


def test_one_more_article_leaves_the_links_of_the_others_alone() -> None:
    stored = Index()
    stored.add(s for s in STATEMENTS if s.article != "a6")
    new = [s for s in STATEMENTS if s.article == "a6"]
    touched = {name for a, b, _ in links(new, stored) for name in (a, b)}
    assert touched <= {"s09", "s10", "s11"}


def test_links_are_sure_and_name_the_smaller_id_first() -> None:
    for a, b, match in links(STATEMENTS, Index()):
        assert a < b
        assert match.score >= SURE
        assert match.relation is not Relation.DIFFERENT
