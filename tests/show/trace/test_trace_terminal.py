"""The relay's trace in a terminal, whole: `python tests/show/trace/test_trace_terminal.py`
makes the golden text anew.
"""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from sayso.show.trace.terminal import render

ANY = settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
GOLDEN = Path(__file__).with_name("relay.txt")


def sheet(trace, texts=None, *, width=80, encoding="utf-8", **options):
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    render(trace, texts, console=Console(file=out, width=width, highlight=False, **options))
    out.flush()
    return out.buffer.getvalue().decode(encoding)


def test_the_trace_of_the_relay_is_as_it_was(trace, texts):
    assert sheet(trace, texts) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(trace, texts, width):
    assert max(map(len, sheet(trace, texts, width=width).splitlines())) <= width


def test_a_terminal_without_the_signs_gets_plain_ones(trace, texts):
    made = sheet(trace, texts, encoding="ascii")
    assert "?" not in made.replace("? unknown", "")
    assert "# independent" in made
    assert "|  `- Coastline Today" in made
    assert "this article <- Meridian Press Agency" in made


def test_colour_carries_no_meaning_of_its_own(trace, texts):
    plain = sheet(trace, texts)
    coloured = sheet(trace, texts, force_terminal=True, color_system="truecolor")
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    assert Console(file=io.StringIO()).render_str(plain).plain == plain


def test_without_texts_numbers_stand_alone(trace):
    made = sheet(trace)
    assert "and 3 reprints: The Calder Courier [3]" in " ".join(made.split()).replace("│ ", "")
    assert "“No drum" not in made


def test_nothing_of_an_article_steers_the_terminal(trace, texts):
    hostile = replace(
        trace,
        articles=tuple(replace(a, publisher="\x1b[2J[red]Evil[/red]") for a in trace.articles),
    )
    made = sheet(hostile, texts, force_terminal=True, color_system=None)
    assert "\x1b[2J" not in made
    assert "[red]Evil[/red]" in made


@ANY
@given(data=st.data())
def test_any_trace_can_be_printed(any_trace, data):
    trace, texts = data.draw(any_trace)
    made = sheet(trace, texts)
    assert "independent root" in made


if __name__ == "__main__":
    from conftest import RELAY, relay

    import sayso

    articles = [sayso.load(path) for path in sorted(RELAY.glob("*.html"))]
    GOLDEN.write_text(sheet(relay(articles), {a.id: a for a in articles}), "utf-8")
