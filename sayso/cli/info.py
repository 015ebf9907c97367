"""`sayso info ARCHIVE`: how much there is."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import sayso
from sayso.cli.options import ArchiveName, Json
from sayso.cli.output import EMPTY, answers, nothing, put
from sayso.show import lists

EXAMPLES = """
Examples:

  sayso info news.db

  sayso info news.db --json | jq .articles
"""


def info(archive: ArchiveName, as_json: Json = False) -> None:
    """Tell how much an archive holds."""
    with sayso.Archive(archive, create=False) as opened:
        counts = opened.info()
        if not counts.articles:
            nothing(opened, EMPTY)
    facts = {"archive": archive, **asdict(counts)}
    if as_json:
        put({k: v.isoformat() if isinstance(v, datetime) else v for k, v in facts.items()})
    else:
        lists.info(facts, console=answers())
