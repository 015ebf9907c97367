"""An article's fingerprints and an archive's in, the articles worth comparing with it out.

Boilerplate does not count: what a publisher puts on many of its pages says nothing about who
copied whom. It is known by how many articles of each publisher hold a fingerprint, so it can
only become more as an archive grows: a pair that is a candidate in the whole archive was one
when the later of the two came in, whichever that was. Whoever keeps pairs asks again on
reading (`candidates`, then `sayso.link.reuse.apart_from`), and the order of adding is nowhere
to be seen. Knows nothing of texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.int64]

#: So many shared fingerprints make a candidate (every planted passage has them: bench/reuse.py).
LEAST: Final = 3
#: A fingerprint in so many articles of both publishers is wording that both use all the time.
OFTEN: Final = 4
#: One in more articles of any publisher is page furniture, and one in more articles altogether
#: a phrase of the language.
FURNITURE: Final = 25
PHRASE: Final = 500


class Holder(Protocol):
    """One article (id) that has a fingerprint, and its publisher."""

    @property
    def hash(self) -> int: ...  # noqa: D102
    @property
    def article(self) -> str: ...  # noqa: D102
    @property
    def publisher(self) -> str | None: ...  # noqa: D102


class Holders(Protocol):
    """An archive's fingerprints, as far as finding candidates needs them."""

    def holders(self, hashes: Hashes) -> Sequence[Holder]:
        """The articles that have any of these fingerprints."""

    def spread(self, hashes: Hashes) -> Mapping[int, Mapping[str | None, int]]:
        """For each fingerprint that is known: in how many articles of each publisher it is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article (id) that may share a passage: ``shared`` are the fingerprints that speak for
    it, ``common`` those of the one that was asked about that do not count between the two.
    """

    article: str
    shared: frozenset[int]
    common: frozenset[int]


def candidates(
    article: str, publisher: str | None, hashes: Hashes, archive: Holders, least: int = LEAST
) -> list[Candidate]:
    """The articles that share ``least`` or more fingerprints with this one, by id.

    The article itself (an id) is in the archive already, so that it counts among its
    publisher's.
    """
    spread = archive.spread(np.unique(hashes))
    furniture = {hash_ for hash_, counts in spread.items() if _furniture(counts)}
    telling = [h for h, counts in spread.items() if h not in furniture and sum(counts.values()) > 1]
    if len(telling) < least:
        return []
    held: dict[str, set[int]] = {}
    publishers: dict[str, str | None] = {}
    for holder in archive.holders(np.array(sorted(telling), np.int64)):
        if holder.article != article:
            held.setdefault(holder.article, set()).add(holder.hash)
            publishers[holder.article] = holder.publisher
    found = []
    for other in sorted(a for a, shared in held.items() if len(shared) >= least):
        both = {publisher, publishers[other]}
        common = {h for h in held[other] if _common(spread[h], both)}
        if len(held[other]) - len(common) >= least:
            shared = frozenset(held[other] - common)
            found.append(Candidate(other, shared, frozenset(common | furniture)))
    return found


def _furniture(counts: Mapping[str | None, int]) -> bool:
    most = max((n for publisher, n in counts.items() if publisher), default=0)
    return most > FURNITURE or sum(counts.values()) > PHRASE


def _common(counts: Mapping[str | None, int], publishers: set[str | None]) -> bool:
    """Whether all of these publishers are known to use it often."""
    return all(publisher and counts.get(publisher, 0) >= OFTEN for publisher in publishers)
