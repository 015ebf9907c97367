"""Sources as phrases: a source's span comes in, its head, names and description go out.

"Pentagon spokesman John Kirby" has a name at its head; "a spokesman for the Pentagon" has
the noun "spokesman", and the name in it is not its own. Whose name it is, and whom "he" or
"the company" stand for, is decided in `sayso.read.speakers`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.read.lexicon import (
    BODY_NOUNS,
    DEMONYMS,
    GROUP_NOUNS,
    OPENERS,
    OUTLET_NOUNS,
    PERSON_NOUNS,
    PLACES,
    wordset,
)
from sayso.types import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.speakers.names import Name, Word

#: Words that end the part of a noun phrase that holds its head.
_BREAKS = wordset(
    """who whom whose which that of for from at in on with to by near behind about inside among
    close under over during after before against within outside named identified called known
    dubbed speaking citing quoted working familiar linked loyal posted published released
    uploaded today yesterday tonight this last earlier as including like such identifying
    claiming wearing living based"""
)
_NAMING = wordset("named identified called known dubbed as only")
_RELATIVE = wordset("who whom whose which that")
_MEDIUM_AFTER = wordset(
    """newspaper paper magazine tabloid website site blog agency news channel network station
    broadcaster"""
)
_MEDIUM_BEFORE = _MEDIUM_AFTER | wordset("on in by at from outlet")
_SELVES = wordset("himself herself itself themselves myself alone too also both")
_BREAKING_GAP = re.compile(r"[,(:;–—\n]| - |\.\s")
_ENDS = _BREAKS | _SELVES
_PLAIN = PERSON_NOUNS | GROUP_NOUNS | BODY_NOUNS | OUTLET_NOUNS
_ELSEWHERE = DEMONYMS | PLACES
_EDGES = ' \t\r\n\u00a0,.;:-–—()[]"“”«»*…'
_COUNTS = re.compile(r"(?:one|some|another|this|that|these|those|each|our|its|their)\s+", re.I)
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.I)
_CLAUSE = re.compile(r"\s*(?:,|\(|;|–|—| - |\bwhose\b|\bwhich\b).*", re.S)
#: A relative clause stays in a description while the whole is no longer than this many words.
_SHORT = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A source taken apart: ``heads`` are the names it bears (two in "Ann and Bo"), ``inner``
    all names in it, ``noun`` its head in lower case, ``determiner`` its first word.
    """

    text: str
    start: int
    end: int
    heads: tuple[int, ...] = ()
    inner: tuple[int, ...] = ()
    noun: str = ""
    determiner: str = ""
    first: int = 0
    count: int = 0


class Phrases:
    """Takes apart the noun phrases of one text."""

    def __init__(self, text: str, tokens: Sequence[Word], names: Sequence[Name]) -> None:
        self._text = text
        self._tokens = tokens
        self._names = names
        self._starts = [w.start for w in tokens]
        self._named = {i: n for n, name in enumerate(names) for i in range(name.first, name.last)}

    def at(self, offset: int) -> int:
        """The index of the first word that starts at ``offset`` or behind it."""
        return bisect_left(self._starts, offset)

    def read(self, span: Span, kind: Kind = Kind.UNSTATED) -> Phrase:
        """The noun phrase under a span; ``kind`` may tell what sort of source it is."""
        first, last = self.at(span.start), self.at(span.end)
        text = self._text[span.start : span.end].strip(_EDGES)
        if first >= last:
            return Phrase(text=text, start=span.start, end=span.end)
        inner = tuple(dict.fromkeys(self._named[i] for i in range(first, last) if i in self._named))
        stop = self._chunk_end(first, last)
        head = stop - 1
        return Phrase(
            text=text,
            start=span.start,
            end=span.end,
            heads=self._heads(first, stop, last, kind) or (),
            inner=inner,
            noun=self._tokens[head].lower,
            determiner="the" if self._dated(first) else self._tokens[first].lower,
            first=first,
            count=last - first,
        )

    def _dated(self, at: int) -> bool:
        """Whether a phrase begins as "today's report" does."""
        word = self._tokens[at]
        return word.owner and (word.lower in OPENERS or word.lower in ("week", "month"))

    def _chunk_end(self, first: int, last: int) -> int:
        """Where the part with the head ends: before a comma, a preposition, "who"."""
        for at in range(first, last):
            if at in self._named and at > first and self._named.get(at - 1) == self._named[at]:
                continue
            word = self._tokens[at]
            if at > first:
                gap = self._text[self._tokens[at - 1].end : word.start]
                if _BREAKING_GAP.search(gap) and not self._shortened(at - 1, gap):
                    return at
                if at not in self._named and word.lower in _ENDS:
                    return at
        return last

    def _shortened(self, at: int, gap: str) -> bool:
        return gap[0] == "." and at in self._named

    def _heads(self, first: int, stop: int, last: int, kind: Kind) -> tuple[int, ...]:
        head = self._named.get(stop - 1)
        if head is not None and not self._names[head].owner:
            others = self._coordinated(first, stop, last)
            return others or (head,)
        noun = self._tokens[stop - 1].lower
        told = self._apposed(stop, last, kind, noun)
        told = self._apposed_last(stop, last, kind) if told is None else told
        if told is not None:
            return (told,)
        inner = [self._named[i] for i in range(first, last) if i in self._named]
        inner = [n for n in inner if not self._placed(n)]
        if not inner:
            return ()
        if noun in OUTLET_NOUNS and kind in (Kind.OUTLET, Kind.UNSTATED):
            media = [n for n in inner if self._medium(n, first)]
            return tuple(media[:1])
        inside = first <= self._names[inner[0]].first < stop
        return tuple(inner[:1]) if self._stands_for(noun, kind, inside=inside) else ()

    def _placed(self, n: int) -> bool:
        """Whether a name says where something is or whence it comes, not what it is called."""
        name = self._names[n]
        return len(name.words) == 1 and name.words[0].lower() in _ELSEWHERE

    def _medium(self, n: int, first: int) -> bool:
        """Whether a name beside "report", "site" or the like is that medium's own."""
        name = self._names[n]
        if name.kind is Kind.OUTLET:
            return True
        before = self._tokens[name.first - 1].lower if name.first > first else ""
        after = self._tokens[name.last].lower if name.last < len(self._tokens) else ""
        return before in _MEDIUM_BEFORE or after in _MEDIUM_AFTER

    def _coordinated(self, first: int, stop: int, last: int) -> tuple[int, ...]:
        """The names of "Ann Lee and Bo Kim" or "Ann, Bo and Cy", if the phrase is all names."""
        heads, loose = [], 0
        for at in range(first, last):
            if at in self._named:
                heads.append(self._named[at])
            else:
                loose += self._tokens[at].lower not in ("and", "or", "the", "to", "both")
        joined = any(self._tokens[i].lower in ("and", "or") for i in range(first, stop))
        return tuple(dict.fromkeys(heads)) if joined and not loose and len(set(heads)) > 1 else ()

    def _apposed(self, stop: int, last: int, kind: Kind, noun: str) -> int | None:
        """The name behind a role: "her manager, Bo Kim", "a man named Bo"."""
        at = stop
        while at < last and at not in self._named and self._tokens[at].lower in _NAMING:
            at += 1
        naming = at > stop
        if at >= last or (at not in self._named and self._tokens[at].lower in _BREAKS):
            return None
        comma = self._text[self._tokens[at - 1].end : self._tokens[at].start].strip()
        if not naming and comma not in (",", ":", "–", "—", "-"):
            return None
        if kind in (Kind.UNNAMED_GROUP, Kind.DOCUMENT):
            return None
        end = self._chunk_end(at, last)
        name = self._named.get(end - 1)
        if name is None or self._names[name].owner or (noun in GROUP_NOUNS):
            return None
        return name

    def _apposed_last(self, stop: int, last: int, kind: Kind) -> int | None:
        """The person named last, behind a comma: "a spokeswoman for the port, Ann Lee,"."""
        name = self._named.get(last - 1)
        if name is None or kind in (Kind.UNNAMED_GROUP, Kind.DOCUMENT):
            return None
        first = self._names[name].first
        if self._names[name].kind is not Kind.NAMED_PERSON or first <= stop:
            return None
        gap = self._text[self._tokens[first - 1].end : self._tokens[first].start]
        return name if gap.strip() == "," else None

    def _stands_for(self, noun: str, kind: Kind, *, inside: bool) -> bool:
        """Whether "the Reuters news agency", "a report in the Sun" are called by their name."""
        if kind is Kind.OUTLET:
            return True
        if kind is Kind.NAMED_ORGANISATION:
            return inside or noun in BODY_NOUNS or noun in GROUP_NOUNS
        if kind is Kind.UNSTATED:
            return inside and noun in OUTLET_NOUNS
        return False


def description(phrase: str) -> str:
    """A source without a name as a short lower-case description.

    >>> description("One senior official, who asked not to be named")
    'a senior official'
    """
    text = " ".join(phrase.split()).strip(_EDGES + "'‘’")
    text = text.removesuffix("'s").removesuffix("’s")
    short = _CLAUSE.sub("", text, count=1).strip(_EDGES) or text
    pieces = short.split(" ")
    if len(pieces) > _SHORT:
        relative = [i for i, w in enumerate(pieces) if i > 1 and w.lower() in _RELATIVE]
        short = " ".join(pieces[: relative[0]]) if relative else short
    counted = _COUNTS.match(short)
    if counted and not short[counted.end() :].startswith("of ") and len(short.split(" ")) > 1:
        rest, count = short[counted.end() :], counted.group().strip().lower()
        if count in ("one", "another", "our", "this", "that"):
            short = f"{'an' if rest[0].lower() in 'aeio' else 'a'} {rest}"
        elif count in ("some", "these", "those"):
            short = rest
    return lowered(short)


def lowered(text: str) -> str:
    """The text with a small first letter, unless its first word is a name or all capitals."""
    first = text.split(" ", 1)[0].rstrip("'’,").lower()
    common = first.removesuffix("s").rstrip("'’") if first.endswith(("'s", "’s")) else first
    if common in _SMALL or common in _PLAIN or common.endswith(("ly", "ing")):
        return text[:1].lower() + text[1:]
    return text


_SMALL = wordset(
    """a an the one two three four five six several many some most multiple various other others
    another all both each every everyone everybody anonymous unnamed unidentified local senior
    top his her their its our my your this that these those high-ranking former current previous
    early earlier recent initial online social official new state only critics experts few more
    no conservative traditional animal pot court police medical military legal law emergency"""
)


def stripped(name: str) -> str:
    """A name without its article: "the Daily Mail" is "Daily Mail"."""
    return _ARTICLE.sub("", name, count=1)
