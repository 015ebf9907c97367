from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import Article, Granularity, Reading, Span
from sayso.types import aware


@given(st.text())
def test_from_text_keeps_the_text_exactly(text: str) -> None:
    assert Article.from_text(text).text == text


def test_ids_tell_two_publishers_reprints_apart() -> None:
    ids = {
        Article.from_text("It rained.", url=url).id
        for url in (None, "https://a.example/1", "https://b.example/1")
    }
    assert len(ids) == 3
    assert Article.from_text("It rained.").id == Article.from_text("It rained.").id


@pytest.mark.parametrize(
    ("given", "moment", "granularity"),
    [
        (None, None, None),
        ("2031", datetime(2031, 1, 1, tzinfo=UTC), Granularity.YEAR),
        ("2031-05", datetime(2031, 5, 1, tzinfo=UTC), Granularity.MONTH),
        ("2031-05-10", datetime(2031, 5, 10, tzinfo=UTC), Granularity.DAY),
        ("2031-05-10T08:30Z", datetime(2031, 5, 10, 8, 30, tzinfo=UTC), "minute"),
        ("2031-05-10T08:30:15Z", datetime(2031, 5, 10, 8, 30, 15, tzinfo=UTC), "second"),
        (date(2031, 5, 10), datetime(2031, 5, 10, tzinfo=UTC), Granularity.DAY),
        (datetime(2031, 5, 10, 8), datetime(2031, 5, 10, 8, tzinfo=UTC), "second"),
    ],
)
def test_dates_become_aware_and_keep_their_granularity(
    given: object, moment: datetime | None, granularity: str | None
) -> None:
    assert aware(given) == (moment, granularity)  # type: ignore[arg-type]


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="next Tuesday"):
        Article.from_text("It rained.", published="next Tuesday")


def test_quote_joins_the_parts_of_a_split_content() -> None:
    reading = Reading(article=Article.from_text("Rain, Ann said, is coming."))
    assert reading.quote((Span(0, 4), Span(16, 25))) == "Rain … is coming"
