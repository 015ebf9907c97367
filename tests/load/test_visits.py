"""Many pages of the web: real servers, asked politely. No test waits: the clock is ours."""

from __future__ import annotations

import gzip
import socket
from dataclasses import dataclass, field
from email.utils import formatdate
from time import time
from typing import TYPE_CHECKING, Any

import pytest

from sayso import Article, Manners, Skipped, load_many
from sayso.load import KNOWN, TWICE, cache_folder

from .conftest import PAGE
from .test_web import _play_public_host

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from .conftest import Site

BARE = PAGE.replace('<link rel="canonical"', "<link")
TITLE = "Ferry aground off Farrow Point"
RSS = '<rss version="2.0"><channel><title>The Farrow Courier</title>{}</channel></rss>'


@dataclass
class Clock:
    """A clock that only sleeping moves; it notes how long each sleep was."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def manners(clock: Clock, **changes: Any) -> Manners:
    settings = {"allow_private": True, "delay": 5.0, "clock": clock, "sleep": clock.sleep}
    return Manners(**{**settings, **changes})


def take(clock: Clock, *inputs: str | Path, **options: Any) -> list[Article | Skipped]:
    changes = options.pop("changes", {})
    return list(load_many(*inputs, manners=manners(clock, **changes), **options))


def pages(site: Site, *paths: str) -> list[str]:
    """Pages with an article each, on a site without rules; their URLs."""
    site.serve("/robots.txt", status=404)
    return [site.serve(path, BARE.replace("212", f"{n + 3}")) for n, path in enumerate(paths)]


def feed(site: Site, path: str, links: list[str], **headers: str) -> str:
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return site.serve(path, RSS.format(items), Content_Type="application/rss+xml", **headers)


def reasons(found: list[Article | Skipped]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Skipped)]


def urls(found: list[Article | Skipped]) -> list[str | None]:
    return [one.url for one in found if isinstance(one, Article)]


class TestRobots:
    def test_what_robots_txt_denies_is_not_asked_for(self, site: Site, clock: Clock) -> None:
        a, b = pages(site, "/open/a", "/closed/b")
        site.serve("/robots.txt", "User-agent: *\nDisallow: /closed", Content_Type="text/plain")
        found = take(clock, a, b)
        assert urls(found) == [a]
        assert found[1] == Skipped(b, "the site's robots.txt asks that this not be fetched")
        assert site.paths == ["/robots.txt", "/open/a"]

    @pytest.mark.parametrize(
        ("rules", "allowed"),
        [
            ("User-agent: sayso\nDisallow: /", False),
            ("User-agent: *\nDisallow: /\n\nUser-agent: sayso\nAllow: /", True),
            ("User-agent: *\nDisallow: /*.html$", False),
            ("User-agent: other\nDisallow: /", True),
            ("", True),
            ("<html><p>no rules here</p></html>", True),
        ],
    )
    def test_rules_are_read_as_rfc_9309_reads_them(
        self, rules: str, allowed: bool, site: Site, clock: Clock
    ) -> None:
        (a,) = pages(site, "/a.html")
        site.serve("/robots.txt", rules)
        assert bool(urls(take(clock, a))) is allowed

    def test_rules_that_cannot_be_had_close_the_site(self, site: Site, clock: Clock) -> None:
        a, b = pages(site, "/a", "/b")
        site.serve("/robots.txt", status=500)
        reason = "robots.txt cannot be had: HTTP 500 Internal Server Error"
        assert take(clock, a, b) == [Skipped(a, reason), Skipped(b, reason)]
        assert set(site.paths) == {"/robots.txt"}

    @pytest.mark.parametrize("status", [401, 403, 404, 410])
    def test_rules_that_do_not_exist_open_it(self, status: int, site: Site, clock: Clock) -> None:
        (a,) = pages(site, "/a")
        site.serve("/robots.txt", status=status)
        assert urls(take(clock, a)) == [a]

    def test_the_caller_may_overrule(self, site: Site, clock: Clock) -> None:
        (a,) = pages(site, "/a")
        assert urls(take(clock, a, changes={"robots": False})) == [a]
        assert site.paths == ["/a"]

    def test_it_says_who_asks_and_for_what(self, site: Site, clock: Clock) -> None:
        take(clock, *pages(site, "/a"))
        assert {one["user-agent"].partition("/")[0] for one in site.headers} == {"sayso"}
        assert "one article" not in site.headers[1]["user-agent"]


class TestDelay:
    def test_two_pages_of_one_host_are_a_delay_apart(self, site: Site, clock: Clock) -> None:
        take(clock, *pages(site, "/a", "/b", "/c"))
        assert clock.slept == [5.0, 5.0]

    def test_time_that_passes_meanwhile_counts(self, site: Site, clock: Clock) -> None:
        articles = load_many(*pages(site, "/a", "/b"), manners=manners(clock))
        next(articles)
        clock.now += 3.5
        next(articles)
        assert clock.slept == [1.5]

    def test_another_host_is_not_waited_for(self, site: Site, clock: Clock) -> None:
        a, b = pages(site, "/a", "/b")
        take(clock, a, b.replace("127.0.0.1", "localhost"))
        assert clock.slept == []

    def test_a_host_may_ask_for_more(self, site: Site, clock: Clock) -> None:
        found = pages(site, "/a", "/b")
        site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 12")
        take(clock, *found)
        assert clock.slept == [12.0]


class TestRetries:
    def answers(self, site: Site, *answers: tuple[int, dict[str, str]]) -> str:
        """A page that answers with statuses and headers in turn, then with its article."""
        left = list(answers)
        site.serve("/page", BARE)
        page = site.answers["/page"]

        def answer(handler: BaseHTTPRequestHandler) -> None:
            if not left:
                page(handler)
                return
            status, headers = left.pop(0)
            handler.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                handler.send_header(name, value)
            handler.end_headers()

        site.answers["/page"] = answer
        site.serve("/robots.txt", status=404)
        return site.root + "/page"

    def test_what_may_pass_is_asked_for_again_ever_later(self, site: Site, clock: Clock) -> None:
        url = self.answers(site, (500, {}), (503, {}), (502, {}))
        assert urls(take(clock, url, changes={"delay": 0.0})) == [url]
        assert clock.slept == [1.0, 2.0, 4.0]

    def test_a_wait_that_is_asked_for_is_kept(self, site: Site, clock: Clock) -> None:
        url = self.answers(site, (429, {"Retry-After": "37"}))
        assert urls(take(clock, url)) == [url]
        assert clock.slept == [37.0]

    def test_a_wait_may_be_a_date(self, site: Site, clock: Clock) -> None:
        stamp = formatdate(time() + 60, usegmt=True)
        url = self.answers(site, (503, {"Retry-After": stamp}))
        assert urls(take(clock, url)) == [url]
        assert 50 < clock.slept[0] <= 60

    @pytest.mark.parametrize("status", [429, 503])
    def test_a_wait_beyond_patience_ends_the_visit_to_the_host(
        self, status: int, site: Site, clock: Clock
    ) -> None:
        url = self.answers(site, (status, {"Retry-After": "86400"}))
        (other,) = pages(site, "/other")
        first, second = reasons(take(clock, url, other))
        assert first.startswith(f"HTTP {status} ")
        assert second == f"the host was given up: {first}"
        assert clock.slept == []

    def test_trying_ends(self, site: Site, clock: Clock) -> None:
        url = self.answers(site, *[(500, {})] * 9)
        assert reasons(take(clock, url)) == ["HTTP 500 Internal Server Error"]
        assert site.paths.count("/page") == 4

    @pytest.mark.parametrize("status", [400, 403, 404, 410])
    def test_what_will_not_pass_is_not_asked_for_again(
        self, status: int, site: Site, clock: Clock
    ) -> None:
        take(clock, self.answers(site, (status, {})))
        assert site.paths.count("/page") == 1

    def test_a_server_that_hangs_up_is_asked_again(self, site: Site, clock: Clock) -> None:
        (url,) = pages(site, "/a")
        page, times = site.answers["/a"], []

        def answer(handler: BaseHTTPRequestHandler) -> None:
            times.append(1)
            if len(times) < 2:
                handler.connection.shutdown(socket.SHUT_RDWR)
            else:
                page(handler)

        site.answers["/a"] = answer
        assert urls(take(clock, url)) == [url]

    def test_a_host_that_is_down_is_given_up(self, clock: Clock) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            root = f"http://127.0.0.1:{free.getsockname()[1]}"
        found = take(clock, *(f"{root}/{n}" for n in range(50)))
        assert len(found) == 50
        assert all("could not be fetched" in reason for reason in reasons(found))
        assert len(clock.slept) == 3


class TestCache:
    def test_a_page_is_fetched_once_and_a_feed_is_asked_whether_it_changed(
        self, site: Site, clock: Clock, tmp_path: Path
    ) -> None:
        a, b, c = pages(site, "/a", "/b", "/c")
        site.answers["/feed"] = _versioned(site, RSS.format(f"<item><link>{a}</link></item>"), "v1")
        options = {"changes": {"cache": tmp_path / "cache"}}
        first = take(clock, site.root + "/feed", b, **options)
        second = take(clock, site.root + "/feed", b, c, **options)
        assert urls(first) == [a, b]
        assert second[:2] == first
        assert [site.paths.count(path) for path in ("/feed", "/a", "/b", "/c")] == [2, 1, 1, 1]
        asked = [h for h, path in zip(site.headers, site.paths, strict=True) if path == "/feed"]
        assert asked[1]["if-none-match"] == '"v1"'

    def test_a_page_asked_for_anew_is_asked_whether_it_changed(
        self, site: Site, clock: Clock, tmp_path: Path
    ) -> None:
        (a,) = pages(site, "/a")
        options = {"refetch": True, "changes": {"cache": tmp_path}}
        site.answers["/a"] = _versioned(site, BARE, "v1")
        first = take(clock, a, **options)
        assert take(clock, a, **options) == first
        site.answers["/a"] = _versioned(site, BARE.replace("212", "214"), "v2")
        (changed,) = take(clock, a, **options)
        assert isinstance(changed, Article)
        assert "214 people" in changed.text
        assert [changed] == take(clock, a, changes={"cache": tmp_path})
        assert site.paths.count("/a") == 3

    def test_nothing_is_kept_unless_a_folder_is_named(self, site: Site, clock: Clock) -> None:
        (a,) = pages(site, "/a")
        assert take(clock, a) == take(clock, a)
        assert site.paths.count("/a") == 2

    def test_a_damaged_cache_costs_a_fetch(self, site: Site, clock: Clock, tmp_path: Path) -> None:
        (a,) = pages(site, "/a")
        first = take(clock, a, changes={"cache": tmp_path})
        for content in (b"", b"{}\n", b"null\nx", b"\xff" * 99):
            for file in tmp_path.rglob("*"):
                if file.is_file():
                    file.write_bytes(content)
            assert take(clock, a, changes={"cache": tmp_path}) == first
        assert site.paths.count("/a") == 5

    def test_a_cache_that_cannot_be_made_is_one_clear_line(
        self, site: Site, clock: Clock, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("x")
        found = take(clock, *pages(site, "/a"), changes={"cache": tmp_path / "file"})
        assert reasons(found) == ["no place for a cache: Not a directory"]

    def test_offline_the_cache_is_all_there_is(
        self, site: Site, clock: Clock, tmp_path: Path
    ) -> None:
        a, b = pages(site, "/a", "/b")
        start = feed(site, "/feed", [a, b])
        take(clock, start, a, changes={"cache": tmp_path}, known={b})
        found = take(clock, start, changes={"cache": tmp_path, "offline": True})
        assert urls(found) == [a]
        assert reasons(found) == ["not fetched: offline"]

    def test_the_usual_place_is_the_users_cache_folder(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        monkeypatch.setattr("sys.platform", "linux")
        assert cache_folder() == tmp_path / "sayso" / "pages"
        assert list(tmp_path.iterdir()) == []


class TestKnown:
    def test_a_url_that_was_read_is_not_fetched_again(self, site: Site, clock: Clock) -> None:
        a, b = pages(site, "/a", "/b")
        found = take(clock, feed(site, "/feed", [a, b]), known={a})
        assert found[0] == Skipped(a, KNOWN)
        assert urls(found) == [b]
        assert "/a" not in site.paths

    def test_unless_asked(self, site: Site, clock: Clock) -> None:
        (a,) = pages(site, "/a")
        assert urls(take(clock, a, known=lambda _: True, refetch=True)) == [a]

    def test_what_is_known_is_asked_when_its_turn_comes(self, site: Site, clock: Clock) -> None:
        known: set[str] = set()
        a, b = pages(site, "/a", "/b")
        articles = load_many(a, b, known=known.__contains__, manners=manners(clock))
        next(articles)
        known.add(b)
        assert next(articles) == Skipped(b, KNOWN)


class TestLeads:
    def test_a_feed_leads_to_its_pages_in_order(self, site: Site, clock: Clock) -> None:
        found = pages(site, "/b", "/a", "/c")
        assert urls(take(clock, feed(site, "/feed", found))) == found

    def test_a_list_of_feeds_leads_to_all_of_them(
        self, site: Site, clock: Clock, tmp_path: Path
    ) -> None:
        a, b = pages(site, "/a", "/b")
        feeds = [feed(site, "/1", [a]), feed(site, "/2", [a, b]), site.root + "/3"]
        site.serve("/3", status=404)
        outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in feeds)
        opml = tmp_path / "feeds.opml"
        opml.write_text(f"<opml><body>{outlines}</body></opml>")
        found = take(clock, opml)
        assert urls(found) == [a, b]
        assert reasons(found) == [TWICE, "HTTP 404 Not Found"]

    def test_a_feed_that_leads_to_itself_ends(self, site: Site, clock: Clock) -> None:
        site.serve("/robots.txt", status=404)
        one, two = site.root + "/one", site.root + "/two"
        feed(site, "/one", [two])
        feed(site, "/two", [one, two])
        assert reasons(take(clock, one)) == [TWICE, TWICE]

    def test_a_chain_of_lists_without_end_ends(self, site: Site, clock: Clock) -> None:
        site.serve("/robots.txt", status=404)
        for n in range(50):
            feed(site, f"/{n}", [f"{site.root}/{n + 1}"])
        assert reasons(take(clock, f"{site.root}/0")) == ["too deep: lists that lead to lists"]

    def test_an_index_of_sitemaps_leads_to_pages(self, site: Site, clock: Clock) -> None:
        a, b = pages(site, "/a", "/b")
        plain = site.serve("/1.xml", f"<urlset><url><loc>{a}</loc></url></urlset>")
        packed = gzip.compress(f"<urlset><url><loc>{b}</loc></url></urlset>".encode())
        zipped = site.serve("/2.xml.gz", packed, Content_Type="application/x-gzip")
        maps = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in (plain, zipped))
        index = site.serve("/sitemap.xml", f"<sitemapindex>{maps}</sitemapindex>")
        assert urls(take(clock, index)) == [a, b]

    def test_a_relative_link_is_completed_by_the_feeds_address(
        self, site: Site, clock: Clock
    ) -> None:
        (a,) = pages(site, "/news/a")
        assert urls(take(clock, feed(site, "/news/feed", ["a"]))) == [a]

    def test_a_page_that_leaves_out_its_date_takes_it_from_the_feed(
        self, site: Site, clock: Clock
    ) -> None:
        (a,) = pages(site, "/a")
        site.serve("/a", BARE.replace("2024-03-05T14:30:00+02:00", ""))
        item = f"<item><link>{a}</link><pubDate>Tue, 05 Mar 2024 12:30:00 GMT</pubDate></item>"
        (article,) = take(clock, site.serve("/feed", RSS.format(item)))
        assert isinstance(article, Article)
        assert article.published is not None
        assert article.published.isoformat() == "2024-03-05T12:30:00+00:00"

    def test_a_page_in_another_language_is_skipped_as_load_says(
        self, site: Site, clock: Clock
    ) -> None:
        site.serve("/robots.txt", status=404)
        text = "Der Minister sagte am Dienstag, er werde nicht zurücktreten, hieß es am Abend. "
        url = site.serve("/a", f"<html><article><p>{text * 5}</p></article></html>")
        assert "German" in reasons(take(clock, feed(site, "/feed", [url])))[0]

    def test_a_bomb_behind_a_feed_is_defused(self, site: Site, clock: Clock) -> None:
        (a,) = pages(site, "/a")
        packed = gzip.compress(b"<rss>" + b"\0" * 50_000_000)
        bomb = site.serve("/bomb", packed, Content_Encoding="gzip")
        file = site.serve("/bomb.xml.gz", packed, Content_Type="application/gzip")
        found = take(clock, feed(site, "/feed", [bomb, file, a]))
        assert reasons(found) == ["larger than 10,485,760 bytes"] * 2
        assert urls(found) == [a]

    def test_an_image_is_not_even_read(self, site: Site, clock: Clock) -> None:
        site.serve("/robots.txt", status=404)
        url = site.serve("/a.png", b"\x89PNG", Content_Type="image/png")
        assert reasons(take(clock, url)) == ["image/png, not a page or a text"]


class TestAddresses:
    def test_a_private_address_needs_permission(self, site: Site, clock: Clock) -> None:
        found = take(clock, *pages(site, "/a"), changes={"allow_private": False})
        assert "--allow-private" in reasons(found)[0]
        assert site.paths == []

    def test_a_redirect_to_a_private_address_is_refused(
        self, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The first host resolves to a public address that our server plays."""
        (inside,) = pages(site, "/inside")
        site.serve("/a", status=302, Location=inside)
        _play_public_host(monkeypatch, "public.example", site.port)
        url = f"http://public.example:{site.port}/a"
        found = take(clock, url, changes={"allow_private": False})
        assert "leads to the private address 127.0.0.1" in reasons(found)[0]
        assert "/inside" not in site.paths

    @pytest.mark.parametrize(
        "url",
        [
            "ftp://files.example/a",
            "http://[::1",
            "http://",
            "http://no-such-host.invalid/",
            "http://a/\ud800",
        ],
    )
    def test_a_bad_url_is_skipped_in_one_line(self, url: str, clock: Clock) -> None:
        (skipped,) = take(clock, url)
        assert isinstance(skipped, Skipped)
        assert skipped.where == url
        assert "\n" not in skipped.reason


def _versioned(site: Site, body: str, version: str) -> Any:
    """An answer with an ETag, "not modified" to whoever has this version."""
    site.serve("/versioned", body, ETag=f'"{version}"', Content_Type="text/html")
    whole = site.answers.pop("/versioned")

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") != f'"{version}"':
            whole(handler)
            return
        handler.send_response(304)
        handler.end_headers()

    return answer
