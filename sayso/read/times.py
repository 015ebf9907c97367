"""When something was said: an article's words in, dated records out.

Comes in: an article's text, a region of it and the article's publication date, as finely as it
is known. Goes out: ``When`` records with the granularity of the words, never finer ("last month"
is a month, no day); without a publication date they stay relative ("XXXX-WXX-2" is a Tuesday).
Knows nothing of how attributions are found; what single expressions mean stands in ``timex``.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sayso.read.timex import Anchor, Time, matches, meaning
from sayso.types import Granularity, Span, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def expressions(
    text: str,
    start: int = 0,
    end: int | None = None,
    published: datetime | None = None,
    granularity: Granularity | None = None,
) -> Iterator[When]:
    """The dates and times that ``text[start:end]`` mentions, in order, without overlap.

    ``published`` and its ``granularity`` (a day if not given) are what relative words count
    from. An open weekday or month is the last one, or the next one where the words around it
    look ahead ("will", "next", "scheduled").
    """
    stop = len(text) if end is None else min(end, len(text))
    for found, rule in matches(text, start, stop):
        lean = 1 if _looks_ahead(text, start, stop, found) else 0
        anchor = Anchor(_date_of(published), granularity or Granularity.DAY, lean)
        if made := meaning(found, rule, anchor):
            yield _when(Span(*found.span()), made, published)


def said_at(
    text: str,
    cue: Sequence[Span],
    content: Iterable[Span],
    published: datetime | None = None,
    granularity: Granularity | None = None,
) -> When | None:
    """When an attribution was said, as its own sentence tells it, or None.

    Takes the expression nearest to the cue that stands in the cue's sentence but outside the
    content; give the source's spans with the content's to keep its clauses out too. Open
    weekdays and months are past ones: what is reported has been said.
    """
    if not cue:
        return None
    whole = Span(min(s.start for s in cue), max(s.end for s in cue))
    start, end = _sentence(text, whole)
    if not _holds_a_time(text[start:end]):
        return None
    apart = tuple(content)
    anchor = Anchor(_date_of(published), granularity or Granularity.DAY, lean=-1)
    fitting = []
    for found, rule in matches(text, start, end):
        span = Span(*found.span())
        if any(span.start < s.end and s.start < span.end for s in apart):
            continue
        made = meaning(found, rule, anchor)
        if made and _tells_when(text, span, made, start, whole):
            fitting.append((_gap(span, whole), span, made))
    if not fitting:
        return None
    _, span, made = min(fitting, key=lambda fit: fit[0])
    return _when(span, made, published)


_HINTS = (
    "day", "night", "week", "month", "quarter", "year", "decade", " ago", "morning", "evening",
    "afternoon", "tomorrow", "lately", "recent", "previously", "formerly", " past", " now",
    "currently", "at present", "moment", "soon", "future", "spring", "summer", "fall", "autumn",
    "winter", "january", "february", "march", "april", "june", "july", "august", "tember",
    "october", "vember", "cember", *"0123456789",
)  # fmt: skip


def _holds_a_time(sentence: str) -> bool:
    """A cheap first look: most sentences hold no word of time, and the rules cost ten times it."""
    low = " " + sentence.lower()
    return "May" in sentence or any(hint in low for hint in _HINTS)


_BOUNDARY = re.compile(
    r"[.!?](?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b(?:Mrs|Gov|Sen|Rep|Gen|Col|Rev|Jan|Feb|Mar|Apr"
    r"|Aug|Oct|Nov|Dec)\.)(?<!Sept\.)[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n+"
)
_NOT_THEN = re.compile(
    r"\b(?:since|until|till|before|after|by|through|between|from|than|for|of|to)(?: the)? $", re.I
)
_OTHER_CLAUSE = re.compile(
    r"\b(?:who|whom|which|that|when|where|after|before|while|whose|but)\b|, and\b|;"
)
_OPEN_CLAUSE = re.compile(r"\b(?:who|whom|which|whose|that|since|after|before|while)\b[^,;—–]*$")


def _sentence(text: str, cue: Span) -> tuple[int, int]:
    """The sentence around a cue; 400 characters either way are far enough for news prose."""
    low, high = max(0, cue.start - 400), min(len(text), cue.end + 400)
    before = [b.end() for b in _BOUNDARY.finditer(text, low, cue.start)]
    after = _BOUNDARY.search(text, cue.end, high)
    return (before[-1] if before else low), (after.start() + 1 if after else high)


def _tells_when(text: str, span: Span, made: Time, sentence: int, cue: Span) -> bool:
    """Whether an expression can date the cue: no deadline, no other clause's, not to come."""
    if made.value == "FUTURE_REF" or _NOT_THEN.search(text, max(0, span.start - 16), span.start):
        return False
    if made.value.endswith("_REF") and _gap(span, cue) > 15:  # a vague word dates what is near it
        return False
    if span.start >= cue.end:
        return not _OTHER_CLAUSE.search(text, cue.end, span.start)
    inside = _OPEN_CLAUSE.search(text[sentence : span.start])
    return not inside and not _OTHER_CLAUSE.search(text, span.end, cue.start)


def _gap(span: Span, cue: Span) -> int:
    return max(cue.start - span.end, span.start - cue.end, 0)


_AHEAD = re.compile(
    r"\b(?:will|shall|won't|'ll|is to|are to|next|upcoming|scheduled|due|plans? to|expected to"
    r"|until|till|set to|slated|deadline)\b",
    re.I,
)


def _looks_ahead(text: str, start: int, stop: int, found: re.Match[str]) -> bool:
    # bench/dates.py: 30 characters before get 1,124 of 1,329 values right, 60 get 1,120, none 1,123
    before = max(start, found.start() - 30)
    after = text[found.end() : min(stop, found.end() + 6)]
    return bool(_AHEAD.search(text, before, found.start())) or after == " will "


def _date_of(published: datetime | None) -> date | None:
    return published.date() if published else None


def _when(span: Span, made: Time, published: datetime | None) -> When:
    zone = published.tzinfo if published else None
    return When(
        span=span,
        value=made.value,
        granularity=made.granularity,
        start=datetime.combine(made.start, time(), zone) if made.start else None,
        end=datetime.combine(made.end, time(), zone) if made.end else None,
    )
