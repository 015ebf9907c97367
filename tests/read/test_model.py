"""What the network itself says, before any rule."""

from __future__ import annotations

import pytest

from sayso.read.model import network
from sayso.read.windows import windows

#: A word of a sentence that tells more surely of it than the other sentence does.
SURER = [
    ("It rained in Port Maren.", "It never rained in Port Maren.", "rained"),
    ("The mayor resigned on Friday.", "The mayor may have resigned on Friday.", "resigned"),
    ("Police said that the ship sank.", "Police denied that the ship sank.", "sank"),
]


def factuality(text: str, word: str) -> float:
    window = next(windows(text, network().tokenizer))
    at = window.starts.tolist().index(text.index(word))
    return float(network().factuality(window)[at])


@pytest.mark.parametrize(("sure", "unsure", "word"), SURER)
def test_what_is_negated_hedged_or_denied_is_less_sure_to_have_happened(
    sure: str, unsure: str, word: str
) -> None:
    assert factuality(sure, word) > factuality(unsure, word) + 0.3


def test_every_token_of_a_window_has_its_factuality() -> None:
    window = next(windows("A fire broke out, police said.", network().tokenizer))
    assert network().factuality(window).shape == (len(window),)
