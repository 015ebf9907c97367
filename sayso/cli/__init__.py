"""The command line, one module per command.

Words in, sheets and traces out; every error is one line on standard error and a non-zero exit
code. A command is imported, with the stages that it needs, only when it is called.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from sayso import __version__
from sayso.errors import SaysoError

#: The overview. Each command is the function of its name in the module of its name, which has
#: its ``EXAMPLES`` too.
COMMANDS = {
    "read": "Read articles and print their evidence sheets.",
    "add": "Read articles, link them, and keep them in an archive.",
    "trace": "Trace a claim to its roots: who carries it, who copied whom.",
    "search": "Find statements by words, speaker, kind, outlet, date.",
    "stories": "List stories: articles about one event.",
    "sources": "List sources: who is quoted, how often, through whom.",
    "info": "Tell how much an archive holds.",
    "serve": "Open an archive in the browser and over HTTP.",
    "mcp": "Offer an archive to programs as tools (Model Context Protocol).",
    "export": "Write a table of an archive as CSV, JSON lines or Parquet.",
}

#: Objects after which garbage in circles is looked for, by generation. A trace makes millions of
#: small objects that are in none: at Python's own 700 a fifth of its time goes into looking.
_GARBAGE = (10_000, 10, 10)

_PLAIN: dict[str, Any] = {
    "add_completion": False,
    "context_settings": {"help_option_names": ["--help", "-h"]},
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}


class _Commands(TyperGroup):
    """Takes a command's place in the overview by the command itself once it is called."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        name, _, rest = super().resolve_command(ctx, args)
        return name, name and _imported(name), rest


def _imported(name: str) -> Any:
    module = import_module(f"sayso.cli.{name}")
    alone = typer.Typer(**_PLAIN)
    alone.command(name, epilog=module.EXAMPLES)(getattr(module, name))
    return typer.main.get_command(alone)


def _place() -> None:
    pass


app = typer.Typer(name="sayso", cls=_Commands, no_args_is_help=True, **_PLAIN)
for _name, _summary in COMMANDS.items():
    app.command(_name, help=_summary)(_place)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback(epilog="sayso COMMAND --help has the options of a command, and examples.")
def sayso(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """On whose say-so? Reads the news and makes hearsay visible."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line on what was typed after "sayso", and exit.

    Errors of ours and of the system end in one line, a closed pipe and Ctrl-C in none.
    """
    gc.set_threshold(*_GARBAGE)
    if sys.stdout is None:  # closed by who called
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115  as long as this lives
    try:
        try:
            app(arguments, prog_name="sayso")
        finally:
            sys.stdout.flush()
    except SaysoError as error:
        typer.echo(f"sayso: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        _cut("", 141)
    except OSError as error:
        place = error.filename or "standard output"
        _cut(f"{place}: {error.strerror or error}", 1)
    except KeyboardInterrupt:
        sys.exit(130)


def _cut(line: str, code: int) -> None:
    """Exit; what could not be written to standard output is not tried again."""
    with suppress(OSError):
        sys.stdout.close()
    if line:
        typer.echo(f"sayso: {line}", err=True)
    sys.exit(code)
