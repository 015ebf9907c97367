"""Sentences: a text in, the spans of its sentences out.

A sentence never crosses a line end. A full stop does not end one after an abbreviation, an
initial or a number sign, nor where a small letter follows; a closing quotation mark or bracket
goes with the sentence it closes. Knows nothing of attributions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sayso.types import Span

_LINE: Final = re.compile(r"[^\n\r\u2028\u2029]+")
#: Marks that may end a sentence, what may close it, and what a next one may open with.
_STOP: Final = re.compile(
    r"(?:[.!?…]+|'')[\"'”’»)\]]*(?=\s+[\"'“‘«(\[@#$£€*–—-]*\s*[A-Z0-9À-ÖØ-Þ])"
    r"|[!?][\"”’»)\]]*(?=\s)"
)
_TITLE: Final = frozenset(
    """
    mr mrs ms mx dr prof sen rep reps sens gov gen lt col maj capt sgt cpl cmdr adm pvt rev fr hon
    messrs pres supt insp det st mt ft
    """.split()  # noqa: SIM905
)  # a name follows, always
_SHORT: Final = frozenset(
    """
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
    inc corp co ltd bros plc llc jr sr vs v no nos vol fig est dept univ approx ave blvd etc al
    e.g i.e cf ca ph.d m.d b.a m.a a.m p.m calif fla mass mich minn wash tex penn ill ariz colo
    conn okla ore tenn
    """.split()  # noqa: SIM905
)  # a sentence may end here: what follows decides
_LAST: Final = re.compile(r"[^\s\"'“‘(\[]+$")
_DOTTED: Final = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
#: After "U.S." or "Inc." these words all but surely open a sentence.
_OPENER: Final = re.compile(
    r"\s+[\"'“‘(\[]*(?:The|It|He|She|They|We|I|You|But|And|In|On|At|For|A|An|This|That|These|Those"
    r"|There|When|While|If|As|After|Before|His|Her|Its|Their|Our|My|However|Meanwhile|So|Yet|No"
    r"|Not|What|Who|How|Why|According|Some|Many|Most|One|Both|Since|Although|Though)\b"
)


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text in order, white space around them left out.

    >>> text = "Dr. A. Lind left. She paid $3.5 million."
    >>> [text[s.start : s.end] for s in sentences(text)]
    ['Dr. A. Lind left.', 'She paid $3.5 million.']
    """
    for line in _LINE.finditer(text):
        start = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if _ends(text, start, stop):
                yield from _trimmed(text, start, stop.end())
                start = stop.end()
        yield from _trimmed(text, start, line.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = end - (len(words) - len(words.rstrip()))
    if left < right:
        yield Span(left, right)


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    last = _LAST.search(text, max(start, stop.start() - 20), stop.start())
    word = last.group() if last else ""
    if word.casefold() in _TITLE:
        return False
    initial = len(word) == 1 and word.isupper() and word != "I"
    if initial or word.casefold() in _SHORT or _DOTTED.match(word):
        return bool(_OPENER.match(text, stop.end()))
    return True
