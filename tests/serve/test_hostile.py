"""Whatever comes in, every page stays standing and nothing of it becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import sayso
from sayso.serve import Settings
from sayso.types import Article, Link, Span
from tests.serve.conftest import caller

SCRIPT = "<script>alert('x')</script>"
ODD = [
    SCRIPT,
    "\"'><img src=x onerror=alert(1)>",
    "a" * 5000,
    "\x00\x01\x10",
    "ÀÉ\u202e",
    "%",
    "../..",
]
#: Straight on the wire: what no client library would send.
RAW = ["%FF%FE", "%ED%A0%80", "%00", "a" * 20_000, "99999999999999999999", "%2e%2e%2fetc"]
LISTS = [
    "/search?words=",
    "/search?speaker=",
    "/articles?words=",
    "/sources?name=",
    "/trace?question=",
]
THINGS = ["/articles/", "/claims/", "/stories/", "/sources/", "/static/"]


@pytest.fixture(scope="module")
def hostile() -> Iterator[TestClient]:
    text = f'{SCRIPT} The bridge "{SCRIPT}" is closed, {SCRIPT} Smith said on Monday.\udc80\x07'
    article = Article.from_text(
        text,
        title=SCRIPT,
        publisher=SCRIPT,
        url="javascript:alert(1)",
        links=[Link(Span(0, 5), "javascript:alert(2)")],
        authors=[SCRIPT],
    )
    with sayso.Archive() as archive:
        archive.add(article)
        with caller(archive) as client:
            yield client


def test_markup_in_articles_stays_text_on_every_page(hostile: TestClient) -> None:
    entry = hostile.get("/api/v1/articles").json()["items"][0]
    claims = hostile.get("/api/v1/search").json()["items"]
    sources = hostile.get("/api/v1/sources").json()["items"]
    paths = ["/", "/articles", "/sources", "/search", f"/articles/{entry['id']}"]
    paths += [f"/claims/{hit['statement']['id']}" for hit in claims]
    paths += [f"/sources/{source['id']}" for source in sources]
    for path in paths:
        page = hostile.get(path)
        assert page.status_code == 200, path
        assert "<script" not in page.text
        assert page.text.count('href="javascript') == (path == "/")  # the site's own bookmark


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("path", [*LISTS, *THINGS])
def test_odd_words_and_ids_break_no_page(site: TestClient, path: str, odd: str) -> None:
    answer = site.get(path + quote(odd, safe=""))
    assert answer.status_code < 500
    assert "<script" not in answer.text
    assert "<img" not in answer.text


@pytest.mark.parametrize("raw", RAW, ids=range(len(RAW)))
@pytest.mark.parametrize("path", [*LISTS, *THINGS])
@pytest.mark.parametrize("under", ["", "/api/v1"])
def test_bytes_that_are_no_text_break_nothing(
    site: TestClient, under: str, path: str, raw: str
) -> None:
    assert site.get(under + path + raw).status_code < 500


@pytest.mark.parametrize(
    "body",
    [
        b'{"text": "\\ud800 The bridge is closed, police said."}',
        b'{"text": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b"\xff\xfe",
        b'{"text": null}',
        b'{"html": "' + b"<div>" * 20_000 + b'"}',
        b'{"url": "file:///etc/passwd"}',
        b'{"url": "http://[::1]/"}',
        b'{"url": "http://user:pw@127.0.0.1/"}',
        b'{"text": "x said.", "published": "soon"}',
        b'{"text": "x said.", "path": "/etc/passwd"}',
    ],
    ids=range(10),
)
def test_bodies_that_make_no_sense_are_refused_in_one_line(site: TestClient, body: bytes) -> None:
    answer = site.post("/api/v1/read", content=body, headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500 or b"ud800" in body
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert "\n" not in answer.json()["detail"]
        assert "passwd" not in answer.json()["detail"].replace("file:///etc/passwd", "")


def test_a_text_of_50_000_words_is_within_the_limit_of_size() -> None:
    assert len("parliament " * 50_000) < Settings().max_body


def test_a_text_that_takes_too_long_is_told_so_in_time(archive: sayso.Archive) -> None:
    with caller(archive, Settings(seconds=0.2)) as client:
        text = "The bridge is closed, police said on Monday. " * 400
        answer = client.post("/read", data={"given": text})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.text(max_size=60), cursor=st.text(alphabet="0123456789-x", max_size=20))
def test_no_search_breaks_the_server(site: TestClient, words: str, cursor: str) -> None:
    asked = {"words": words.encode("utf-8", "replace").decode(), "cursor": cursor}
    assert site.get("/api/v1/search", params=asked).status_code in (200, 422)
    assert site.get("/search", params=asked).status_code in (200, 422)
