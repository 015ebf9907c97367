"""Which article a citation means: by its link, else by outlet, time and content."""

from __future__ import annotations

import re
from collections.abc import Collection

import pytest

from sayso.link.reuse.resolve import ALIKE, likeness, most_alike, resolved
from sayso.types import Article, Reading, Span, Upstream

BELL = (
    "Fishermen at Port Selwyn hauled up a bronze bell of 400 kilos on Friday that may have hung"
    " in the drowned abbey. Curator Ada Thorn wants to date it by its inscription."
)
BELL_RETOLD = (
    "Ada Thorn, who runs the museum, hopes that letters on a bell found by trawlers off Port"
    " Selwyn will tell how old it is. It weighs 400 kilos and could be the abbey's."
)
STRIKE = (
    "Tram drivers in the capital walked out at noon after talks about the night shift broke"
    " down. The union says that 1,200 of its members will stay away until Sunday."
)
BREAD = "Bakers sell bread by weight again, and the price of a loaf was set free in March."


class Words:
    """How many of some texts have a word."""

    def __init__(self, *texts: str) -> None:
        self.texts = [set(re.findall(r"\w+", text.casefold())) for text in texts]
        self.articles = len(texts)

    def holding(self, words: Collection[str]) -> dict[str, int]:
        return {word: sum(word in text for text in self.texts) for word in words}


ARCHIVE = Words(BELL, BELL_RETOLD, STRIKE, BREAD)


def article(text: str, publisher: str = "Selwyn Courier", **fields: str) -> Article:
    url = fields.pop("url", f"https://{publisher}/{len(text)}")
    return Article.from_text(text, publisher=publisher, url=url, **fields)  # type: ignore[arg-type]


CITING = Reading(article=article(BELL_RETOLD, "Orlo Mercury", published="2021-03-06"))
CITED = Upstream("Selwyn Courier", Span(0, 1))


def test_retold_news_is_more_alike_than_other_news() -> None:
    alike = likeness(article(BELL), article(BELL_RETOLD), ARCHIVE)
    assert alike > ALIKE > likeness(article(BELL), article(STRIKE), ARCHIVE)
    assert alike == likeness(article(BELL_RETOLD), article(BELL), ARCHIVE)
    assert likeness(article(BELL), article(BELL), ARCHIVE) == pytest.approx(1)
    assert likeness(article(""), article(BELL), ARCHIVE) == 0


def test_the_most_alike_is_found_among_others_or_nothing() -> None:
    others = [article(STRIKE), article(BELL), article(BREAD)]
    best = most_alike(CITING.article, others, ARCHIVE)
    assert best
    assert best[0] is others[1]
    assert most_alike(article("Quite other words."), others, ARCHIVE) is None
    assert most_alike(CITING.article, [], ARCHIVE) is None


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (article(BELL, published="2021-03-05"), True),
        (article(BELL), True),
        (article(BELL, published="2021-03-20"), False),
        (article(BELL, published="2020-11-01"), False),
        (article(BELL, "Harbour Gazette", published="2021-03-05"), False),
        (article(STRIKE, published="2021-03-05"), False),
    ],
    ids=["meant", "undated", "later", "long before", "other outlet", "other news"],
)
def test_a_citation_without_a_link_means_an_article_of_that_outlet_time_and_news(
    candidate: Article, expected: bool
) -> None:
    found = resolved(CITING, CITED, [article(STRIKE), CITING.article, candidate], ARCHIVE)
    assert (found is candidate) is expected
    assert found is None or expected


def test_a_link_says_outright_which_article_is_meant() -> None:
    linked = article(STRIKE, "Harbour Gazette", url="https://gazette.example/strike")
    upstream = Upstream("Selwyn Courier", Span(0, 1), "http://gazette.example/strike?utm_medium=x")
    assert resolved(CITING, upstream, [article(BELL), linked], ARCHIVE) is linked
