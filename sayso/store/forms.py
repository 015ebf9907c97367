"""Readings, reuse and moments ↔ compact JSON and numbers.

What has its default value is left out. A list that gets a field later can still be read. Knows
nothing of SQL; ``show/json.py`` has the form for the world outside.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from enum import Enum
from itertools import starmap
from typing import Any, Final

from sayso.types import (
    Article,
    Attribution,
    Certainty,
    Granularity,
    Kind,
    Link,
    Polarity,
    Quotation,
    Reading,
    Reuse,
    Shared,
    Span,
    Upstream,
    When,
)

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
#: The least moment, which stands for none, and the greatest, as `moment` gives them.
UNDATED: Final = -(2**63)
LATEST: Final = 2**63 - 1
# not ASCII: two surrogates side by side, escaped, would come back as one character
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def reading_text(reading: Reading) -> str:
    """What was read out of an article (attributions and upstream), without the article."""
    return _json(
        {
            "attributions": [_short(a) for a in reading.attributions],
            "upstream": [_short(u) for u in reading.upstream],
        }
    )


def read_reading(text: str, article: Article, version: str) -> Reading:
    """The reading again.

    Raises ValueError if the text is damaged.
    """
    data = _parsed(text)
    return Reading(
        article=article,
        attributions=tuple(_attribution(a) for a in data["attributions"]),
        upstream=tuple(
            Upstream(u["name"], Span(*u["evidence"]), u.get("url")) for u in data["upstream"]
        ),
        version=version,
    )


def read_sourcing(text: str) -> tuple[tuple[str, ...], tuple[Kind, ...]]:
    """Of what was read out of an article the upstream names and the kinds of hearsay's sources.

    Raises ValueError if the text is damaged.
    """
    data = _parsed(text)
    said = (a for a in data["attributions"] if a.get("hearsay", True))
    return (
        tuple(u["name"] for u in data["upstream"]),
        tuple(Kind(a.get("kind", Kind.UNSTATED)) for a in said),
    )


def reuse_text(reuse: Reuse) -> str:
    """What two articles share, without their ids."""
    return _json(_short(reuse, leave=("a", "b")))


def read_reuse(text: str, a: str, b: str) -> Reuse:
    """The reuse again.

    Raises ValueError if the text is damaged.
    """
    data = _parsed(text)
    data["passages"] = tuple(
        Shared(Span(*p["a"]), Span(*p["b"]), p["words"], p.get("quotation", False))
        for p in data["passages"]
    )
    return Reuse(a=a, b=b, **data)


def spans_text(spans: Sequence[Span]) -> str:
    """Spans: "[[0,5],[9,12]]"."""
    return _json(spans)


def read_spans(text: str) -> tuple[Span, ...]:
    """The spans again.

    Raises ValueError if the text is damaged.
    """
    if text.count("[") == 2 and text.endswith("]]"):  # one span, as most: no need of a parser
        start, end = text[2:-2].split(",")
        return (Span(int(start), int(end)),)
    return tuple(starmap(Span, _parsed(text)))


def links_text(links: Sequence[Link]) -> str:
    """An article's outgoing links."""
    return _json([[link.span, link.url] for link in links])


def read_links(text: str) -> tuple[Link, ...]:
    """The links again.

    Raises ValueError if the text is damaged.
    """
    return tuple(Link(Span(*span), url) for span, url in _parsed(text))


def weights_text(weights: Mapping[str, float]) -> str:
    """The weights of a sketch's words."""
    return _json(dict(weights))


def read_weights(text: str) -> dict[str, float]:
    """The weights again.

    Raises ValueError if the text is damaged.
    """
    return {str(word): float(weight) for word, weight in _parsed(text).items()}


def strings_text(strings: Sequence[str]) -> str:
    """Strings, such as an article's authors."""
    return _json(strings)


def read_strings(text: str) -> tuple[str, ...]:
    """The strings again.

    Raises ValueError if the text is damaged.
    """
    return tuple(_parsed(text))


def moment(value: datetime | None) -> int | None:
    """An aware moment as microseconds since 1970, to sort and to compare by."""
    return None if value is None else (value - _EPOCH) // _MICROSECOND


def window(since: datetime | None, until: datetime | None) -> dict[str, int | None]:
    """What lies near in time, both ends included, or is undated; as values for a query."""
    return {
        "since": UNDATED if since is None else moment(since),
        "until": LATEST if until is None else moment(until),
        "undated": UNDATED,
    }


def iso(value: datetime | None) -> str | None:
    """A moment with its offset, exactly."""
    return None if value is None else value.isoformat()


def read_iso(value: str | None) -> datetime | None:
    """The moment again.

    Raises ValueError if the text is damaged.
    """
    return None if value is None else datetime.fromisoformat(value)


def _attribution(data: dict[str, Any]) -> Attribution:
    # most of the time of reading an archive goes by here
    for part in ("source", "cue", "content"):
        if part in data:
            data[part] = tuple(starmap(Span, data[part]))
    for name, values in _VALUES.items():
        if name in data:
            data[name] = values[data[name]]
    if "when" in data:
        data["when"] = _when(data["when"])
    return Attribution(**data)


def _when(data: dict[str, Any]) -> When:
    grain = data.get("granularity")
    return When(
        span=Span(*data["span"]),
        value=data["value"],
        granularity=None if grain is None else Granularity(grain),
        start=read_iso(data.get("start")),
        end=read_iso(data.get("end")),
    )


_VALUES: Final[dict[str, dict[str, Enum]]] = {
    name: {member.value: member for member in values}
    for name, values in (
        ("kind", Kind),
        ("quotation", Quotation),
        ("certainty", Certainty),
        ("polarity", Polarity),
    )
}


def _short(record: Any, leave: Sequence[str] = ()) -> dict[str, Any]:
    """A record's fields by name, those at their default left out."""
    found = ((f, getattr(record, f.name)) for f in fields(record) if f.name not in leave)
    return {f.name: _plain(value) for f, value in found if value != f.default}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, When | Shared):
        return _short(value)
    if isinstance(value, tuple) and not isinstance(value, Span):
        return [_plain(v) for v in value]
    return value


def _json(value: Any) -> str:
    return _ENCODER.encode(value)


def _parsed(text: str) -> Any:
    return json.loads(text)
