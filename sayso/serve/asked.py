"""What a page's address asks for: text typed by people comes in, a store's ``Query`` goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import Depends, Query

from sayso import store
from sayso.types import Certainty, Kind, Polarity, aware

#: Entries on one page of a list.
PER_PAGE = 20

Words = Annotated[str, Query(max_length=1000)]
Cursor = Annotated[str, Query(pattern=r"^\d{0,9}$")]
Facet = Annotated[str, Query(max_length=300)]


def _facets(
    speaker: Facet = "",
    kind: Facet = "",
    publisher: Facet = "",
    certainty: Facet = "",
    polarity: Facet = "",
    since: Facet = "",
    until: Facet = "",
) -> dict[str, str]:
    return {
        "speaker": speaker,
        "kind": kind,
        "publisher": publisher,
        "certainty": certainty,
        "polarity": polarity,
        "since": since,
        "until": until,
    }


#: The filters of a search, by name, as they were typed; "" where there is none.
Facets = Annotated[dict[str, str], Depends(_facets)]


def query(
    words: str, given: Mapping[str, str], cursor: str = "", limit: int = PER_PAGE
) -> tuple[store.Query, list[str]]:
    """What is searched for, and which filters make no sense."""
    made: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in given.items():
        if not value.strip():
            continue
        try:
            made[name] = _READ.get(name, str)(value.strip())
        except ValueError:
            wrong.append(f"{name}: {value}")
    return store.Query(words=words, limit=limit, cursor=cursor or None, **made), wrong


def _day(value: str) -> Any:
    return aware(value)[0]


_READ: dict[str, Callable[[str], Any]] = {
    "kind": Kind,
    "certainty": Certainty,
    "polarity": Polarity,
    "since": _day,
    "until": _day,
}
