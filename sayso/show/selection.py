"""What a sheet shows: a ``Reading`` comes in, its ladder of attributions goes out.

Every renderer takes its attributions from here, so that all of them show the same ones under
the same numbers. It knows nothing about how they look.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sayso.types import Attribution, Kind, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One attribution on the ladder.

    ``number`` counts from 1 and stays the same however a sheet is narrowed; ``depth`` says how
    many shown attributions enclose it, ``enclosing`` is the number of the nearest of them.
    """

    number: int
    depth: int
    attribution: Attribution
    enclosing: int | None = None


def select(
    reading: Reading,
    kinds: Collection[Kind] = (),
    min_score: float = 0.0,
    attitudes: bool = False,
) -> tuple[Attribution, ...]:
    """The attributions of these kinds (all, if none is given) and at least this score.

    They come in reading order; ``attitudes`` adds those that are no hearsay.
    """
    found = (
        a
        for a in reading.attributions
        if (attitudes or a.hearsay) and (not kinds or a.kind in kinds) and a.score >= min_score
    )
    return tuple(sorted(found, key=lambda a: (a.start, a.end)))


def ladder(
    reading: Reading,
    kinds: Collection[Kind] = (),
    min_score: float = 0.0,
    attitudes: bool = False,
) -> tuple[Rung, ...]:
    """The selected attributions, each after the one that encloses it, numbered.

    An attribution whose enclosing one is left out moves up to the next one that is shown; one
    that is said to lie within itself stands at the top.
    """
    parents = {a.id: a.within for a in reading.attributions}
    whole = _nested(select(reading, attitudes=attitudes), parents)
    numbers = {a.id: number for number, (a, _, _) in enumerate(whole, start=1)}
    shown = _nested(select(reading, kinds, min_score, attitudes), parents)
    return tuple(
        Rung(
            number=numbers[a.id],
            depth=depth,
            attribution=a,
            enclosing=None if parent is None else numbers[parent],
        )
        for a, depth, parent in shown
    )


def _nested(
    attributions: tuple[Attribution, ...], parents: Mapping[str, str | None]
) -> Iterator[tuple[Attribution, int, str | None]]:
    """Each attribution with its depth and the id of the shown one that encloses it."""
    shown = {a.id for a in attributions}
    inside: dict[str | None, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        inside[enclosing(attribution.id, parents, shown)].append(attribution)
    rest: list[tuple[Attribution, int, str | None]] = []
    rest.extend((a, 0, None) for a in reversed(inside.pop(None, [])))
    while rest:
        attribution, depth, parent = rest.pop()
        yield attribution, depth, parent
        children = inside.pop(attribution.id, [])
        rest.extend((child, depth + 1, attribution.id) for child in reversed(children))


def enclosing(
    identity: str, parents: Mapping[str, str | None], shown: Collection[str]
) -> str | None:
    """The id of the nearest shown attribution that encloses this one, if there is one."""
    found = None
    passed: set[str] = set()
    above = parents.get(identity)
    while above is not None and above not in passed:
        if above == identity:
            return None
        if found is None and above in shown:
            found = above
        passed.add(above)
        above = parents.get(above)
    return found
