"""What the commands share: where answers and errors go, progress, files."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sayso.errors import SaysoError

if TYPE_CHECKING:
    from sayso.archive import Archive

#: What an archive without articles says, whatever it is asked.
EMPTY = "the archive is empty; sayso add fills it"


def answers() -> Console:
    """Standard output; colours go away where it is no terminal."""
    return Console(highlight=False)


def errors() -> Console:
    """Standard error, where progress and what went wrong belong."""
    return Console(stderr=True, soft_wrap=True, highlight=False)


def bar(console: Console, number: int) -> Progress:
    """A progress bar for so many inputs; none for a single one, nor where nobody looks."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=number < 2 or not console.is_terminal,
    )


def put(row: Mapping[str, Any], indent: int | None = None) -> None:
    """One JSON object on standard output."""
    sys.stdout.write(json.dumps(row, ensure_ascii=True, indent=indent) + "\n")


def write(path: Path, text: str) -> None:
    """Write a file and say so.

    Raises SaysoError if it cannot be written.
    """
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise SaysoError(f"{path}: cannot be written: {error.strerror}") from error
    typer.echo(f"wrote {path}", err=True)


def nothing(archive: Archive, why: str) -> None:
    """Say on standard error why a list is empty and what to do about it."""
    typer.echo(why if archive.info().articles else EMPTY, err=True)


def more(limit: int) -> None:
    """Say on standard error that a list was cut."""
    typer.echo(f"only the first {limit:,}; --limit {2 * limit} shows more", err=True)
