"""Which of two articles had the shared words first, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.link.reuse.direction import ran, same_page
from sayso.link.reuse.passages import reuse
from sayso.types import Article, Granularity, Link, Reading, Reuse, Span, Upstream

STORY = (
    "Fishermen at Port Selwyn hauled up a bronze bell on Friday that may have hung in the abbey"
    " before the flood, and the museum has sent a diver to look for the rest of the tower."
)
MORE = (
    " The find has stirred the whole coast, where children learn of the drowned abbey in school"
    " and old men claim to hear it ring before a gale. The museum will not be drawn on its age."
)


def article(text: str = STORY, **fields: Any) -> Article:
    return Article.from_text(text, **{"url": f"https://{fields.get('publisher')}/bell", **fields})


def between(a: Article | Reading, b: Article | Reading) -> Reuse:
    found = reuse(a, b)
    assert found
    assert found == reuse(b, a)
    return found


COURIER = article(publisher="Selwyn Courier")
MERCURY = article(publisher="Orlo Mercury")
CITING = Upstream("the Selwyn Courier", Span(0, 1))


@pytest.mark.parametrize(
    ("first", "later", "reason"),
    [
        (COURIER, replace(MERCURY, credit="Selwyn Courier"), "Orlo Mercury credits Selwyn Courier"),
        (
            COURIER,
            Reading(article=MERCURY, upstream=(CITING,)),
            "Orlo Mercury cites the Selwyn Courier",
        ),
        (
            COURIER,
            replace(MERCURY, links=(Link(Span(0, 9), "http://www.Selwyn Courier/bell?utm_a=1"),)),
            "Orlo Mercury links to https://Selwyn Courier/bell",
        ),
        (
            article(publisher="Reuters"),
            MERCURY,
            "Reuters is an agency, and one is most of the other",
        ),
        (
            article(publisher="Selwyn Courier", published="2021-03-04"),
            article(publisher="Orlo Mercury", published="2021-03-05T09:30:00Z"),
            "published 2021-03-04, the other 2021-03-05 09:30 UTC",
        ),
        (
            article(publisher="Selwyn Courier", published="2020"),
            article(publisher="Orlo Mercury", published="2021-03"),
            "published 2020, the other 2021-03",
        ),
        (
            article(STORY + MORE, publisher="Selwyn Courier"),
            MERCURY,
            "Selwyn Courier holds all of the other and more",
        ),
    ],
)
def test_direction_with_its_reason(first: Article, later: Article | Reading, reason: str) -> None:
    found = between(first, later)
    assert (found.original, found.reason) == (first.id, reason)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (COURIER, MERCURY, "neither names the other, and the dates do not tell"),
        (
            article(publisher="Selwyn Courier", published="2021-03-04"),
            article(publisher="Orlo Mercury", published="2021-03-04"),
            "neither names the other, and the dates do not tell",
        ),
        (
            article(publisher="Selwyn Courier", published="2021-03"),
            article(publisher="Orlo Mercury", published="2021-03-20"),
            "neither names the other, and the dates do not tell",
        ),
        (
            replace(COURIER, credit="AFP"),
            replace(MERCURY, credit="Agence France-Presse"),
            "both credit A",  # AFP or Agence France-Presse
        ),
        (
            replace(COURIER, credit="Orlo Mercury"),
            replace(MERCURY, credit="Selwyn Courier"),
            "Orlo Mercury credits Selwyn Courier",
        ),
    ],
)
def test_undecided_with_the_reason(one: Article, other: Article, reason: str) -> None:
    found = between(one, other)
    assert found.original is None
    assert found.reason.startswith("undecided: ")
    assert reason in found.reason


def test_a_citation_counts_more_than_a_date() -> None:
    updated = replace(COURIER, published=article(published="2021-03-09").published)
    citing = replace(
        MERCURY,
        published=article(published="2021-03-04").published,
        granularity=Granularity.DAY,
        credit="Selwyn Courier",
    )
    assert between(updated, citing).original == updated.id


def test_a_publisher_that_cites_itself_says_nothing() -> None:
    one = article(publisher="Selwyn Courier", url="https://a/1")
    other = article(publisher="Selwyn Courier", url="https://a/2", credit="Selwyn Courier")
    assert between(one, other).original is None


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("Reuters", {"publisher": "Reuters"}, True),
        ("Reuters", {"publisher": "www.reuters.com"}, True),
        ("Reuters", {"url": "https://www.reuters.com/x"}, True),
        ("Reuters", {"publisher": "Orlo Mercury", "url": "https://www.reuters.com/x"}, False),
        ("Selwyn Courier", {"publisher": "The Selwyn Courier"}, True),
        ("Reuters", {"url": None}, False),
    ],
)
def test_who_ran_an_article(name: str, fields: dict[str, Any], expected: bool) -> None:
    assert ran(name, Article.from_text(STORY, **fields)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("https://a.example/x", "http://www.a.example/x/", True),
        ("https://a.example/x?utm_source=feed", "https://a.example/x#top", True),
        ("https://a.example/x?id=1", "https://a.example/x?id=2", False),
        ("https://a.example/x?id=1&fbclid=z", "https://a.example/x?id=1", True),
        ("https://a.example/x", "https://b.example/x", False),
        (None, None, False),
    ],
)
def test_one_page_under_two_urls(one: str | None, other: str | None, expected: bool) -> None:
    assert same_page(one, other) is expected
