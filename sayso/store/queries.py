"""``.sql`` files in, queries by name out, and the steps that bring an older archive up.

A query begins with ``-- name: what it does``, in words. Knows nothing of connections.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_HEAD: Final = re.compile(r"^-- (\w+): (.+)$", re.M)
_NUMBER: Final = re.compile(r"(\d+)_\w+\.sql")


@dataclass(frozen=True, slots=True)
class Named:
    """A query under its name, with what it does in one line."""

    name: str
    description: str
    sql: str


@dataclass(frozen=True, slots=True)
class Step:
    """What makes an archive of version ``number`` out of one of the version before."""

    number: int
    sql: str


def parsed(text: str) -> dict[str, Named]:
    """The queries of a file by name.

    Raises ValueError if two have the same name.
    """
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    found = [
        Named(head[1], head[2], text[head.end() : end].strip().removesuffix(";"))
        for head, end in zip(heads, ends, strict=True)
    ]
    if len({query.name for query in found}) < len(found):
        raise ValueError("two queries have the same name")
    return {query.name: query for query in found}


@cache
def queries(backend: str) -> dict[str, Named]:
    """All queries of a back end, "sqlite" or "postgres", by name."""
    return parsed(_file(backend, "reading.sql") + _file(backend, "writing.sql"))


@cache
def schema(backend: str) -> str:
    """The tables of a new archive."""
    return _file(backend, "schema.sql")


@cache
def steps(backend: str) -> tuple[Step, ...]:
    """All migrations in order: together they make what `schema` makes."""
    folder = files("sayso.store") / "sql" / backend / "migrations"
    numbered = ((_NUMBER.fullmatch(file.name), file) for file in folder.iterdir())
    found = (Step(int(n[1]), file.read_text("utf-8")) for n, file in numbered if n)
    return tuple(sorted(found, key=lambda step: step.number))


def _file(backend: str, name: str) -> str:
    return (files("sayso.store") / "sql" / backend / name).read_text("utf-8")
