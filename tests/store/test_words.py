"""Texts as indexes hold them, searches as people type them, the most typical of texts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store.typical import typical
from sayso.store.words import Phrase, folded, phrases


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The old Bridge is closed.", "the old bridge is closed"),
        ("“Café” au   lait", "cafe au lait"),
        ("don't", "don t"),
        ("11,000 on F-16s", "11 000 on f 16s"),
        ("snake_case", "snake case"),
        ("Straße ﬁre", "strasse fire"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_texts_are_folded_to_words(text: str, words: str) -> None:
    assert folded(text) == words


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert all(word.isalnum() for word in once.split(" ") if once)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("storm harbour", [("storm",), ("harbour",)]),
        ('"harbour fire" storm', [("harbour", "fire"), ("storm",)]),
        ("„harbour fire“", [("harbour", "fire")]),
        ("F-16", [("f", "16")]),
        ('an "open quotation', [("an",), ("open",), ("quotation",)]),
        ('""', []),
        ("* OR (", [("or",)]),
    ],
)
def test_what_people_type_is_taken_as_words_and_phrases(typed: str, found: list[Phrase]) -> None:
    assert phrases(typed) == found


def test_the_most_typical_text_shares_most_words_with_the_others_in_any_order() -> None:
    texts = ["Fire in harbour", "Harbour fire", "Harbour fire kills two", "Mayor speaks"]
    assert {typical(order) for order in itertools.permutations(texts)} == {"Harbour fire"}
    assert typical(["b", "a"]) == "a"
    with pytest.raises(ValueError, match="empty"):
        typical([])
