"""An article's fingerprints and an archive's in, the articles worth comparing with it out.

Boilerplate does not count: what a publisher puts on many of its pages says nothing about who
copied whom. It is known by how many articles of each publisher hold a fingerprint, so it can
only become more as an archive grows: a pair that is a candidate in the whole archive was one
when the later of the two came in, whichever that was. Whoever keeps pairs asks again on
reading (`candidates`, then `passages.apart_from`), and the order of adding is nowhere to be
seen. Knows nothing of texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from sayso.link.reuse.fingerprints import Fingerprints

Hashes = npt.NDArray[np.int64]

#: So many shared fingerprints make a candidate, or two that stand so few words apart in both:
#: nearly all planted passages of 20 to 50 words leave them, edits and all (bench/reuse.py), at
#: a third of the candidates that any two would make.
LEAST: Final = 3
CLOSE: Final = 20
#: A fingerprint in so many articles of a publisher is wording that it uses all the time.
OFTEN: Final = 4
#: So many fingerprints, common ones among them, may be those of a reprint.
REPRINT: Final = 10
#: One in more articles of any publisher is page furniture, and one in more articles altogether
#: a phrase of the language.
FURNITURE: Final = 25
PHRASE: Final = 500


class Holder(Protocol):
    """One article (id) that has a fingerprint, the word at which it stands, the publisher."""

    @property
    def hash(self) -> int: ...  # noqa: D102
    @property
    def article(self) -> str: ...  # noqa: D102
    @property
    def place(self) -> int: ...  # noqa: D102
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
    it, ``common`` those of the one that was asked about that do not count between the two (who
    keeps pairs asks about the one with the lower id, so that it is always the same one).
    """

    article: str
    shared: frozenset[int]
    common: frozenset[int]


def candidates(
    article: str, publisher: str | None, prints: Fingerprints, archive: Holders
) -> list[Candidate]:
    """The articles that may share a passage with this one (an id), by id.

    The article itself is in the archive already, so that it counts among its publisher's. A
    publisher may run one story four times over, so articles that share many common
    fingerprints are candidates too: `passages.apart_from` sees whether it is a reprint
    or mere furniture.
    """
    spread = archive.spread(np.unique(prints.hashes))
    furniture = {hash_ for hash_, counts in spread.items() if _furniture(counts)}
    telling = [h for h, counts in spread.items() if h not in furniture and sum(counts.values()) > 1]
    held: dict[str, list[Holder]] = {}
    for holder in archive.holders(np.array(sorted(telling), np.int64)):
        if holder.article != article:
            held.setdefault(holder.article, []).append(holder)
    found = []
    for other, holders in sorted(held.items()):
        if len(holders) < 2:
            continue
        publishers = {publisher, holders[0].publisher}
        common = {h.hash for h in holders if _common(spread[h.hash], publishers)}
        shared = {h.hash for h in holders} - common
        if _enough(prints, [h for h in holders if h.hash in shared], shared, len(common)):
            found.append(Candidate(other, frozenset(shared), frozenset(common | furniture)))
    return found


def _enough(prints: Fingerprints, holders: list[Holder], shared: set[int], common: int) -> bool:
    if len(shared) >= LEAST or len(shared) + common >= REPRINT:
        return True
    if len(shared) < 2:
        return False
    here = {h: prints.places[prints.hashes == h].tolist() for h in shared}
    places = [(h.hash, place, h.place) for h in holders for place in here[h.hash]]
    return any(
        one[0] != other[0] and max(abs(one[1] - other[1]), abs(one[2] - other[2])) <= CLOSE
        for one, other in combinations(places, 2)
    )


def _furniture(counts: Mapping[str | None, int]) -> bool:
    most = max((n for publisher, n in counts.items() if publisher), default=0)
    return most > FURNITURE or sum(counts.values()) > PHRASE


def _common(counts: Mapping[str | None, int], publishers: set[str | None]) -> bool:
    """Whether one of these publishers uses it often; an unknown one is many."""
    return any(publisher and counts.get(publisher, 0) >= OFTEN for publisher in publishers)
