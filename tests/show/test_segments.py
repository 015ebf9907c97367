from hypothesis import given
from hypothesis import strategies as st

from sayso.show.segments import Mark, paragraphs
from sayso.types import Span


def shape(text, *marks):
    made = [Mark(Span(*span), role, number) for span, role, number in marks]
    return [
        [(s.text, sorted((m.role, m.number) for m in s.marks)) for s in line]
        for line in paragraphs(text, made)
    ]


def test_overlapping_spans_are_cut_where_they_meet():
    assert shape("abcdef", ((0, 4), "content", 1), ((2, 6), "content", 2)) == [
        [
            ("ab", [("content", 1)]),
            ("cd", [("content", 1), ("content", 2)]),
            ("ef", [("content", 2)]),
        ]
    ]


def test_a_span_over_paragraphs_is_cut_at_their_ends():
    assert shape("one\n\ntwo", ((1, 7), "content", 1)) == [
        [("o", []), ("ne", [("content", 1)])],
        [("tw", [("content", 1)]), ("o", [])],
    ]


def test_a_mark_opens_once_even_if_it_starts_between_paragraphs():
    mark = Mark(Span(3, 8), "content", 1)
    lines = list(paragraphs("one\n\ntwo", [mark]))
    assert [[s.opens for s in line] for line in lines] == [[()], [(mark,)]]


def test_spans_outside_the_text_are_clipped_and_empty_ones_cover_nothing():
    assert shape("ab", ((1, 9), "cue", 1), ((1, 1), "cue", 2), ((7, 9), "cue", 3)) == [
        [("a", []), ("b", [("cue", 1)])]
    ]


@given(
    st.text(alphabet="ab \n"),
    st.lists(st.tuples(st.integers(-2, 12), st.integers(-2, 12)), max_size=6),
)
def test_the_segments_of_a_paragraph_are_its_line_exactly(text, spans):
    marks = [Mark(Span(*sorted(pair)), "content", n) for n, pair in enumerate(spans)]
    lines = list(paragraphs(text, marks))
    assert ["".join(s.text for s in line) for line in lines] == [
        line for line in text.split("\n") if line.strip()
    ]


@given(st.text(alphabet="ab", min_size=1, max_size=9), st.data())
def test_marks_agree_with_a_slow_count_by_characters(text, data):
    places = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(places, places), max_size=5))
    marks = [Mark(Span(*sorted(pair)), "cue", n) for n, pair in enumerate(pairs)]
    (line,) = paragraphs(text, marks)
    fast = [{m.number for m in s.marks} for s in line for _ in s.text]
    slow = [
        {m.number for m in marks if m.span.start <= place < m.span.end}
        for place in range(len(text))
    ]
    assert fast == slow
