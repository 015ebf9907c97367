"""`sayso serve ARCHIVE`: the archive in the browser and over HTTP."""

from __future__ import annotations

import logging
import secrets
import signal
import sys
from typing import Annotated, Optional

import typer

from sayso.archive import Archive
from sayso.errors import SaysoError

EXAMPLES = """
Examples:

  sayso serve news.db                     on this machine alone

  sayso serve news.db --host 0.0.0.0      for others too, with a token

  sayso serve news.db --root-path /news --name example.org
"""


def serve(
    archive: Annotated[str, typer.Argument(help="A file or postgresql://…")],
    host: Annotated[str, typer.Option(help="The address to bind to.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    name: Annotated[
        Optional[list[str]],  # noqa: UP045  typer reads the annotation
        typer.Option("--name", help="Another host name by which it may be called."),
    ] = None,
    root_path: Annotated[
        str, typer.Option(metavar="PATH", help="The path under which a proxy offers it.")
    ] = "",
    token: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            envvar="SAYSO_TOKEN",
            help="What callers must know; made up if the address is open to others.",
        ),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let URLs lead to private addresses.")
    ] = False,
    log: Annotated[
        bool, typer.Option("--log", help="Log each request as a line of JSON, without words.")
    ] = False,
) -> None:
    """Open the archive in the browser and over HTTP; needs pip install 'sayso[serve]'."""
    try:
        from sayso import serve as site  # an extra, and slow to import
        from sayso.serve.guard import is_home
    except ImportError as error:
        raise SaysoError(f"{error.name} is missing: pip install 'sayso[serve]'") from error
    if token is None and not is_home(host):
        token = secrets.token_urlsafe(24)
    settings = site.Settings(
        host=host, names=tuple(name or ()), token=token, allow_private=allow_private
    )
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    logging.getLogger("sayso.serve").setLevel(logging.INFO if log else logging.WARNING)
    # The server hands the signal back once it has stopped: the archive is then closed here.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
    with Archive(archive, create=False) as opened:
        shown = f"[{host}]" if ":" in host else host
        query = f"/?token={token}" if token else "/"
        typer.echo(f"http://{shown}:{port}{root_path.rstrip('/')}{query}  (Ctrl-C stops)", err=True)
        site.run(opened, settings, port=port, root_path=root_path)
