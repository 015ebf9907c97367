"""`sayso search ARCHIVE [WORDS]`: statements, by words and by who says them."""

from __future__ import annotations

from typing import Annotated

import typer

import sayso
from sayso.cli.options import ArchiveName, Json, Limit, Since, Until, moments
from sayso.cli.output import answers, more, nothing, put
from sayso.show import lists
from sayso.types import Certainty, Kind, Polarity

EXAMPLES = """
Examples:

  sayso search news.db "ferry sank"                   both words must occur

  sayso search news.db '"ran aground"'                a phrase

  sayso search news.db ferry --kind unstated          that nobody stands for

  sayso search news.db --speaker renwick --since 2031-03-01

  sayso search news.db ferry --polarity denies --json | jq .statement

Then, by an id that it prints:

  sayso read --from news.db 3f9c2a17d0b84e55          the article

  sayso trace news.db 3f9c2a17d0b84e55                where it comes from
"""


def search(
    archive: ArchiveName,
    text: Annotated[str, typer.Argument(metavar="WORDS", help='Words or "phrases".')] = "",
    speaker: Annotated[str | None, typer.Option(help="Words of the speaker's name.")] = None,
    kind: Annotated[
        Kind | None,
        typer.Option(metavar="KIND", help=f"The kind of source: {', '.join(Kind)}."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who ran it.")] = None,
    certainty: Annotated[
        Certainty | None, typer.Option(help="How surely the source says it.")
    ] = None,
    polarity: Annotated[
        Polarity | None, typer.Option(help="Whether the source says so, denies it or is silent.")
    ] = None,
    since: Since = None,
    until: Until = None,
    any_word: Annotated[
        bool, typer.Option("--any", help="One of the words is enough; the best first.")
    ] = False,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """Find statements: by words, and by who says them, how surely, where and when."""
    first, last = moments(since, until)
    query = sayso.Query(
        words=text,
        any_word=any_word,
        speaker=speaker,
        kind=kind,
        publisher=publisher,
        certainty=certainty,
        polarity=polarity,
        since=first,
        until=last,
        limit=limit,
    )
    with sayso.Archive(archive, create=False) as opened:
        page = opened.search(query)
        if not page.items:
            nothing(opened, _advice(query))
    found = [(hit.statement, hit.entry) for hit in page.items]
    if as_json:
        for statement, entry in found:
            put(lists.found_dict(statement, entry))
    else:
        lists.search(found, console=answers())
    if page.cursor:
        more(limit)


def _advice(query: sayso.Query) -> str:
    if len(query.words.split()) > 1 and not query.any_word:
        return "no statement has all of these words; try fewer, or --any for some of them"
    return "nothing found; try other words or fewer filters"
