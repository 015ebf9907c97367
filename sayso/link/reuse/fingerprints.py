"""Texts in, winnowed fingerprints out: what two articles share shows in the hashes they share.

A text becomes folded words (`words`), its runs of `K` words become 64-bit hashes (`grams`), and
of each `WINDOW` neighbouring hashes the least is kept (`fingerprints`; Schleimer, Wilkerson and
Aiken 2003). The hashes are the same on every machine and in every run. Knows nothing of
articles and stores.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Hashes: TypeAlias = npt.NDArray[np.uint64]
Places: TypeAlias = npt.NDArray[np.int64]

#: Words under one fingerprint, and neighbouring hashes of which one is kept: each common run of
#: K + WINDOW - 1 words leaves a common fingerprint (bench/reuse.py has what others reach).
K: Final = 4
WINDOW: Final = 4

_NOTHING, _BREAK = 0, 1  # letters have larger values
_IGNORED: Final = set("'’‘‛`´ʼ＇")  # "don’t" is "don't", and single quotes fall away
_LAST: Final = 0xFFFF  # no character: what lies beyond the first plane breaks words
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
_STEP: Final = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text: their hashes, and where each begins and ends (code points)."""

    hashes: Hashes
    starts: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprints:
    """Hashes of a text and the word at which each one's run begins, in reading order.

    ``hashes`` are signed, as SQL keeps 64 bits; the same one may occur twice.
    """

    hashes: npt.NDArray[np.int64]
    places: Places


def words(text: str) -> Words:
    """The words of a text, folded: case, accents, quotes, dashes, punctuation and white space
    make no difference.

    >>> words("Don’t stop").hashes.tolist() == words("DON'T – STOP!").hashes.tolist()
    True
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = _letters()[np.minimum(codes, _LAST)]
    kept = np.flatnonzero(letters != _NOTHING)
    letters = letters[kept]
    inside = np.concatenate(([False], letters != _BREAK, [False]))
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return Words(np.empty(0, np.uint64), kept[:0], kept[:0])
    lengths = ends - starts
    letters = letters[letters != _BREAK]
    begins = np.cumsum(lengths) - lengths
    depth = np.arange(len(letters)) - np.repeat(begins, lengths)
    hashes = np.add.reduceat(letters * _powers(int(lengths.max()))[depth], begins)
    return Words(_mixed(hashes), kept[starts], kept[ends - 1] + 1)


def grams(hashes: Hashes, k: int = K) -> Hashes:
    """The hash of each run of ``k`` words, by the run's first word."""
    count = max(0, len(hashes) - k + 1)
    powers = _powers(k)
    total = np.zeros(count, np.uint64)
    for j in range(k):
        total += hashes[j : j + count] * powers[j]
    return _mixed(total)


def fingerprints(text: str | Words) -> Fingerprints:
    """The winnowed fingerprints of a text; a text of fewer than `K` words has none."""
    found = grams((words(text) if isinstance(text, str) else text).hashes)
    window = min(WINDOW, len(found))
    if not window:
        return Fingerprints(np.empty(0, np.int64), np.empty(0, np.int64))
    views = np.lib.stride_tricks.sliding_window_view(found, window)
    # of equal hashes the rightmost, so that repeated words leave few fingerprints
    least = window - 1 - views[:, ::-1].argmin(axis=1)
    places = np.unique(least + np.arange(len(views)))
    return Fingerprints(found[places].view(np.int64), places)


@cache
def _letters() -> Hashes:
    """For each code point of the first plane its letter's value, `_BREAK` or `_NOTHING`."""
    table = np.array([_letter(chr(code)) for code in range(_LAST)] + [_BREAK], np.uint64)
    known = table > _BREAK
    table[known] = _mixed(table[known]) | np.uint64(2)
    return table


def _letter(char: str) -> int:
    kind = unicodedata.category(char)
    if char in _IGNORED or kind in ("Mn", "Cf"):  # accents that stand alone, soft hyphens
        return _NOTHING
    if not char.isalnum():
        return _BREAK
    plain = unicodedata.normalize("NFKD", char)[0].casefold()[0]
    return max(ord(plain), _BREAK + 1)


def _powers(count: int) -> Hashes:
    powers = np.full(count, _STEP)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)


def _mixed(values: Hashes) -> Hashes:
    """Spreads each value over all 64 bits (the finaliser of splitmix64)."""
    values = values + _BASE
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
