"""Which roots of a claim are independent of one another, and how many there are at least and at
most.

In: the roots as found, the articles, what they share and who belongs to whose family. Out: `Root`s
with their verdicts, the interval, each with a sentence that says why. Two roots are independent
if they share no ancestor, no reused text and no publisher family (Admiralty grading; docs,
design). Whatever the texts leave open widens the interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from sayso.link.sources.names import UNNAMED
from sayso.link.trace.origins import Traced
from sayso.link.trace.roots import Ground
from sayso.types import Interval, Kind, Reuse, Root

#: Whether two outlets' names belong to one publisher family.
SameFamily: TypeAlias = Callable[[str, str], bool]

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Verdict(NamedTuple):
    """Whether a root is independent of another (None: undecided), and why."""

    independent: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties articles together: the words that each two share, apart from quotations, and
    who runs them.
    """

    words: Mapping[frozenset[str], int]
    publishers: Mapping[str, str]
    same_family: SameFamily

    @classmethod
    def of(
        cls, articles: Iterable[Traced], reuse: Iterable[Reuse], same_family: SameFamily
    ) -> Ties:
        """The ties among the articles of a claim."""
        words = {
            frozenset((r.a, r.b)): sum(p.words for p in r.passages if not p.quotation)
            for r in reuse
        }
        runs = {a.id: a.carried.reading.article.publisher for a in articles}
        return cls(words, {i: name for i, name in runs.items() if name}, same_family)

    def shared(self, one: Iterable[str], other: Iterable[str]) -> int:
        """The most words that an article of the one side shares with one of the other."""
        others = tuple(other)
        found = (self.words.get(frozenset((a, b)), 0) for a in one for b in others)
        return max(found, default=0)

    def family(self, one: Iterable[str], other: Iterable[str]) -> tuple[str, str] | None:
        """Two names, one of each side, of one publisher family."""
        others = tuple(other)
        pairs = ((a, b) for a in one for b in others if a == b or self.same_family(a, b))
        return next(pairs, None)


def judged(found: Sequence[Ground], ties: Ties) -> tuple[Root, ...]:
    """The roots with their verdicts, the likeliest first: each against those before it.

    The first counts for sure; a plural ("sources") counts as one.
    """
    roots: list[Root] = []
    for i, ground in enumerate(found):
        verdicts = [_verdict(before, ground, ties) for before in found[:i]]
        verdict = min(verdicts, key=_weakest, default=_first(ground))
        roots.append(
            Root(
                name=ground.name,
                kind=ground.origin.kind,
                articles=tuple(ground.rests),
                independent=verdict.independent,
                reason=verdict.reason,
                evidence=ground.evidence,
            )
        )
    return tuple(roots)


def _weakest(verdict: Verdict) -> int:
    return {False: 0, None: 1, True: 2}[verdict.independent]


def _first(ground: Ground) -> Verdict:
    rest = len(ground.rests)
    if rest == 1:
        return Verdict(True, "counted: one article rests on it")
    through = f", through {ground.through[0]} among others" if ground.through else ""
    return Verdict(True, f"counted as one root: {rest} articles rest on it{through}")


def _verdict(one: Ground, other: Ground, ties: Ties) -> Verdict:
    """Whether a root is independent of one that stands before it."""
    outlets = [g.origin.kind is Kind.OUTLET for g in (one, other)]
    if all(outlets) and (pair := ties.family(one.origin.names, other.origin.names)):
        return Verdict(
            False, f"not counted again: {pair[0]} and {pair[1]} are one publisher family"
        )
    alone = [i for i in other.rests if i not in one.rests]
    before = [i for i in one.rests if i not in other.rests]
    if not alone:
        return Verdict(None, f"undecided: every article that has it rests on {one.name} too")
    words = [max(ties.shared([i], one.rests), 0) for i in alone]
    if words and min(words) > 0:
        return Verdict(
            None, f"undecided: what rests on it shares {max(words)} words with what has {one.name}"
        )
    if _kin(alone, one.rests, ties):
        return Verdict(None, f"undecided: publishers of one family have it and {one.name}")
    if any(outlets):
        outlet = other.name if outlets[1] else one.name
        return Verdict(None, f"undecided: no text shows from whom {outlet} has it")
    if all(g.origin.kind in UNNAMED for g in (one, other)):
        return Verdict(None, f"undecided: unnamed like {one.name}, so both may be the same")
    if not before:
        return Verdict(None, f"undecided: every article that has {one.name} has it too")
    return Verdict(True, f"counted: shares no ancestor, wording or publisher with {one.name}")


def _kin(alone: Sequence[str], others: Iterable[str], ties: Ties) -> bool:
    """Whether every article of one side is run by the family of one of the other side."""
    runs = [ties.publishers.get(i) for i in others]
    names = [name for name in runs if name]
    return all(
        (own := ties.publishers.get(i)) is not None and ties.family([own], names) is not None
        for i in alone
    )


def interval(roots: Sequence[Root]) -> tuple[Interval, str]:
    """From how many to how many independent roots there are, and why."""
    sure = sum(root.independent is True for root in roots)
    open_ = [root for root in roots if root.independent is None]
    found = Interval(sure, sure + len(open_))
    if not roots:
        return found, "no article shows from whom it has the claim"
    reason = f"{_number(sure)} {'root is' if sure == 1 else 'roots are'} independent"
    names = ", ".join(root.name for root in roots if root.independent is True)
    if names:
        reason += f" ({names})"
    if open_:
        verb = "is" if len(open_) == 1 else "are"
        reason += f"; {_number(len(open_))} more {verb} undecided ({_names(open_)})"
    return found, reason


def _names(roots: Sequence[Root]) -> str:
    return ", ".join(root.name for root in roots)


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
