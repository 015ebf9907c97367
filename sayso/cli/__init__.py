"""The command line, one module per command or family of commands.

Words in, sheets and traces out; every error is one line on standard error and a non-zero exit
code.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Annotated

import typer

from sayso import __version__
from sayso.cli import add, export, lists, read, trace
from sayso.errors import SaysoError

app = typer.Typer(
    name="sayso",
    help="On whose say-so? Reads the news and makes hearsay visible.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def sayso(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """On whose say-so? Reads the news and makes hearsay visible."""


for module, command in (
    (read, read.read),
    (add, add.add),
    (trace, trace.trace),
    (lists, lists.search),
    (lists, lists.stories),
    (lists, lists.sources),
    (lists, lists.info),
    (export, export.export),
):
    epilog = getattr(module, f"{command.__name__.upper()}_EXAMPLES", None) or module.EXAMPLES
    app.command(epilog=epilog)(command)


def main() -> None:
    """Run the command line; errors of ours end in one line, a closed pipe in none."""
    try:
        app()
    except SaysoError as error:
        typer.echo(f"sayso: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        with suppress(OSError):
            sys.stdout.close()
        sys.exit(141)
