"""What dates and times in English mean: one expression in, its TIMEX3 value and its days out.

Comes in: a text and the date that relative words count from, as finely as it is known. Goes
out: each expression with a rule that dates it. Values follow TimeML 1.2.1 (TIMEX3), weeks
ISO 8601; a rule never makes up a finer grain than the words have. Knows nothing of articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sayso.types import Granularity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

YEAR, QUARTER, MONTH = Granularity.YEAR, Granularity.QUARTER, Granularity.MONTH
WEEK, DAY = Granularity.WEEK, Granularity.DAY


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative words count from: the publication date as far as it is known.

    ``lean`` says which one an open weekday, day or month is: the last (-1), the next (1) or, for
    days and months of the year, the nearest (0).
    """

    day: date | None
    granularity: Granularity
    lean: int = 0

    def knows(self, grain: Granularity) -> bool:
        """Whether the publication date is known at least to this grain."""
        needed = {QUARTER: MONTH, WEEK: DAY}.get(grain, grain)
        order = list(Granularity)
        return self.day is not None and order.index(needed) <= order.index(self.granularity)


class Time(NamedTuple):
    """A value with the days it covers, half-open; no days while it cannot be pinned down."""

    value: str
    granularity: Granularity | None = None
    start: date | None = None
    end: date | None = None


Rule: TypeAlias = "Callable[[re.Match[str], Anchor], Time | None]"

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "a couple of": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_UNITS = {"day": DAY, "week": WEEK, "month": MONTH, "quarter": QUARTER, "year": YEAR}
_DAYPARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_MASKS = dict(
    zip(_UNITS.values(), ("XXXX-XX-XX", "XXXX-WXX", "XXXX-XX", "XXXX-QX", "XXXX"), strict=True)
)
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_DAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_PART = r"(?: (?P<part>morning|afternoon|evening|night))?"
_FULL = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December"
)
_MONTH = _FULL + r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d|%|[.,]\d)"
_OF = r"(?:(?:the )?(?:beginning|start|middle|end) of |(?:early|late|mid)(?: in | |-))?"
_UNIT = r"(?P<unit>day|week|month|quarter|year)"
_NUMBER = r"(?P<number>\d{1,3}|(?:a )?couple of|" + "|".join(sorted(_NUMBERS)) + r")"


def _full_date(found: re.Match[str], anchor: Anchor) -> Time | None:
    """As in "12 May 2014", "Friday, Oct. 23", "2014-05-12"; without a year the nearest."""
    month, day = _month(found["month"]), int(found["day"])
    if found["year"]:
        return _day(_date(int(found["year"]), month, day))
    if not _date(2000, month, day):
        return None
    if anchor.day is None or not anchor.knows(DAY):
        return Time(f"XXXX-{month:02}-{day:02}", DAY)
    years = range(anchor.day.year - 4, anchor.day.year + 5)  # 29 February needs four
    return _day(_nearest(anchor, [d for year in years if (d := _date(year, month, day))]))


def _named_month(found: re.Match[str], anchor: Anchor) -> Time | None:
    """As in "in March", "last May", "July 1997", "June last year"."""
    name, which, year = found["month"], (found["which"] or "").lower(), found["year"]
    month = _month(name)
    if name.islower() or (name in _ALSO_NAMES and not (which or year or _prepared(found))):
        return None
    if year and year.isdigit():
        return _period(date(int(year), month, 1), MONTH)
    if anchor.day is None or not anchor.knows(MONTH):
        return Time(f"XXXX-{month:02}", MONTH)
    this = anchor.day.year
    if year:
        return _period(date(this + _STEPS[year.split()[0].lower()], month, 1), MONTH)
    today = anchor.day.replace(day=1)
    months = [date(this + step, month, 1) for step in (-1, 0, 1)]
    if which == "this":
        return _period(months[1], MONTH)
    if which:
        past = which == "last"
        strict = [m for m in months if (m < today if past else m > today)]
        return _period(max(strict) if past else min(strict), MONTH)
    return _period(_nearest(replace(anchor, day=today), months) or today, MONTH)


def _year(found: re.Match[str], _: Anchor) -> Time | None:
    """As in "in 1998"; a bare number needs a word before it that goes with years."""
    if not (found[0][0].isalpha() or _prepared(found)):
        return None
    return _period(date(int(found["year"]), 1, 1), YEAR)


def _decade(found: re.Match[str], _: Anchor) -> Time:
    """As in "the 1990s", "the late '80s": ten years, which no granularity names."""
    first = int((found["century"] or "19") + found["tens"] + "0")
    return Time(f"{first // 10}", None, date(first, 1, 1), date(first + 10, 1, 1))


def _century(found: re.Match[str], _: Anchor) -> Time | None:
    number = int(found["number"])
    if not 1 < number < 99:
        return None
    first = 100 * (number - 1)
    return Time(f"{number - 1:02}", None, date(first, 1, 1), date(first + 100, 1, 1))


def _weekday(found: re.Match[str], anchor: Anchor) -> Time | None:
    """As in "Tuesday", "last Friday", "Monday night"; the day of publication counts as past."""
    if _IN_NAME.match(found.string, found.end()) or _OF_NAME.search(
        found.string, max(0, found.start() - 16), found.start()
    ):
        return None
    index = _WEEKDAYS.index(found["weekday"][:3].lower())
    part = _DAYPARTS.get((found["part"] or "").lower(), "")
    if anchor.day is None or not anchor.knows(DAY):
        return Time(f"XXXX-WXX-{index + 1}{part}", DAY)
    which = (found["which"] or "").lower()
    back = (anchor.day.weekday() - index) % 7
    ahead = -back % 7
    if which == "next":
        step = ahead or 7
    elif which == "last":
        step = -(back or 7)
    else:
        step = ahead if anchor.lean > 0 else -back
    return _day(anchor.day + timedelta(step), part)


def _near_day(found: re.Match[str], anchor: Anchor) -> Time | None:
    """As in "yesterday", "today", "tonight", "last night", "this morning"."""
    words = " ".join(found["near"].lower().split())
    step = -2 if "before" in words else -1 if words in ("yesterday", "last night") else 0
    step = 1 if words == "tomorrow" else step
    named = found["part"] or words.replace("tonight", "night").split()[-1]
    part = _DAYPARTS.get(named.lower(), "")
    if anchor.day is None or not anchor.knows(DAY):
        value = {-1: "P1D", -2: "P2D", 0: "XXXX-XX-XX", 1: "FUTURE_REF"}[step]
        return Time(value + (part if step == 0 else ""), DAY)
    return _day(anchor.day + timedelta(step), part)


def _near_unit(found: re.Match[str], anchor: Anchor) -> Time | None:
    """As in "last month", "earlier this week", "next year"."""
    unit, step = _UNITS[found["unit"].lower()], _STEPS[found["which"].lower()]
    if anchor.day is None or not anchor.knows(unit):
        relative = {-1: f"P1{unit[0].upper()}", 0: _MASKS[unit], 1: "FUTURE_REF"}
        return Time(relative[step].replace("P1Q", "P3M"), unit)
    return _period(_shift(anchor.day, unit, step), unit)


def _ago(found: re.Match[str], anchor: Anchor) -> Time | None:
    """As in "two weeks ago", "a year ago", "several years ago" (PAST_REF)."""
    word = " ".join((found["number"] or "").lower().split())
    count = int(word) if word.isdigit() else _NUMBERS.get(word, 0)
    unit = _UNITS.get(found["unit"].lower())
    if not count or unit is None:
        return Time("PAST_REF")
    if anchor.day is None or not anchor.knows(unit):
        return Time(f"P{count}{unit[0].upper()}" if unit is not QUARTER else f"P{3 * count}M", unit)
    return _period(_shift(anchor.day, unit, -count), unit)


def _weekend(found: re.Match[str], anchor: Anchor) -> Time:
    step = {"last": -1, "next": 1}.get((found["which"] or "").lower(), 0)
    if anchor.day is None or not anchor.knows(DAY):
        return Time("XXXX-WXX-WE")
    monday = anchor.day - timedelta(anchor.day.weekday())
    plain = not found["which"] and anchor.lean <= 0 and anchor.day.weekday() < 5
    monday += timedelta(7 * (-1 if plain else step))
    year, week, _ = monday.isocalendar()
    return Time(f"{year}-W{week:02}-WE", None, monday + timedelta(5), monday + timedelta(7))


def _quarter(found: re.Match[str], anchor: Anchor) -> Time:
    """As in "the third quarter", "first quarter of 1990": the last one that has begun."""
    number, year = _ORDINALS[found["ordinal"].lower()], found["year"]
    first = 3 * number - 2
    if year and year.isdigit():
        return _period(date(int(year), first, 1), QUARTER)
    if anchor.day is None or not anchor.knows(QUARTER):
        return Time(f"XXXX-Q{number}", QUARTER)
    if year:
        return _period(date(anchor.day.year + _STEPS[year.split()[0].lower()], first, 1), QUARTER)
    return _period(date(anchor.day.year - (first > anchor.day.month), first, 1), QUARTER)


def _season(found: re.Match[str], anchor: Anchor) -> Time | None:
    """As in "last fall", "the summer of 1998": no interval, as hemispheres differ."""
    code, year = _SEASONS[found["season"].lower()], found["year"]
    if len(found[0].split()) == 1 and not year and not _prepared(found):  # prices fall, cats spring
        return None
    if not year and anchor.day is not None:
        year = str(anchor.day.year + min(0, _STEPS.get((found["which"] or "").lower(), 0)))
    return Time(f"{year or 'XXXX'}-{code}")


def _clock(found: re.Match[str], anchor: Anchor) -> Time | None:
    """As in "9:30 a.m. Tuesday": the days are all, as the time zone is seldom known."""
    hour, minute = int(found["hour"]) % 12, int(found["minute"] or 0)
    if int(found["hour"]) > 12 or minute > 59:
        return None
    hour += 12 * (found["half"].lower() == "p")
    day = (found["weekday"] and _weekday(found, anchor)) or Time(_MASKS[DAY], DAY)
    value = f"{day.value}T{hour:02}:{minute:02}"
    return Time(value, Granularity.MINUTE if found["minute"] else Granularity.HOUR, *day[2:])


def _always(value: str) -> Rule:
    return lambda _found, _anchor: Time(value)


_STEPS = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_ALSO_NAMES = ("May", "March", "April", "June", "August")
_IN_NAME = re.compile(r" (?:Times|Mirror|Mail|Express|Telegraph|People|Post|Herald|World|Star)\b")
_OF_NAME = re.compile(r"\b(?:(?:Mail|Sun|Independent|Bedfordshire) on|Black|Good|Super) $")
_PREPARED = re.compile(
    r"\b(?:in|of|by|since|until|till|from|to|through|during|after|before|between|and|for|early|late"
    r"|about|around|than|the|fiscal|as|mid|summer|fall|autumn|winter|spring)[ -]$",
    re.I,
)


def _prepared(found: re.Match[str]) -> bool:
    return bool(_PREPARED.search(found.string, max(0, found.start() - 12), found.start()))


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS.index(name[:3].lower()) + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 31 June, month 13: written, but no date
        return None


def _nearest(anchor: Anchor, days: Iterable[date]) -> date | None:
    """The day nearest to the anchor on the side it leans to."""
    here = anchor.day or date.min
    fitting = [d for d in days if (d - here).days * anchor.lean >= 0]
    return min(fitting, key=lambda day: abs(day - here), default=None)


def _day(day: date | None, part: str = "") -> Time | None:
    return Time(f"{day}{part}", DAY, day, day + timedelta(1)) if day else None


def _period(first: date, grain: Granularity) -> Time:
    """The whole period of that grain around a day."""
    start, end = _shift(first, grain, 0), _shift(first, grain, 1)
    week = start.isocalendar()
    value = {
        YEAR: f"{start:%Y}",
        QUARTER: f"{start:%Y}-Q{(start.month + 2) // 3}",
        MONTH: f"{start:%Y-%m}",
        WEEK: f"{week.year}-W{week.week:02}",
        DAY: f"{start}",
    }
    return Time(value[grain], grain, start, end)


def _shift(day: date, grain: Granularity, count: int) -> date:
    """The first day of the period ``count`` periods after the one around ``day``."""
    if grain is DAY:
        return day + timedelta(count)
    if grain is WEEK:
        return day + timedelta(7 * count - day.weekday())
    size = {YEAR: 12, QUARTER: 3, MONTH: 1}[grain]
    months = (day.year * 12 + day.month - 1) // size * size + count * size
    return date(months // 12, months % 12 + 1, 1)


_WHICH = r"(?:(?P<which>last|this|next)(?: past)? )?"
_EARLY = r"(?:(?:earlier|later|early|late) )?"
_RELATIVE_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d(?!\d)|(?:last|this|next) year)"
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)".replace(" ", r"\s{1,2}"), re.I), rule)
    for pattern, rule in (
        (
            rf"(?:{_DAY},? )?{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? {_YEAR})?",
            _full_date,
        ),
        (
            rf"(?:{_DAY},? )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}"
            rf"(?:,? {_YEAR})?",
            _full_date,
        ),
        (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _full_date),
        (rf"{_OF}{_WHICH}{_FULL})(?:,?(?: of)? {_RELATIVE_YEAR})?", _named_month),
        (rf"{_OF}(?:fiscal )?{_YEAR}", _year),
        (
            r"(?:the )?(?:(?:early|late|mid)(?: |-))?(?:(?P<century>1[5-9]|20)|['’])"
            r"(?P<tens>\d)0s",
            _decade,
        ),
        (r"(?:the )?(?P<number>\d\d)(?:st|nd|th) century", _century),
        (rf"{_EARLY}{_WHICH}{_DAY}{_PART}", _weekday),
        (
            rf"{_EARLY}(?P<near>the day before yesterday|yesterday|today|tonight|tomorrow"
            rf"|last night|this (?:morning|afternoon|evening)){_PART}",
            _near_day,
        ),
        (
            rf"{_EARLY}(?:the )?(?P<which>last|previous|this|current|next|coming) {_UNIT}",
            _near_unit,
        ),
        (
            r"(?:(?:about|nearly|almost|more than|over|just|some|around|at least|less than) )?"
            rf"(?:(?:{_NUMBER}|several|many|some|a few|few)(?: or (?:so|two|more))? )?"
            r"(?P<unit>day|week|month|quarter|year|decade|hour|minute|moment)s?(?: or so)? ago",
            _ago,
        ),
        (rf"(?:the )?{_WHICH}weekend", _weekend),
        (
            r"(?:the )?(?P<ordinal>first|second|third|fourth)(?: |-)quarter"
            rf"(?: (?:of |in )?(?:the )?{_RELATIVE_YEAR})?",
            _quarter,
        ),
        (
            rf"(?:the )?(?:{_WHICH}(?P<season>spring|summer|fall|autumn|winter))"
            rf"(?:(?: of)? {_YEAR})?",
            _season,
        ),
        (
            r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))? ?(?P<half>[ap])\.?m\.?"
            rf"(?: (?-i:[A-Z]{{2,4}}))?(?:,?(?: on)? (?P<which>){_DAY}(?P<part>))?",
            _clock,
        ),
        (
            r"recently|lately|previously|formerly|(?:in )?recent (?:days|weeks|months|years)"
            r"|(?:in )?the past",
            _always("PAST_REF"),
        ),
        (r"now|currently|at present|at the moment|nowadays|these days", _always("PRESENT_REF")),
        (r"soon|(?:in )?the (?:near )?future", _always("FUTURE_REF")),
    )
)


def meaning(found: re.Match[str], rule: Rule, anchor: Anchor) -> Time | None:
    """What a rule makes of its match; None if the words turn out to be no time."""
    try:
        return rule(found, anchor)
    except (ValueError, OverflowError):  # before the year 1 or after 9999
        return None


def matches(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], Rule]]:
    """Every rule's matches in a region, the longest where they overlap, in order."""
    hits = [
        (found, rule) for pattern, rule in _RULES for found in pattern.finditer(text, start, end)
    ]
    hits.sort(key=lambda hit: (hit[0].start(), -hit[0].end()))
    done = start
    for found, rule in hits:
        if found.start() >= done:
            done = found.end()
            yield found, rule
