"""The words of an attribution: under its spans, and around its cue in the same sentence.

In: a text and spans of it. Out: strings, with typographic apostrophes made plain so that rules
need one spelling only; offsets stay true because no character is added or lost. Knows no rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.types import Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_STOP: Final = re.compile(r"\n|[.!?][\"')\]”’]*\s+(?=[\"'“‘(\[@]?[A-Z0-9])")
_ABBREVIATION: Final = re.compile(
    r"\b(?:[A-WYZ]|(?<!on )X|Mr|Mrs|Ms|Dr|Sgt|Lt|Col|Gen|Capt|Sen|Rep|Gov|Prof|Rev|St|Jr|Sr|No|vs"
    r"|Inc|Corp|Co|Ltd|Jan|Feb|Aug|Sept|Oct|Nov|Dec|a\.m|p\.m|[A-Z]\.[A-Z])$"
)
_REACH: Final = 400


def plain(words: str) -> str:
    """The same words, as long as before, with straight quotation marks and apostrophes."""
    return words if words.isascii() else words.translate(_PLAIN)


def words(text: str, spans: Iterable[Span]) -> str:
    """The plain words under spans, its parts joined by a space."""
    return plain(" ".join(text[s.start : s.end] for s in spans))


def sentence(text: str, span: Span) -> Span:
    """The sentence that holds a span, at most 400 characters to either side of it."""
    start = max(0, span.start - _REACH, text.rfind("\n", 0, span.start) + 1)
    for stop in _STOP.finditer(text, start, min(len(text), span.start + 3)):
        if stop.end() <= span.start and not _abbreviated(text, stop.start()):
            start = stop.end()
    right = min(len(text), span.end + _REACH)
    for stop in _STOP.finditer(text, max(span.start, span.end - 1), min(len(text), right + 3)):
        if not _abbreviated(text, stop.start()):
            return Span(start, min(stop.start() + 1, right))
    return Span(start, right)


def frame(text: str, attribution: Attribution) -> tuple[str, str]:
    """The plain words before and after the cue in its sentence, the content blanked out.

    Both are as long as what they stand for: the first ends where the cue begins, the second
    begins where it ends.
    """
    if not attribution.cue:
        return "", ""
    first, last = attribution.cue[0], attribution.cue[-1]
    start, end = sentence(text, first).start, sentence(text, last).end
    around = plain(text[start:end])
    for span in attribution.content:
        left, right = max(span.start, start) - start, min(span.end, end) - start
        if left < right:
            around = around[:left] + "\x00" * (right - left) + around[right:]
    return around[: first.start - start], around[last.end - start :]


def _abbreviated(text: str, at: int) -> bool:
    return text[at] == "." and bool(_ABBREVIATION.search(text[max(0, at - 8) : at]))
