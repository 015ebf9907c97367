"""Whether an article agrees with a headline: both lean, and the two leanings decide."""

from __future__ import annotations

import pytest

from sayso.link.claims.agreement import (
    Agreement,
    Leaning,
    agreement,
    headline_signs,
    joined,
    leaning,
)
from sayso.types import Article, Reading

AGAINST, TOWARDS, OBSERVING = (
    Leaning(*row) for row in ((0.8, 0.1, 0.1), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8))
)


@pytest.mark.parametrize(
    ("headline", "article", "wanted"),
    [
        (TOWARDS, TOWARDS, Agreement.AGREE),
        (AGAINST, AGAINST, Agreement.AGREE),
        (TOWARDS, AGAINST, Agreement.DISAGREE),
        (AGAINST, TOWARDS, Agreement.DISAGREE),
        (OBSERVING, TOWARDS, Agreement.DISCUSS),
        (TOWARDS, OBSERVING, Agreement.DISCUSS),
        (OBSERVING, OBSERVING, Agreement.DISCUSS),
    ],
)
def test_two_leanings_come_to_an_agreement(
    headline: Leaning, article: Leaning, wanted: Agreement
) -> None:
    assert joined(headline, article) is wanted


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("No, the Orsa mayor did not resign: it's a hoax", "against"),
        ("Orsa mayor's death hoax debunked", "against"),
        ("Report: Orsa mayor may resign", "observing"),
        ("Did the mayor of Orsa reportedly resign?", "observing"),
    ],
)
def test_a_headline_leans_as_its_words_tell(text: str, way: str) -> None:
    found = leaning("headline", headline_signs(text))
    assert max(found._fields, key=lambda name: getattr(found, name)) == way
    assert sum(found) == pytest.approx(1)


@pytest.mark.parametrize("headline", ["Mayor of Orsa resigns", ""])
@pytest.mark.parametrize("text", ["The mayor of Orsa has resigned.", ""])
def test_any_headline_and_article_have_an_answer(headline: str, text: str) -> None:
    assert agreement(headline, Reading(article=Article.from_text(text))) in Agreement
