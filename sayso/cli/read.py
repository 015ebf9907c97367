"""`sayso read SOURCE...`: articles in, evidence sheets out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

import sayso
from sayso.cli.output import answers, bar, errors, write
from sayso.errors import ArticleNotFound, LoadError
from sayso.show import html, json, terminal
from sayso.types import Article, Kind, Reading, Skipped

EXAMPLES = """
Examples:

  sayso read article.html                    the evidence sheet of a page

  sayso read https://example.org/story       the same, fetched

  pbpaste | sayso read -                     a text from standard input

  sayso read --html sheet.html article.html  the page with its marks

  sayso read --json article.html | jq .upstream

  sayso read --jsonl pages/*.html > readings.jsonl

  sayso read --from news.db 3f9c2a17d0b84e55  an article of an archive
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What the user wants to see, and how."""

    quiet: bool
    as_json: bool
    as_jsonl: bool
    page: Path | None
    kinds: tuple[Kind, ...]
    min_score: float
    attitudes: bool


def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Files or URLs; - is standard input.")
    ],
    archive: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="ARCHIVE",
            help="Show what this archive has: each SOURCE is an id or the URL of an article.",
        ),
    ] = None,
    html_file: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the annotated article as one page."),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print the reading as JSON (form: show/schemas/reading.json)."),
    ] = False,
    as_jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Print one line of JSON per article.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="One line per attribution, no header.")
    ] = False,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"Only sources of this kind: {', '.join(Kind)}; may be repeated.",
        ),
    ] = None,
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="Only attributions at least this sure.")
    ] = 0.0,
    attitudes: Annotated[
        bool, typer.Option("--all", help="Attitudes and actions too (support, demands, votes).")
    ] = False,
    language: Annotated[
        str, typer.Option(help="Refuse articles in other languages; any reads them all the same.")
    ] = "en",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let URLs lead to private addresses.")
    ] = False,
) -> None:
    """Read articles and print their evidence sheets: who says it, on whose word, how surely."""
    output = Output(
        quiet=quiet,
        as_json=as_json,
        as_jsonl=as_jsonl,
        page=html_file,
        kinds=tuple(kind or ()),
        min_score=min_score,
        attitudes=attitudes,
    )
    if len(sources) > 1 and (as_json or html_file):
        raise typer.BadParameter("--json and --html take one SOURCE; use --jsonl for many.")
    skipped: list[Skipped] = []
    if archive:
        readings = _kept(archive, sources, skipped)
    else:
        loaded = _loaded(sources, skipped, language=language, allow_private=allow_private)
        readings = sayso.read_many(loaded)
    for number, reading in enumerate(readings):
        _show(reading, output, number)
    if skipped:
        raise typer.Exit(1)


def _loaded(
    sources: list[str], skipped: list[Skipped], *, language: str, allow_private: bool
) -> Iterator[Article]:
    """Articles one by one; what cannot be loaded is told at once and remembered."""
    from sayso.load import load_bytes  # what the door of the package does not have

    console = errors()
    with bar(console, len(sources)) as shown:
        task = shown.add_task("reading", total=len(sources))
        for source in sources:
            try:
                if source == "-":
                    data = sys.stdin.buffer.read()
                    yield load_bytes(data, where="standard input", language=language)
                else:
                    yield sayso.load(source, language=language, allow_private=allow_private)
            except LoadError as error:
                skipped.append(Skipped(error.where, error.reason))
                label = "skipped" if len(sources) > 1 else "sayso"
                console.print(f"{label}: {error}", markup=False)
            shown.advance(task)


def _kept(archive: str, sources: list[str], skipped: list[Skipped]) -> Iterator[Reading]:
    """What an archive has of articles, by their ids, their statements' ids or their URLs."""
    with sayso.Archive(archive, create=False) as opened:
        for source in sources:
            try:
                yield opened.reading(_article(opened, source))
            except ArticleNotFound as error:
                skipped.append(Skipped(error.asked, error.reason))
                errors().print(f"sayso: {error}", markup=False)


def _article(archive: sayso.Archive, asked: str) -> str:
    versions = archive.versions(asked)
    if versions:
        return versions[-1].id
    said = archive.store.statements([asked])
    return said[0].article if said else asked


def _show(reading: Reading, output: Output, number: int) -> None:
    kinds, sure, attitudes = output.kinds, output.min_score, output.attitudes
    if output.page:
        page = html.page(reading, kinds=kinds, min_score=sure, attitudes=attitudes)
        write(output.page, page)
    elif output.as_jsonl:
        sys.stdout.write(json.dumps(reading) + "\n")
    elif output.as_json:
        sys.stdout.write(json.dumps(reading, indent=2) + "\n")
    else:
        if number and not output.quiet:
            typer.echo()
        terminal.render(
            reading,
            console=answers(),
            quiet=output.quiet,
            kinds=kinds,
            min_score=sure,
            attitudes=attitudes,
        )
