"""`sayso export ARCHIVE TABLE`: an archive as tables, for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

import sayso
from sayso.cli.options import ArchiveName
from sayso.errors import SaysoError
from sayso.show import tables

EXAMPLES = """
Examples:

  sayso export news.db attributions > attributions.csv

  sayso export news.db claims --to claims.jsonl

  sayso export news.db articles --to articles.parquet   with sayso[export]

  sayso export news.db edges --claim "the ferry sank" --to edges.csv
"""


class Table(StrEnum):
    """What an archive holds, as tables."""

    ARTICLES = "articles"
    ATTRIBUTIONS = "attributions"
    CLAIMS = "claims"
    EDGES = "edges"
    REUSE = "reuse"
    STORIES = "stories"


class Format(StrEnum):
    """How a table is written."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def export(
    archive: ArchiveName,
    table: Annotated[Table, typer.Argument(help="What to export.")],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="The file; its ending tells the format."),
    ] = None,
    as_format: Annotated[
        Format | None,
        typer.Option("--format", help="csv by default."),
    ] = None,
    claim: Annotated[
        str | None,
        typer.Option(metavar="QUESTION", help="Whose trace has the edges, as sayso trace asks."),
    ] = None,
) -> None:
    """Write a table of an archive as CSV, JSON lines or Parquet."""
    if (table is Table.EDGES) != (claim is not None):
        raise typer.BadParameter("edges are those of one trace: edges --claim QUESTION")
    form = as_format or _told_by(to)
    if form is Format.PARQUET and to is None and sys.stdout.isatty():
        raise typer.BadParameter("Parquet is no text: give --to FILE")
    with sayso.Archive(archive, create=False) as opened:
        rows = _edges(opened, claim) if claim is not None else _rows(opened, table)
        with _opened(to, form) as file:
            number = tables.WRITERS[form](table, rows, file)
    if to:
        typer.echo(f"wrote {number:,} rows to {to}", err=True)


def _told_by(path: Path | None) -> Format:
    ending = path.suffix.removeprefix(".").lower() if path else ""
    if ending in list(Format):
        return Format(ending)
    if ending:
        raise typer.BadParameter(f"{path}: end it in .csv, .jsonl or .parquet, or give --format")
    return Format.CSV


def _opened(path: Path | None, form: Format) -> Any:
    binary = form is Format.PARQUET
    if path is None:
        return nullcontext(sys.stdout.buffer if binary else sys.stdout)
    try:
        return path.open("wb") if binary else path.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise SaysoError(f"{path}: cannot be written: {error.strerror}") from error


def _edges(archive: sayso.Archive, question: str) -> Iterator[tables.Row]:
    found = archive.trace(question)
    texts = {a.id: archive.article(a.id) for a in found.articles}
    return tables.edge_rows(found.claim.id, found.edges, texts)


def _rows(archive: sayso.Archive, table: Table) -> Iterator[tables.Row]:
    store = archive.store
    if table is Table.ARTICLES:
        yield from (tables.article_row(r.article) for r in store.all_readings())
    elif table is Table.ATTRIBUTIONS:
        yield from (row for r in store.all_readings() for row in tables.attribution_rows(r))
    elif table is Table.CLAIMS:
        yield from (row for claim in store.all_claims() for row in tables.claim_rows(claim))
    elif table is Table.REUSE:
        yield from map(tables.reuse_row, store.all_reuse())
    else:
        yield from (row for story in archive.all_stories() for row in tables.story_rows(story))
