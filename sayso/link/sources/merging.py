"""Names in, those of one bearer together out.

First the names that speak for themselves, wherever they stand; then, story by story, those
that only a story makes plain. A name that could be two bearers' joins neither. Works on the
set of names: the order in which they come tells nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.link.sources import bearers


@dataclass(frozen=True, slots=True)
class Called:
    """A name, and whether it is a person's; ``article`` (id) is where it stands if it is one
    that tells whom it means only there (see `sayso.link.sources.bearers.lone`).
    """

    name: str
    person: bool
    article: str | None

    @property
    def parts(self) -> bearers.Parts:
        """The name taken apart."""
        return bearers.parts(self.name, person=self.person)

    @property
    def fullness(self) -> tuple[int, str, bool, str]:
        """For order: the fullest name first."""
        return -len(self.parts.words), self.name, self.person, self.article or ""


def merged(
    called: Iterable[Called], stories: Iterable[Iterable[Called]]
) -> Iterator[tuple[Called, ...]]:
    """The names of each bearer, the fullest first; ``stories`` are the names in each story.

    Time grows with the number of names that share a family name and with the square of the
    names in a story.
    """
    everyone = sorted(set(called), key=lambda one: one.fullness)
    bonds = _Bonds()
    for key, bucket in _buckets(everyone).items():
        if key[0] == "same":
            bonds.join(bucket)
            continue
        for group in _clustered(bucket, _certain, lambda one: one):
            bonds.join(group)
    known = {one: bonds.root(one) for one in everyone}
    for story in stories:
        names = sorted(set(story), key=lambda one: one.fullness)
        for group in _clustered(names, _likely, known.__getitem__):
            bonds.join(group)
    bearer: dict[Called, list[Called]] = defaultdict(list)
    for one in everyone:
        bearer[bonds.root(one)].append(one)
    yield from map(tuple, bearer.values())


def _buckets(everyone: Iterable[Called]) -> dict[tuple[Hashable, ...], list[Called]]:
    """Names that could be one bearer's wherever they stand, under whatever could show it."""
    found: dict[tuple[Hashable, ...], list[Called]] = defaultdict(list)
    for one in everyone:
        if one.article is not None:
            continue
        taken = one.parts
        found["same", taken.outlet or taken.joined].append(one)
        if one.person:
            for first in bearers.full_first(taken.words[0]):
                found["person", first, taken.words[-1]].append(one)
            found["end", taken.words[-2:]].append(one)
        else:
            found["body", bearers.telling(taken)].append(one)
            found["letters", taken.words[0] if taken.letters else bearers.initials(taken)].append(
                one
            )
    return found


def _clustered(
    names: Sequence[Called],
    same: Callable[[Called, Called], bool],
    known: Callable[[Called], Called],
) -> Iterator[list[Called]]:
    """Names in groups, given the fullest first: each joins the one group that it fits, or
    opens its own; names that are ``known`` to be one bearer's stay together.
    """
    groups: dict[Called, list[Called]] = {}
    leader: dict[Called, Called] = {}
    for one in names:
        root = known(one)
        if root in leader:
            groups[leader[root]].append(one)
            continue
        fitting = [first for first, group in groups.items() if _fits(one, group, same)]
        leader[root] = fitting[0] if len(fitting) == 1 else one
        groups.setdefault(leader[root], []).append(one)
    yield from groups.values()


def _fits(one: Called, group: Sequence[Called], same: Callable[[Called, Called], bool]) -> bool:
    """A person must agree with every full name of a person in the group, a body with any."""
    full = [other for other in group if other.person and other.article is None] or group
    return all(same(one, f) for f in full) if one.person else any(same(one, o) for o in group)


def _certain(one: Called, other: Called) -> bool:
    found = _match(one, other)
    return found is not None and found.alone


def _likely(one: Called, other: Called) -> bool:
    return _match(one, other) is not None


def _match(one: Called, other: Called) -> bearers.Match | None:
    if one.person == other.person:
        return bearers.match(one.name, other.name, person=one.person)
    if one.parts.joined == other.parts.joined:
        return bearers.Match("the same name", False)
    return None


class _Bonds:
    """Which names are joined, directly or not; the fullest of a group is its root."""

    def __init__(self) -> None:
        self._above: dict[Called, Called] = {}

    def root(self, one: Called) -> Called:
        while (above := self._above.get(one)) is not None:
            one = above
        return one

    def join(self, group: Iterable[Called]) -> None:
        roots = sorted({self.root(one) for one in group}, key=lambda one: one.fullness)
        for other in roots[1:]:
            self._above[other] = roots[0]
