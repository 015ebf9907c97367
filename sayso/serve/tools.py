"""What a program that speaks the Model Context Protocol may ask of an archive: four tools.

An open ``Archive`` comes in, a server goes out. Nothing is ever written; answers are what
``--json`` prints, and every error is one line. Source: modelcontextprotocol.io, tools.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from sayso import __version__, store
from sayso.archive import Archive
from sayso.errors import SaysoError
from sayso.serve.reader import Reader, Told
from sayso.show import json, lists
from sayso.show.trace import json as trace_json
from sayso.types import Certainty, Kind, Polarity

INSTRUCTIONS = (
    "An archive of news articles, read for hearsay: who says it, on whose word, how surely, "
    "through which outlet. It never says what is true: quote the evidence with every statement, "
    "and give the interval of independent roots as an interval."
)
_READ_ONLY = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_FETCHES = ToolAnnotations(read_only_hint=True, open_world_hint=True)

#: A list has so many entries at most.
MOST = 100


def server(archive: Archive, *, allow_private: bool = False) -> MCPServer:
    """The tools over an archive, which stays the caller's to close."""
    made: MCPServer = MCPServer(
        "sayso", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    _reading(made, Reader(1, allow_private=allow_private))
    _asking(made, archive)
    return made


def _reading(made: MCPServer, reader: Reader) -> None:
    @made.tool(annotations=_FETCHES)
    def read_article(url: str = "", text: str = "") -> dict[str, Any]:
        """Read one news article, by its address or its text: every attribution with its
        evidence, and the outlets that it rests on. Nothing is stored.
        """
        with _told():
            if bool(url) == bool(text):
                raise ToolError("give a url or a text")
            found = reader.url(url, Told()) if url else reader.text(text, Told())
            return json.to_dict(found)


def _asking(made: MCPServer, archive: Archive) -> None:
    @made.tool(annotations=_READ_ONLY)
    def search(
        words: str = "",
        speaker: str | None = None,
        publisher: str | None = None,
        kind: Kind | None = None,
        certainty: Certainty | None = None,
        polarity: Polarity | None = None,
        limit: int = 20,
    ) -> dict[str, Any]:
        """Find statements in the archive by words ("…" is a phrase) and filters: who said it,
        how surely, in which article.
        """
        query = store.Query(
            words=words,
            speaker=speaker,
            publisher=publisher,
            kind=kind,
            certainty=certainty,
            polarity=polarity,
            limit=_some(limit),
        )
        with _told():
            hits = archive.search(query).items
            return {"items": [lists.found_dict(hit.statement, hit.entry) for hit in hits]}

    @made.tool(annotations=_READ_ONLY)
    def trace_claim(question: str) -> dict[str, Any]:
        """Trace a claim, given in words or by its id, to its roots: who carries it, who copied
        whom, how many independent roots are left (an interval), who denies it.
        """
        with _told():
            trace = archive.trace(question)
            return trace_json.to_dict(trace, {a.id: archive.article(a.id) for a in trace.articles})

    @made.tool(annotations=_READ_ONLY)
    def list_sources(name: str = "", limit: int = 20) -> dict[str, Any]:
        """Who is quoted in the archive, most often first, saying what and through whom; with a
        name, those who share its words.
        """
        with _told():
            return {
                "items": [lists.source_dict(s) for s in archive.sources(name, limit=_some(limit))]
            }


def _some(limit: int) -> int:
    return min(max(limit, 1), MOST)


@contextmanager
def _told() -> Iterator[None]:
    """Errors as one line for the one who asked."""
    try:
        yield
    except SaysoError as error:
        raise ToolError(str(error)) from error
