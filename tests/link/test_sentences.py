"""Where sentences end, and where they only seem to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.claims.sentences import sentences

CASES = [
    ("One. Two. Three.", ["One.", "Two.", "Three."]),
    ("Dr. A. Lind left. She ran.", ["Dr. A. Lind left.", "She ran."]),
    ("It cost $3.5 million. Nobody paid.", ["It cost $3.5 million.", "Nobody paid."]),
    ("He works in the U.S. Senate. It is old.", ["He works in the U.S. Senate.", "It is old."]),
    ("They left the U.S. The plane was late.", ["They left the U.S.", "The plane was late."]),
    ("“It is over.” She sat down.", ["“It is over.”", "She sat down."]),
    ('"Is it?" he asked. "Yes!" She ran.', ['"Is it?"', "he asked.", '"Yes!"', "She ran."]),
    ("At 9 a.m. on Monday it rained. Then it stopped.", None),
    ("Velden Corp. said no. 5 was broken. It was.", None),
    ("A headline without a stop\nA paragraph. And more", None),
    ("On Jan. 4 they met. On Feb. 5 they left.", ["On Jan. 4 they met.", "On Feb. 5 they left."]),
    ("Wait... What? Yes.", ["Wait...", "What?", "Yes."]),
    ("", []),
    ("   \n ", []),
]
SPLIT = {
    7: ["At 9 a.m. on Monday it rained.", "Then it stopped."],
    8: ["Velden Corp. said no. 5 was broken.", "It was."],
    9: ["A headline without a stop", "A paragraph.", "And more"],
}


@pytest.mark.parametrize(
    ("text", "wanted"), [(t, SPLIT.get(i, w)) for i, (t, w) in enumerate(CASES)]
)
def test_a_text_is_cut_where_its_sentences_end(text: str, wanted: list[str]) -> None:
    assert [text[s.start : s.end] for s in sentences(text)] == wanted


@given(st.text(alphabet="Ab .!?\"'“”\n1", max_size=80))
def test_sentences_lie_in_order_and_leave_out_only_white_space(text: str) -> None:
    found = list(sentences(text))
    at = 0
    for span in found:
        assert not text[at : span.start].strip()
        assert at <= span.start < span.end
        at = span.end
    assert not text[at:].strip()
