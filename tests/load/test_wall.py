from __future__ import annotations

import pytest

from sayso.errors import NoArticle
from sayso.load import load_html

SENTENCE = "The ferry ran aground off Farrow Point on Monday night, the coastguard said. "


def _page(body: str, head: str = "", url: str = "https://www.farrow.example/news/a") -> str:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return load_html(html, url=url).text


def _refused(reason: str, body: str, head: str = "", url: str = "https://a.example/b") -> None:
    with pytest.raises(NoArticle, match=reason):
        _page(body, head, url)


@pytest.mark.parametrize(
    "box",
    [
        "Subscribe to continue reading",
        "To continue reading, log in or register.",
        "Already a subscriber? Sign in",
        "This article is for subscribers only.",
        "You have reached your monthly limit of free articles.",
        "To read the full story, start your free trial.",
    ],
)
def test_a_paywall_stub_is_refused(box: str) -> None:
    _refused("a paywall", f"<article><p>{SENTENCE * 3}</p></article><div><p>{box}</p></div>")


def test_a_page_that_says_it_must_be_paid_for_is_a_stub_if_short() -> None:
    data = '{"@type": "NewsArticle", "isAccessibleForFree": false}'
    head = f'<script type="application/ld+json">{data}</script>'
    _refused("a paywall", f"<article><p>{SENTENCE * 3}</p></article>", head)
    body = "".join(f"<p>{SENTENCE} Number {n}.</p>" for n in range(12))
    assert _page(f"<article>{body}</article>", head)


def test_a_long_article_beside_a_login_box_is_an_article() -> None:
    body = "".join(f"<p>{SENTENCE * 2} Number {n}.</p>" for n in range(9))
    assert _page(f"<div>Already a subscriber? Sign in</div><article>{body}</article>")


def test_a_cookie_wall_is_refused() -> None:
    _refused(
        "a cookie wall",
        "<div><h1>Before you continue</h1><p>We and our partners store cookies on your device "
        "and ask for your consent to personalised advertising.</p><p>You can change your "
        "cookie and consent choices at any time in the privacy settings.</p></div>",
    )


def test_an_article_about_cookies_is_an_article() -> None:
    body = (
        "<p>The regulator fined two firms over tracking cookies, it said on Monday.</p>"
        + "".join(f"<p>{SENTENCE} Number {n}.</p>" for n in range(9))
    )
    assert _page(f"<article>{body}</article>")


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Just a moment...</h1><p>Verify you are human by completing the action below.</p>",
        "<p>Please enable JavaScript and cookies to continue to this website today.</p>",
        "<h1>Access denied</h1><p>Access to this page has been denied because of your network.</p>",
    ],
)
def test_a_browser_check_is_refused(body: str) -> None:
    _refused("a browser check", body)


def test_a_page_that_was_not_found_is_refused() -> None:
    _refused("not found", "<h1>Page not found</h1><p>We could not find what you asked for.</p>")


def _cards(count: int) -> str:
    return "".join(
        f"<article><h2><a href='/news/{n}'>A headline about ferry number {n} in the harbour</a>"
        f"</h2><p>A short teaser on ferry {n}.</p></article>"
        for n in range(count)
    )


def test_a_front_page_is_refused() -> None:
    _refused("an index page", f"<main>{_cards(12)}</main>", url="https://www.farrow.example/")


def test_a_page_of_linked_headlines_is_refused() -> None:
    items = "".join(
        f"<li><a href='/n/{n}'>Ferry {n} runs aground off Farrow</a></li>" for n in range(20)
    )
    _refused("index page|without", f"<main><h1>Ferries</h1><ul>{items}</ul></main>")


@pytest.mark.parametrize("body", ["<p>Hello</p>", "<div>Menu</div>", "<p>One two three</p>"])
def test_a_page_without_a_sentence_is_refused(body: str) -> None:
    _refused("without", body)


def test_one_sentence_is_an_article() -> None:
    assert _page(f"<article><p>{SENTENCE}</p></article>") == SENTENCE.strip()
