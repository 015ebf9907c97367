"""One article as it carries a claim: which of its statements bear on it, and how closely.

Whoever traces decides what bears (`Bearing`): this module holds the answer beside the reading
and knows nothing of how it was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import NamedTuple, TypeAlias

from sayso.types import Attribution, Passage, Reading, Span, Statement


class Bears(NamedTuple):
    """A statement that bears on a claim: ``closeness`` runs from 0 to 1, the claim itself."""

    statement: Statement
    closeness: float


#: Which statements of a reading bear on the claim that is traced.
Bearing: TypeAlias = Callable[[Reading], Sequence[Bears]]


@dataclass(frozen=True, slots=True)
class Carried:
    """An article's reading, and which of its statements bear on the claim that is traced."""

    reading: Reading
    bears: tuple[Bears, ...]
    #: The reading's hearsay, and that of each speaker; asked for again and again.
    hearsay: tuple[Attribution, ...] = field(init=False, compare=False)
    #: How closely the closest of its hearsay bears on the claim.
    closest: float = field(init=False, compare=False)
    #: The sum of its squares over all hearsay: how much is said of the claim.
    mass: float = field(init=False, compare=False)
    _said: Mapping[str | None, Sequence[Attribution]] = field(init=False, compare=False)
    _told: Mapping[str, Sequence[Attribution]] = field(init=False, compare=False)
    _close: Mapping[str | None, float] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        said: dict[str | None, list[Attribution]] = {}
        told: dict[str, list[Attribution]] = {}
        hearsay = self.reading.hearsay
        for attribution in hearsay:
            said.setdefault(attribution.speaker, []).append(attribution)
            for name in {attribution.speaker, attribution.via} - {None, ""}:
                told.setdefault(name or "", []).append(attribution)
        close: dict[str | None, float] = {}
        for statement, closeness in self.bears:
            close[statement.attribution] = max(closeness, close.get(statement.attribution, 0.0))
        near = [close.get(a.id, 0.0) for a in hearsay]
        measured = {"closest": max(near, default=0.0), "mass": fsum(c * c for c in near)}
        made = {"hearsay": hearsay, "_said": said, "_told": told, "_close": close, **measured}
        for name, value in made.items():
            object.__setattr__(self, name, value)

    @property
    def id(self) -> str:
        """The article's id."""
        return self.reading.article.id

    @property
    def text(self) -> str:
        """The article's text."""
        return self.reading.article.text

    @property
    def own(self) -> tuple[Bears, ...]:
        """The bearing sentences of the article's own voice."""
        return tuple(b for b in self.bears if b.statement.attribution is None)

    @property
    def speakers(self) -> Iterable[str]:
        """Who says something in it, by name."""
        return (name for name in self._said if name)

    def closeness(self, attribution: Attribution) -> float:
        """How closely an attribution bears on the claim; 0 if it does not."""
        return self._close.get(attribution.id, 0.0)

    def said(self, speaker: str) -> Sequence[Attribution]:
        """What a speaker says, in reading order."""
        return self._said.get(speaker, ())

    def told(self, names: Callable[[str], bool]) -> list[Attribution]:
        """What is told by or through those who bear such a name, each once."""
        found = {a.id: a for name, own in self._told.items() if names(name) for a in own}
        return list(found.values())

    def passages(self, spans: Sequence[Span]) -> tuple[Passage, ...]:
        """Spans of this article as evidence, without those that lie in another of them."""
        kept: list[Span] = []
        for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
            if span.end > max(span.start, kept[-1].end if kept else 0):
                kept.append(span)
        return tuple(Passage(self.id, span) for span in kept)


def in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Passages each once, by article and place."""
    return tuple(sorted(set(passages), key=lambda p: (p.article, p.span)))
