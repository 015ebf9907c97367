"""`sayso sources ARCHIVE [NAME]`: who is quoted, how often, saying what."""

from __future__ import annotations

from typing import Annotated

import typer

import sayso
from sayso.cli.options import ArchiveName, Json, Limit
from sayso.cli.output import answers, more, nothing, put
from sayso.show import lists

EXAMPLES = """
Examples:

  sayso sources news.db                 who is quoted most

  sayso sources news.db "jonas feld"    one speaker, with all that he said

  sayso sources news.db --json | jq -r .name
"""


def sources(
    archive: ArchiveName,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Words of the name, or an id.")] = "",
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """List sources: who is quoted, how often, through which outlets, saying what."""
    with sayso.Archive(archive, create=False) as opened:
        one = opened.source(name) if name else None
        listed = [one] if one else opened.sources(name, limit=limit + 1)
        found = listed[:limit]
        ids = dict.fromkeys(s.article for source in found for s in source.said)
        entries = {entry.id: entry for entry in opened.store.entries(ids)}
        if not found:
            nothing(opened, "nobody of that name is quoted" if name else "nobody is quoted")
    if as_json:
        for source in found:
            put(lists.source_dict(source))
    else:
        lists.sources(found, entries, console=answers(), whole=len(listed) == 1)
    if len(listed) > limit:
        more(limit)
