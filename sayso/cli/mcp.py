"""`sayso mcp ARCHIVE`: the archive as tools for programs that speak the Model Context Protocol."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.archive import Archive
from sayso.cli.options import ArchiveName
from sayso.errors import SaysoError

EXAMPLES = """
Examples:

  sayso mcp news.db      speaks over standard input and output

In a client's configuration:

  {"command": "sayso", "args": ["mcp", "/path/to/news.db"]}
"""


def mcp(
    archive: ArchiveName,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let URLs lead to private addresses.")
    ] = False,
) -> None:
    """Offer an archive to programs as tools, read-only; needs pip install 'sayso[mcp]'."""
    try:
        from sayso.serve import tools  # an extra, and slow to import
    except ImportError as error:
        raise SaysoError(f"{error.name} is missing: pip install 'sayso[mcp]'") from error
    with Archive(archive, create=False) as opened:
        tools.server(opened, allow_private=allow_private).run("stdio")
