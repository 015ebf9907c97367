"""The pages as a browser without script sees them."""

from __future__ import annotations

import re
import time
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import sayso
from tests.serve.conftest import caller

CLAIM = "The freighter Corvina lost about 40 drums of pesticide off Cape Orrin."
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
HOSTILE = '<script>alert("x")</script>'


class Page(HTMLParser):
    """The elements of a page: names with attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def links(self) -> list[str]:
        return [a["href"] or "" for tag, a in self.found if tag == "a" and "href" in a]


def followed(site: TestClient, path: str, start: str) -> str:
    """The first link of a page that begins so."""
    links = Page(site.get(path).text).links()
    return next(link for link in links if link.startswith(start))


def paths(site: TestClient) -> list[str]:
    """One page of each sort, found as a reader finds them: by following links."""
    story = followed(site, "/", "/stories/")
    article = followed(site, story, "/articles/")
    claim = followed(site, story, "/claims/")
    source = followed(site, "/sources", "/sources/")
    trace = f"/trace?question={CLAIM}"
    lists = ["/", "/stories", "/articles", "/sources", "/search", "/search?words=pesticide"]
    return [*lists, story, article, claim, source, trace]


def test_every_page_is_there_and_every_link_within_the_site_leads_somewhere(
    site: TestClient,
) -> None:
    pages = {path: site.get(path) for path in paths(site)}
    assert {page.status_code for page in pages.values()} == {200}
    within = {link for page in pages.values() for link in Page(page.text).links()}
    # Of each sort a few: a trace costs a second, and the archive has hundreds.
    sorts: dict[str, list[str]] = {}
    for link in sorted(within):
        if link.startswith("/"):
            sorts.setdefault(link.split("/")[1].split("?")[0], []).append(link)
    for links in sorts.values():
        for link in links[:3]:
            assert site.get(link).status_code in (200, 303), link


def test_the_trace_page_leads_to_articles_and_sources(site: TestClient) -> None:
    page = Page(site.get("/trace", params={"question": CLAIM}).text)
    assert len({link for link in page.links() if link.startswith("/articles/")}) >= 13
    assert any(link.startswith("/sources?name=Inga+Marrow") for link in page.links())


def test_the_sheet_leads_from_attributions_to_claims_and_sources(site: TestClient) -> None:
    article = followed(site, followed(site, "/", "/stories/"), "/articles/")
    page = site.get(article).text
    assert "Trace this claim" in page
    assert "In this archive" in page
    links = Page(page).links()
    assert any(link.startswith("/claims/") for link in links)
    assert any(link.startswith("/sources?name=") for link in links)


def test_a_name_of_one_source_leads_straight_to_it_that_of_two_to_both(
    site: TestClient, archive: sayso.Archive
) -> None:
    names = {name for source in archive.sources(limit=40) for name in source.names}
    found = {name: [s.id for s in archive.sources(name) if name in s.names] for name in names}
    assert any(len(ids) == 1 for ids in found.values())
    for name, ids in found.items():
        answer = site.get("/sources", params={"name": name})
        if len(ids) == 1:
            assert (answer.status_code, answer.headers["location"]) == (303, f"/sources/{ids[0]}")
        else:
            assert {f"/sources/{id_}" for id_ in ids} <= set(Page(answer.text).links())


@pytest.mark.parametrize("mark", ["<script", "javascript:", "onclick", "http-equiv"])
def test_no_page_has_script_or_a_policy_that_is_at_odds_with_the_servers(
    site: TestClient, mark: str
) -> None:
    for path in paths(site):
        # The one script of the site is for the browser's bar of bookmarks; here it cannot run.
        assert mark not in re.sub(r'<a class="bookmarklet".*?</a>', "", site.get(path).text)


def test_links_out_are_marked(site: TestClient) -> None:
    for path in paths(site):
        for tag, attributes in Page(site.get(path).text).found:
            if tag == "a" and (attributes.get("href") or "").startswith("http"):
                assert attributes["rel"] == "noopener nofollow ugc"


def test_a_text_that_is_pasted_is_read_and_not_stored(
    site: TestClient, archive: sayso.Archive
) -> None:
    before = archive.info()
    answer = site.post("/read", data={"given": "The old bridge is closed, police said on Monday."})
    assert answer.status_code == 200
    assert "Nothing of this was stored" in answer.text
    assert archive.info() == before


def test_a_file_that_is_chosen_is_read(site: TestClient) -> None:
    with (EXAMPLES / "harbour-fire.html").open("rb") as file:
        answer = site.post("/read", files={"file": ("page.html", file, "text/html")})
    assert answer.status_code == 200
    assert "Who says what" in answer.text


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("", "paste an address or a text"),
        ("http://127.0.0.1:9/page", "private address"),
        ("http://169.254.169.254/latest/meta-data", "private address"),
        ("?!", "no words in it"),
    ],
)
def test_what_cannot_be_read_is_told_and_kept_in_the_box(
    site: TestClient, given: str, why: str
) -> None:
    answer = site.post("/read", data={"given": given})
    assert answer.status_code == 422
    assert why in unescape(answer.text)
    assert given in unescape(answer.text)


def test_a_long_text_shows_that_its_reading_goes_on_until_it_is_done(site: TestClient) -> None:
    line = "The ferry left at noon with the post and the milk, harbour master Jonas Feld said. "
    asked = site.post("/read", data={"given": "\n\n".join([line * 8] * 250)})
    assert asked.status_code == 303
    where = asked.headers["location"]
    looked = site.get(where)
    assert "This page looks again every second" in looked.text
    deadline = time.monotonic() + 60
    while "Who says what" not in looked.text and time.monotonic() < deadline:
        time.sleep(0.2)
        looked = site.get(where)
    assert looked.status_code == 200
    assert "Nothing of this was stored" in looked.text
    assert site.get("/reading/of-somebody-else").status_code == 404


def test_a_path_of_the_servers_machine_is_taken_for_a_text(site: TestClient) -> None:
    answer = site.post("/read", data={"given": "/etc/hostname"})
    body = re.sub(r"<[^>]+>", "", answer.text)
    assert "/etc/hostname" in body


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/search?words=zzzz", "Try fewer words or filters"),
        ("/articles?words=zzzz", "Try fewer"),
        ("/sources?name=zzzz", "Nobody of that name is quoted"),
        ("/trace?question=Nobody eats cheese in Vessin", "Nothing to trace"),
        ("/search?words=pesticide&kind=martian&since=soon", "kind: martian; since: soon"),
    ],
)
def test_where_there_is_nothing_the_page_says_what_to_do(
    site: TestClient, path: str, told: str
) -> None:
    assert told in site.get(path).text


@pytest.mark.parametrize(
    "path", ["/articles/none", "/claims/none", "/stories/none", "/sources/none", "/none"]
)
def test_what_is_not_there_is_told_with_a_way_on(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert "Go on from the" in answer.text


def test_a_page_that_has_not_changed_is_not_sent_again(site: TestClient) -> None:
    tag = site.get("/stories").headers["etag"]
    again = site.get("/stories", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_paging_leads_through_all_and_ends(site: TestClient, archive: sayso.Archive) -> None:
    seen: set[str] = set()
    path: str | None = "/search"
    while path:
        page = Page(site.get(path).text)
        seen |= {link for link in page.links() if link.startswith("/articles/")}
        path = next((a["href"] for tag, a in page.found if a.get("rel") == "next"), None)
    assert len(seen) == archive.info().articles


def test_a_search_can_be_narrowed_by_what_its_hits_have(site: TestClient) -> None:
    page = site.get("/search?words=pesticide")
    narrower = [link for link in Page(page.text).links() if "kind=" in link]
    assert len(narrower) > 1
    one = site.get(narrower[0])
    assert one.status_code == 200
    assert "/search?words=pesticide" in Page(one.text).links()  # the way back to any kind


def test_the_start_page_shows_claims_that_travel_with_what_befell_them(site: TestClient) -> None:
    page = site.get("/").text
    told = page.split('id="told"')[1]
    assert "denies" in told or "its hedge got lost" in told
    assert re.search(r"/claims/\w+", told)


@pytest.mark.parametrize("path", ["/search?words=pesticide", "/sources", "/claims"])
def test_what_can_be_followed_says_so(site: TestClient, path: str) -> None:
    if path == "/sources":
        path = followed(site, "/sources", "/sources/")
    if path == "/claims":
        path = followed(site, "/", "/claims/")
    (feed,) = [link for link in Page(site.get(path).text).links() if link.startswith("/feeds/")]
    assert site.get(feed).status_code == 200


def test_what_was_read_is_kept_only_when_asked_for() -> None:
    text = "The old pier will close on Friday, harbour master Ada Brandt said."
    with sayso.Archive() as archive:
        client = caller(archive)
        origin = {"origin": "http://127.0.0.1:8000"}
        page = client.post("/read", data={"given": text}, headers=origin)
        assert page.status_code == 200 and archive.info().articles == 0
        kept = unescape(page.text.split('name="text" hidden aria-hidden="true">')[1])
        form = {"text": kept.split("</textarea>")[0].strip(), "title": "Pier closes"}
        answer = client.post("/keep", data=form, headers=origin)
        assert answer.status_code == 303
        sheet = client.get(answer.headers["location"])
        assert sheet.status_code == 200 and "Ada Brandt" in sheet.text
        assert [e.title for e in archive.store.all_entries()] == ["Pier closes"]
        for wrong in ({"text": " "}, {"text": text, "published": "some day"}):
            assert client.post("/keep", data=wrong, headers=origin).status_code == 422
        abroad = {"origin": "http://evil.example"}
        assert client.post("/keep", data=form, headers=abroad).status_code == 403
        assert archive.info().articles == 1


def test_a_chosen_file_can_be_kept_as_it_was_shown() -> None:
    page = EXAMPLES / "harbour-fire.html"
    with sayso.Archive() as archive:
        client = caller(archive)
        origin = {"origin": "http://127.0.0.1:8000"}
        files = {"file": (page.name, page.read_bytes(), "text/html")}
        shown = client.post("/read", files=files, headers=origin).text
        form = {a["name"] or "": a["value"] or "" for tag, a in Page(shown).found
                if tag == "input" and a.get("type") == "hidden"}  # fmt: skip
        text = unescape(shown.split('name="text" hidden aria-hidden="true">')[1])
        form["text"] = text.split("</textarea>")[0].removeprefix("\n")
        assert client.post("/keep", data=form, headers=origin).status_code == 303
        (entry,) = archive.store.all_entries()
        loaded = sayso.load(page)
        assert (entry.title, entry.publisher) == (loaded.title, loaded.publisher)
        assert archive.article(entry.id).text == loaded.text


def test_the_button_for_the_browser_brings_the_address_and_reads_nothing(site: TestClient) -> None:
    (button,) = [a["href"] for _, a in Page(site.get("/").text).found
                 if a.get("class") == "bookmarklet"]  # fmt: skip
    assert button and "http://127.0.0.1:8000/?given=" in button
    page = site.get("/", params={"given": 'https://gazette.example/"><script>'})
    assert "https://gazette.example/&#34;&gt;&lt;script&gt;</textarea>" in page.text


def test_pages_come_compressed_to_who_can_take_it(site: TestClient) -> None:
    page = site.get(followed(site, "/stories", "/stories/"), headers={"accept-encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
