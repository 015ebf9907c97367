from __future__ import annotations

import pytest
from lxml import html

from sayso.load import links

BASE = "https://www.farrowcourier.example/news/ferry"


def _found(page: str, text: str, base: str | None = BASE) -> list[tuple[str, str]]:
    found = links.find(html.fromstring(page), text, base)
    return [(text[link.span.start : link.span.end], link.url) for link in found]


def test_a_link_is_found_by_the_words_around_it() -> None:
    page = "<div><p>The <a href='https://a.example/1'>Post</a> said so.</p></div>"
    assert _found(page, "The Post said so.") == [("Post", "https://a.example/1")]


def test_white_space_and_soft_hyphens_do_not_matter() -> None:
    page = "<div><p>The <a href='https://a.example/1'>Har\u00adbour\n  Post</a>said so.</p></div>"
    assert _found(page, "The Harbour Post said so.") == [("Harbour Post", "https://a.example/1")]


def test_the_same_words_twice_are_two_places() -> None:
    page = (
        "<div><p>First the <a href='https://a.example/1'>Post</a> spoke.</p>"
        "<p>Then the <a href='https://a.example/2'>Post</a> was silent.</p></div>"
    )
    text = "First the Post spoke.\nThen the Post was silent."
    found = links.find(html.fromstring(page), text, BASE)
    assert [(link.span.start, link.url[-1]) for link in found] == [(10, "1"), (31, "2")]


def test_links_outside_the_text_are_left_out() -> None:
    page = (
        "<div><nav><a href='/said'>said</a></nav><p>The Post said so.</p>"
        "<p>All about <a href='https://a.example/1'>said</a> things</p></div>"
    )
    assert _found(page, "The Post said so.") == []


def test_a_line_that_is_all_link_counts_where_it_is_a_line_of_the_text() -> None:
    page = "<div><p>He said so.</p><p><a href='https://a.example/1'>The whole letter</a></p></div>"
    assert _found(page, "He said so.\nThe whole letter") == [
        ("The whole letter", "https://a.example/1")
    ]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://a.example/1", "https://a.example/1"),
        ("/radio", "https://www.farrowcourier.example/radio"),
        ("//b.example/x", "https://b.example/x"),
        (" other ", "https://www.farrowcourier.example/news/other"),
        ("#top", None),
        ("mailto:ada@a.example", None),
        ("javascript:void(0)", None),
        ("http://[::1", None),
        ("http://", None),
        ("ftp://a.example/1", None),
    ],
)
def test_only_links_to_other_pages_count(href: str, url: str | None) -> None:
    assert links.absolute(href, BASE) == url


def test_relative_links_need_to_know_where_the_page_was() -> None:
    page = "<div><p>The <a href='/1'>Post</a> said so.</p></div>"
    assert _found(page, "The Post said so.", None) == []


def test_a_page_may_state_its_base() -> None:
    page = (
        "<html><head><base href='https://c.example/d/'></head><body>"
        "<p>The <a href='1'>Post</a> said so.</p></body></html>"
    )
    assert _found(page, "The Post said so.") == [("Post", "https://c.example/d/1")]
