"""Speakers across articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.sources.speakers import Said, merges, named, said, sources
from sayso.types import Article, Attribution, Kind, Reading, Span, Statement

DAY = datetime(2024, 3, 5, tzinfo=UTC)
PERSON, BODY, OUTLET = Kind.NAMED_PERSON, Kind.NAMED_ORGANISATION, Kind.OUTLET
NOBODY, GROUP = Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP


def made(article, speaker, kind=PERSON, *, story="ferry", day=0, via=None, start=0):
    statement = Statement(
        id=f"{article}-{start}-{speaker}",
        article=article,
        text="The ferry had lost power.",
        spans=(Span(start, start + 25),),
        speaker=speaker,
        kind=kind,
    )
    published = None if day is None else DAY + timedelta(days=day)
    return Said(statement=statement, published=published, story=story, via=via)


def names(*given):
    """The names of each source, the sources in order of their names."""
    return sorted(sorted(source.names) for source in sources(given))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Jonas Feld", "Feld", PERSON),
        ("Jonas Feld", "harbour master Jonas Feld", PERSON),
        ("Jonas Feld", "J. Feld", PERSON),
        ("the Arden State Police", "state police", BODY),
        ("Fennmouth Harbour Board", "FHB", BODY),
        ("the New York Times", "NYT", OUTLET),
        ("Feld", "Feld", PERSON),
    ],
)
def test_names_of_one_source_are_merged_within_a_story(one, other, kind):
    assert len(list(sources([made("a", one, kind), made("b", other, kind)]))) == 1


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Jonas Feld", "Feld", PERSON),
        ("Feld", "Feld", PERSON),
        ("the state police", "state police", BODY),
        ("J. Feld", "Jonas Feld", PERSON),
    ],
)
def test_a_name_that_only_its_story_explains_is_not_merged_across_stories(one, other, kind):
    given = [made("a", one, kind, story="ferry"), made("b", other, kind, story="orchard")]
    assert len(list(sources(given))) == 2


def test_a_full_name_is_one_source_in_all_stories():
    given = [made("a", "Jonas Feld"), made("b", "Dr. Jonas Feld", story="orchard")]
    assert len(list(sources(given))) == 1


def test_two_people_who_share_a_family_name_stay_two():
    assert names(made("a", "Jonas Feld"), made("b", "Maria Feld")) == [
        ["Jonas Feld"],
        ["Maria Feld"],
    ]


def test_a_family_name_that_two_people_bear_joins_neither():
    given = [made("a", "Jonas Feld"), made("b", "Maria Feld"), made("c", "Feld"), made("d", "Feld")]
    assert names(*given) == [["Feld"], ["Feld"], ["Jonas Feld"], ["Maria Feld"]]


def test_a_short_name_never_joins_two_people_through_two_stories():
    given = [
        made("a", "Jonas Feld", story="ferry"),
        made("b", "J. Feld", story="ferry"),
        made("c", "Jana Feld", story="orchard"),
        made("d", "J. Feld", story="orchard"),
    ]
    assert names(*given) == [["J. Feld", "Jana Feld"], ["J. Feld", "Jonas Feld"]]


def test_a_name_without_its_initial_that_two_people_bear_joins_neither():
    given = [made("a", "Ann B. Roe"), made("b", "Ann C. Roe"), made("c", "Ann Roe")]
    assert len(list(sources(given))) == 3


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("a Fennmouth official", NOBODY),
        ("officials", GROUP),
        ("local media", OUTLET),
        ("reports", OUTLET),
    ],
)
def test_whoever_has_no_name_is_never_merged_across_articles(speaker, kind):
    given = [made("a", speaker, kind), made("b", speaker, kind), made("b", speaker, kind, start=9)]
    assert sorted(len(source.said) for source in sources(given)) == [1, 2]


def test_own_voice_has_no_source():
    assert list(sources([made("a", None, None)])) == []


def test_a_source_tells_its_names_its_words_and_where_it_spoke():
    given = [
        made("b", "Feld", day=2, via="Radio Arden"),
        made("a", "Jonas Feld", day=1, via="Port Arden Post"),
        made("c", "Jonas Feld", BODY, day=None),
        made("d", "Jonas Feld", day=3, via="Radio Arden"),
    ]
    (source,) = sources(given)
    assert source.name == "Jonas Feld" and source.names == ("Jonas Feld", "Feld")
    assert source.kind is PERSON
    assert [statement.article for statement in source.said] == ["a", "b", "d", "c"]
    assert source.via == ("Radio Arden", "Port Arden Post")
    assert source.id == min(statement.id for statement in source.said)


def test_those_with_most_to_say_come_first():
    given = [made("a", "Velma Krantz"), made("a", "Jonas Feld"), made("b", "Jonas Feld")]
    assert [source.name for source in sources(given)] == ["Jonas Feld", "Velma Krantz"]


def test_an_article_gives_its_statements_their_outlet_date_and_medium():
    article = Article.from_text(
        "Feld said so.", publisher="Port Arden Post", published="2024-03-05"
    )
    a = Attribution(id="a1", speaker="Feld", kind=PERSON, via="Radio Arden")
    statement = replace(made("x", "Feld").statement, attribution="a1")
    own = replace(statement, id="own", speaker=None, attribution=None)
    reading = Reading(article=article, attributions=(a,))
    (one,) = said(reading, [statement, own], story="ferry")
    assert one.statement == statement and one.story == "ferry" and one.via == "Radio Arden"
    assert one.publisher == "Port Arden Post" and one.published == DAY


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Feld", ["Jonas Feld", "Maria Feld"]),
        ("jonas feld", ["Jonas Feld"]),
        ("Dr. Maria Feld", ["Maria Feld"]),
        ("FHB", ["Fennmouth Harbour Board"]),
        ("officials", ["officials"]),
        ("Krantz", []),
    ],
)
def test_sources_are_found_by_name(name, found):
    given = [
        made("a", "Jonas Feld"),
        made("a", "Maria Feld"),
        made("b", "Fennmouth Harbour Board", BODY),
        made("b", "officials", GROUP),
    ]
    assert sorted(source.name for source, _ in named(name, sources(given))) == found


def test_a_source_can_tell_why_its_names_are_one():
    given = [made("a", "Jonas Feld"), made("b", "Feld"), made("c", "J. Feld")]
    (source,) = sources(given)
    assert list(merges(source)) == [
        ("J. Feld", "Jonas Feld", "an initial and the family name"),
        ("Feld", "Jonas Feld", "the family name"),
    ]


NAMES = st.sampled_from(
    [
        ("Jonas Feld", PERSON),
        ("Maria Feld", PERSON),
        ("Feld", PERSON),
        ("J. Feld", PERSON),
        ("Jonas", PERSON),
        ("Mrs. Feld", PERSON),
        ("state police", BODY),
        ("the Arden State Police", BODY),
        ("Feld", BODY),
        ("officials", GROUP),
    ]
)
PLACES = st.tuples(NAMES, st.sampled_from("abcdef"), st.sampled_from(["ferry", "orchard", None]))


@given(st.lists(PLACES, max_size=12), st.randoms(use_true_random=False))
def test_sources_are_one_of_the_set_of_statements(places, random):
    given = [
        made(article + (story or ""), name, kind, story=story, start=n)
        for n, ((name, kind), article, story) in enumerate(places)
    ]
    expected = list(sources(given))
    random.shuffle(given)
    assert list(sources(given)) == expected
    assert sum(len(source.said) for source in expected) == len(given)
    for source in expected:
        assert not {"Jonas Feld", "Maria Feld"} <= set(source.names)
