"""The words and signs that all renderers share: attributions and dates in, short texts out.

It knows nothing about terminals or pages; colour never carries a meaning that is not here.
"""

import unicodedata
from datetime import UTC, datetime
from itertools import groupby

from sayso.types import (
    Attribution,
    Certainty,
    Granularity,
    Interval,
    Kind,
    Polarity,
    Reading,
    When,
)

# What a tone is shown as: on a terminal that has the sign, and on one that has ASCII only.
SIGNS = {
    "certain": ("●", "*"),
    "probable": ("◐", "+"),
    "possible": ("○", "o"),
    "unknown": ("?", "?"),
    "denies": ("✗", "x"),
    "no comment": ("–", "-"),
}

# The same for whether a root counts by itself.
ROOT_SIGNS = {
    "independent": ("■", "#"),
    "undecided": ("◪", "%"),
    "not independent": ("□", "="),
}

# Own names: calendar.month_name follows the locale of the process.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# Dates that have no day of their own to be shortened to.
_COARSE = (Granularity.YEAR, Granularity.QUARTER, Granularity.MONTH, Granularity.WEEK)

_OPENING = tuple("“\"‘'«")
_CLOSING = "”’\"'»"

# For terminals that lack the typographic signs: legible is better than a question mark.
_TYPED = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "←": "<-"}
)


def tone(attribution: Attribution) -> str:
    """How the source takes it, in a word: a key of ``SIGNS``."""
    return stated(attribution.certainty, attribution.polarity)


def stated(certainty: Certainty, polarity: Polarity) -> str:
    """The same of a certainty and a polarity alone."""
    return certainty.value if polarity is Polarity.ASSERTS else polarity.value.replace("_", " ")


def independence(independent: bool | None) -> str:
    """How a root counts, in words: a key of ``ROOT_SIGNS``."""
    if independent is None:
        return "undecided"
    return "independent" if independent else "not independent"


def roots(interval: Interval) -> str:
    """The interval in words: "1-3 independent roots"."""
    low, high = interval
    number = str(high) if low == high else f"{low}-{high}"
    return f"{number} independent root{'' if high == 1 else 's'}"


def count(number: int, noun: str) -> str:
    """A number and its noun: "1 article", "2 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def named(kind: Kind) -> str:
    """The kind in words: "named person"."""
    return kind.value.replace("_", " ")


def speaker(reading: Reading, attribution: Attribution) -> str:
    """Who says it: the resolved name, else the source's words, else "unstated"."""
    if attribution.speaker and attribution.speaker.strip():
        return attribution.speaker
    return reading.quote(attribution.source).strip() or named(Kind.UNSTATED)


def who(speaker: str | None, kind: Kind | None) -> tuple[str, ...]:
    """The same of a statement, with its kind in words; in own voice it has no kind."""
    if kind is None:
        return ("own voice",)
    name = speaker.strip() if speaker else ""
    return (name, named(kind)) if name else (named(kind),)


def details(reading: Reading, attribution: Attribution) -> tuple[str, ...]:
    """What stands beside the speaker: kind, via, when, and hedge or attitude if there is one."""
    parts: list[str] = []
    if speaker(reading, attribution) != named(attribution.kind):
        parts.append(named(attribution.kind))
    if attribution.via:
        parts.append(f"via {attribution.via}")
    if attribution.when:
        parts.append(moment(reading, attribution.when))
    if attribution.polarity is Polarity.DENIES and attribution.certainty is not Certainty.CERTAIN:
        parts.append(attribution.certainty.value)
    if not attribution.hearsay:
        parts.append("attitude")
    return tuple(parts)


def moment(reading: Reading, when: When) -> str:
    """The text's words for the time, and what they come to: "last month (April 2022)"."""
    said = reading.quote((when.span,)).strip()
    meant = date(when.start, when.granularity) if when.start else ""
    if not said:
        return meant or when.value
    return f"{said} ({meant})" if meant and meant not in said else said


def date(published: datetime, granularity: Granularity | None) -> str:
    """A date as finely as it is known and no finer; a missing granularity counts as the day."""
    year, month = str(published.year), MONTHS[published.month - 1]
    match granularity:
        case Granularity.YEAR:
            return year
        case Granularity.QUARTER:
            return f"Q{(published.month + 2) // 3} {year}"
        case Granularity.MONTH:
            return f"{month} {year}"
        case Granularity.WEEK:
            return f"week {published.isocalendar().week} of {published.isocalendar().year}"
        case Granularity.DAY | None:
            return f"{published.day} {month} {year}"
    zone = f" {published.tzname()}" if published.tzinfo else ""
    return f"{published.day} {month} {year}, {published:%H:%M}{zone}"


def period(first: datetime, last: datetime) -> str:
    """From one day to another: "9 to 13 June 2031"."""
    end = date(last, Granularity.DAY)
    if first.date() == last.date():
        return end
    if first.year != last.year:
        return f"{date(first, Granularity.DAY)} to {end}"
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{first.day}{month} to {end}"


def brief(published: datetime, granularity: Granularity | None, *, year: bool = False) -> str:
    """A date in few letters, in UTC, so that many stand side by side: "9 June 06:30"."""
    moment = published.astimezone(UTC)
    if granularity in _COARSE:
        return date(published, granularity)
    day = date(moment, None) if year else f"{moment.day} {MONTHS[moment.month - 1]}"
    return day if granularity in (Granularity.DAY, None) else f"{day} {moment:%H:%M}"


def machine_date(published: datetime, granularity: Granularity | None) -> str | None:
    """The same date for a ``<time datetime>``; None where HTML has no form for it."""
    day = published.date().isoformat()
    match granularity:
        case Granularity.YEAR:
            return day[:4]
        case Granularity.QUARTER:
            return None
        case Granularity.MONTH:
            return day[:7]
        case Granularity.WEEK:
            return f"{published.isocalendar().year:04}-W{published.isocalendar().week:02}"
        case Granularity.DAY | None:
            return day
    return published.isoformat(timespec="minutes")


def ranges(numbers: tuple[int, ...]) -> str:
    """Numbers in brief: "2, 4-6"."""
    runs = groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    ends = [[number for _, number in run] for _, run in runs]
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in ends)


def plain(text: str, encoding: str = "utf-8") -> str:
    """One line that a terminal can print and that cannot steer it.

    White space becomes single blanks. Control characters (escape sequences among them) and
    what the encoding lacks become replacement signs; format characters, which can turn the
    direction of a line, go, except the joiners that some scripts need.
    """
    line = " ".join("".join(_harmless(sign) for sign in text).split())
    typed = line if encoding.lower().startswith("utf") else line.translate(_TYPED)
    return typed.encode(encoding, "replace").decode(encoding)


def _harmless(sign: str) -> str:
    if sign.isspace():
        return " "
    match unicodedata.category(sign):
        case "Cc" | "Cs" | "Cn" | "Co":
            return "\N{REPLACEMENT CHARACTER}"
        case "Cf" if sign not in "\u200c\u200d":
            return ""
    return sign


def shorten(text: str, limit: int) -> str:
    """The text cut at a word to ``limit`` characters; a closing quotation mark is kept."""
    if len(text) <= limit:
        return text
    head = text[: limit - 3].rsplit(" ", 1)[0] or text[: limit - 3]
    return f"{head} …{text[-1] if text[-1] in _CLOSING else ''}"


def quoted(text: str, limit: int = 200) -> str:
    """Words in quotation marks, unless they have some, on one line and cut to the limit."""
    line = shorten(" ".join(text.split()), limit)
    if line[:1] not in _OPENING or line[-1:] not in _CLOSING:
        line = unmarked(line)
    return line if line[:1] in _OPENING else f"“{line}”"


def unmarked(line: str) -> str:
    """A line without the quotation marks around it, or at one end alone: a sentence out of a
    longer quotation has them there.
    """
    inner = line.strip('“”"')
    return line if not inner or any(mark in inner for mark in '“”"') else inner


def sentence(text: str) -> str:
    """A reason as a sentence: a capital at the start, a full stop at the end."""
    line = " ".join(text.split())
    stop = "" if line[-1:] in (".", "!", "?", "") else "."
    return f"{line[:1].upper()}{line[1:]}{stop}"
