"""Stems: a word in, the form under which its relatives meet out.

A light suffix stripper with tables for irregular words and for words that news use for one
another ("injured", "wounded"). Concepts that exclude each other are listed here too. Knows
nothing of sentences.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

_KEEP: Final = 3  # letters that stripping must leave
#: Suffix and what stands for it, the longest that fits first.
_SUFFIXES: Final = (
    ("ational", "ate"),
    ("ization", "ize"),
    ("isation", "ize"),
    ("fulness", "ful"),
    ("ements", ""),
    ("ations", "ate"),
    ("ement", ""),
    ("ingly", ""),
    ("ation", "ate"),
    ("ments", ""),
    ("ment", ""),
    ("ness", ""),
    ("ings", ""),
    ("edly", ""),
    ("ing", ""),
    ("ied", "y"),
    ("ies", "y"),
    ("ers", ""),
    ("ors", ""),
    ("ion", ""),
    ("ed", ""),
    ("er", ""),
    ("or", ""),
    ("ly", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a lower-case word; members of one concept have the same.

    >>> stem("wounded") == stem("injuries"), stem("planes") == stem("aircraft")
    (True, True)
    """
    word = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    table = _concepts()
    if word in table:
        return table[word]
    bare = _stripped(word)
    return table.get("~" + bare, bare)


def _stripped(word: str) -> str:
    if not word.isalpha() or word.endswith("ss"):
        return word
    for suffix, put in _SUFFIXES:
        keep = _KEEP + (suffix in ("er", "or", "e"))  # "mayor", "the"
        if word.endswith(suffix) and len(word) - len(suffix) >= keep:
            bare = word[: -len(suffix)] + put
            if len(bare) > _KEEP and bare[-1] == bare[-2] and bare[-1] not in "aeiouls":
                bare = bare[:-1]  # "stopped"
            return bare.removesuffix("e") if len(bare) > _KEEP else bare
    return word


@cache
def _concepts() -> dict[str, str]:
    """Word, or "~" and stem, to its concept's name."""
    table: dict[str, str] = {}
    for line in _lines("concept"):
        name, *members = line.split()
        for word in (name, *members):
            table[word] = name
            table.setdefault("~" + _stripped(word), name)
    return table


@cache
def excluding() -> dict[frozenset[str], bool]:
    """Pairs of stems that cannot hold of one thing at one time; True where one of the two must
    (dead or alive), so that one denies the other.
    """
    out: dict[frozenset[str], bool] = {}
    for kind in ("contrary", "contradictory"):
        for line in _lines(kind):
            left, right = line.split(" | ")
            for a in left.split():
                for b in right.split():
                    out[frozenset((stem(a), stem(b)))] = kind == "contradictory"
    return out


def _lines(kind: str) -> list[str]:
    """The rows of one kind in the table beside this module."""
    rows = files("sayso.link").joinpath("concepts.tsv").read_text("utf-8").splitlines()
    return [row.split("\t")[1] for row in rows if row.startswith(f"{kind}\t")]
