"""Feeds of searches, claims and sources, and lists as tables."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote
from xml.etree import ElementTree

import feedparser
import pytest
from starlette.testclient import TestClient

import sayso
from tests.serve.conftest import HOME, caller

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(site: TestClient, path: str) -> feedparser.FeedParserDict:
    answer = site.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/atom+xml")
    read = feedparser.parse(answer.content)
    assert not read.bozo, read.get("bozo_exception")
    assert read.feed.id.startswith("urn:sayso:") and read.feed.updated_parsed
    return read


def test_a_search_a_claim_and_a_source_can_be_followed(
    site: TestClient, archive: sayso.Archive
) -> None:
    found = feed(site, "/feeds/search?words=pesticide")
    statement = archive.search("pesticide").items[0].statement
    assert found.entries and statement
    claim = archive.claim(statement.id)
    source = archive.sources("coast guard")[0]
    for path in (f"/feeds/claims/{claim.id if claim else ''}", f"/feeds/sources/{source.id}"):
        read = feed(site, path)
        assert {e.link.split("#")[0].removeprefix(HOME) for e in read.entries} <= {
            f"/articles/{entry.id}" for entry in archive.store.all_entries()
        }
        assert site.get(read.feed.link.removeprefix(HOME)).status_code == 200


def test_a_denial_says_so_in_its_title(site: TestClient) -> None:
    titles = [entry.title for entry in feed(site, "/feeds/search?polarity=denies").entries]
    assert titles and all(title.startswith("denies") for title in titles)


def test_what_was_added_last_comes_first_and_dates_the_feed(site: TestClient) -> None:
    read = feed(site, "/feeds/search?words=pesticide")
    assert max(entry.updated for entry in read.entries) == read.feed.updated


def test_no_word_of_an_article_breaks_a_feed() -> None:
    wild = "\x00\ufffe </feed><script> & ]]> ‮"
    with sayso.Archive() as archive:
        archive.add(
            [
                sayso.Article.from_text(
                    f"The ferry sank, mayor Petra Lindqvist said. {wild}",
                    title=f"Ferry {wild}",
                    url="https://gazette.example/ferry",
                )
            ]
        )
        answer = caller(archive).get("/feeds/search?words=ferry")
        root = ElementTree.fromstring(answer.text)
    assert len(root.findall(f"{ATOM}entry")) >= 1


@pytest.mark.parametrize("path", ["search?words=pesticide", "articles", "sources", "stories"])
def test_every_list_comes_as_a_table(site: TestClient, path: str) -> None:
    items = site.get(f"/api/v1/{path}").json()["items"]
    answer = site.get(f"/api/v1/{path}", headers={"accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert "Accept" in answer.headers["vary"].split(", ")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert len(rows) == len(items) > 0


def test_a_table_of_statements_names_who_and_where(site: TestClient) -> None:
    answer = site.get("/api/v1/search?words=pesticide", headers={"accept": "text/csv"})
    row = next(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert {"statement.speaker", "statement.text", "article.publisher"} <= row.keys()


def test_the_next_page_stands_in_the_link_header(site: TestClient) -> None:
    answer = site.get("/api/v1/search?words=the&limit=2", headers={"accept": "text/csv"})
    link = answer.headers["link"]
    assert link.endswith('rel="next"')
    assert site.get(link.split(">")[0][1:].removeprefix(HOME)).status_code == 200


@pytest.mark.parametrize("path", ["claims/none", "sources/none"])
def test_what_is_not_there_has_no_feed(site: TestClient, path: str) -> None:
    assert site.get(f"/feeds/{quote(path)}").status_code == 404
