"""Which attribution encloses which, and through which medium a source spoke."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.nesting import via, within
from sayso.types import Attribution, Kind, Span


def test_a_cue_inside_another_s_content_nests(said):
    text = "Reuters reported that police said divers found the wreck."
    outer = said(text, "Reuters", "reported", "police said divers found the wreck")
    inner = said(text, "police", "said", "divers found the wreck")
    assert within(text, [outer, inner]) == [None, 0]


def test_the_smallest_enclosing_content_wins(said):
    text = "Ann said Ben wrote that Carl thinks the ferry sank."
    found = [
        said(text, "Ann", "said", "Ben wrote that Carl thinks the ferry sank"),
        said(text, "Ben", "wrote", "Carl thinks the ferry sank"),
        said(text, "Carl", "thinks", "the ferry sank"),
    ]
    assert within(text, found) == [None, 0, 1]


def test_reported_citing_gives_the_cited_source_within_the_reporting_outlet(said):
    text = "The ferry was sold, Reuters reported, citing two brokers."
    outlet = said(text, "Reuters", "reported", "The ferry was sold", kind=Kind.OUTLET)
    cited = said(text, "two brokers", "citing", "The ferry was sold", kind=Kind.UNNAMED_GROUP)
    assert within(text, [outlet, cited]) == [None, 0]


def test_two_sources_of_one_according_to_do_not_nest(said):
    text = "The ferry was sold, according to Reuters and some brokers."
    cue, content = "according to", "The ferry was sold"
    outlet = said(text, "Reuters", cue, content, kind=Kind.OUTLET)
    others = said(text, "some brokers", cue, content, kind=Kind.UNNAMED_GROUP)
    assert within(text, [outlet, others]) == [None, None]


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        ("A ferry sank, he told Sky News.", "he", "told", "Sky News"),
        ("A ferry sank, he told Sky News on Tuesday.", "he", "told", "Sky News"),
        ("A ferry sank, he told CNN's Ann Voss.", "he", "told", "CNN"),
        ("A ferry sank, he told a news conference.", "he", "told", None),
        ("A ferry sank, he told Parliament.", "he", "told", None),
        ("A ferry sank, he told Mr Ruud.", "he", "told", None),
        ("A ferry sank, he said in an interview with CNN.", "he", "said", "CNN"),
        ("A ferry sank, he said in a statement to Sky News.", "he", "said", "Sky News"),
        ("A ferry sank, he confirmed to Reuters.", "he", "confirmed", "Reuters"),
        ("A ferry sank, he wrote on Twitter.", "he", "wrote", "Twitter"),
        ("A ferry sank, he tweeted.", "he", "tweeted", "Twitter"),
        ("A ferry sank, he said.", "he", "said", None),
    ],
)
def test_the_sentence_names_the_medium(said, text, source, cue, expected):
    a = said(text, source, cue, "A ferry sank", kind=Kind.NAMED_PERSON, speaker="Jan Ruud")
    assert via(text, [a], [None]) == [expected]


def test_the_enclosing_outlet_is_the_medium_of_those_it_quotes(said):
    text = "According to the Daily Mail, police said the ferry sank."
    outer = said(
        text,
        "the Daily Mail",
        "According to",
        "police said the ferry sank",
        kind=Kind.OUTLET,
        speaker="Daily Mail",
    )
    inner = said(text, "police", "said", "the ferry sank", kind=Kind.NAMED_ORGANISATION)
    assert via(text, [outer, inner], [None, 0]) == [None, "Daily Mail"]


def test_the_paper_is_the_outlet_named_last(said):
    text = "Sky News ran the story. A ferry sank, he told the station."
    a = said(text, "he", "told", "A ferry sank", kind=Kind.NAMED_PERSON, speaker="Jan Ruud")
    assert via(text, [a], [None]) == ["Sky News"]


def test_the_publisher_itself_is_no_medium(said):
    text = "A ferry sank, he told Sky News."
    a = said(text, "he", "told", "A ferry sank", kind=Kind.NAMED_PERSON)
    assert via(text, [a], [None], "Sky News") == [None]


_SPAN = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))
_SPANS = st.lists(_SPAN, max_size=2).map(tuple)


@given(st.lists(st.tuples(_SPANS, _SPANS, _SPANS, st.sampled_from(Kind)), max_size=6))
def test_nesting_never_goes_in_a_circle(parts):
    text = "Ann told Sky News, citing Reuters, that Ben may quote it on Twitter. " * 2
    found = [
        Attribution(id=str(i), source=s, cue=u, content=c, kind=k)
        for i, (s, u, c, k) in enumerate(parts)
    ]
    parents = within(text, found)
    assert len(via(text, found, parents)) == len(found)
    for start in range(len(found)):
        seen, at = {start}, parents[start]
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = parents[at]
