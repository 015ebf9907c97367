"""Dates and times: what expressions mean, and when an attribution was said."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read.times import expressions, said_at
from sayso.types import Granularity, Span, When

PUBLISHED = datetime(2022, 5, 11, 9, 30, tzinfo=UTC)  # a Wednesday


def read(text: str, published: datetime | None = PUBLISHED) -> list[tuple[str, str]]:
    found = expressions(text, 0, None, published)
    return [(text[w.span.start : w.span.end], w.value) for w in found]


def said(text: str, cue: str, content: str, published: datetime | None = PUBLISHED) -> When | None:
    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    return said_at(text, [span(cue)], [span(content)] if content else [], published)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Tuesday", "2022-05-10"),
        ("Wednesday", "2022-05-11"),
        ("on Thursday", "2022-05-05"),
        ("last Wednesday", "2022-05-04"),
        ("next Wednesday", "2022-05-18"),
        ("the train will leave on Friday", "2022-05-13"),
        ("Monday night", "2022-05-09TNI"),
        ("yesterday", "2022-05-10"),
        ("the day before yesterday", "2022-05-09"),
        ("today", "2022-05-11"),
        ("this morning", "2022-05-11TMO"),
        ("tonight", "2022-05-11TNI"),
        ("last night", "2022-05-10TNI"),
        ("yesterday afternoon", "2022-05-10TAF"),
        ("tomorrow", "2022-05-12"),
        ("earlier this week", "2022-W19"),
        ("last week", "2022-W18"),
        ("last month", "2022-04"),
        ("earlier this month", "2022-05"),
        ("last year", "2021"),
        ("next year", "2023"),
        ("this quarter", "2022-Q2"),
        ("two weeks ago", "2022-W17"),
        ("a year ago", "2021"),
        ("three months ago", "2022-02"),
        ("11 days ago", "2022-04-30"),
        ("several years ago", "PAST_REF"),
        ("in March", "2022-03"),
        ("last May", "2021-05"),
        ("in late November", "2021-11"),
        ("in July 1997", "1997-07"),
        ("in June last year", "2021-06"),
        ("on 12 May 2014", "2014-05-12"),
        ("May 12, 2014", "2014-05-12"),
        ("May 12, 2014, the harbour", "2014-05-12"),
        ("the 3rd of April", "2022-04-03"),
        ("Friday, Oct. 22, 2021", "2021-10-22"),
        ("2021-10-22", "2021-10-22"),
        ("in 1998", "1998"),
        ("in the 1990s", "199"),
        ("the late '80s", "198"),
        ("in the 19th century", "18"),
        ("the first quarter", "2022-Q1"),
        ("the third quarter of 1990", "1990-Q3"),
        ("the summer of 2019", "2019-SU"),
        ("last winter", "2021-WI"),
        ("over the weekend", "2022-W18-WE"),
        ("at 9:30 a.m. on Tuesday", "2022-05-10T09:30"),
        ("at 4 pm", "XXXX-XX-XXT16:00"),
        ("recently", "PAST_REF"),
        ("now", "PRESENT_REF"),
        ("in the future", "FUTURE_REF"),
    ],
)
def test_an_expression_has_its_timex3_value(text: str, value: str) -> None:
    assert [found for _, found in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Tuesday", "XXXX-WXX-2"),
        ("last month", "P1M"),
        ("this year", "XXXX"),
        ("yesterday", "P1D"),
        ("this morning", "XXXX-XX-XXTMO"),
        ("two weeks ago", "P2W"),
        ("in March", "XXXX-03"),
        ("on 12 May", "XXXX-05-12"),
        ("the weekend", "XXXX-WXX-WE"),
        ("the third quarter", "XXXX-Q3"),
        ("next week", "FUTURE_REF"),
        ("recently", "PAST_REF"),
    ],
)
def test_without_a_publication_date_it_stays_relative(text: str, value: str) -> None:
    (when,) = expressions(text)
    assert (when.value, when.start, when.end) == (value, None, None)


def test_without_a_publication_date_a_full_date_is_still_a_date() -> None:
    (when,) = expressions("on 12 May 2014")
    assert when.start == datetime(2014, 5, 12)
    assert when.end == datetime(2014, 5, 13)


@pytest.mark.parametrize(
    ("text", "granularity", "start", "end"),
    [
        ("on Tuesday", Granularity.DAY, (2022, 5, 10), (2022, 5, 11)),
        ("last week", Granularity.WEEK, (2022, 5, 2), (2022, 5, 9)),
        ("last month", Granularity.MONTH, (2022, 4, 1), (2022, 5, 1)),
        ("the first quarter", Granularity.QUARTER, (2022, 1, 1), (2022, 4, 1)),
        ("in 1998", Granularity.YEAR, (1998, 1, 1), (1999, 1, 1)),
        ("in the 1990s", None, (1990, 1, 1), (2000, 1, 1)),
    ],
)
def test_the_interval_is_as_wide_as_the_words(
    text: str,
    granularity: Granularity | None,
    start: tuple[int, int, int],
    end: tuple[int, int, int],
) -> None:
    (when,) = expressions(text, 0, None, PUBLISHED)
    assert when.granularity == granularity
    assert when.start == datetime(*start, tzinfo=UTC)
    assert when.end == datetime(*end, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "granularity", "value"),
    [
        ("on Tuesday", Granularity.MONTH, "XXXX-WXX-2"),
        ("last week", Granularity.MONTH, "P1W"),
        ("last month", Granularity.MONTH, "2022-04"),
        ("last month", Granularity.YEAR, "P1M"),
        ("last year", Granularity.YEAR, "2021"),
        ("in March", Granularity.YEAR, "XXXX-03"),
    ],
)
def test_a_coarse_publication_date_is_never_refined(
    text: str, granularity: Granularity, value: str
) -> None:
    (when,) = expressions(text, 0, None, PUBLISHED, granularity)
    assert when.value == value


@pytest.mark.parametrize(
    "text",
    [
        "It may rain and they march on.",
        "Theresa May spoke.",
        "Prices fall and cats spring.",
        "He paid 1,998 for it.",
        "Some 2000 people came.",
        "the Mail on Sunday reported",
        "the Sunday Times quoted him",
        "Black Friday sales",
        "31 June",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "cue", "content", "value"),
    [
        ("The bridge is closed, police said on Monday.", "said", "The bridge is closed",
         "2022-05-09"),
        ("On Monday, police said the bridge closed in March.", "said",
         "the bridge closed in March", "2022-05-09"),
        ("Police said the bridge closed in March.", "said", "the bridge closed in March", None),
        ("Ms Vale told the Bunford Gazette last month that she knew.", "told", "she knew",
         "2022-04"),
        ("Mr Oru has now told reporters he left.", "told", "he left", "PRESENT_REF"),
        ("It opened on Friday. Police said it was safe.", "said", "it was safe", None),
        ("It is shut until Friday, the mayor said.", "said", "", None),
        ("Mr Oru, who was arrested on Sunday, said he was innocent.", "said",
         "he was innocent", None),
        ("The mayor said it was safe, but the roof fell on Sunday.", "said", "it was safe", None),
        ("Dr. Oru said Oct. 3 that it was safe.", "said", "it was safe", "2021-10-03"),
        ("“It is safe,” he said Tuesday morning.", "said", "“It is safe,”", "2022-05-10TMO"),
    ],
)  # fmt: skip
def test_an_attribution_is_dated_by_its_own_sentence(
    text: str, cue: str, content: str, value: str | None
) -> None:
    when = said(text, cue, content)
    assert (when.value if when else None) == value


def test_what_was_said_on_a_weekday_was_said_in_the_past() -> None:
    when = said("The mayor, due to speak, said on Friday it was safe.", "said", "it was safe")
    assert when
    assert when.value == "2022-05-06"


def test_no_cue_gives_no_time() -> None:
    assert said_at("It rained on Monday.", [], [], PUBLISHED) is None


WORDS = st.sampled_from(
    [
        "last",
        "next",
        "this",
        "Monday",
        "May",
        "12",
        "2014",
        ",",
        "ago",
        "two",
        "weeks",
        "in",
        "the",
        "1990s",
        "a.m.",
        "9:30",
        "of",
        "quarter",
        "first",
        "weekend",
        "'80s",
        "summer",
        "0000-00-00",
        "999",
        "years",
        "December",
        "31",
        "night",
        "\n",
        ".",
    ]
)


@settings(deadline=None)
@given(
    st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=100),
    st.none() | st.datetimes(timezones=st.just(UTC)),
    st.none() | st.sampled_from(Granularity),
)
def test_any_text_gives_sound_records(
    text: str, published: datetime | None, granularity: Granularity | None
) -> None:
    done = 0
    for when in expressions(text, 0, None, published, granularity):
        assert done <= when.span.start < when.span.end <= len(text)
        assert (when.start is None) == (when.end is None)
        if when.start and when.end:
            assert when.end - when.start >= timedelta(days=1)
        done = when.span.end
    said_at(text, [Span(0, len(text) // 2)], [], published, granularity)
