from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.show import words
from sayso.types import Granularity, Interval, Kind

MOMENT = datetime(2022, 5, 2, 14, 30, 5, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("granularity", "shown", "machine"),
    [
        (Granularity.YEAR, "2022", "2022"),
        (Granularity.QUARTER, "Q2 2022", None),
        (Granularity.MONTH, "May 2022", "2022-05"),
        (Granularity.WEEK, "week 18 of 2022", "2022-W18"),
        (Granularity.DAY, "2 May 2022", "2022-05-02"),
        (None, "2 May 2022", "2022-05-02"),
        (Granularity.MINUTE, "2 May 2022, 14:30 UTC+02:00", "2022-05-02T14:30+02:00"),
        (Granularity.SECOND, "2 May 2022, 14:30 UTC+02:00", "2022-05-02T14:30+02:00"),
    ],
)
def test_a_date_is_no_finer_than_it_is_known(granularity, shown, machine):
    assert words.date(MOMENT, granularity) == shown
    assert words.machine_date(MOMENT, granularity) == machine


def test_a_week_belongs_to_the_year_that_holds_most_of_it():
    assert words.date(datetime(2021, 1, 2, tzinfo=UTC), Granularity.WEEK) == "week 53 of 2020"


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("a\n\tb  c", "a b c"),
        ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
        ("\x9b2Jgone", "�2Jgone"),
        ("\x1b]8;;http://x\x07y", "�]8;;http://x�y"),
        ("left\u202eright", "leftright"),
        ("half \ud83d", "half �"),
        ("न\u200dम", "न\u200dम"),
    ],
)
def test_a_terminal_cannot_be_steered(raw, safe):
    assert words.plain(raw) == safe


@given(st.text(), st.sampled_from(["utf-8", "ascii", "cp1252", "latin-1"]))
def test_plain_text_is_one_printable_line_in_any_encoding(text, encoding):
    line = words.plain(text, encoding)
    line.encode(encoding)
    assert all(sign.isprintable() or sign in "\u200c\u200d" for sign in line)


def test_typographic_signs_become_typed_ones_where_they_are_lacking():
    assert words.plain("“It’s – well …”", "ascii") == '"It\'s - well ..."'


@given(st.text(), st.integers(5, 60))
def test_a_shortened_text_keeps_to_its_limit(text, limit):
    assert len(words.shorten(text, limit)) <= limit


def test_a_shortened_quotation_keeps_its_closing_mark():
    assert words.shorten("“one two three four”", 14) == "“one two …”"


@pytest.mark.parametrize(
    ("numbers", "brief"), [((), ""), ((3,), "3"), ((9, 1, 2, 3), "1-3, 9"), ((1, 3), "1, 3")]
)
def test_runs_of_numbers_are_told_in_brief(numbers, brief):
    assert words.ranges(numbers) == brief


def test_a_time_is_shown_with_what_it_comes_to(reading):
    shown = {a.id: words.moment(reading, a.when) for a in reading.attributions if a.when}
    assert shown == {
        "r2": "on Monday",
        "r4": "last week (week 39 of 2031)",
        "r8": "in September (September 2031)",
    }


@pytest.mark.parametrize(
    ("interval", "shown"),
    [
        ((0, 0), "0 independent roots"),
        ((1, 1), "1 independent root"),
        ((0, 1), "0-1 independent root"),
        ((1, 3), "1-3 independent roots"),
    ],
)
def test_an_interval_of_roots_in_words(interval, shown):
    assert words.roots(Interval(*interval)) == shown


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2031-06-09", "2031-06-09", "9 June 2031"),
        ("2031-06-09", "2031-06-13", "9 to 13 June 2031"),
        ("2031-05-30", "2031-06-02", "30 May to 2 June 2031"),
        ("2030-12-30", "2031-01-02", "30 December 2030 to 2 January 2031"),
    ],
)
def test_a_period_says_nothing_twice(first, last, shown):
    assert words.period(datetime.fromisoformat(first), datetime.fromisoformat(last)) == shown


@pytest.mark.parametrize(
    ("granularity", "year", "shown"),
    [
        (Granularity.SECOND, False, "2 May 12:30"),
        (Granularity.MINUTE, True, "2 May 2022 12:30"),
        (Granularity.DAY, False, "2 May"),
        (None, True, "2 May 2022"),
        (Granularity.MONTH, False, "May 2022"),
    ],
)
def test_a_brief_date_is_in_utc_and_no_finer_than_known(granularity, year, shown):
    assert words.brief(MOMENT, granularity, year=year) == shown


@pytest.mark.parametrize(
    ("speaker", "kind", "shown"),
    [
        ("Ann", Kind.NAMED_PERSON, ("Ann", "named person")),
        (None, Kind.UNSTATED, ("unstated",)),
        (" ", Kind.OUTLET, ("outlet",)),
        (None, None, ("own voice",)),
    ],
)
def test_who_states_something(speaker, kind, shown):
    assert words.who(speaker, kind) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("the ship\n sank", "“the ship sank”"),
        ("“the ship” sank", "“the ship” sank"),
        ("'sunk', he said", "'sunk', he said"),
        ("“I am a sailor.", "“I am a sailor.”"),
        ("I know what I saw.”", "“I know what I saw.”"),
        ('"It sank."', '"It sank."'),
        ("word " * 60, "“" + "word " * 39 + "…”"),
    ],
)
def test_quoted_words_get_quotation_marks_once(said, shown):
    assert words.quoted(said) == shown


@pytest.mark.parametrize(
    ("reason", "shown"),
    [("both cite it", "Both cite it."), ("Is it?", "Is it?"), ("", ""), ("a\nb.", "A b.")],
)
def test_a_reason_becomes_a_sentence(reason, shown):
    assert words.sentence(reason) == shown
