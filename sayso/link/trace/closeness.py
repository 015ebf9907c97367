"""How closely each statement of an article bears on a claim. A claim in, a `Bearing` out.

Softer than the matcher that joins statements to claims: a source of a rumour tells it in words of
their own, sentence by sentence, and the whole chain hangs on hearing them too. So every statement
counts by as much of the claim as it says: the mean of the share of the claim's stems that it has
and of the vectors' cosine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from sayso.link import vectors
from sayso.link.claims.statements import statements
from sayso.link.stems import stem
from sayso.link.trace.carried import Bearing, Bears
from sayso.types import Statement

#: Closeness below which a statement has nothing to do with the claim.
_NOTHING: Final = 0.05
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")
_COMMON: Final = frozenset(
    """
    the a an of in on at and or to for with by from as who that which his her its their was were is
    are be been has have had will would he she it they this not no after into up out about than
    then so i we you s
    """.split()  # noqa: SIM905
)


def about(claim: str, said: Mapping[str, Sequence[Statement]] | None = None) -> Bearing:
    """What bears on a claim in a reading, for a trace of it; ``said``: the statements of
    articles (ids) whose readings need not be cut into statements again.

    Raises WeightsError, when it is asked, if the shipped word vectors are missing or damaged.
    """
    known = said or {}
    return lambda reading: bears(claim, known.get(reading.article.id) or [*statements(reading)])


def bears(claim: str, said: Sequence[Statement]) -> tuple[Bears, ...]:
    """Those of an article's statements that bear on a claim, with how closely.

    Raises WeightsError if the shipped word vectors are missing or damaged.
    """
    wanted = _stems(claim)
    cosines = vectors.vectors([claim, *(s.text for s in said)])
    found = []
    for statement, cosine in zip(said, cosines[1:] @ cosines[0], strict=True):
        share = len(wanted & _stems(statement.text)) / max(1, len(wanted))
        closeness = (share + max(0.0, float(cosine))) / 2
        if closeness > _NOTHING:
            found.append(Bears(statement, closeness))
    return tuple(found)


@lru_cache(maxsize=65536)
def _stems(text: str) -> frozenset[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if word not in _COMMON)
