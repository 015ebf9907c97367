"""Assertions, denials and refusals to comment."""

import pytest

from sayso.read.polarity import polarity
from sayso.types import Polarity

ASSERTS, DENIES, NO_COMMENT = Polarity


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "the bridge was not crowded", ASSERTS),
        ("said", "he does not know the town", ASSERTS),
        ("confirmed", "the sale", ASSERTS),
        ("denied", "selling the bridge", DENIES),
        ("would neither confirm nor deny", "he had met the envoy", NO_COMMENT),
        ("dismissed", "the report as gossip", DENIES),
        ("said", "the rumour is false", DENIES),
        ("said", "there is no truth to the claim", DENIES),
        ("called", "the report untrue", DENIES),
        ("said", "the sale never happened", DENIES),
        ("did not think", "the bridge was for sale", DENIES),
        ("could not be reached", "", NO_COMMENT),
        ("did not confirm", "the sale", NO_COMMENT),
        ("declined", "to comment", NO_COMMENT),
        ("declined to comment", "", NO_COMMENT),
        ("refused to comment", "", NO_COMMENT),
        ("gave no details", "of the sale", NO_COMMENT),
        ("did not respond", "to a request for comment", NO_COMMENT),
        ("has never commented", "on the sale", NO_COMMENT),
        ("wouldn’t say", "who bought it", NO_COMMENT),
        ("refused", "to sell the bridge", ASSERTS),
    ],
)
def test_polarity_of_a_cue_and_its_content(said, cue, content, expected):
    text = f"The mayor {cue} {content}."
    assert polarity(text, said(text, "The mayor", cue, content)) is expected
