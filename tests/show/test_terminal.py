import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from sayso.show.terminal import render
from sayso.types import Article, Attribution, Kind, Reading, Span

ANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


class Output(io.TextIOWrapper):
    """A stream of the given encoding that keeps what is written to it."""

    def __init__(self, encoding="utf-8"):
        super().__init__(io.BytesIO(), encoding=encoding, newline="")

    @property
    def text(self):
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


def sheet(reading, *, width=80, encoding="utf-8", terminal=False, no_color=None, **options):
    out = Output(encoding)
    colours = "truecolor" if terminal else None
    console = Console(
        file=out, width=width, force_terminal=terminal, no_color=no_color, color_system=colours
    )
    render(reading, console=console, **options)
    return out.text


def test_the_sheet_opens_with_headline_publisher_and_date(reading):
    first, second = sheet(reading).splitlines()[:2]
    assert first == "Saltmarsh tunnel ‘close to failing’, insiders say"
    assert (
        second == "Norrin Courier · October 2031 · by Ada Linn, Tomas Reke · credit: Norland Press"
    )


@pytest.mark.parametrize(
    "line",
    [
        "! Unnamed opinion: a judgement that nobody puts a name to: a maintenance",
        "  14 attributions                of these",
        "   3 named person              4 hedged           [1, 5, 7, 14]",
        "   2 unnamed person            2 unstated hearsay [1, 14]",
        "  Named      Ilse Varga [6, 8]",
        "  Unnamed    a maintenance engineer, via Radio Norrin [4]",
        "  Upstream   The Brackwater Echo: “The Brackwater Echo wrote on Monday”",
    ],
)
def test_the_header_says_what_the_article_rests_on(reading, line):
    assert line in sheet(reading).splitlines()


def test_each_attribution_shows_mark_speaker_kind_via_when_cue_and_content(reading):
    assert (
        "  4 ● certain    a maintenance engineer · unnamed person · via Radio Norrin ·\n"
        "                 last week (week 39 of 2031)\n"
        "                 told: “We have been bailing out water by hand,” … “It is a\n"
        "                 disgrace, and somebody is going to be hurt.”\n"
    ) in sheet(reading)


def test_a_nested_attribution_hangs_under_the_one_that_encloses_it(reading):
    assert (
        " 12 ? unknown    a transport ministry official · unnamed person\n"
        "                 said: It is unclear whether the closed lane, which Norland\n"
        "                 Press says will reopen “within days”, is safe\n"
        " 13 ● certain    └─ Norland Press · outlet\n"
        "                    says: the closed lane … will reopen “within days”\n"
    ) in sheet(reading)


def test_denials_and_silence_have_their_own_marks(reading):
    text = sheet(reading)
    assert "  9 ✗ denies     Harbour Board" in text
    assert " 11 – no comment Piet Osk" in text


def test_without_colour_the_words_are_the_same(reading):
    plain = sheet(reading)
    coloured = sheet(reading, terminal=True)
    assert "\x1b[" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_no_color_leaves_no_colour(reading):
    codes = set(re.findall(r"\x1b\[([\d;]*)m", sheet(reading, terminal=True, no_color=True)))
    assert codes <= {"0", "1", "3"}


def test_only_colours_that_show_on_white_and_on_black_are_used(reading):
    codes = set(re.findall(r"\x1b\[([\d;]*)m", sheet(reading, terminal=True)))
    assert {part for code in codes for part in code.split(";")} <= {*"013", "31", "32", "35"}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_terminal_without_the_signs_still_gets_the_sheet(reading, encoding):
    text = sheet(reading, encoding=encoding)
    assert "  9 x denies     Harbour Board" in text
    assert " 13 * certain    `- Norland Press - outlet" in text


def test_no_line_is_wider_than_the_terminal(reading):
    assert max(map(len, sheet(reading, attitudes=True).splitlines())) <= 80
    assert max(map(len, sheet(reading, width=200).splitlines())) <= 100


def test_narrowing_says_what_it_leaves_out_and_keeps_the_header(reading):
    text = sheet(reading, kinds=[Kind.OUTLET], min_score=0.9)
    assert "Who says what  1 of 14 shown" in text
    assert "  14 attributions" in text
    assert "The Brackwater Echo · outlet" in text
    assert "Norland Press · outlet" not in text


def test_attitudes_show_when_asked_for(reading):
    assert "Ruta Zeem" not in sheet(reading)
    assert "Ruta Zeem · named person · attitude" in sheet(reading, attitudes=True)


def test_quiet_prints_one_tabbed_line_for_each_attribution_with_its_content_whole(reading):
    lines = sheet(reading, quiet=True, width=40).splitlines()
    assert len(lines) == 14
    assert lines[3].split("\t") == [
        "4",
        "0.99",
        "certain",
        "unnamed_person",
        "a maintenance engineer",
        "Radio Norrin",
        "told",
        "“We have been bailing out water by hand,” … "
        "“It is a disgrace, and somebody is going to be hurt.”",
    ]


def test_an_article_without_attributions_says_so():
    text = sheet(Reading(article=Article.from_text("The quay is closed.")))
    assert text.startswith("Untitled article\n")
    assert "No attribution was found: the article speaks in its own voice." in text


@pytest.mark.parametrize("quiet", [True, False])
def test_the_article_can_neither_steer_the_terminal_nor_use_markup(quiet):
    text = "[bold]\x1b[2J[/bold] \x9b31m :warning:\rsaid"
    hostile = Reading(
        article=Article.from_text(text, title=text, publisher=text),
        attributions=(Attribution(id="1", content=(Span(0, len(text)),), speaker=text, via=text),),
    )
    shown = sheet(hostile, quiet=quiet, width=200)
    assert "[bold]�[2J[/bold] �31m :warning: said" in shown
    assert not set("\x1b\x9b\r") & set(shown)


@ANY
@given(
    data=st.data(),
    width=st.integers(1, 120),
    encoding=st.sampled_from(["utf-8", "ascii"]),
    quiet=st.booleans(),
)
def test_any_reading_can_be_shown_on_any_terminal(any_reading, data, width, encoding, quiet):
    reading = data.draw(any_reading)
    text = sheet(reading, width=width, encoding=encoding, quiet=quiet, attitudes=True)
    assert all(sign.isprintable() or sign in "\n\t\u200c\u200d" for sign in text)
    if quiet:
        assert text.count("\n") == len(reading.attributions)
