"""Agency credits: the lines of an article come in, the agency that it credits goes out.

Knows datelines ("PARIS (AFP) -"), bylines ("By The Associated Press") and closing lines
("© 2024 AFP"). Datelines and credit lines stay in the text, where they are evidence; the
credit is a field besides. Which names are agencies stands in ``sayso.outlets``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso import outlets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_AGENCY = "agency"
_DASH = r"(?:[-–—]|--)"
# "LONDON, May 10 (Reuters) - …", "(AFP) – …", "MOSCOW, May 10. /TASS/. …", "May 10 (UPI) --"
_DATELINE = re.compile(
    r"(?P<place>(?:[\w.,'’/ -]{2,80}?[ .,])?)"
    r"(?:\((?P<round>[^()\n]{2,40})\)|/(?P<slashed>[^/\n]{2,40})/)"
    rf"\s*(?P<dash>{_DASH}|[.:])?\s*"
)
_LOWER_WORD = re.compile(r"(?:^|[ ,])(?!(?:of|the|and|de|la|el|al|on|in)\b)[a-z]")
_CREDITS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?:by|from|sources?|via|credit|contributing|agency|courtesy of)\s*:?\s+"
        r"(?P<name>[^.;]{2,60}?)\W*",
        r"\W*(?:with|additional)\s+(?:(?:additional|agency)\s+)?(?:reporting|inputs?|files?|material"
        r"|information|agenc(?:y|ies))\s+(?:from|by|of)\s+(?P<name>[^.;]{2,60}?)\W*",
        r"\W*(?P<name>[^.;]{2,60}?)\s+(?:also\s+)?contributed\s+to\s+this\s+(?:report|story|article)\W*",
        r"(?:copyright|©|\(c\))[\s©\d,–-]*(?:by\s+)?(?P<name>[^\d\W][^.;|]{1,40}?)"
        r"(?:[.;|,]|\s+all rights).*",
        r"(?:copyright|©|\(c\))[\s©\d,–-]*(?:by\s+)?(?P<name>[^\d\W][^.;|]{1,40}?)\W*",
        r"this (?:article|story|report) (?:was |is )?(?:originally |first )?(?:published|appeared"
        r"|provided|distributed|supplied) (?:by|on|in|at) (?P<name>[^.;]{2,60}?)\W*",
        rf"(?:{_DASH}|[(\[])?\s*(?P<name>[^.;()\[\]]{{2,40}}?)\s*[)\]]?",
    )
)
_AND = re.compile(r"\s*(?:,|/|&|\band\b|\bwith\b|\|)\s*", re.I)
_STAFF = re.compile(
    r"\s+(?:(?:\w+\s+){0,3}(?:staff|reporters?|writers?|correspondents?|editors?)"
    r"|news(?: service| agency)?)\W*$",
    re.I,
)
_LINES_AT_EITHER_END = 6


def find(lines: Sequence[str], authors: Iterable[str] = ()) -> str | None:
    """The agency that an article credits: in its dateline, its authors, or a line of credit.

    ``lines`` are the body's lines before anything is taken out of them.
    """
    for line in lines[:3]:
        if name := dateline(line):
            return name
    for author in authors:
        if name := agency(author):
            return name
    ends = (*lines[:_LINES_AT_EITHER_END], *lines[-_LINES_AT_EITHER_END:])
    return next((name for line in ends if (name := in_line(line))), None)


def dateline(line: str) -> str | None:
    """The agency in the dateline that a line opens with ("PARIS (AFP) - …"), if one is there."""
    found = _DATELINE.match(line)
    if not found or _LOWER_WORD.search(found["place"]):
        return None
    if not found["dash"] and not re.match(r"[A-Z]{3,}", found["place"]):
        return None
    return agency(found["round"] or found["slashed"])


def in_line(line: str) -> str | None:
    """The agency that a line credits, if the line is nothing but a credit."""
    if len(line) > 160:
        return None
    for pattern in _CREDITS:
        found = pattern.fullmatch(line.strip())
        if found and (name := agency(found["name"])):
            return name
    return None


def agency(names: str) -> str | None:
    """The first agency in a list of names ("Reuters and AFP"), by its name in the outlet table."""
    for name in _AND.split(names):
        bare = _STAFF.sub("", name.strip())
        outlet = outlets.find(name) or outlets.find(bare) if bare else None
        if outlet and outlet.kind == _AGENCY:
            return outlet.name
    return None
