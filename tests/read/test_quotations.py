from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.quotations import paragraphs, quotes, run_on

MARKS = st.text(alphabet="ab. \n\"“”'‘’`«»5", max_size=80)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rains,” she said.", ["“It rains,”"]),
        ('"It rains," she said. "Again."', ['"It rains,"', '"Again."']),
        ("``It rains,'' she said.", ["``It rains,''"]),
        ("''It rains,'' she said.", ["''It rains,''"]),
        ("«It rains», she said.", ["«It rains»"]),
        ("„It rains“, she said.", ["„It rains“"]),
        ("‘It rains,’ she said. It’s wet.", ["‘It rains,’"]),
        ("'It rains,' she said. It's the Smiths' rain.", ["'It rains,'"]),
        ("The plank is 5'10\" long.", []),
        ("He is 6' tall and she's the boys' aunt.", []),
        ('She said: "It rains.', ['"It rains.']),
        ("“A ‘wet’ day,” she said.", ["“A ‘wet’ day,”"]),
        ("“Lost. “It rains,” she said.", ["“It rains,”"]),
        ("It rains.”", []),
    ],
)
def test_what_stands_in_quotation_marks(text: str, expected: list[str]) -> None:
    assert [text[q.span.start : q.span.end] for q in quotes(text)] == expected


def test_an_odd_mark_does_not_reach_past_its_paragraph() -> None:
    text = 'He said: "It rains.\nIt was cold. "Very," she said.'
    assert [text[q.span.start : q.span.end] for q in quotes(text)] == ['"It rains.', '"Very,"']


def test_a_quotation_runs_on_when_each_paragraph_opens_it_and_the_last_closes_it() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said.\n“Four,” she said."
    assert [len(group) for group in run_on(text, quotes(text))] == [3, 1]


@given(MARKS)
def test_quotations_lie_in_order_within_one_paragraph_each(text: str) -> None:
    lines = list(paragraphs(text))
    last = 0
    for quote in quotes(text):
        assert last <= quote.span.start < quote.span.end
        assert sum(p.start <= quote.span.start and quote.span.end <= p.end for p in lines) == 1
        last = quote.span.end
