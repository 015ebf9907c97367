"""`sayso stories ARCHIVE [ID]`: the articles about one event, event by event."""

from __future__ import annotations

from typing import Annotated

import typer

import sayso
from sayso.cli.options import ArchiveName, Json, Limit, Since, Until, moments
from sayso.cli.output import answers, more, nothing, put
from sayso.show import lists
from sayso.types import Story

EXAMPLES = """
Examples:

  sayso stories news.db --since 2031-03-01

  sayso stories news.db 7c1be0a4d92f6358     one, with all its articles

  sayso stories news.db --json | jq -r .headline
"""


def stories(
    archive: ArchiveName,
    article: Annotated[
        str | None, typer.Argument(metavar="ID", help="Only the story of this article.")
    ] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """List stories: articles about one event, the latest first."""
    first, last = moments(since, until)
    cursor = None
    with sayso.Archive(archive, create=False) as opened:
        if article:
            opened.article(article)
            story = opened.story(article)
            listed: tuple[Story, ...] = (story,) if story else ()
        else:
            page = opened.stories(since=first, until=last, limit=limit)
            listed, cursor = page.items, page.cursor
        found = [(story, opened.store.entries(story.articles)) for story in listed]
        if not found:
            nothing(opened, "no two articles are about one event" + (" with it" if article else ""))
    if as_json:
        for story, entries in found:
            put(lists.story_dict(story, entries))
    else:
        lists.stories(found, console=answers(), whole=bool(article))
    if cursor:
        more(limit)
