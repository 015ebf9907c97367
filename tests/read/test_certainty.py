"""How sure a source presents the content: hedges of the cue, of the content, of nobody."""

import pytest

from sayso.read.certainty import certainty
from sayso.types import Certainty

CERTAIN, PROBABLE, POSSIBLE, UNKNOWN = Certainty


@pytest.mark.parametrize(
    ("source", "cue", "content", "expected"),
    [
        ("The mayor", "said", "the bridge is closed", CERTAIN),
        ("", "reportedly", "the bridge closed", CERTAIN),
        ("", "allegedly", "he sold the bridge", CERTAIN),
        ("The rival", "claims", "he sold the bridge", CERTAIN),
        ("The mayor", "denied", "the bridge had cracks", CERTAIN),
        ("Engineers", "believe", "the bridge is safe", PROBABLE),
        ("", "is thought", "the bridge to be older than the town", PROBABLE),
        ("The council", "expects", "the bridge to open in May", PROBABLE),
        ("The mayor", "said", "the bridge will likely stay shut", PROBABLE),
        ("The mayor", "said", '"I think we were lucky"', PROBABLE),
        ("The mayor", "said", "the bridge may close", POSSIBLE),
        ("Engineers", "believe", "the bridge could fall", POSSIBLE),
        ("", "rumours", "the bridge was sold", POSSIBLE),
        ("", "speculation", "the bridge was sold", POSSIBLE),
        ("Residents", "fear", "the bridge is next", POSSIBLE),
        ("Residents", "asked", "who would pay", UNKNOWN),
        ("The mayor", "does not know", "who would pay", UNKNOWN),
        ("The mayor", "had no idea", "the bridge was sold", UNKNOWN),
        ("The mayor", "declined to comment", "", UNKNOWN),
        ("The mayor", "said", "it was too early to tell", UNKNOWN),
        ("The mayor", "said", '"If it rains, we shut it"', UNKNOWN),
    ],
)
def test_the_strongest_hedge_counts(said, source, cue, content, expected):
    text = f"{source} {cue} {content}."
    assert certainty(text, said(text, source, cue, content)) is expected


def test_a_date_in_may_is_no_hedge(said):
    text = "The mayor said the bridge opens in May."
    assert certainty(text, said(text, "The mayor", "said", "the bridge opens in May")) is CERTAIN


def test_a_hedge_inside_a_nested_attribution_is_not_the_outer_speaker_s(said):
    text = "The Arden Courier reported that the mayor said the bridge may close."
    outer = said(text, "The Arden Courier", "reported", "the mayor said the bridge may close")
    inner = said(text, "the mayor", "said", "the bridge may close")
    assert certainty(text, outer, [inner]) is CERTAIN
    assert certainty(text, inner) is POSSIBLE


def test_a_hedge_far_into_a_long_quotation_does_not_colour_it(said):
    content = '"' + "The bridge stands on nine stone arches. " * 8 + 'It may rain."'
    text = f"The mayor said {content}"
    assert certainty(text, said(text, "The mayor", "said", content)) is CERTAIN
