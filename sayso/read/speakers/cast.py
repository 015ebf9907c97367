"""Who is who in an article: its names come in, the figures that bear them go out.

A figure is one person, body or outlet with its full name as first given; "Mr. Kim", "Kim"
and "Kim Jong Un" are one. This module knows nothing of attributions; what a source's
classifier thinks of a name reaches it as a hint.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.read.lexicon import BODY_NOUNS, HE, OUTLET_ENDS, SHE, STYLES
from sayso.read.speakers.names import Name, Word, gender
from sayso.types import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PIECES = re.compile(r"[^\W_]+")
_ABBREVIATED = re.compile(r" ?\((?:the )?[\"“]?([A-Z][A-Za-z]?[A-Z.&]{1,6})[\"”]?\)")
_ENDS = OUTLET_ENDS | BODY_NOUNS
#: A pronoun tells a name's gender while no further than this many characters behind it.
_PRONOUN_REACH = 160


@dataclass(slots=True, kw_only=True)
class Figure:
    """Somebody in the article; filled while its names are read, then left alone."""

    name: str
    kind: Kind
    gender: str | None = None
    roles: set[str] = field(default_factory=set)
    count: int = 0


def fold(name: str) -> tuple[str, ...]:
    """A name's pieces for comparison: "Kim Jong-un" and "Kim Jong Un" fold to the same."""
    return tuple(_PIECES.findall(name.casefold()))


def last_word(name: str) -> str:
    """The last telling word of a name, folded; "" if it has none."""
    return (fold(name) or ("",))[-1]


class Cast:
    """The figures of one article; ``bearer[n]`` is the figure of the n-th name."""

    def __init__(
        self, text: str, tokens: Sequence[Word], names: Sequence[Name], hints: Mapping[int, Kind]
    ) -> None:
        self.figures: list[Figure] = []
        self.bearer: list[int] = [-1] * len(names)
        self._exact: dict[tuple[str, ...], int] = {}
        self._first: dict[str, list[int]] = {}
        self._last: dict[str, list[int]] = {}
        self._short: dict[str, int] = {}
        folded = [fold(text[n.start : n.end].removesuffix("'s")) for n in names]
        self._enter_full(text, names, folded, hints)
        self._enter_short(text, names, folded, hints)
        self._tell_genders(tokens, names)

    def _enter_full(
        self,
        text: str,
        names: Sequence[Name],
        folded: Sequence[tuple[str, ...]],
        hints: Mapping[int, Kind],
    ) -> None:
        for n, name in enumerate(names):
            if len(name.words) < 2 and len(folded[n]) < 2:
                continue
            key = folded[n]
            kind = hints.get(n, name.kind)
            found = self._exact.get(key)
            if found is None and kind is Kind.NAMED_PERSON:
                found = self._variant(key)
            if found is None:
                found = self._add(text[name.start : name.end], kind, key)
            self._exact.setdefault(key, found)
            self._note(found, n, name, kind)
            after = _ABBREVIATED.match(text, name.end)
            if after:
                self._short.setdefault(after.group(1).replace(".", "").casefold(), found)

    def _variant(self, key: tuple[str, ...]) -> int | None:
        """The person of the same first and last name: "Bo T. Kim" for "Bo Kim"."""
        for other in self._last.get(key[-1], ()):
            there = fold(self.figures[other].name)
            if there[0] == key[0] and self.figures[other].kind is not Kind.NAMED_ORGANISATION:
                return other
        return None

    def _add(self, name: str, kind: Kind, key: tuple[str, ...]) -> int:
        at = len(self.figures)
        self.figures.append(Figure(name=" ".join(name.split()), kind=kind))
        if len(key) > 1:
            self._first.setdefault(key[0], []).append(at)
            self._last.setdefault(key[-1], []).append(at)
            letters = "".join(p[0] for p in key if p not in ("of", "the", "and", "for", "in"))
            if kind is not Kind.NAMED_PERSON and len(letters) > 1:
                self._short.setdefault(letters, at)
        return at

    def _note(self, figure: int, n: int, name: Name, kind: Kind) -> None:
        bearer = self.figures[figure]
        bearer.count += 1
        bearer.roles |= name.roles
        if bearer.kind is Kind.UNSTATED:
            bearer.kind = kind
        if bearer.gender is None and kind is Kind.NAMED_PERSON:
            bearer.gender = gender(name)
        self.bearer[n] = figure

    def _enter_short(
        self,
        text: str,
        names: Sequence[Name],
        folded: Sequence[tuple[str, ...]],
        hints: Mapping[int, Kind],
    ) -> None:
        latest: dict[int, int] = {}
        for n, name in enumerate(names):
            if self.bearer[n] >= 0:
                latest[self.bearer[n]] = name.start
                continue
            kind = hints.get(n, name.kind)
            found = self.find(folded[n], kind, name, latest)
            if found is None:
                found = self._add(text[name.start : name.end], kind, folded[n])
                self._exact[folded[n]] = found
            elif kind is Kind.NAMED_PERSON and self.figures[found].kind is Kind.UNSTATED:
                self.figures[found].kind = kind
            self._note(found, n, name, kind)
            latest[found] = name.start

    def find(
        self, key: tuple[str, ...], kind: Kind, name: Name, latest: Mapping[int, int]
    ) -> int | None:
        """The figure that a short name stands for: the one of that surname mentioned last."""
        if not key:
            return None
        word = key[-1]
        options = [i for i in self._last.get(word, ()) if self._answers(i, kind, name)]
        if not options:
            options = [i for i in self._first.get(word, ()) if self._called(i, kind, word)]
        if options:
            options = [i for i in options if self.figures[i].kind is Kind.NAMED_PERSON] or options
            before = [i for i in options if i in latest]
            return max(before, key=lambda i: latest[i]) if before else options[0]
        exact = self._exact.get(key)
        if exact is not None:
            return exact
        if name.words[0].isupper() and len(word) > 1:
            return self._short.get(word)
        return None

    def _answers(self, figure: int, kind: Kind, name: Name) -> bool:
        """Whether a figure may be called by its last name alone."""
        bearer = self.figures[figure]
        if bearer.kind is Kind.NAMED_PERSON:
            told = gender(name) if name.titles else None
            agrees = not told or not bearer.gender or told == bearer.gender
            return kind in (Kind.NAMED_PERSON, Kind.UNSTATED) and agrees
        if bearer.kind is Kind.UNSTATED:
            return kind is Kind.NAMED_PERSON
        last = last_word(bearer.name)
        return kind is not Kind.NAMED_PERSON and last in _ENDS and (not name.titles)

    def _called(self, figure: int, kind: Kind, word: str) -> bool:
        """Whether a figure may be called by its first name alone."""
        bearer = self.figures[figure]
        if bearer.kind is Kind.NAMED_PERSON:
            return kind in (Kind.NAMED_PERSON, Kind.UNSTATED) and word not in STYLES
        return bearer.kind is Kind.UNSTATED and kind is Kind.NAMED_PERSON

    def _tell_genders(self, tokens: Sequence[Word], names: Sequence[Name]) -> None:
        """Give persons of unknown gender the one of the pronouns that follow their names."""
        persons = [
            (name.start, self.bearer[n])
            for n, name in enumerate(names)
            if self.figures[self.bearer[n]].kind in (Kind.NAMED_PERSON, Kind.UNSTATED)
        ]
        starts = [start for start, _ in persons]
        votes: dict[int, int] = {}
        for word in [w for w in tokens if w.lower in HE or w.lower in SHE]:
            at = bisect_right(starts, word.start) - 1
            if at >= 0 and word.start - starts[at] < _PRONOUN_REACH:
                figure = persons[at][1]
                votes[figure] = votes.get(figure, 0) + (1 if word.lower in HE else -1)
        for figure, vote in votes.items():
            bearer = self.figures[figure]
            if bearer.gender is None and bearer.kind is Kind.NAMED_PERSON and vote:
                bearer.gender = "m" if vote > 0 else "f"
