"""Common runs against brute force, and passages that chain them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.link.reuse.alignment import GAP, SEED, Run, passages, runs
from sayso.link.reuse.fingerprints import words

letters = st.lists(st.sampled_from("abcde"), max_size=30)


def brute(a: list[str], b: list[str], least: int) -> list[Run]:
    """Every maximal common run, found by trying all pairs of places."""
    found = []
    for i in range(len(a)):
        for j in range(len(b)):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            length = 0
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            if length >= least:
                found.append(Run(i, j, length))
    return found


def hashed(parts: list[str]) -> object:
    return words(" ".join(parts)).hashes


@given(letters, letters, st.integers(1, 4))
def test_runs_are_those_that_brute_force_finds(a: list[str], b: list[str], least: int) -> None:
    assert runs(hashed(a), hashed(b), least) == brute(a, b, least)


@given(letters, letters)
def test_passages_are_true_apart_and_in_order(a: list[str], b: list[str]) -> None:
    found = passages(hashed(a), hashed(b), SEED)
    used: tuple[set[int], set[int]] = (set(), set())
    for passage in found:
        at = passage.runs[0][:2]
        for run in passage.runs:
            assert a[run.a : run.a + run.length] == b[run.b : run.b + run.length]
            assert 0 <= run.a - at[0] <= GAP
            assert 0 <= run.b - at[1] <= GAP
            at = run.a + run.length, run.b + run.length
        for side in (0, 1):
            last = passage.runs[-1]
            places = set(range(passage.runs[0][side], last[side] + last.length))
            assert not places & used[side]
            used[side].update(places)
    assert found == sorted(found, key=lambda p: p.runs[0])


@given(letters, letters)
def test_the_longest_common_run_is_in_a_passage(a: list[str], b: list[str]) -> None:
    longest = max((run.length for run in brute(a, b, SEED)), default=0)
    found = passages(hashed(a), hashed(b), SEED)
    assert max((passage.words for passage in found), default=0) >= longest


def test_words_repeated_without_end_cost_no_more_than_long_texts() -> None:
    chant = words("no more " * 3000).hashes
    assert passages(chant, chant, SEED)[0].words == len(chant)
