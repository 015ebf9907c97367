"""Quantities: words in, the numbers that they state out, and whether two of them agree.

Number words, thousands, percentages, money, ages, dates and years become values with a unit;
"about", "at least" and "up to" become a slack. Knows nothing of what is counted beyond the
words that follow the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sayso.link.stems import stem


class Unit(StrEnum):
    """What a number measures; only numbers of one unit can be rivals."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    AGE = "age"
    DAY = "day"  # of a month: month * 100 + day
    MONTH = "month"
    YEAR = "year"


class Bound(StrEnum):
    """How the text frames a number."""

    EXACT = "exact"
    ABOUT = "about"
    LEAST = "least"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: ``things`` are the stems of the next few words, what a count counts; ``text``
    the number as it stands.
    """

    value: float
    unit: Unit
    bound: Bound = Bound.EXACT
    things: tuple[str, ...] = ()
    text: str = ""


_SMALL = {
    word: value
    for value, word in enumerate(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen
        """.split()  # noqa: SIM905
    )
}
_SMALL |= {
    word: 10 * tens
    for tens, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
_GREAT: Final = {
    "hundred": 100.0,
    "hundreds": 100.0,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "mm": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "dozens": 12.0,
}
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_WORDS: Final = "|".join(sorted(_SMALL, key=len, reverse=True))
_MULTIPLE: Final = "hundred|thousand|million|billion|trillion|dozen"
_NUMBER: Final = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|(?:a|an|{_WORDS})(?=[ -](?:{_MULTIPLE})\b)|(?:{_WORDS})(?:-(?:{_WORDS}))?(?![\w-]*\w-)"
)
_PATTERN: Final = re.compile(
    rf"(?P<money>US\$|A\$|C\$|\$|£|€|USD ?)?(?<![\w.,])(?P<number>{_NUMBER})"
    rf"(?P<great>(?:[ -](?:{_MULTIPLE})\b|(?:bn|mn|mm|m|k|M|K)\b)*)"
    r"(?P<after>\s?%|\s(?:percent|per cent|pct)\b"
    r"|\s(?:US |Canadian |Australian )?(?:dollars?|pounds? sterling|euros?|USD|GBP|EUR)\b"
    r"|[ -](?:years?[ -]old|year-olds?)|(?:st|nd|rd|th)\b)?",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|some|close to|circa|estimated"
    r"|an estimated|or so)\s(?:US)?[$£€]?$",
    re.IGNORECASE,
)
_LEAST: Final = re.compile(
    r"\b(?:at least|more than|over|above|upwards of|no fewer than|no less than|minimum of)"
    r"\s(?:US)?[$£€]?$",
    re.IGNORECASE,
)
_MOST: Final = re.compile(
    r"\b(?:up to|at most|fewer than|less than|under|below|no more than|as many as|as much as)"
    r"\s(?:US)?[$£€]?$",
    re.IGNORECASE,
)
_MONTH_BEFORE: Final = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s$")
_MONTH_AFTER: Final = re.compile(r"\s(?:of\s)?([A-Z][a-z]{2,8})\b")
_MONTH: Final = re.compile(
    r"\b(January|February|March(?= \d{4}|\b(?! (?:on|in|to|for|through|against)))|April"
    r"|(?<=[Ii]n )May|(?<=of )May|(?<=[Uu]ntil )May|June|July|August|September|October"
    r"|November|December)\b(?! \d{1,2}\b)"
)
_THING: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DATING: Final = re.compile(r"\b(?:in|since|until|from|of|year)\s$", re.IGNORECASE)
#: Words after a number that may name what it counts ("11 commercial aircraft").
_REACH: Final = 3
_NO_THING: Final = frozenset(
    """
    and or of in on at to by for from with was were is are has have had who that which
    """.split()  # noqa: SIM905
)
_CLOCK: Final = re.compile(r"\s?(?:[ap]\.?m\b|:\d)", re.IGNORECASE)

#: Where a number is rounded without saying so, this much of it may be missing ("a $2,000 tip"
#: for 2,084); where the text says "about", more.
_ROUNDED, _SLACK = 0.05, 0.12


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers that a text states, in order.

    >>> [q.value for q in quantities("About 2,000 people and twelve dogs, 4.5% of $3 million")]
    [2000.0, 12.0, 4.5, 3000000.0]
    """
    found: list[Quantity] = []
    for match in _PATTERN.finditer(text):
        quantity = _read(text, match)
        if quantity is not None:
            found.append(quantity)
    found.extend(
        Quantity(_MONTHS[m.group(1).casefold()], Unit.MONTH, text=m.group(1))
        for m in _MONTH.finditer(text)
    )
    return tuple(found)


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    number, great = match["number"].casefold(), match["great"]
    value = _value(number)
    for word in re.findall(r"[a-z]+", great.casefold()):
        value *= _GREAT[word]
    if _CLOCK.match(text, match.end()) or text[max(0, match.start() - 1) : match.start()] == ":":
        return None  # times of day say when, not how much
    unit, after = Unit.COUNT, (match["after"] or "").casefold()
    before = text[max(0, match.start() - 24) : match.start()]
    if match["money"] or re.search(r"dollar|pounds|euro|usd|gbp|eur", after):
        unit = Unit.MONEY
    elif "%" in after or "cent" in after or "pct" in after:
        unit = Unit.PERCENT
    elif "old" in after:
        unit = Unit.AGE
    elif month := _month(text, match, before):
        return Quantity(month * 100 + value, Unit.DAY, text=match.group().strip())
    elif after:
        return None  # "the 20th": a rank
    elif _year(number, before) and not great:
        unit = Unit.YEAR
    elif number == "one" and not great:
        return None  # mostly a pronoun
    things = _things(text, match.end()) if unit is Unit.COUNT else ()
    return Quantity(value, unit, _bound(before), things, match.group().strip())


def _year(number: str, before: str) -> bool:
    if not (number.isdigit() and len(number) == 4):
        return False
    return 1800 <= int(number) <= 2100 or bool(_DATING.search(before))


def _value(number: str) -> float:
    if number[0].isdigit():
        return float(number.replace(",", ""))
    if number in ("a", "an"):
        return 1.0
    return float(sum(_SMALL[part] for part in number.split("-")))


def _month(text: str, match: re.Match[str], before: str) -> int | None:
    value = match["number"]
    if not value.isdigit() or not 1 <= int(value) <= 31 or match["great"]:
        return None
    near = _MONTH_BEFORE.search(before), _MONTH_AFTER.match(text, match.end())
    for word in near:
        if word and word.group(1).casefold() in _MONTHS:
            return _MONTHS[word.group(1).casefold()]
    return None


def _bound(before: str) -> Bound:
    for pattern, bound in ((_ABOUT, Bound.ABOUT), (_LEAST, Bound.LEAST), (_MOST, Bound.MOST)):
        if pattern.search(before):
            return bound
    return Bound.EXACT


def _things(text: str, end: int) -> tuple[str, ...]:
    out: list[str] = []
    at = end
    for _ in range(_REACH):
        word = _THING.search(text, at)
        if not word or word.start() > at + 2 or text[at : word.start()].strip(" -"):
            break
        if word.group().casefold() in _NO_THING:
            break
        out.append(stem(word.group().casefold()))
        at = word.end()
    return tuple(out)


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers measure the same thing, so that different values exclude each other."""
    if a.unit is not b.unit:
        return {a.unit, b.unit} == {Unit.DAY, Unit.MONTH}
    return a.unit is not Unit.COUNT or bool(set(a.things) & set(b.things))


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two comparable numbers can both be right: "about 2,000" and 2,084 can."""
    if a.unit is not b.unit:
        day, month = (a, b) if a.unit is Unit.DAY else (b, a)
        return day.value // 100 == month.value
    if a.value == b.value:
        return True
    low, high = sorted((a, b), key=lambda q: q.value)
    if low.bound is Bound.LEAST and high.bound is not Bound.MOST:
        return high.value <= low.value * 1.5  # "over 20" hardly stands for 200
    if high.bound is Bound.MOST and low.bound is not Bound.LEAST:
        return high.value <= low.value * 1.5
    if a.unit in (Unit.DAY, Unit.MONTH, Unit.YEAR):
        return False
    gap = (high.value - low.value) / high.value if high.value else 0.0
    if Bound.ABOUT in (a.bound, b.bound):
        return gap <= _SLACK
    return gap <= _ROUNDED and (_round(low.value) or _round(high.value))


def _round(value: float) -> bool:
    """Whether a number above a hundred has one or two telling digits: 2,000, 4,500."""
    digits = f"{value:.0f}"
    return value >= 100 and set(digits[2:]) <= {"0"}


def conflict(a: Sequence[Quantity], b: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Two numbers of the same thing that cannot both be right, if neither is answered elsewhere."""
    pairs = [(x, y) for x in a for y in b if comparable(x, y)]
    good = [(x, y) for x, y in pairs if agree(x, y)]
    answered = [q for pair in good for q in pair]
    for x, y in pairs:
        if not any(x is q for q in answered) and not any(y is q for q in answered):
            return x, y
    return None


def shared(a: Sequence[Quantity], b: Sequence[Quantity]) -> int:
    """How many numbers of the first the second agrees with."""
    return sum(any(comparable(x, y) and agree(x, y) for y in b) for x in a)
