"""Two articles side by side, and an outlet as its articles show it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

import sayso
from sayso.serve.compare import column
from sayso.types import Reuse, Span
from tests.serve.test_pages import Page

TEXTS = st.text("ab .\n", max_size=60)


def pair(archive: sayso.Archive) -> Reuse:
    return max(archive.store.all_reuse(), key=lambda reuse: reuse.words)


def test_shared_passages_stand_in_both_columns_under_one_number(
    site: TestClient, archive: sayso.Archive
) -> None:
    found = pair(archive)
    page = site.get(f"/compare?one={found.a}&other={found.b}")
    assert page.status_code == 200
    ids = {a["id"] for _, a in Page(page.text).found if "id" in a}
    for number in range(1, len(found.passages) + 1):
        assert {f"a{number}", f"b{number}"} <= ids
    assert f"{found.words} words" in page.text
    assert found.reason in page.text


def test_the_article_leads_to_each_comparison(site: TestClient, archive: sayso.Archive) -> None:
    found = pair(archive)
    links = Page(site.get(f"/articles/{found.a}").text).links()
    assert f"/compare?one={found.a}&other={found.b}" in links


def test_articles_that_share_nothing_are_shown_all_the_same(
    site: TestClient, archive: sayso.Archive
) -> None:
    pairs = {frozenset((r.a, r.b)) for r in archive.store.all_reuse()}
    ids = sorted(entry.id for entry in archive.store.all_entries())
    one, other = next((a, b) for a in ids for b in ids if a < b and {a, b} not in pairs)
    page = site.get(f"/compare?one={one}&other={other}")
    assert page.status_code == 200
    assert "share no passage" in page.text


def test_an_unknown_article_is_told(site: TestClient) -> None:
    assert site.get("/compare?one=nobody&other=nothing").status_code == 404


def test_words_that_one_side_alone_has_are_marked() -> None:
    one, other = "The old boat sank fast. Bye.", "The new boat sank. Hello."
    (line,) = column(one, [Span(0, 23)], other, [Span(0, 18)])
    assert [(p.text, p.differs) for p in line if p.passage] == [
        ("The ", False),
        ("old", True),
        (" boat sank ", False),
        ("fast", True),
        (".", False),
    ]
    assert [p.first for p in line if p.passage] == [True, False, False, False, False]


def test_a_passage_within_another_keeps_its_number() -> None:
    text = "The old boat sank fast."
    (line,) = column(text, [Span(0, 23), Span(4, 12)], text, [Span(0, 23), Span(4, 12)])
    assert {piece.passage for piece in line if piece.first} == {1, 2}


@given(one=TEXTS, other=TEXTS, data=st.data())
def test_no_character_of_an_article_is_lost_or_doubled(
    one: str, other: str, data: st.DataObject
) -> None:
    def spans(text: str) -> st.SearchStrategy[Span]:
        ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
        return ends.map(lambda pair: Span(*sorted(pair)))

    number = data.draw(st.integers(0, 3))
    own = data.draw(st.lists(spans(one), min_size=number, max_size=number))
    theirs = data.draw(st.lists(spans(other), min_size=number, max_size=number))
    lines = column(one, own, other, theirs)
    told = ("".join(piece.text for piece in line) for line in lines)
    shown = "\n".join(line for line in told if line)  # a number may stand alone
    assert shown == re.sub(r"\n+", "\n", one).strip("\n")


def test_every_outlet_is_listed_with_its_articles(site: TestClient, archive: sayso.Archive) -> None:
    page = site.get("/outlets").text
    counts = Counter(entry.publisher for entry in archive.store.all_entries())
    for publisher in counts:
        assert publisher is None or publisher in page


def test_an_outlet_shows_whom_it_cites_and_copies(site: TestClient, archive: sayso.Archive) -> None:
    found = next(r for r in archive.store.all_reuse() if r.original)
    entries = {e.id: e for e in archive.store.entries([found.a, found.b])}
    copy = entries[found.b if found.original == found.a else found.a]
    original = entries[found.original or ""]
    page = site.get("/outlet", params={"name": copy.publisher or ""})
    assert page.status_code == 200
    copied = page.text.split("Whom it copies")[1].split("Who copies it")[0]
    assert f"{original.publisher}</bdi>" in copied
    assert "Sources without a name" in page.text


@pytest.mark.parametrize(("name", "status"), [("", 303), ("Nobody's Paper", 404)])
def test_an_outlet_that_is_not_there_is_told(site: TestClient, name: str, status: int) -> None:
    assert site.get("/outlet", params={"name": name}).status_code == status
