"""`sayso add ARCHIVE INPUT...`: articles from anywhere into an archive."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Self

import typer
from rich.console import Console
from rich.progress import (
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from sayso.archive import Added, Archive
from sayso.cli.output import errors
from sayso.errors import SaysoError
from sayso.load import KNOWN, TWICE, Manners, cache_folder, load_many
from sayso.load.tables import FIELDS
from sayso.types import Article, Skipped

EXAMPLES = """
Examples:

  sayso add news.db pages/ feeds.opml            folders, files, feeds

  sayso add news.db rows.csv --field text=story  a table with its own names

  sayso add news.db crawl.warc.gz --workers 4    a web archive, four readers

  sayso add news.db https://example.org/rss --skipped left-out.csv

  zcat dump.jsonl.gz | sayso add news.db -       standard input
"""

#: Left-out inputs that are told one by one.
FEW = 10


def add(
    archive: Annotated[
        str, typer.Argument(metavar="ARCHIVE", help="A file, made if new, or postgresql://…")
    ],
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Pages, folders, URLs, feeds, OPML, sitemaps, JSON lines, CSV, WARC, WACZ; "
            "- is standard input.",
        ),
    ],
    workers: Annotated[int, typer.Option(min=1, help="Processes that read; one more writes.")] = 1,
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="OURS=THEIRS", help="What a table calls a field."),
    ] = None,
    skipped: Annotated[
        Path | None,
        typer.Option("--skipped", metavar="FILE", help="Write what was left out, and why (CSV)."),
    ] = None,
    refetch: Annotated[
        bool, typer.Option("--refetch", help="Fetch URLs that the archive has, too.")
    ] = False,
    delay: Annotated[
        float, typer.Option(min=0, help="Seconds between two requests to one host.")
    ] = 1.0,
    language: Annotated[
        str, typer.Option(help="Leave out articles in other languages; any takes all.")
    ] = "en",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let URLs lead to private addresses.")
    ] = False,
) -> None:
    """Read articles, link them with one another, and keep them in an archive."""
    manners = Manners(delay=delay, cache=cache_folder(), allow_private=allow_private)
    fields = _fields(field or ())
    console = errors()
    done = Added()
    with Archive(archive) as opened, _Left(skipped, console) as left, _bar(console) as bar:
        task = bar.add_task("adding", total=None)
        taken = load_many(
            *(sys.stdin.buffer if one == "-" else one for one in inputs),
            fields=fields,
            language=language,
            known=opened.known_url,
            refetch=refetch,
            manners=manners,
        )

        def told(so_far: Added) -> None:
            nonlocal done
            done = replace(so_far, known=so_far.known + left.known)
            bar.update(task, completed=done.seen, description=_sum(done))

        try:
            told(opened.add(left.told(taken), workers=workers, told=told))
        except KeyboardInterrupt:
            console.print(f"stopped: {_sum(done)}; the same command goes on from here")
            raise
    if not done.seen:
        raise SaysoError("no articles in what was given")
    typer.echo(_sum(done))
    if not (done.added or done.known):
        raise typer.Exit(1)


def _fields(pairs: list[str] | tuple[str, ...]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise typer.BadParameter(f"--field {pair}: write it as text=body, ours=theirs")
        if (ours := pair.split("=")[0]) not in FIELDS:
            raise typer.BadParameter(f"--field {pair}: {ours} is none of {', '.join(FIELDS)}")
    return dict(pair.split("=", 1) for pair in pairs)


def _sum(done: Added) -> str:
    parts = [f"{done.added:,} added", f"{done.known:,} known", f"{done.skipped:,} skipped"]
    if done.changed:
        parts[0] += f" ({done.changed:,} of them changed)"
    return ", ".join(parts)


class _Rate(ProgressColumn):
    """Articles a second."""

    def render(self, task: Task) -> Text:
        speed = task.speed or task.completed / (task.elapsed or 1)
        return Text(f"{speed:,.1f}/s" if speed else "")


def _bar(console: Console) -> Progress:
    """How many are in, how fast; how many will come nobody knows of a feed or an archive."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        _Rate(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


class _Left:
    """What is left out: told on the terminal, the first ones only, or written to a file."""

    def __init__(self, path: Path | None, console: Console) -> None:
        self._path, self._console = path, console
        self._number = self.known = 0

    def __enter__(self) -> Self:
        try:
            self._file = self._path.open("w", encoding="utf-8", newline="") if self._path else None
        except OSError as error:
            raise SaysoError(f"{self._path}: cannot be written: {error.strerror}") from error
        self._writer = csv.writer(self._file) if self._file else None
        if self._writer:
            self._writer.writerow(("where", "reason"))
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()
        elif self._number > FEW:
            more = self._number - FEW
            self._console.print(f"skipped: {more:,} more; --skipped FILE has them all")

    def told(self, taken: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
        """Everything but the URLs that were read before: those are known, not left out."""
        for one in taken:
            if isinstance(one, Skipped):
                if one.reason in (KNOWN, TWICE):
                    self.known += 1
                    continue
                self._tell(one)
            yield one

    def _tell(self, skipped: Skipped) -> None:
        self._number += 1
        if self._writer:
            self._writer.writerow((skipped.where, skipped.reason))
        elif self._number <= FEW:
            self._console.print(f"skipped: {skipped.where}: {skipped.reason}", markup=False)
