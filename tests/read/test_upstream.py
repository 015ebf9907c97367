"""The outlets from which an article says it took its information."""

import pytest

from sayso.read.upstream import upstream
from sayso.types import Kind, Link, Span


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ARDEN (Reuters) - The ferry sank.", "Reuters"),
        ("ARDEN, Jan. 3 (AP) -- The ferry sank.", "Associated Press"),
        ("The ferry sank. H/T Sky News", "Sky News"),
        ("The ferry sank. Source: Arden Gazette", "Arden Gazette"),
        ("This article originally appeared on Arden Gazette.", "Arden Gazette"),
        ("The ferry sank. With files from the Arden Gazette", "Arden Gazette"),
    ],
)
def test_a_dateline_or_credit_counts(text, name):
    (found,) = upstream(text, ())
    assert found.name == name
    assert text[found.evidence.start : found.evidence.end]


def test_a_source_that_is_an_outlet_counts_once(said):
    text = "The ferry sank, the Daily Mail reported. The Mail said divers went down."
    found = upstream(
        text,
        [
            said(text, "the Daily Mail", "reported", kind=Kind.OUTLET, speaker="Daily Mail"),
            said(text, "The Mail", "said", kind=Kind.OUTLET, speaker="Daily Mail"),
        ],
    )
    assert [u.name for u in found] == ["Daily Mail"]
    evidence = found[0].evidence
    assert text[evidence.start : evidence.end] == "the Daily Mail reported"


def test_the_medium_of_a_source_counts_and_its_name_is_in_the_evidence(said):
    text = "A ferry sank, he told Sky News on Monday."
    (found,) = upstream(text, [said(text, "he", "told", via="Sky News", kind=Kind.NAMED_PERSON)])
    assert text[found.evidence.start : found.evidence.end] == "he told Sky News"


def test_what_unnamed_sources_say_in_a_headline_is_no_credit():
    assert upstream("Sources: Arkon in talks to buy Bellweather\n\nArkon may buy it.", ()) == ()


@pytest.mark.parametrize("medium", ["Twitter", "Facebook", "X", "social media"])
def test_a_platform_is_no_outlet(said, medium):
    text = f"A ferry sank, he wrote on {medium}."
    assert upstream(text, [said(text, "he", "wrote", via=medium, kind=Kind.NAMED_PERSON)]) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was reported by the Washington Post, the Guardian and CBS.",
         ["Washington Post", "Guardian", "CBS News"]),
        ("It was published by the Guardian and the police.", ["Guardian"]),
        ("A leaked memo, seen by Reuters, shows it.", ["Reuters"]),
        ("Over at Forbes, they doubt it.", ["Forbes"]),
        ("The figure is from this BBC article.", ["BBC"]),
        ("She told local media that it sank.", ["local media"]),
        ("According to multiple reports, it sank.", ["multiple reports"]),
        ("Pictures published in Chinese media show it.", ["Chinese media"]),
        ("She told the men that it sank.", []),
    ],
)  # fmt: skip
def test_outlets_that_the_words_around_them_tie_to_the_news(text, names):
    assert [u.name for u in upstream(text, ())] == names


def test_the_publisher_is_left_out():
    assert upstream("ARDEN (Reuters) - The ferry sank.", (), "Reuters") == ()


def test_plain_reports_name_nobody(said):
    text = "The ferry sank, reports said."
    assert (
        upstream(text, [said(text, "reports", "said", kind=Kind.OUTLET, speaker="reports")]) == ()
    )


def test_a_link_to_the_outlet_gives_its_url(said):
    text = "The ferry sank, Reuters reported."
    link = Link(Span(16, 23), "https://www.reuters.com/ferry")
    a = said(text, "Reuters", "reported", kind=Kind.OUTLET, speaker="Reuters")
    assert upstream(text, [a], None, [link])[0].url == "https://www.reuters.com/ferry"


def test_the_credit_of_the_page_counts():
    (found,) = upstream("The ferry sank.", (), None, (), "Reuters")
    assert found.name == "Reuters"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor's office confirmed the closure to Sky News.", "Sky News"),
        ("A reporter for Reuters saw the ferry sink.", "Reuters"),
        ("The photographs were released by Reuters on Monday.", "Reuters"),
        ("Yesterday BuzzFeed reached out to the owners.", "BuzzFeed"),
        ("In an interview with Fox News Monday he wept.", "Fox News"),
    ],
)
def test_an_outlet_of_the_table_counts_where_the_words_tie_it_to_the_news(text, name):
    (found,) = upstream(text, ())
    assert found.name == name
    assert name in text[found.evidence.start : found.evidence.end]


@pytest.mark.parametrize(
    "text",
    [
        "He owns a boat called Reuters.",
        "The Guardian was moored at the quay.",
        "She left Sky News.",
    ],
)
def test_an_outlet_that_is_merely_named_does_not_count(text):
    assert upstream(text, ()) == ()


def test_two_names_of_one_outlet_count_once(said):
    text = "ARDEN (AP) -- The ferry sank. He told the AP that he swam."
    a = said(text, "He", "told", via="AP", kind=Kind.NAMED_PERSON)
    assert [u.name for u in upstream(text, [a])] == ["Associated Press"]
