"""`sayso trace ARCHIVE QUESTION`: a claim down to its roots."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import sayso
from sayso.cli.options import ArchiveName
from sayso.cli.output import EMPTY, answers, write
from sayso.errors import ClaimNotFound
from sayso.show.trace import exchange, html, json, svg, terminal

EXAMPLES = """
Examples:

  sayso trace news.db "the ferry sank in the bay"  a claim in your words

  sayso trace news.db https://example.org/ferry    what that article claims

  sayso trace news.db 3f9c2a17d0b84e55         what has that id

  sayso trace news.db "the ferry sank" --html trace.html

  sayso trace news.db "the ferry sank" --json | jq .independent
"""


def trace(
    archive: ArchiveName,
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="A sentence, an id, or an article's URL.")
    ],
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print the trace as JSON (form: show/schemas/trace.json)."),
    ] = False,
    html_file: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the trace as one page."),
    ] = None,
    svg_file: Annotated[
        Path | None,
        typer.Option("--svg", metavar="FILE", help="Write the provenance graph as an image."),
    ] = None,
    graphml_file: Annotated[
        Path | None,
        typer.Option("--graphml", metavar="FILE", help="Write the graph for Gephi or networkx."),
    ] = None,
    dot_file: Annotated[
        Path | None,
        typer.Option("--dot", metavar="FILE", help="Write the graph for Graphviz."),
    ] = None,
) -> None:
    """Trace a claim: who carries it, who copied whom, how many independent roots are left."""
    if not question.strip():
        raise typer.BadParameter("QUESTION is empty: write the claim as a sentence")
    with sayso.Archive(archive, create=False) as opened:
        if not opened.info().articles:
            raise ClaimNotFound(question, EMPTY)
        found = opened.trace(question)
        texts = {a.id: opened.article(a.id) for a in found.articles}
    for path, written in (
        (html_file, html.page),
        (svg_file, svg.image),
        (graphml_file, exchange.graphml),
        (dot_file, exchange.dot),
    ):
        if path:
            write(path, written(found, texts))
    if as_json:
        sys.stdout.write(json.dumps(found, texts, indent=2) + "\n")
    elif not any((html_file, svg_file, graphml_file, dot_file)):
        terminal.render(found, texts, console=answers())
