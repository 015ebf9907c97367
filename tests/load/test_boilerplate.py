from __future__ import annotations

import pytest

from sayso.load import boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "For more stories from where you live, visit InYourTown.",
        "Read more: How the harbour was dredged",
        "READ MORE: How the harbour was dredged",
        "Read more",
        "Related: Ten ferries that ran aground",
        "See also: The harbour's dredging",
        "Sign up for our newsletter",
        "Sign up to our free morning briefing here",
        "Subscribe to the Courier for more.",
        "Get the day's news delivered to your inbox every morning.",
        "Follow us on Twitter @farrowcourier",
        "Follow Ada Penhallow on Twitter",
        "Share this",
        "Share this article",
        "Tweet",
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below",
        "Comments",
        "Leave a comment",
        "(Image credit: Ada Penhallow)",
        "Image: The ferry on Monday",
        "Photo by Ada Penhallow/Getty Images",
        "(Ada Penhallow/Reuters)",
        "Ada Penhallow/AFP via Getty Images",
        "FILE - In this March 5, 2024, file photo, the ferry leaves Farrow.",
        "The ferry leaves Farrow. (AP Photo/Ada Penhallow)",
        "Copyright 2024 The Farrow Courier. All rights reserved.",
        "© 2024 The Associated Press. All rights reserved.",
        "Filed under: Ferries",
        "This website uses cookies to improve your experience.",
        "Updated: 5 March 2024, 14:30",
        "3 min read",
        "ada@farrowcourier.example",
        "https://t.co/abcdef",
        "(Reporting by Ada Penhallow; Editing by Tom Brack)",
        "Have a tip? Write to ada@farrowcourier.example.",
        "Click here to subscribe",
        "* * *",
    ],
)
def test_furniture_goes(line: str) -> None:
    assert boilerplate.is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "“Read more books,” the mayor told pupils.",
        "Police said the ferry was safe.",
        "Photographs of the ferry were published by the Harbour Post.",
        "Related charges were dropped, the prosecutor said.",
        "More than 200 people were aboard, the operator said.",
        "Sources told Reuters that the ferry was safe.",
        "The newsletter that the union sent out called the ferry unsafe.",
        "Share prices fell after Reuters reported the accident.",
        "By The Associated Press",
        "This article was originally published by the Harbour Post.",
        "The Associated Press contributed to this report.",
        "Source: Reuters",
        "Reuters",
        "Video of the scene, which the Harbour Post published, shows the ferry.",
        "Follow-up tests are expected to begin next week.",
        "Sign-ups rose by a third, the company said.",
        "Comments by the minister angered the union, according to the Post.",
        "Get out, the captain shouted, according to two passengers.",
        "",
    ],
)
def test_the_article_and_its_evidence_stay(line: str) -> None:
    assert not boilerplate.is_boilerplate(line)


def test_a_box_of_teasers_goes_with_its_headlines() -> None:
    lines = [
        "The ferry ran aground, police said.",
        "You may also like",
        "Ten ferries of the past",
        "How the harbour was dredged",
        "The operator declined to comment.",
        "Related stories",
        "Another headline",
    ]
    kept = list(boilerplate.without_boilerplate(lines))
    assert kept == [lines[0], lines[4]]


def test_a_byline_above_the_text_goes_unless_it_is_an_agencys() -> None:
    lines = ["By Ada Penhallow and Tom Brack", "By The Associated Press", "A ferry ran aground."]
    assert list(boilerplate.without_boilerplate(lines)) == lines[1:]
