"""Two wordings come in, the words of the one that the other lacks go out.

It knows nothing of where the wordings stand and how a difference looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from sayso.types import Span

_WORD = re.compile(r"\w+|[^\w\s]")


def differing(own: str, other: str) -> Iterator[Span]:
    """Where ``own`` has words that ``other`` has not, or has elsewhere; capitals do not matter."""
    here = list(_WORD.finditer(own))
    folded = [word[0].casefold() for word in here]
    match = SequenceMatcher(None, folded, _folded(other), autojunk=False)
    for kind, first, behind, _, _ in match.get_opcodes():
        if kind != "equal" and first < behind:
            yield Span(here[first].start(), here[behind - 1].end())


def alike(own: str, other: str) -> float:
    """The share of words that two wordings have in common, in their order; 0 to 1."""
    return SequenceMatcher(None, _folded(own), _folded(other), autojunk=False).ratio()


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
