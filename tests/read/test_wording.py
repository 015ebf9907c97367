"""The words under spans and around a cue."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.read.wording import frame, plain, sentence, words
from sayso.types import Span


def test_typographic_marks_become_plain_and_nothing_moves():
    assert plain("“It’s”\u00a0here") == '"It\'s" here'


def test_the_parts_of_a_split_span_are_joined():
    assert words("the ferry, he said, sank", [Span(0, 9), Span(20, 24)]) == "the ferry sank"


def test_a_title_s_full_stop_ends_no_sentence():
    text = "It rained. Mr. Ruud said so. It stopped."
    at = text.index("said")
    span = sentence(text, Span(at, at + 4))
    assert text[span.start : span.end] == "Mr. Ruud said so."


def test_the_frame_blanks_the_content(said):
    text = "It rained. The ferry sank, he told Sky News. It stopped."
    before, after = frame(text, said(text, "he", "told", "The ferry sank"))
    assert before == "\x00" * len("The ferry sank") + ", he "
    assert after == " Sky News."


@given(st.text(alphabet=st.sampled_from("ab. \nMr“”?A"), min_size=1), st.data())
def test_a_sentence_holds_its_span(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = sentence(text, Span(start, end))
    assert span.start <= start
    assert start < span.end <= len(text)
