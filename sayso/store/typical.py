"""Texts in, the most typical of them out: a claim's wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.store.words import folded
from sayso.types import Claim, Statement


def claim(id_: str, statements: Sequence[Statement]) -> Claim:
    """A claim of its statements, in its most typical wording."""
    return Claim(id_, typical([s.text for s in statements]), tuple(statements))


def typical(texts: Sequence[str]) -> str:
    """The text whose words most of the others have too; the shorter, then the lesser of equals.

    Which one it is does not depend on the order of the texts. Raises ValueError if there is none.
    """
    words = {text: frozenset(folded(text).split()) for text in texts}
    common = Counter(word for text in texts for word in words[text])

    def fit(text: str) -> tuple[float, int, str]:
        # by how many others each of its words is shared, long texts having no advantage
        shared = sum(common[word] - 1 for word in words[text])
        return (-shared / (len(words[text]) + 4), len(text), text)

    return min(words, key=fit)
