"""Points in time with no more precision than was given. Knows nothing of articles."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum


class Granularity(StrEnum):
    """How finely a date or time is known; nothing finer than the text says is ever made up."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


def aware(moment: datetime | date | str | None) -> tuple[datetime | None, Granularity | None]:
    """An aware datetime and its granularity, from what a user or a page gives.

    Raises ValueError if a string is no ISO 8601 date or time.
    """
    if moment is None:
        return None, None
    if isinstance(moment, str):
        return _from_iso(moment.strip())
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC), Granularity.SECOND
    return datetime.combine(moment, time(), UTC), Granularity.DAY


def _from_iso(value: str) -> tuple[datetime, Granularity]:
    if len(value) == 4 and value.isdigit():
        return datetime(int(value), 1, 1, tzinfo=UTC), Granularity.YEAR
    if len(value) == 7 and value[4] == "-":
        return datetime.fromisoformat(value + "-01").replace(tzinfo=UTC), Granularity.MONTH
    parsed = datetime.fromisoformat(value)
    moment = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    if len(value) <= 10:
        return moment, Granularity.DAY
    return moment, Granularity.SECOND if value.count(":") > 1 else Granularity.MINUTE
