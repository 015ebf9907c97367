import re
from dataclasses import replace

import lxml.html
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.show.trace.html import page
from sayso.types import Article, Claim

ANY = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))


def tree(document):
    return lxml.html.document_fromstring(document.encode("utf-8"))


def classed(root, name):
    return root.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def flat(node):
    return " ".join(node.text_content().split())


def test_the_page_opens_with_the_claim_and_the_interval(trace, texts):
    made = tree(page(trace, texts))
    assert flat(made.find(".//h1")) == trace.claim.text
    headings = [flat(h) for h in made.xpath("//h2")]
    assert headings == [
        "2-3 independent roots",
        "Who took it from whom",
        "How it travelled",
        "How surely it was told, over time",
        "Denials and refusals to comment",
        "Other versions",
        "Shared wording",
        "Each article’s wording",
    ]


def test_the_hedge_that_got_lost_is_pointed_at(trace, texts):
    made = tree(page(trace, texts))
    (step,) = made.xpath("//ol[@class='path']/li[contains(@class, 'dropped')]")
    assert flat(step).startswith("6 9 June 17:45 certain hedge dropped Coastline Today asserts")


def test_reprints_are_folded_and_can_be_reached(trace, texts):
    made = tree(page(trace, texts))
    folded = [flat(p) for p in classed(made, "details") if "reprint" in flat(p)]
    assert folded == ["and 3 reprints 3 4 5"] * 3  # ladder, path and a refusal to comment


def test_every_article_has_its_own_words_marked(trace, texts):
    made = tree(page(trace, texts))
    article = made.get_element_by_id("article-9")
    marks = {mark.get("class").strip(): flat(mark) for mark in article.iter("mark")}
    claim = [mark.text for mark in article.iter("mark") if "claim" in mark.get("class").split()]
    assert "".join(claim) == "put the number at about 40"
    assert marks["rival"].startswith("The freighter Corvina lost 60 drums")
    assert flat(
        classed(article, "chain")[0] if False else article.find(".//p[@class='chain']")
    ) == ("this article ← Orrin Bay Observer ← an official at the port authority")


def test_words_that_the_first_wording_does_not_have_are_marked(trace, texts):
    made = tree(page(trace, texts))
    differs = {
        card.get("id"): [flat(m) for m in card.iter("mark") if "differs" in m.get("class").split()]
        for card in made.xpath("//ol[@class='articles']/li")
    }
    assert differs["article-1"] == []  # it is the measure
    assert differs["article-6"] == ["has"]  # "may have" in the first
    assert "not in the wording of" in flat(made.xpath("//p[@class='legend']")[-1])


def test_every_line_of_the_graph_leads_to_the_words_it_rests_on(trace, texts):
    made = tree(page(trace, texts))
    lines = made.xpath("//*[contains(@class, 'provenance')]//*[@href]")
    ways = [a for a in lines if a.tag == "a" and "link" in a.get("class").split()]
    assert ways
    for way in ways:
        told = flat(made.get_element_by_id(way.get("href")[1:]))
        quoted = way.get("aria-label").partition("“")[2].partition("”")[0]
        assert quoted[:60] in told


def test_reprints_unfold_into_boxes_of_their_own(trace, texts):
    folded, whole = (tree(page(trace, texts, unfolded=u)) for u in (False, True))
    boxes = [len(t.xpath("//a[contains(@class, 'node')]")) for t in (folded, whole)]
    assert boxes[1] == boxes[0] + 3
    assert not [p for p in classed(whole, "details") if "and 3 reprints" in flat(p)]
    assert not whole.xpath("//*[@class='sheet']")


def test_links_lead_to_places_that_are_there_or_to_the_web(trace, texts):
    made = tree(page(trace, texts))
    ids = set(made.xpath("//@id"))
    for href in made.xpath("//@href"):
        assert href[1:] in ids if href.startswith("#") else href.startswith("https://")


def test_no_id_stands_twice(trace, texts):
    ids = tree(page(trace, texts)).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_page_asks_nothing_of_anybody_else(trace, texts):
    made = page(trace, texts)
    assert "default-src 'none'; style-src 'unsafe-inline'" in made
    assert not tree(made).xpath("//script | //link | //img | //iframe | //@onload | //@onclick")
    assert not re.search(r"url\((?!#)|@import", made)


def test_what_comes_from_articles_is_escaped(trace, texts):
    nasty = "<script>alert(1)</script>"
    articles = tuple(
        replace(a, publisher=nasty, title=nasty, url="javascript:alert(1)", chain=(nasty,))
        for a in trace.articles
    )
    roots = tuple(replace(root, name=nasty, reason=nasty) for root in trace.roots)
    rivals = (replace(trace.rivals[0], text=nasty),)
    hostile = replace(
        trace, claim=Claim("c", nasty, ()), articles=articles, roots=roots, rivals=rivals
    )
    spoilt = {i: Article.from_text(f"{nasty}{a.text}") for i, a in texts.items()}
    made = tree(page(hostile, spoilt))
    assert not made.xpath("//script")
    assert not [href for href in made.xpath("//@href") if href.startswith("javascript")]


def test_a_trace_of_nothing_says_so(trace):
    bare = replace(
        trace, articles=(), edges=(), roots=(), hedge_path=(), denials=(), rivals=(), reuse=()
    )
    assert "No root shows in the texts" in page(bare)


@ANY
@given(data=st.data())
def test_any_trace_gives_a_page(any_trace, data):
    trace, texts = data.draw(any_trace)
    made = tree(page(trace, texts))
    assert len(classed(made, "articles")[0]) == len(trace.articles)
