"""Arguments and options that several commands have, and what they mean."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeAlias

import typer

from sayso.types import aware

ArchiveName: TypeAlias = Annotated[
    str, typer.Argument(metavar="ARCHIVE", help="A file or postgresql://…")
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Limit: TypeAlias = Annotated[int, typer.Option(min=1, help="How many at most.")]
Since: TypeAlias = Annotated[
    str | None, typer.Option(metavar="DATE", help="Published on this day or later.")
]
Until: TypeAlias = Annotated[
    str | None, typer.Option(metavar="DATE", help="Published before this day.")
]


def moments(since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """Both ends of a time as they were typed.

    Raises typer.BadParameter if one is no date, or nothing can lie between them.
    """
    first, last = _moment(since, "--since"), _moment(until, "--until")
    if first and last and first >= last:
        raise typer.BadParameter(f"nothing is both since {since} and before {until}")
    return first, last


def _moment(typed: str | None, option: str) -> datetime | None:
    try:
        return aware(typed)[0]
    except ValueError as error:
        raise typer.BadParameter(f"{option} {typed}: write a date as 2031-03-19") from error
