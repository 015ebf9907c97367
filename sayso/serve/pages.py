"""The pages: what people ask in a browser comes in, HTML goes out.

Sheets and traces are those of `sayso.show` with the site's bar around them; the others are
made of the templates here. All work without script. Outside input that makes no sense is
treated as if it were not there, or told on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from http import HTTPStatus
from itertools import groupby
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Query, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso import store
from sayso.archive import Archive, tellers
from sayso.errors import ClaimNotFound, LoadError
from sayso.serve import asked, found
from sayso.serve.answers import HTML, Busy, answer, status_of
from sayso.serve.asked import PER_PAGE, Cursor, Facets, Words
from sayso.serve.compare import column
from sayso.serve.copied import wordings
from sayso.serve.outlet import outlet
from sayso.serve.reader import Reader, Told
from sayso.serve.site import frame, links, render, sheet
from sayso.serve.waiting import Ticket, Waiting
from sayso.show import html
from sayso.show.trace import html as trace_html
from sayso.types import Article, Certainty, Kind, Polarity, Reading, Trace

#: Articles of the newest stories among whose claims the start page looks.
NEWEST = 200
#: What a source said that its page shows; the API has all.
SAID = 100
#: Seconds after which a page says that the reading goes on.
PATIENCE = 2.0

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5" '
    'fill="#fbfaf6" stroke="#17624d" stroke-width="2"/><path d="M8 1.5a6.5 6.5 0 0 0 0 13z" '
    'fill="#17624d"/></svg>'
)


#: For the browser's bar of bookmarks: opens the start page with the address that one is at. It
#: only asks; reading needs a press of the button there.
_BUTTON = "javascript:void(open('HERE?given='+encodeURIComponent(location.href)))"


def router(archive: Archive, reader: Reader) -> APIRouter:
    """All pages and their style sheets."""
    made = APIRouter(include_in_schema=False)
    _start(made, archive)
    _reading(made, archive, reader)
    _keep(made, archive, reader)
    _articles(made, archive)
    _outlets(made, archive)
    _claims(made, archive)
    _stories(made, archive)
    _sources(made, archive)
    _search(made, archive)
    return made


def error(request: Request, status: int, detail: str) -> Response:
    """A page that says what went wrong and where to go on."""
    facts = {"status": status, "phrase": HTTPStatus(status).phrase, "detail": detail}
    return answer(request, render(request, "error.html", facts), HTML, status)


def _start(made: APIRouter, archive: Archive) -> None:
    @made.get("/static/{name}")
    def static(request: Request, name: str) -> Response:
        body = sheet(name)
        if body is None:
            raise HTTPException(404)
        return answer(request, body, "text/css; charset=utf-8")

    @made.get("/favicon.ico")
    def icon(request: Request) -> Response:
        return answer(request, _ICON, "image/svg+xml")

    @made.get("/")
    def start(request: Request, given: Annotated[str, Query(max_length=4000)] = "") -> Response:
        return _start_page(request, archive, given=given)

    @made.get("/read")
    def again(request: Request) -> Response:
        return RedirectResponse(links(request).to("/"), 303)


def _reading(made: APIRouter, archive: Archive, reader: Reader) -> None:
    waiting = Waiting(reader.at_once)

    @made.post("/read")
    def read(
        request: Request,
        given: Annotated[str, Form()] = "",
        file: UploadFile | None = None,
    ) -> Response:
        named = file.filename[:200] if file and file.filename else ""
        data = file.file.read() if file and named else b""
        ticket = waiting.begin(lambda: _read(reader, given.strip(), named, data), given)
        with suppress(TimeoutError, LoadError, Busy):
            ticket.done.result(PATIENCE)
        if ticket.done.done():
            return _shown(request, archive, ticket)
        return RedirectResponse(links(request).to(f"/reading/{ticket.id}"), 303)

    @made.get("/reading/{ticket}")
    def reading(request: Request, ticket: str) -> Response:
        known = waiting.ticket(ticket)
        if known is None:
            raise HTTPException(404, "What was read is not kept for long: read it again.")
        if known.done.done():
            return _shown(request, archive, known)
        return _page(request, "reading.html", {"seconds": known.seconds})


def _shown(request: Request, archive: Archive, ticket: Ticket) -> Response:
    """What was read, or on the start page why it was not."""
    try:
        reading = ticket.done.result()
    except (LoadError, Busy) as error:
        return _start_page(request, archive, str(error), ticket.given, status_of(error))
    below = render(request, "unstored.html", {"article": reading.article})
    return answer(request, html.page(reading, site=frame(request, below=below)), HTML)


def _keep(made: APIRouter, archive: Archive, reader: Reader) -> None:
    @made.post("/keep")
    def keep(
        request: Request,
        text: Annotated[str, Form()] = "",
        url: Annotated[str, Form(max_length=4000)] = "",
        title: Annotated[str, Form(max_length=1000)] = "",
        publisher: Annotated[str, Form(max_length=300)] = "",
        published: Annotated[str, Form(max_length=40)] = "",
    ) -> Response:
        if not text.strip():
            return _start_page(request, archive, "Nothing to keep: read an article first", "", 422)
        plain = text.replace("\r\n", "\n")  # browsers send line breaks so
        about: dict[str, Any] = {
            "url": url,
            "title": title,
            "publisher": publisher,
            "published": published,
        }
        try:
            article = Article.from_text(plain, **{k: v for k, v in about.items() if v})
            with reader.turn():
                archive.add(article)
        except (ValueError, Busy) as error:
            status = 503 if isinstance(error, Busy) else 422
            return _start_page(request, archive, str(error), status=status)
        return RedirectResponse(links(request).article(article.id), 303)


def _read(reader: Reader, given: str, file: str, data: bytes) -> Reading:
    if file:
        return reader.data(data, file, Told())
    if not given:
        raise LoadError("Nothing to read", "paste an address or a text, or choose a file")
    if given.lower().startswith(("http://", "https://")) and len(given.split()) == 1:
        return reader.url(given, Told())
    return reader.text(given, Told())


def _start_page(
    request: Request, archive: Archive, wrong: str = "", given: str = "", status: int = 200
) -> Response:
    page = archive.stories(limit=8)
    newest = [a for s in page.items for a in s.articles][:NEWEST]
    latest = () if page.items else archive.store.search_articles(store.Query(limit=8)).items
    facts = {
        "counts": archive.info(),
        "stories": [(s, _entries(archive, s.articles)) for s in page.items],
        "more": page.cursor,
        "told": tellers.most_told(archive.store, newest),
        "latest": [hit.entry for hit in latest],
        "wrong": wrong,
        "given": given,
        "button": _BUTTON.replace("HERE", str(request.base_url)),
    }
    return answer(request, render(request, "start.html", facts), HTML, status)


def _articles(made: APIRouter, archive: Archive) -> None:
    @made.get("/articles")
    def articles(request: Request, words: Words = "", cursor: Cursor = "") -> Response:
        query = store.Query(words=words, limit=PER_PAGE, cursor=cursor or None)
        page = archive.store.search_articles(query)
        facts = {
            "entries": [h.entry for h in page.items],
            "words_asked": words,
            "cursor": page.cursor,
        }
        return _page(request, "articles.html", facts)

    @made.get("/articles/{article}")
    def article(request: Request, article: str) -> Response:
        reading = archive.reading(article)
        said = archive.store.statements_of([article])
        ids = archive.store.claim_ids(s.id for s in said)
        claims = {s.attribution: ids[s.id] for s in said if s.attribution and s.id in ids}
        shared = found.shared(archive, article)
        facts = {
            "article": reading.article,
            "story": archive.story(article),
            "retold": tellers.retold(archive.store, article),
            "shared": shared,
            "versions": archive.versions(reading.article.url) if reading.article.url else [],
        }
        below = render(request, "below_article.html", facts)
        marked = wordings(article, shared, links(request))
        site = frame(request, below=below, claims=claims, wordings=marked)
        return answer(request, html.page(reading, site=site), HTML)

    @made.get("/compare")
    def compare(request: Request, one: Words = "", other: Words = "") -> Response:
        return _compared(request, archive, one, other)


def _compared(request: Request, archive: Archive, one: str, other: str) -> Response:
    first, second = archive.article(one), archive.article(other)
    pair = next(iter(archive.store.reuse_of([one, other], within=True)), None)
    sides = (
        [(p.a, p.b) if pair and pair.a == one else (p.b, p.a) for p in pair.passages]
        if pair
        else []
    )
    here, there = [side[0] for side in sides], [side[1] for side in sides]
    facts = {
        "one": first,
        "other": second,
        "pair": pair,
        "first": first if pair and pair.original == one else second,
        "left": column(first.text, here, second.text, there),
        "right": column(second.text, there, first.text, here),
    }
    return _page(request, "compare.html", facts)


def _outlets(made: APIRouter, archive: Archive) -> None:
    @made.get("/outlets")
    def outlets(request: Request, cursor: Cursor = "") -> Response:
        page = archive.store.publishers(limit=2 * PER_PAGE, cursor=cursor or None)
        return _page(request, "outlets.html", {"outlets": page.items, "cursor": page.cursor})

    @made.get("/outlet")
    def one_outlet(request: Request, name: Words = "") -> Response:
        if not name.strip():
            return RedirectResponse(links(request).to("/outlets"), 303)
        return _page(request, "outlet.html", {"outlet_": outlet(archive, name)})


def _claims(made: APIRouter, archive: Archive) -> None:
    @made.get("/claims/{claim}")
    def claim(request: Request, claim: str, unfolded: bool = False) -> Response:
        trace = archive.trace(found.claim(archive, claim).id)
        return _trace(request, archive, trace, unfolded)

    @made.get("/trace")
    def trace(request: Request, question: Words = "", unfolded: bool = False) -> Response:
        if not question.strip():
            return RedirectResponse(links(request).to("/search"), 303)
        try:
            return _trace(request, archive, archive.trace(question), unfolded)
        except ClaimNotFound as error:
            facts = {"question": question, "reason": error.reason, "asked": question}
            return _page(request, "no_claim.html", facts, 404)


def _trace(request: Request, archive: Archive, trace: Trace, unfolded: bool) -> Response:
    texts = {a.id: archive.article(a.id) for a in trace.articles}
    stories = {s.id: s for a in trace.articles[:1] if (s := archive.story(a.id))}
    facts = {
        "trace": trace,
        "stories": stories.values(),
        "known": archive.claim(trace.claim.id),
    }
    below = render(request, "below_trace.html", facts)
    asked = dict(request.query_params) | {"unfolded": "" if unfolded else "1"}
    reprints = any(pair.reprint for pair in trace.reuse)
    fold = f"?{urlencode({k: v for k, v in asked.items() if v})}#graph" if reprints else None
    site = frame(request, below=below, fold=fold)
    return answer(request, trace_html.page(trace, texts, unfolded=unfolded, site=site), HTML)


def _stories(made: APIRouter, archive: Archive) -> None:
    @made.get("/stories")
    def stories(request: Request, cursor: Cursor = "") -> Response:
        page = archive.stories(limit=PER_PAGE, cursor=cursor or None)
        told = [(s, _entries(archive, s.articles)) for s in page.items]
        return _page(request, "stories.html", {"stories": told, "cursor": page.cursor})

    @made.get("/stories/{story}")
    def story(request: Request, story: str) -> Response:
        one, entries = found.story(archive, story)
        by_id = {entry.id: entry for entry in entries}
        reprints: dict[str, list[Any]] = {}
        for pair in archive.store.reuse_of(one.articles, within=True):
            copy = pair.b if pair.original == pair.a else pair.a
            if pair.original in by_id and pair.reprint and copy in by_id:
                reprints.setdefault(copy, []).append(by_id[pair.original])
        facts = {
            "story": one,
            "entries": entries,
            "told": tellers.most_told(archive.store, one.articles),
            "reprint_of": {copy: found.by_time(of)[0] for copy, of in reprints.items()},
        }
        return _page(request, "story.html", facts)


def _sources(made: APIRouter, archive: Archive) -> None:
    @made.get("/sources")
    def sources(request: Request, name: Words = "") -> Response:
        known = archive.sources(name, limit=2 * PER_PAGE)
        exact = [s for s in known if name in s.names]
        if name and len(exact or known) == 1:
            return RedirectResponse(links(request).one_source((exact or known)[0].id), 303)
        return _page(request, "sources.html", {"sources": known, "name": name})

    @made.get("/sources/{source}")
    def source(request: Request, source: str) -> Response:
        one = found.source(archive, source)
        said = one.said[:SAID]
        facts = {
            "source": one,
            "said": [(a, list(own)) for a, own in groupby(said, key=lambda s: s.article)],
            "shown": len(said),
            "entries": {e.id: e for e in _entries(archive, (s.article for s in said))},
            "claims": archive.store.claim_ids(s.id for s in said),
            "articles": len({s.article for s in one.said}),
        }
        return _page(request, "source.html", facts)


def _search(made: APIRouter, archive: Archive) -> None:
    @made.get("/search")
    def search(request: Request, given: Facets, words: Words = "", cursor: Cursor = "") -> Response:
        query, wrong = asked.query(words, given, cursor)
        page = archive.search(query)
        statements = [hit.statement for hit in page.items if hit.statement]
        facts = {
            "hits": page.items,
            "claims": archive.store.claim_ids(s.id for s in statements),
            "cursor": page.cursor,
            "asked": words,
            "given": given,
            "wrong": wrong,
            "choices": {
                "kind": list(Kind),
                "certainty": list(Certainty),
                "polarity": list(Polarity),
            },
            "counts": archive.info() if not page.items else None,
            "facets": found.facets(archive, query) if page.items else {},
        }
        return _page(request, "search.html", facts)


def _entries(archive: Archive, ids: Iterable[str]) -> list[store.Entry]:
    return found.by_time(archive.store.entries(dict.fromkeys(ids)))


def _page(request: Request, template: str, facts: Mapping[str, Any], status: int = 200) -> Response:
    return answer(request, render(request, template, facts), HTML, status)
