import io
import json as stdlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from sayso.show import lists
from sayso.show.json import text
from sayso.types import (
    Article,
    Certainty,
    Kind,
    Polarity,
    Source,
    Span,
    Statement,
    Story,
)


def article(number, **fields):
    made = Article.from_text(
        f"text {number}",
        publisher=f"Outlet {number}",
        title=f"Headline {number}",
        published=f"2031-06-{number:02}",
    )
    return replace(made, id=f"a{number}", **fields)


SAID = Statement(
    id="s1",
    article="a1",
    text="the ship sank",
    spans=(Span(0, 13),),
    speaker="Inga Marrow",
    kind=Kind.NAMED_PERSON,
    certainty=Certainty.POSSIBLE,
)
OWN = Statement(id="s2", article="a2", text="“The ship” is gone.", spans=(Span(0, 19),))
DENIED = replace(SAID, id="s3", polarity=Polarity.DENIES, speaker=None, kind=Kind.UNSTATED)


def printed(show, *arguments, width=80, encoding="utf-8"):
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    number = show(*arguments, console=Console(file=out, width=width, highlight=False))
    out.flush()
    return out.buffer.getvalue().decode(encoding), number


def test_what_was_found_stands_with_speaker_kind_certainty_place_and_words():
    made, number = printed(lists.search, [(SAID, article(1)), (OWN, article(2))])
    assert number == 2
    assert made.splitlines() == [
        "    ○ possible   Inga Marrow · named person · Outlet 1 · 1 June 2031",
        "                 “the ship sank”",
        "                 statement s1, article a1",
        "",
        "    ● certain    own voice · Outlet 2 · 2 June 2031",
        "                 “The ship” is gone.",
        "                 statement s2, article a2",
    ]


def test_an_article_that_was_found_itself_stands_with_its_headline():
    made, _ = printed(lists.search, [(None, article(1))])
    assert made.split("\n")[0].strip() == "Headline 1 · article a1"


def test_what_is_denied_says_so():
    made, _ = printed(lists.search, [(DENIED, article(1))])
    assert "✗ denies" in made
    assert "own voice" not in made


def test_a_search_without_result_prints_nothing():
    assert printed(lists.search, []) == ("", 0)


def test_a_story_has_its_articles_the_earliest_first_and_counts_the_rest():
    articles = [article(number) for number in (9, 2, 3, 4, 5, 6, 7)]
    story = Story("a2", "A ship sank", tuple(a.id for a in articles))
    made, number = printed(lists.stories, [(story, articles)])
    assert number == 1
    lines = made.splitlines()
    assert lines[0] == "A ship sank"
    assert lines[1] == "7 articles · 7 outlets · 2 to 9 June 2031 · story a2"
    assert lines[2] == "  Outlet 2 · 2 June 2031 · Headline 2"
    assert lines[-1] == "  and 2 more"


def test_a_source_has_its_names_outlets_and_what_it_said():
    source = Source(
        id="q1",
        name="Inga Marrow",
        names=("Inga Marrow", "Marrow"),
        kind=Kind.NAMED_PERSON,
        said=(SAID,) * 7,
        via=("Radio Vessin",),
    )
    made, _ = printed(lists.sources, [source], {"a1": article(1)})
    lines = made.splitlines()
    assert lines[0] == "Inga Marrow · named person · 7 statements · 1 article · source q1"
    assert lines[1:3] == ["  also Marrow", "  via Radio Vessin"]
    assert lines[3:5] == [
        "    ○ possible   “the ship sank”",
        "                 Outlet 1 · 1 June 2031",
    ]
    assert lines[-1].strip() == "and 2 more"


def test_facts_stand_one_a_line_and_empty_ones_are_left_out():
    facts = {
        "articles": 12345,
        "first": datetime(2031, 6, 9, 8, tzinfo=UTC),
        "nothing": None,
        "versions": ("1", "2"),
    }
    made, _ = printed(lists.info, facts)
    assert made.splitlines() == [
        "articles  12,345",
        "first     9 June 2031",
        "versions  1, 2",
    ]


@pytest.mark.parametrize(
    "made",
    [
        lists.found_dict(SAID, article(1)),
        lists.found_dict(None, article(1)),
        lists.story_dict(Story("a1", "A\nship", ("a1", "a2")), [article(2), article(1)]),
        lists.source_dict(
            Source(id="q", name="Ann", names=("Ann",), kind=Kind.OUTLET, said=(OWN,))
        ),
    ],
)
def test_each_has_a_json_form_of_one_line(made):
    line = text(made)
    assert len(line.splitlines()) == 1
    assert stdlib.loads(line) == made


def test_a_story_as_json_has_its_articles_in_the_order_of_time():
    made = lists.story_dict(Story("a1", "A", ("a2", "a1")), [article(2), article(1)])
    assert [a["id"] for a in made["articles"]] == ["a1", "a2"]


def test_nothing_of_an_article_steers_the_terminal():
    hostile = article(1, publisher="\x1b[2J[red]x[/red]")
    made, _ = printed(lists.search, [(SAID, hostile)])
    assert "\x1b" not in made
    assert "[red]x[/red]" in made
