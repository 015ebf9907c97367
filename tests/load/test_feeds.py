"""Feeds and lists of addresses: what their entries carry, and where they lead."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sayso import Article, Manners, Skipped, load_many

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "The ferry ran aground off Farrow Point on Monday night, the coastguard said. "
FULL = "".join(f"<p>{place}: {SENTENCE * 4}</p>" for place in ("Farrow", "Orsk", "Lund"))
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Farrow Courier</title>
<link>https://courier.example/</link>{}</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Farrow Courier</title>{}</feed>"""


def taken(path: Path, content: str | bytes, name: str = "feed") -> list[Article | Skipped]:
    file = path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(load_many(file, manners=Manners(offline=True)))


def article(found: list[Article | Skipped]) -> Article:
    (one,) = found
    assert isinstance(one, Article), one
    return one


def leads(found: list[Article | Skipped]) -> list[str]:
    """What would have been fetched, had we been online."""
    return [one.where for one in found if isinstance(one, Skipped) and "offline" in one.reason]


class TestRSS:
    def test_an_entry_with_its_whole_text_is_an_article(self, tmp_path: Path) -> None:
        item = f"""<item><title>Ferry &amp;amp; rocks</title><link>https://courier.example/a</link>
        <pubDate>Tue, 05 Mar 2024 14:30:00 GMT</pubDate><dc:creator>Ada Penhallow</dc:creator>
        <description>Aground.</description>
        <content:encoded><![CDATA[{FULL}<p><a href="/b">The Harbour Post</a> saw it.</p>]]>
        </content:encoded></item>"""
        found = article(taken(tmp_path, RSS.format(item)))
        assert found.url == "https://courier.example/a"
        assert found.title == "Ferry & rocks"
        assert found.publisher == "The Farrow Courier"
        assert found.published == datetime(2024, 3, 5, 14, 30, tzinfo=UTC)
        assert found.authors == ("Ada Penhallow",)
        assert found.text.count("\n") == 3
        assert [link.url for link in found.links] == ["https://courier.example/b"]

    @pytest.mark.parametrize(
        "description",
        [
            "Aground.",
            f"{SENTENCE * 20} Continue reading...",
            f"{SENTENCE * 20} [&amp;#8230;]",
            f"{SENTENCE * 20} &lt;a href='/a'&gt;Read the full story&lt;/a&gt;",
            f"{SENTENCE * 8}",
        ],
    )
    def test_a_teaser_leads_to_its_page(self, description: str, tmp_path: Path) -> None:
        item = f"<item><link>https://courier.example/a</link><description>{description}"
        found = taken(tmp_path, RSS.format(f"{item}</description></item>"))
        assert leads(found) == ["https://courier.example/a"]

    def test_a_long_description_is_the_article(self, tmp_path: Path) -> None:
        item = f"<item><link>https://courier.example/a</link><description>{SENTENCE * 20}"
        found = taken(tmp_path, RSS.format(f"{item}</description></item>"))
        assert article(found).text == (SENTENCE * 20).strip()

    def test_entries_keep_their_order(self, tmp_path: Path) -> None:
        items = "".join(f"<item><link>https://a.example/{n}</link></item>" for n in (2, 1, 3))
        found = leads(taken(tmp_path, RSS.format(items)))
        assert found == [f"https://a.example/{n}" for n in (2, 1, 3)]

    def test_a_relative_link_is_completed_by_the_sites(self, tmp_path: Path) -> None:
        found = taken(tmp_path, RSS.format("<item><link>/news/a</link></item>"))
        assert leads(found) == ["https://courier.example/news/a"]

    def test_an_entry_with_nothing_is_skipped_by_its_number(self, tmp_path: Path) -> None:
        found = taken(
            tmp_path, RSS.format("<item/><item><guid isPermaLink='false'>7</guid></item>")
        )
        assert found == [
            Skipped(f"{tmp_path / 'feed'}: entry {n}", "neither a text nor a link to one")
            for n in (1, 2)
        ]

    def test_the_same_link_twice_is_followed_once(self, tmp_path: Path) -> None:
        item = "<item><link>https://a.example/1</link></item>"
        found = taken(tmp_path, RSS.format(item + item.replace("/1", "/1#top")))
        assert [one.reason for one in found if isinstance(one, Skipped)] == [
            "not fetched: offline",
            "named before in this run",
        ]

    def test_a_cut_feed_gives_its_whole_entries_and_says_so(self, tmp_path: Path) -> None:
        items = "".join(f"<item><link>https://a.example/{n}</link></item>" for n in range(3))
        whole = RSS.format(items)
        found = taken(tmp_path, whole[: whole.index("/2</link>")])
        assert leads(found)[:2] == ["https://a.example/0", "https://a.example/1"]
        assert isinstance(found[-1], Skipped)
        assert found[-1].reason.startswith("broken XML in line")

    @pytest.mark.parametrize(
        "before",
        ["\n\n  ", "\ufeff", "<!-- made by hand -->", "Warning: line 7\n", "<!DOCTYPE rss>"],
    )
    def test_what_leaks_in_front_of_a_feed_hides_nothing(self, before: str, tmp_path: Path) -> None:
        feed = RSS.format("<item><link>https://a.example/1</link></item>").partition("?>\n")[2]
        assert leads(taken(tmp_path, before + feed)) == ["https://a.example/1"]

    @pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
    def test_the_encoding_stated_is_the_one_used(self, encoding: str, tmp_path: Path) -> None:
        item = f"<item><title>Café</title><description>{SENTENCE * 20}</description></item>"
        feed = RSS.format(item).replace("utf-8", encoding)
        assert article(taken(tmp_path, feed.encode(encoding))).title == "Café"

    def test_scripts_in_an_entry_are_no_text(self, tmp_path: Path) -> None:
        item = f"<item><content:encoded><![CDATA[{FULL}<script>evil()</script>]]>"
        found = taken(tmp_path, RSS.format(f"{item}</content:encoded></item>"))
        assert "evil" not in article(found).text


class TestAtom:
    def test_an_entry_with_its_content_is_an_article(self, tmp_path: Path) -> None:
        entry = f"""<entry><title>Aground</title><link rel="alternate" href="https://c.example/a"/>
        <author><name>Ada Penhallow</name></author><updated>2024-03-06T00:00:00Z</updated>
        <published>2024-03-05T14:30:00Z</published>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{FULL}</div></content>
        </entry>"""
        found = article(taken(tmp_path, ATOM.format(entry)))
        assert (found.title, found.url) == ("Aground", "https://c.example/a")
        assert found.published == datetime(2024, 3, 5, 14, 30, tzinfo=UTC)

    def test_an_id_that_is_no_address_leads_nowhere(self, tmp_path: Path) -> None:
        found = taken(tmp_path, ATOM.format("<entry><id>urn:uuid:7</id></entry>"))
        assert isinstance(found[0], Skipped)
        assert "no full address" in found[0].reason


class TestJSONFeed:
    def feed(self, *items: object) -> str:
        version = "https://jsonfeed.org/version/1.1"
        return json.dumps({"version": version, "title": "The Farrow Courier", "items": items})

    def test_items_are_articles_or_lead_to_them(self, tmp_path: Path) -> None:
        full = {
            "title": "Aground",
            "url": "https://c.example/a",
            "content_html": FULL,
            "date_published": "2024-03-05T14:30:00Z",
            "authors": [{"name": "Ada Penhallow"}],
        }
        found = taken(tmp_path, self.feed(full, {"url": "https://c.example/b"}, {"id": "7"}, 8))
        assert isinstance(found[0], Article)
        assert found[0].authors == ("Ada Penhallow",)
        assert found[0].publisher == "The Farrow Courier"
        assert leads(found) == ["https://c.example/b"]
        assert [one.where[-7:] for one in found[2:] if isinstance(one, Skipped)] == [
            "entry 3",
            "entry 4",
        ]

    def test_fields_of_the_wrong_kind_count_as_missing(self, tmp_path: Path) -> None:
        item = {"url": 7, "title": ["x"], "content_html": True, "authors": "x", "summary": {}}
        (skipped,) = taken(tmp_path, self.feed(item))
        assert isinstance(skipped, Skipped)


class TestLists:
    def test_opml_leads_to_its_feeds_however_deep_they_lie(self, tmp_path: Path) -> None:
        opml = """<?xml version="1.0"?><opml version="2.0"><body>
        <outline text="A" type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>
        <outline text="Folder"><outline XMLURL="https://b.example/feed"/></outline>
        <outline text="C" type="link" url="https://c.example/feed"/><outline text="none"/>
        </body></opml>"""
        found = leads(taken(tmp_path, opml))
        assert found == [f"https://{host}.example/feed" for host in "abc"]

    def test_a_sitemap_leads_to_its_pages_and_not_to_their_pictures(self, tmp_path: Path) -> None:
        sitemap = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
        <url><loc> https://a.example/1 </loc><image:image><image:loc>https://a.example/1.jpg
        </image:loc></image:image></url><url><loc>https://a.example/2</loc></url><url/></urlset>"""
        assert leads(taken(tmp_path, sitemap)) == ["https://a.example/1", "https://a.example/2"]

    def test_an_index_leads_to_its_sitemaps(self, tmp_path: Path) -> None:
        index = """<sitemapindex><sitemap><loc>https://a.example/1.xml.gz</loc></sitemap>
        </sitemapindex>"""
        assert leads(taken(tmp_path, index)) == ["https://a.example/1.xml.gz"]

    def test_a_list_of_addresses_is_one(self, tmp_path: Path) -> None:
        found = taken(tmp_path, "# mine\nhttps://a.example/1\n\nhttps://b.example/2\n")
        assert leads(found) == ["https://a.example/1", "https://b.example/2"]

    @pytest.mark.parametrize(
        "entities",
        [
            '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
            '<!ENTITY b SYSTEM "file:///etc/passwd">',
            '<!ENTITY b SYSTEM "http://127.0.0.1:9/">',
        ],
    )
    def test_entities_are_refused(self, entities: str, tmp_path: Path) -> None:
        for root, body in (("opml", "<outline xmlUrl='&b;'/>"), ("urlset", "<loc>&b;</loc>")):
            bomb = f"<!DOCTYPE {root} [{entities}]><{root}>{body}</{root}>"
            (skipped,) = taken(tmp_path, bomb)
            assert isinstance(skipped, Skipped)
            assert "entities" in skipped.reason

    def test_entities_in_a_feed_lead_nowhere(self, tmp_path: Path) -> None:
        entity = '<!DOCTYPE rss [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
        feed = RSS.format(
            f"<item><title>&b;</title><description>{SENTENCE * 20}&b;</description></item>"
        )
        found = taken(tmp_path, entity + feed.partition("?>\n")[2])
        assert not any("root:" in f"{one}" for one in found)

    @pytest.mark.parametrize(
        "empty", ["<opml/>", "<urlset></urlset>", ATOM.format(""), RSS.format("")]
    )
    def test_an_empty_list_is_skipped_with_a_reason(self, empty: str, tmp_path: Path) -> None:
        (skipped,) = taken(tmp_path, empty)
        assert isinstance(skipped, Skipped)
        assert skipped.reason.startswith("nothing to take in this")

    def test_a_cut_sitemap_gives_what_came_before_the_cut(self, tmp_path: Path) -> None:
        urls = "".join(f"<url><loc>https://a.example/{n}</loc></url>" for n in range(9))
        found = taken(tmp_path, f"<urlset>{urls}"[:-80])
        assert leads(found)[:6] == [f"https://a.example/{n}" for n in range(6)]
