from __future__ import annotations

from dataclasses import replace

import pytest

import sayso
from sayso.read.silence import with_refusals
from sayso.types import Article, Certainty, Polarity, Span


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor declined to comment.", "The mayor", "declined", "to comment"),
        (
            "The mayor's office declined to comment further on the cost of the bridge.",
            "The mayor's office", "declined to comment", "the cost of the bridge",
        ),
        (
            "The board declined to discuss the fire.", "The board", "declined",
            "to discuss the fire",
        ),
        (
            "A fire broke out, but Sollheim Shipping did not immediately respond to questions.",
            "Sollheim Shipping", "did not immediately respond", "questions",
        ),
        ("Otto Brenn could not be reached for comment.", "Otto Brenn", "could not be reached",
         "for comment"),
        ("The board hasn't commented.", "The board", "hasn't commented", ""),
        ("The firm has yet to comment on why the bridge fell, but the mayor has.", "The firm",
         "has yet to comment", "why the bridge fell"),
        ("Otto Brenn would not comment on the fire.", "Otto Brenn", "would not comment",
         "the fire"),
        ("It rained. However, the board has not yet responded.", "the board",
         "has not yet responded", ""),
    ],
)  # fmt: skip
def test_refusals_to_speak(text: str, source: str, cue: str, content: str) -> None:
    (found,) = with_refusals(text, [])
    words = ["".join(text[s.start : s.end] for s in part) for part in
             (found.source, found.cue, found.content)]  # fmt: skip
    assert words == [source, cue, content]
    assert max(found.polarity, key=found.polarity.__getitem__) is Polarity.NO_COMMENT


def test_whoever_refuses_is_sure_of_nothing() -> None:
    for text in (
        "Otto Brenn declined to comment on the fire.",
        "The BBC has not been able to verify the footage.",
    ):
        (found,) = sayso.read(Article.from_text(text)).attributions
        assert (found.polarity, found.certainty) == (Polarity.NO_COMMENT, Certainty.UNKNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor declined the offer.",
        "The bell could not be reached from the floor.",
        "",
        "comment",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert list(with_refusals(text, [])) == []


def test_what_the_network_has_is_not_found_twice() -> None:
    text = "The board declined to comment."
    (once,) = with_refusals(text, [])
    assert with_refusals(text, [once]) == [once]


def test_what_the_network_has_wrong_is_put_right() -> None:
    text = "Otto Brenn could not be reached for comment."
    (right,) = with_refusals(text, [])
    wrong = replace(right, cue=(Span(11, 20),), content=(Span(21, 43),), score=0.9)
    (found,) = with_refusals(text, [wrong])
    assert found == replace(right, score=0.9)
