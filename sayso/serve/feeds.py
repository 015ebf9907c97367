"""Feeds of a search, a claim, a source: what is new in each, for a reader of Atom feeds."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from sayso.archive import Archive
from sayso.serve import found
from sayso.serve.answers import answer
from sayso.serve.asked import Facets, Words, query
from sayso.serve.atom import MEDIA, Feed, atom
from sayso.serve.site import Links, links
from sayso.store import Entry
from sayso.types import Statement

#: A feed holds so many entries: those added last.
ENTRIES = 50


def router(archive: Archive) -> APIRouter:
    """All that lies under ``/feeds``."""
    made = APIRouter(prefix="/feeds", include_in_schema=False)

    @made.get("/search")
    def search(request: Request, given: Facets, words: Words = "") -> Response:
        asked, _ = query(words, given, limit=ENTRIES)
        hits = archive.search(asked).items
        told = " ".join(filter(None, (words, *given.values()))) or "everything"
        to = links(request)
        entries = [(h.statement, h.entry, _place(to, h.entry.id, h.statement)) for h in hits]
        page = to.to("/search", words=words, **given)
        return _feed(request, f"search:{told}", f"sayso: {told}", page, entries)

    @made.get("/claims/{claim}")
    def claim(request: Request, claim: str) -> Response:
        one = found.claim(archive, claim)
        page = links(request).claim(one.id)
        return _feed(
            request,
            f"claim:{one.id}",
            f"sayso: {one.text[:200]}",
            page,
            _latest(request, archive, one.statements),
        )

    @made.get("/sources/{source}")
    def source(request: Request, source: str) -> Response:
        one = found.source(archive, source)
        page = links(request).one_source(one.id)
        return _feed(
            request,
            f"source:{one.id}",
            f"sayso: what {one.name[:200]} said",
            page,
            _latest(request, archive, one.said),
        )

    return made


def _latest(
    request: Request, archive: Archive, statements: Iterable[Statement]
) -> list[tuple[Statement, Entry, str]]:
    """Statements with their articles, those of the articles added last first."""
    said = list(statements)
    entries = {e.id: e for e in archive.store.entries(dict.fromkeys(s.article for s in said))}
    kept = sorted(
        (s for s in said if s.article in entries),
        key=lambda s: (entries[s.article].added, s.id),
        reverse=True,
    )
    to = links(request)
    return [(s, entries[s.article], _place(to, s.article, s)) for s in kept[:ENTRIES]]


def _place(to: Links, article: str, statement: Statement | None) -> str:
    """The sheet of an article, at the statement where it is an attribution of it."""
    at = statement.attribution if statement else None
    return to.article(article) + (f"#{at}" if at else "")


def _feed(
    request: Request,
    id_: str,
    title: str,
    page: str,
    entries: Iterable[tuple[Statement | None, Entry, str]],
) -> Response:
    base = str(request.base_url).rstrip("/")
    root = links(request).root
    host = base.removesuffix(root) if root else base
    feed = Feed(f"urn:sayso:{quote(id_)}", title, f"{host}{page}", str(request.url))
    whole = ((statement, entry, f"{host}{where}") for statement, entry, where in entries)
    return answer(request, atom(feed, whole), MEDIA)
