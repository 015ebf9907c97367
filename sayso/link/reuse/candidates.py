"""An article's fingerprints and an archive's in, the articles worth comparing with it out.

Boilerplate does not count: what a publisher puts on many of its pages says nothing about who
copied whom. It is known by how many articles of each publisher hold a fingerprint, so it can
only become more as an archive grows: a pair that is a candidate in the whole archive was one
when the later of the two came in, whichever that was. Whoever keeps pairs asks again on
reading (`candidates`, then `passages.apart_from`), and the order of adding is nowhere to be
seen. Knows nothing of texts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from sayso.link.reuse.fingerprints import Fingerprints

Hashes = npt.NDArray[np.int64]
#: For each fingerprint that is known: in how many articles of each publisher it is.
Spread: TypeAlias = Mapping[int, Mapping[str | None, int]]

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

    def spread(self, hashes: Hashes) -> Spread:
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


@dataclass(frozen=True, slots=True)
class Wording:
    """What is known of an article's fingerprints: how they are spread over an archive, and
    which of them say nothing of any two articles.
    """

    spread: Spread
    furniture: frozenset[int]


def candidates(
    article: str, publisher: str | None, prints: Fingerprints, archive: Holders
) -> list[Candidate]:
    """The articles that may share a passage with this one (an id), by id.

    The article itself is in the archive already, so that it counts among its publisher's. A
    publisher may run one story four times over, so articles that share many common
    fingerprints are candidates too: `passages.apart_from` sees whether it is a reprint
    or mere furniture.
    """
    known = wording(prints, archive)
    spread, furniture = known.spread, known.furniture
    telling = [h for h, counts in spread.items() if h not in furniture and sum(counts.values()) > 1]
    held: dict[str, list[Holder]] = {}
    for holder in archive.holders(np.array(sorted(telling), np.int64)):
        if holder.article != article:
            held.setdefault(holder.article, []).append(holder)
    found = []
    for other, holders in sorted(held.items()):
        places = {h.hash: h.place for h in holders}
        shared = _shared(prints, places, spread, {publisher, holders[0].publisher})
        if shared is not None:
            common = places.keys() - shared
            found.append(Candidate(other, frozenset(shared), frozenset(common | furniture)))
    return found


def wording(prints: Fingerprints, archive: Holders) -> Wording:
    """What an archive knows of an article's fingerprints."""
    spread = archive.spread(np.unique(prints.hashes))
    return Wording(spread, frozenset(h for h, counts in spread.items() if _furniture(counts)))


def common(
    prints: Fingerprints, other: Fingerprints, publishers: Collection[str | None], known: Wording
) -> frozenset[int]:
    """What does not count between two stored articles: `Candidate.common` of the one that is
    asked about with ``prints``, of which ``known`` is known; empty if they are no candidates.
    """
    hashes, first = np.unique(other.hashes, return_index=True)
    places = dict(zip(hashes.tolist(), other.places[first].tolist(), strict=True))
    telling = {h: places[h] for h in places.keys() & known.spread.keys() - known.furniture}
    shared = _shared(prints, telling, known.spread, publishers)
    return frozenset() if shared is None else known.furniture | (telling.keys() - shared)


def _shared(
    prints: Fingerprints,
    places: Mapping[int, int],
    spread: Spread,
    publishers: Collection[str | None],
) -> set[int] | None:
    """Of the fingerprints that two articles have, with the words at which they stand in the
    other, those that count between them; None if those are too few for a candidate.
    """
    shared = {h for h in places if not _common(spread[h], publishers)}
    if len(places) < 2 or not _enough(prints, places, shared):
        return None
    return shared


def _enough(prints: Fingerprints, places: Mapping[int, int], shared: set[int]) -> bool:
    if len(shared) >= LEAST or len(places) >= REPRINT:
        return True
    if len(shared) < 2:
        return False
    stand = [
        (h, place, places[h])
        for h in shared
        for place in prints.places[prints.hashes == h].tolist()
    ]
    return any(
        one[0] != other[0] and max(abs(one[1] - other[1]), abs(one[2] - other[2])) <= CLOSE
        for one, other in combinations(stand, 2)
    )


def _furniture(counts: Mapping[str | None, int]) -> bool:
    most = max((n for publisher, n in counts.items() if publisher), default=0)
    return most > FURNITURE or sum(counts.values()) > PHRASE


def _common(counts: Mapping[str | None, int], publishers: Collection[str | None]) -> bool:
    """Whether one of these publishers uses it often; an unknown one is many."""
    return any(publisher and counts.get(publisher, 0) >= OFTEN for publisher in publishers)
