"""Quotation marks: text in, the spans that stand in quotation marks out.

Knows nothing of speakers or of the network. Real pages mix “ ”, " ", '' '' and ‘ ’, lose
marks and open a quotation anew at each paragraph, so a mark is read by what stands around
it, one paragraph at a time: an odd mark never reaches further than its own paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sayso.types import Span

_MARK = re.compile(r"''|``|[\"“”„‟«»〝〞＂]")
_SINGLE = re.compile(r"(?<!['`])['‘’](?!['`])")
_OPENS, _CLOSES = set("“„‟«〝"), set("”»〞")
_CLOSED_BY_OPENING = "„‟"  # „ so “ in German
_PARAGRAPH = re.compile(r"[^\n]+")
#: What may stand right before an opening mark, besides white space.
_BEFORE_OPEN = set("([{—–-/…:‘'")
#: A lone single mark is taken as quotation only if it closes within this many characters:
#: further away it is nearly always two apostrophes.
_SINGLE_REACH = 400


class Side(Enum):
    """Which way a mark points, as far as its surroundings tell."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks, marks included; ``closed`` is False if none closes it."""

    span: Span
    closed: bool


def paragraphs(text: str) -> Iterator[Span]:
    """The non-empty lines of a text, leading and trailing white space left out."""
    for line in _PARAGRAPH.finditer(text):
        words = line.group()
        start = line.start() + len(words) - len(words.lstrip())
        end = line.end() - (len(words) - len(words.rstrip()))
        if end > start:
            yield Span(start, end)


def quotes(text: str) -> list[Quote]:
    """Every stretch in quotation marks, in order, one per paragraph it touches.

    A quotation that runs on (its paragraph never closes it) ends with its paragraph and has
    ``closed`` False; `run_on` tells which of those continue.
    """
    found: list[Quote] = []
    for paragraph in paragraphs(text):
        double = list(_pair(text, paragraph, _MARK))
        found.extend(double or _single(text, paragraph))
    return found


def run_on(text: str, quotations: list[Quote]) -> list[tuple[Quote, ...]]:
    """Group quotations that run over paragraphs: each paragraph opens with a mark, only the
    last one closes it (the newspaper convention).
    """
    groups: list[tuple[Quote, ...]] = []
    for quote in quotations:
        if groups and _continues(text, groups[-1][-1], quote):
            groups[-1] = (*groups[-1], quote)
        else:
            groups.append((quote,))
    return groups


def _continues(text: str, before: Quote, after: Quote) -> bool:
    if before.closed:
        return False
    between = text[before.span.end : after.span.start]
    return bool(between) and not between.strip() and "\n" in between


def _pair(text: str, paragraph: Span, marks: re.Pattern[str]) -> Iterator[Quote]:
    opened: int | None = None
    for mark in marks.finditer(text, paragraph.start, paragraph.end):
        side = _side(text, mark.start(), mark.end(), paragraph)
        if opened is None:
            if side is not Side.CLOSE:
                opened = mark.start()
        elif side is Side.OPEN and text[opened] not in _CLOSED_BY_OPENING:
            opened = mark.start()  # the earlier mark was stray, or its close was lost
        else:
            yield Quote(Span(opened, mark.end()), closed=True)
            opened = None
    if opened is not None and opened + 1 < paragraph.end:
        yield Quote(Span(opened, paragraph.end), closed=False)


def _side(text: str, start: int, end: int, paragraph: Span) -> Side:
    mark = text[start:end]
    if mark in _OPENS or mark == "``":
        return Side.OPEN
    if mark in _CLOSES:  # some pages open paragraphs with the wrong mark
        return Side.OPEN if start == paragraph.start else Side.CLOSE
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    opens = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    if opens == closes:
        return Side.EITHER
    return Side.OPEN if opens else Side.CLOSE


def _single(text: str, paragraph: Span) -> Iterator[Quote]:
    """British single marks; only asked where a paragraph has no double ones."""
    opened: int | None = None
    for mark in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        at = mark.start()
        before = text[at - 1] if at > paragraph.start else " "
        after = text[at + 1] if at + 1 < paragraph.end else " "
        if opened is not None and at - opened > _SINGLE_REACH:
            opened = None
        if (before.isspace() or before in _BEFORE_OPEN) and after.isalnum():
            opened = at
        elif opened is not None and not before.isspace() and not after.isalnum():
            if at - opened > 2:
                yield Quote(Span(opened, at + 1), closed=True)
            opened = None
