"""`sayso search | stories | sources | info ARCHIVE`: what an archive holds."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Optional

import typer

from sayso.archive import Archive
from sayso.cli.output import answers, put
from sayso.show import lists
from sayso.store import Query
from sayso.types import Certainty, Kind, Polarity, aware

SEARCH_EXAMPLES = """
Examples:

  sayso search news.db ferry                            all words must occur

  sayso search news.db '"ran aground"' --kind unstated  a phrase that nobody stands for

  sayso search news.db --speaker renwick --since 2031-03-01

  sayso search news.db ferry --polarity denies --json | jq -r .statement.text
"""
STORIES_EXAMPLES = """
Examples:

  sayso stories news.db --since 2031-03-01

  sayso stories news.db --json | jq -r .headline
"""
SOURCES_EXAMPLES = """
Examples:

  sayso sources news.db                 who is quoted most

  sayso sources news.db "jonas feld"    one speaker, with all that he said
"""
INFO_EXAMPLES = """
Example:

  sayso info news.db
"""
EXAMPLES = SEARCH_EXAMPLES

_Archive = Annotated[str, typer.Argument(help="A file or postgresql://…")]
_Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
_Limit = Annotated[int, typer.Option(min=1, help="How many at most.")]
_Day = Annotated[Optional[str], typer.Option(metavar="DATE")]  # noqa: UP045


def search(
    archive: _Archive,
    text: Annotated[str, typer.Argument(metavar="[WORDS]", help='Words or "phrases".')] = "",
    speaker: Annotated[
        Optional[str], typer.Option(help="Words of the speaker's name.")  # noqa: UP045
    ] = None,
    kind: Annotated[Optional[Kind], typer.Option(help="The kind of source.")] = None,  # noqa: UP045
    publisher: Annotated[Optional[str], typer.Option(help="Who ran it.")] = None,  # noqa: UP045
    certainty: Annotated[Optional[Certainty], typer.Option()] = None,  # noqa: UP045
    polarity: Annotated[Optional[Polarity], typer.Option()] = None,  # noqa: UP045
    since: _Day = None,
    until: _Day = None,
    limit: _Limit = 20,
    as_json: _Json = False,
) -> None:
    """Find statements: by words, and by who says them, how surely, where and when."""
    query = Query(
        words=text,
        speaker=speaker,
        kind=kind,
        publisher=publisher,
        certainty=certainty,
        polarity=polarity,
        since=_moment(since),
        until=_moment(until),
        limit=limit,
    )
    with Archive(archive, create=False) as opened:
        hits = opened.search(query).items
    found = [(hit.statement, hit.entry) for hit in hits]
    if as_json:
        for statement, entry in found:
            put(lists.found_dict(statement, entry))
    elif not lists.search(found, console=answers()):
        _nothing("nothing found: try fewer words or filters")


def stories(
    archive: _Archive,
    since: _Day = None,
    until: _Day = None,
    limit: _Limit = 20,
    as_json: _Json = False,
) -> None:
    """List stories: articles about one event, the latest first."""
    with Archive(archive, create=False) as opened:
        page = opened.stories(since=_moment(since), until=_moment(until), limit=limit)
        found = [(story, opened.store.entries(story.articles)) for story in page.items]
    if as_json:
        for story, entries in found:
            put(lists.story_dict(story, entries))
    elif not lists.stories(found, console=answers()):
        _nothing("no stories: no two articles of the archive are about one event")


def sources(
    archive: _Archive,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Words of the name.")] = "",
    limit: _Limit = 20,
    as_json: _Json = False,
) -> None:
    """List sources: who is quoted, how often, through which outlets, saying what."""
    with Archive(archive, create=False) as opened:
        found = opened.sources(name, limit=limit)
        ids = dict.fromkeys(s.article for source in found for s in source.said)
        entries = {entry.id: entry for entry in opened.store.entries(ids)}
    if as_json:
        for source in found:
            put(lists.source_dict(source))
    elif not lists.sources(found, entries, console=answers()):
        _nothing("no source of that name is in the archive" if name else "the archive is empty")


def info(archive: _Archive, as_json: _Json = False) -> None:
    """Tell how much an archive holds."""
    with Archive(archive, create=False) as opened:
        facts = {"archive": archive, **asdict(opened.info())}
    if as_json:
        put({k: v.isoformat() if isinstance(v, datetime) else v for k, v in facts.items()})
    else:
        lists.info(facts, console=answers())


def _moment(given: str | None) -> datetime | None:
    try:
        return aware(given)[0]
    except ValueError as error:
        raise typer.BadParameter(f"{given}: write a date as 2031-03-19") from error


def _nothing(why: str) -> None:
    typer.echo(why, err=True)
