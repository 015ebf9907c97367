"""`sayso add ARCHIVE INPUT...`: articles from anywhere into an archive."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Optional, Self

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
from sayso.types import Article, Skipped

EXAMPLES = """
Examples:

  sayso add news.db pages/ feeds.opml                  folders, files, lists of feeds

  sayso add news.db articles.jsonl --field text=story  a table with names of its own

  sayso add news.db crawl.warc.gz --workers 4          a web archive, read by four processes

  sayso add news.db https://example.org/rss --skipped left-out.csv
"""


#: Left-out inputs that are told one by one.
FEW = 10


def add(
    archive: Annotated[str, typer.Argument(help="A file, made if new, or postgresql://…")],
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Pages, folders, URLs, feeds, OPML, sitemaps, JSON lines, CSV, WARC, WACZ.",
        ),
    ],
    workers: Annotated[int, typer.Option(min=1, help="Processes that read; one more writes.")] = 1,
    field: Annotated[
        Optional[list[str]],  # noqa: UP045  typer reads the annotation
        typer.Option("--field", metavar="OURS=THEIRS", help="What a table calls a field."),
    ] = None,
    skipped: Annotated[
        Optional[Path],  # noqa: UP045
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
    console = errors()
    with Archive(archive) as opened, _Left(skipped, console) as left, _bar(console) as bar:
        task = bar.add_task("adding", total=None)
        taken = load_many(
            *inputs,
            fields=_fields(field or ()),
            language=language,
            known=opened.known_url,
            refetch=refetch,
            manners=manners,
        )

        def told(done: Added) -> None:
            bar.update(task, completed=done.seen, description=_sum(done))

        done = opened.add(left.told(taken), workers=workers, told=told)
        done = replace(done, known=done.known + left.known)
    typer.echo(_sum(done))
    if done.skipped and not (done.added or done.known):
        raise typer.Exit(1)


def _fields(pairs: list[str] | tuple[str, ...]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise typer.BadParameter(f"--field {pair}: write it as text=body, ours=theirs")
    return dict(pair.split("=", 1) for pair in pairs)


def _sum(done: Added) -> str:
    parts = [f"{done.added:,} added", f"{done.known:,} known", f"{done.skipped:,} skipped"]
    if done.changed:
        parts[0] += f" ({done.changed:,} of them changed)"
    return ", ".join(parts)


class _Rate(ProgressColumn):
    """Articles a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:,.1f}/s")


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
