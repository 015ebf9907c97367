import html
import re
from dataclasses import replace

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.show.html import notebook, page, web_url
from sayso.types import Article, Attribution, Kind, Link, Reading, Span, Upstream

ANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)


def tree(document):
    return lxml.html.document_fromstring(document.encode("utf-8"))


def body(document):
    """The article's lines as the page shows them, without the numbers put in."""
    made = tree(document)
    for badge in classed(made, "ref"):
        badge.drop_tree()
    return [line.text_content() for line in made.xpath("//div[@class='text']/p")]


def classed(made, name):
    return made.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def under(made, name):
    """The words of the text that carry a class."""
    found = made.xpath(f"//div[@class='text']//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    return [node.text_content() for node in found]


def as_shown(text):
    """What a page makes of a text: control signs replaced, blank lines gone."""
    blank = re.sub("\r\n?|[\x0b\x0c\x1c-\x1f\x85]", " ", text)
    shown = re.sub("[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "�", blank)
    return [line for line in shown.split("\n") if line.strip()]


@pytest.fixture(scope="module")
def made(reading):
    return tree(page(reading))


def test_the_page_allows_no_script_and_no_network(reading):
    document = page(reading)
    assert POLICY in document
    assert "<script" not in document
    assert not re.search(r"url\(|@import|<link|<img|<iframe| on\w+=", document)


def test_the_whole_text_is_on_the_page(reading):
    assert body(page(reading)) == [line for line in reading.article.text.split("\n") if line]


def test_source_cue_and_content_are_marked_in_place(made):
    assert "a maintenance engineer" in under(made, "source")
    assert "told" in under(made, "cue")
    assert "“We have been bailing out water by hand,”" in under(made, "content")


def test_split_content_carries_one_number(made):
    assert under(made, "n1") == [
        "The Saltmarsh tunnel, which carries half of Norrin’s traffic under the harbour,",
        "is reported",
        "to be leaking badly and may have to close before the winter",
    ]


def test_nested_content_carries_all_numbers_and_lies_deeper(made):
    deep = classed(made, "deep2")
    inner = next(n for n in deep if n.text == "two of the four pumps have not run since March")
    assert {"n2", "n3", "content", "t-certain"} <= set(inner.get("class").split())


def test_a_quotation_over_paragraphs_is_marked_in_both(made):
    assert under(made, "n8")[-2:] == [
        "“We wrote in May, in June and again in July.",
        "“If the tunnel goes, the whole quarter goes with it.”",
    ]


def test_text_and_ladder_link_to_each_other(made):
    for number in range(1, 15):
        assert made.xpath(f"//div[@class='text']//a[@id='t{number}'][@href='#a{number}']")
        assert made.xpath(f"//*[@id='a{number}']//a[@href='#t{number}']")


def test_every_anchor_leads_somewhere_and_no_id_is_used_twice(made):
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))
    anchors = [h[1:] for h in made.xpath("//@href") if h.startswith("#")]
    assert set(anchors) <= set(ids)


def test_nested_cards_are_lists_in_their_parents(made):
    (parent,) = made.xpath("//li[div[@id='a2']]")
    assert parent.xpath("./ol/li/div/@id") == ["a3"]
    assert made.xpath("//div[@id='a3']//a[@class='inside']/@href") == ["#a2"]


def test_the_page_can_be_walked_by_headings_landmarks_and_keyboard(made):
    assert [len(made.xpath(f"//{name}")) for name in ("h1", "main", "header", "footer")] == [1] * 4
    skips = [link.get("href") for link in made.xpath("//body/a[@class='skip']")]
    assert skips == ["#article", "#ladder"]
    labels = made.xpath("//section/@aria-labelledby | //article/@aria-labelledby")
    assert len(labels) == 3
    assert set(labels) <= set(made.xpath("//h2/@id"))
    assert made.xpath("//a[@id='t4']/@aria-label") == ["4: a maintenance engineer, certain"]
    assert made.xpath("//html/@lang") == ["en"]


def test_the_date_is_no_finer_than_it_is_known(made):
    (time,) = made.xpath("//time")
    assert (time.text, time.get("datetime")) == ("October 2031", "2031-10")


def test_what_it_rests_on_stands_on_top_and_links_to_its_words(made):
    (basis,) = made.xpath("//section[@class='basis']")
    assert basis.xpath("string(.//h2)") == "What it rests on"
    assert "Unnamed opinion" in basis.text_content()
    assert basis.xpath(".//a[@class='said']/@href") == ["#u1", "#u2", "#u3"]
    assert under(made, "u2") == ["told", " Radio Norrin"]


def test_only_web_addresses_become_links_and_they_vouch_for_nothing(made):
    outward = [link for link in made.xpath("//a") if not link.get("href").startswith("#")]
    assert {link.get("href") for link in outward if ":~:text=" not in link.get("href")} == {
        "https://courier.example/saltmarsh",
        "https://echo.example/tunnel",
        "https://echo.example/report?a=1&b=2",
    }
    assert {link.get("rel") for link in outward} == {"noopener nofollow ugc"}


def test_every_card_leads_to_its_words_in_the_original(made):
    cards = made.xpath("//div[starts-with(@class, 'card')]")
    links = [card.xpath(".//p[@class='onward']/a/@href") for card in cards]
    assert links
    assert all(len(found) == 1 and "#:~:text=" in found[0] for found in links)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://echo.example/a?b=1#c", True),
        ("HTTP://echo.example", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//echo.example", False),
        ("https:", False),
        ("http://[::1", False),
        ("https://echo.example/\ud800", False),
        (" https://echo.example", False),
        ("", False),
        (None, False),
    ],
)
def test_a_link_is_http_or_nothing(url, linked):
    assert (web_url(url) is not None) is linked


def test_narrowing_leaves_the_text_and_what_it_rests_on(reading):
    document = page(reading, kinds=[Kind.OUTLET], min_score=0.9)
    assert "1 of 14 attributions shown." in document
    assert [card.get("id") for card in classed(tree(document), "card")] == ["a2"]
    assert body(document) == body(page(reading))
    assert "Ilse Varga" in tree(document).xpath("string(//section[@class='basis'])")


def test_attitudes_are_there_when_asked_for(reading):
    assert "attitude" not in tree(page(reading)).text_content()
    assert "Ruta Zeem" in tree(page(reading, attitudes=True)).xpath("string(//ol[@class='ladder'])")


def test_an_article_without_attributions_says_so():
    document = page(Reading(article=Article.from_text("The quay is closed.")))
    assert "No attribution was found" in document
    assert body(document) == ["The quay is closed."]


def test_everything_from_the_article_is_escaped():
    nasty = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"
    whole = Span(0, len(nasty))
    article = Article.from_text(
        nasty,
        url=f"https://x.example/{nasty}",
        publisher=nasty,
        title=nasty,
        authors=[nasty],
        language='en"><script>',
        links=[Link(whole, f"https://x.example/{nasty}")],
        credit=nasty,
    )
    said = Attribution(
        id=nasty, content=(whole,), cue=(whole,), speaker=nasty, kind=Kind.OUTLET, via=nasty
    )
    upstream = (Upstream(nasty, whole, f"https://x.example/{nasty}"),)
    made = tree(
        page(Reading(article=article, attributions=(said,), upstream=upstream, version=nasty))
    )
    assert not made.xpath("//script | //img | //@onerror")
    assert len(made.xpath("//style")) == 1
    assert made.xpath("string(//h1)") == nasty


def test_signs_that_html_forbids_do_not_reach_the_page():
    document = page(Reading(article=Article.from_text("a\x00b\x1bc\ud800d\r\ne", title="\ud800")))
    document.encode("utf-8")
    assert body(document) == ["a�b�c�d ", "e"]


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(reading):
    (frame,) = lxml.html.fragments_fromstring(notebook(reading))
    assert frame.tag == "iframe"
    assert "allow-scripts" not in frame.get("sandbox")
    inner = frame.get("srcdoc")
    assert inner.replace('<base href="about:srcdoc">\n', "") == page(reading)
    assert html.escape("<script") not in inner


def test_a_ladder_of_a_thousand_rungs_is_still_a_page(reading):
    text = reading.article.text
    deep = tuple(
        Attribution(id=str(n), content=(Span(0, len(text)),), within=str(n - 1) if n else None)
        for n in range(1000)
    )
    made = tree(page(replace(reading, attributions=deep)))
    assert len(classed(made, "card")) == 1000


@ANY
@given(data=st.data())
def test_any_reading_makes_a_page_with_its_text_complete(any_reading, data):
    reading = data.draw(any_reading)
    document = page(reading, attitudes=True)
    made = tree(document)
    assert body(document) == as_shown(reading.article.text)
    assert len(classed(made, "card")) == len(reading.attributions)
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in made.xpath("//@href") if h.startswith("#")} <= set(ids)
