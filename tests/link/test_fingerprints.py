"""Folding, hashes that never change, and what winnowing promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.reuse.fingerprints import WINDOW, K, fingerprints, grams, words

PINNED = [3066719495453851456, 968300892863414248]

texts = st.text(st.sampled_from(list("abcé .,'’“\"-—\n\u00ad\U0001f600")), max_size=200)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry sank.", "the FERRY sank"),
        ("“We don’t know,” she said", '"We don\'t know" she said'),
        ("a three-day search", "a three – day search"),
        ("Café Zoë", "Cafe\u0301 Zoe"),
        ("the har\u00adbour\u00a0wall", "the harbour wall"),
        ("'It burned', he said", "It burned he said"),
    ],
)
def test_marks_case_and_white_space_make_no_difference(one: str, other: str) -> None:
    assert words(one).hashes.tolist() == words(other).hashes.tolist()


@pytest.mark.parametrize(
    ("one", "other"), [("eleven", "twelve"), ("ab ba", "ba ab"), ("11", "12"), ("a b", "ab")]
)
def test_other_words_have_other_hashes(one: str, other: str) -> None:
    assert words(one).hashes.tolist() != words(other).hashes.tolist()


def test_hashes_are_the_same_on_every_machine_and_in_every_run() -> None:
    text = "The harbour master said on Monday that the ferry had been overloaded."
    assert fingerprints(text).hashes.tolist() == PINNED


@given(texts)
def test_spans_hold_the_words(text: str) -> None:
    found = words(text)
    bounds = np.stack((found.starts, found.ends), axis=1).ravel()
    assert (np.diff(bounds) >= 0).all()
    for start, end, hash_ in zip(found.starts, found.ends, found.hashes, strict=True):
        alone = words(text[start:end])
        assert alone.hashes.tolist() == [hash_]


@given(st.lists(st.sampled_from("abcd"), max_size=60))
def test_winnowing_keeps_the_least_of_each_window(letters: list[str]) -> None:
    prints = fingerprints(" ".join(letters))
    every = grams(words(" ".join(letters)).hashes)
    width = max(1, min(WINDOW, len(every)))
    kept = {int(h) for h in every[prints.places]}
    assert all(int(every[i : i + width].min()) in kept for i in range(len(every) - width + 1))
    assert prints.hashes.tolist() == every.view(np.int64)[prints.places].tolist()
    assert len(every) == max(0, len(letters) - K + 1)


@given(
    st.lists(st.integers(0, 9999).map(str), min_size=K + WINDOW - 1, max_size=30),
    st.lists(st.integers(0, 9999).map(str), max_size=20),
)
def test_a_common_run_leaves_a_common_fingerprint(run: list[str], rest: list[str]) -> None:
    one, other = " ".join([*rest, *run]), " ".join([*run, "x", *rest])
    assert set(fingerprints(one).hashes) & set(fingerprints(other).hashes)
