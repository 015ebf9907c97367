"""Hearsay against attitudes and actions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.hearsay import cue_class, hearsay


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", True),
        ("according to", True),
        ("was told", True),
        ("is believed", True),
        ("reportedly", True),
        ("made it clear", True),
        ("did not respond to", True),
        ("issued a statement saying", True),
        ("has no idea", True),
        ("voted against", False),
        ("support for", False),
        ("called for", False),
        ("wants", False),
        ("hopes", False),
        ("endorsed", False),
        ("criticism of", None),
        ("cited", None),
        ("in", None),
        ("", None),
    ],
)
def test_what_a_cue_alone_tells(cue, expected):
    assert cue_class(cue) is expected


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "the bridge is closed", True),
        ("supports", "the bridge", False),
        ("cited", "the cost of the bridge", False),
        ("cited", "a survey that was never published", True),
        ("dismissed", '"idle talk"', True),
        ("declined", "to comment", True),
        ("declined", "an invitation to the opening", False),
        ("promised", "to reopen the bridge", True),
        ("condemned", "the mayor", False),
    ],
)
def test_the_content_decides_where_the_cue_does_not(said, cue, content, expected):
    text = f"The council {cue} {content}."
    assert hearsay(text, said(text, "The council", cue, content)) is expected


@given(st.text())
def test_any_cue_is_classed_without_a_crash(cue):
    assert cue_class(cue) in (True, False, None)
