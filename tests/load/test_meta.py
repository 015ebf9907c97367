from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sayso.load import load_html
from sayso.types import Article, Granularity

URL = "https://news.farrowcourier.example/2024/ferry"
BODY = (
    "<article><p>A ferry ran aground off Farrow Point on Monday, the coastguard said.</p>"
    "<p>The operator declined to comment, according to the harbour master.</p></article>"
)


def _page(head: str, url: str | None = URL) -> Article:
    return load_html(f"<html><head>{head}</head><body>{BODY}</body></html>", url=url)


def _ld(fields: str) -> str:
    node = f'{{"@context": "https://schema.org", "@type": "NewsArticle", {fields}}}'
    return f'<script type="application/ld+json">{node}</script>'


class TestPublisher:
    def test_the_site_says_its_name(self) -> None:
        assert (
            _page('<meta property="og:site_name" content="The Courier">').publisher == "The Courier"
        )

    def test_the_publisher_of_the_structured_data_is_next(self) -> None:
        head = _ld('"publisher": {"@type": "Organization", "name": "Farrow Courier"}')
        assert _page(head).publisher == "Farrow Courier"

    def test_the_registered_domain_is_the_last_resort(self) -> None:
        assert _page("").publisher == "farrowcourier.example"

    def test_a_domain_under_a_public_suffix_is_whole(self) -> None:
        assert _page("", "https://www.farrow.co.uk/a").publisher == "farrow.co.uk"

    def test_without_a_url_nobody_is_the_publisher(self) -> None:
        assert _page("", None).publisher is None

    def test_a_section_of_a_known_outlet_gives_way_to_the_outlet(self) -> None:
        head = '<meta property="og:site_name" content="U.S.">'
        assert _page(head, "https://www.reuters.com/article/x").publisher == "Reuters"


class TestDates:
    @pytest.mark.parametrize(
        ("stated", "moment", "granularity"),
        [
            ("2024-03-05", datetime(2024, 3, 5, tzinfo=UTC), Granularity.DAY),
            ("2024-03-05T00:00:00Z", datetime(2024, 3, 5, tzinfo=UTC), Granularity.DAY),
            ("2024-03-05T14:30Z", datetime(2024, 3, 5, 14, 30, tzinfo=UTC), Granularity.MINUTE),
            (
                "2024-03-05T14:30:15-0500",
                datetime(2024, 3, 5, 14, 30, 15, tzinfo=timezone(timedelta(hours=-5))),
                Granularity.SECOND,
            ),
            ("2024-03", datetime(2024, 3, 1, tzinfo=UTC), Granularity.MONTH),
            ("2024", datetime(2024, 1, 1, tzinfo=UTC), Granularity.YEAR),
            (
                "Tue, 05 Mar 2024 14:30:15 GMT",
                datetime(2024, 3, 5, 14, 30, 15, tzinfo=UTC),
                Granularity.SECOND,
            ),
        ],
    )
    def test_a_date_keeps_its_granularity(
        self, stated: str, moment: datetime, granularity: Granularity
    ) -> None:
        article = _page(f'<meta property="article:published_time" content="{stated}">')
        assert (article.published, article.granularity) == (moment, granularity)

    @pytest.mark.parametrize("stated", ["soon", "2024-13-45", "99999", "", "0001-01-01"])
    def test_what_is_no_date_is_none(self, stated: str) -> None:
        article = _page(f'<meta property="article:published_time" content="{stated}">')
        assert (article.published, article.granularity) == (None, None)

    def test_the_structured_data_is_asked_too(self) -> None:
        article = _page(_ld('"datePublished": "2024-03-05T14:30:00+01:00"'))
        assert article.published == datetime(2024, 3, 5, 13, 30, tzinfo=UTC)

    def test_a_marked_time_is_a_date(self) -> None:
        html = f'<html><body><time itemprop="datePublished" datetime="2024-03-05">x</time>{BODY}'
        assert load_html(html).published == datetime(2024, 3, 5, tzinfo=UTC)

    def test_a_year_in_the_small_print_is_no_date(self) -> None:
        html = f"<html><body>{BODY}<footer>© 2019 The Courier</footer></body></html>"
        assert load_html(html).published is None


class TestCanonical:
    @pytest.mark.parametrize(
        ("href", "url"),
        [
            ("https://www.farrowcourier.example/ferry", "https://www.farrowcourier.example/ferry"),
            ("/ferry", "https://news.farrowcourier.example/ferry"),
            ("https://www.farrowcourier.example/", URL),
            ("https://elsewhere.example/original", URL),
            ("http://[::1", URL),
        ],
    )
    def test_a_page_gives_its_own_url_but_not_anothers(self, href: str, url: str) -> None:
        assert _page(f'<link rel="canonical" href="{href}">').url == url

    def test_a_saved_page_is_known_by_its_canonical_url(self) -> None:
        head = '<link rel="canonical" href="https://www.farrowcourier.example/ferry">'
        assert _page(head, None).url == "https://www.farrowcourier.example/ferry"


class TestTitleAndAuthors:
    def test_the_sites_name_is_no_part_of_the_title(self) -> None:
        head = (
            '<meta property="og:site_name" content="The Farrow Courier">'
            '<meta property="og:title" content="Ferry aground | Farrow Courier">'
        )
        assert _page(head).title == "Ferry aground"

    def test_authors_are_people(self) -> None:
        head = _ld('"author": [{"name": "Ada Penhallow"}, {"name": "Tom Brack"}]')
        assert _page(head).authors == ("Ada Penhallow", "Tom Brack")

    def test_an_agency_among_the_authors_is_the_credit(self) -> None:
        article = _page(_ld('"author": {"@type": "Organization", "name": "Associated Press"}'))
        assert (article.authors, article.credit) == ((), "The Associated Press")


@pytest.mark.parametrize(
    "data", ["{", "[[[", '{"@type": 5}', '{"@type": []}', "null", '[{"@graph": [{}]}]', "{'a': 1}"]
)
def test_broken_structured_data_does_no_harm(data: str) -> None:
    head = f'<script type="application/ld+json">{data}</script>'
    assert _page(head).publisher == "farrowcourier.example"
