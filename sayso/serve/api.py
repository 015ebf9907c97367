"""The HTTP API: what ``--json`` prints, over HTTP. Outside input is checked here, once.

Lists come as ``{"items": […], "cursor": …}``; the cursor asks for the next page and is null at
the end. Who accepts ``application/x-ndjson`` gets an item a line, who accepts ``text/csv`` a table;
the next page's address stands in the ``Link`` header. Every answer has an ETag; every error is a
problem (RFC 9457).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.requests import Request
from starlette.responses import Response

from sayso import store
from sayso.archive import Archive
from sayso.serve import found
from sayso.serve.answers import answer, json_answer
from sayso.serve.reader import Reader, Told
from sayso.serve.schemas import many, one, wrong
from sayso.show import json, lists, tables
from sayso.show.trace import json as trace_json
from sayso.types import Certainty, Kind, Polarity, aware

MOST = 100
LINES, CSV = "application/x-ndjson", "text/csv"
#: No archive is paged further, and no database takes a larger number.
_CURSOR = r"^\d{1,9}$"

Words = Annotated[str, Query(max_length=1000, description='All must occur; "…" is a phrase.')]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Cursor = Annotated[str | None, Query(pattern=_CURSOR, description="From the page before.")]
Name = Annotated[str | None, Query(max_length=300)]
_DAY = {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}
Day = Annotated[
    str | None,
    Query(
        max_length=40,
        description="2031-03-19, or with a time.",
        json_schema_extra={"anyOf": [_DAY, {"type": "null"}]},
    ),
]


def _with(name: str, **more: Any) -> dict[str, Any]:
    return {"required": [name], "properties": {name: {"type": "string", **more}}}


class Given(BaseModel):
    """An article to read: a URL to fetch, a text, or a page's HTML. Nothing is stored.

    With ``text`` or ``html``, ``url`` says where it was found and nothing is fetched.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "anyOf": [_with("url", pattern="^https?://."), _with("text"), _with("html")],
            "not": {"allOf": [_with("text"), _with("html")]},
        },
    )

    url: str | None = Field(None, max_length=4000)
    text: str | None = None
    html: str | None = None
    publisher: str | None = Field(None, max_length=300)
    title: str | None = Field(None, max_length=1000)
    published: str | None = Field(None, max_length=40)
    language: str = Field("en", pattern="^[a-z]{2,3}$")

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if self.text is not None and self.html is not None:
            raise ValueError("give a text or html, not both")
        if not (self.url or self.text is not None or self.html is not None):
            raise ValueError("give a url, a text or html")
        return self


def router(archive: Archive, reader: Reader) -> APIRouter:
    """All that lies under ``/api/v1``."""
    made = APIRouter(
        prefix="/api/v1",
        responses={code: wrong(why) for code, why in _WHY},
    )
    _reading(made, reader)
    _articles(made, archive)
    _claims(made, archive)
    _stories(made, archive)
    _sources(made, archive)
    return made


_WHY = (
    (400, "Cannot be understood"),
    (404, "Not in the archive"),
    (422, "Cannot be used as given"),
    (503, "Busy"),
)


def _reading(made: APIRouter, reader: Reader) -> None:
    @made.post(
        "/read",
        summary="Read an article; nothing is stored",
        tags=["read"],
        responses=one("reading"),
    )
    def read(given: Given, request: Request) -> Response:
        told = Told(**given.model_dump(exclude={"text", "html"}))
        try:
            if given.html is not None:
                reading = reader.html(given.html, told)
            elif given.text is not None:
                reading = reader.text(given.text, told)
            else:
                reading = reader.url(given.url or "", told)
        except ValueError as error:
            raise HTTPException(422, f"published: {error}") from error
        return json_answer(request, json.to_dict(reading))


def _articles(made: APIRouter, archive: Archive) -> None:
    @made.get(
        "/info",
        summary="How much the archive holds",
        tags=["archive"],
        responses=one("archive.info"),
    )
    def info(request: Request) -> Response:
        facts = asdict(archive.info()).items()
        return json_answer(
            request, {k: v.isoformat() if isinstance(v, datetime) else v for k, v in facts}
        )

    @made.get(
        "/articles",
        summary="Articles by words, the best or latest first",
        tags=["archive"],
        responses=many("archive.article"),
    )
    def articles(
        request: Request,
        words: Words = "",
        publisher: Name = None,
        since: Day = None,
        until: Day = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Response:
        query = store.Query(
            words=words,
            publisher=publisher,
            since=moment(since),
            until=moment(until),
            limit=limit,
            cursor=cursor,
        )
        page = archive.store.search_articles(query)
        return _list(request, [lists.article_dict(h.entry) for h in page.items], page.cursor)

    @made.get(
        "/articles/{article}",
        summary="An article's reading",
        tags=["archive"],
        responses=one("reading"),
    )
    def reading(request: Request, article: str) -> Response:
        return json_answer(request, json.to_dict(archive.reading(article)))

    @made.get(
        "/articles/{article}/attributions",
        summary="Who says what in it",
        tags=["archive"],
        responses=many("reading.attribution"),
    )
    def attributions(request: Request, article: str) -> Response:
        return _list(request, json.to_dict(archive.reading(article))["attributions"], None)


def _claims(made: APIRouter, archive: Archive) -> None:
    @made.get(
        "/search",
        summary="Statements by words and filters",
        tags=["archive"],
        responses=many("archive.hit"),
    )
    def search(
        request: Request,
        words: Words = "",
        speaker: Name = None,
        kind: Kind | None = None,
        publisher: Name = None,
        certainty: Certainty | None = None,
        polarity: Polarity | None = None,
        since: Day = None,
        until: Day = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Response:
        query = store.Query(
            words=words,
            speaker=speaker,
            kind=kind,
            publisher=publisher,
            certainty=certainty,
            polarity=polarity,
            since=moment(since),
            until=moment(until),
            limit=limit,
            cursor=cursor,
        )
        page = archive.search(query)
        hits = [lists.found_dict(hit.statement, hit.entry) for hit in page.items]
        return _list(request, hits, page.cursor)

    @made.get(
        "/claims/{claim}",
        summary="A claim with its statements",
        tags=["claims"],
        responses=one("trace.claim"),
    )
    def claim(request: Request, claim: str) -> Response:
        return json_answer(request, trace_json.claim(found.claim(archive, claim)))

    @made.get(
        "/claims/{claim}/trace",
        summary="A claim down to its roots",
        tags=["claims"],
        responses=one("trace"),
    )
    def claim_trace(request: Request, claim: str) -> Response:
        return _trace(request, archive, found.claim(archive, claim).id)

    @made.get(
        "/traces",
        summary="The trace of a claim, asked for in words",
        tags=["claims"],
        responses=one("trace"),
    )
    def traces(
        request: Request, question: Annotated[str, Query(min_length=1, max_length=2000)]
    ) -> Response:
        return _trace(request, archive, question)


def _stories(made: APIRouter, archive: Archive) -> None:
    @made.get(
        "/stories",
        summary="Articles about one event, the latest first",
        tags=["archive"],
        responses=many("archive.story"),
    )
    def stories(
        request: Request,
        since: Day = None,
        until: Day = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Response:
        page = archive.stories(since=moment(since), until=moment(until), limit=limit, cursor=cursor)
        told = [lists.story_dict(s, archive.store.entries(s.articles)) for s in page.items]
        return _list(request, told, page.cursor)

    @made.get(
        "/stories/{story}", summary="One story", tags=["archive"], responses=one("archive.story")
    )
    def story(request: Request, story: str) -> Response:
        return json_answer(request, lists.story_dict(*found.story(archive, story)))


def _sources(made: APIRouter, archive: Archive) -> None:
    @made.get(
        "/sources",
        summary="Speakers and what they said",
        tags=["archive"],
        responses=many("archive.source"),
    )
    def sources(request: Request, name: Words = "", limit: Limit = 20) -> Response:
        said = archive.sources(name, limit=limit)
        return _list(request, [lists.source_dict(source) for source in said], None)

    @made.get(
        "/sources/{source}", summary="One source", tags=["archive"], responses=one("archive.source")
    )
    def source(request: Request, source: str) -> Response:
        return json_answer(request, lists.source_dict(found.source(archive, source)))


def _trace(request: Request, archive: Archive, question: str) -> Response:
    trace = archive.trace(question)
    texts = {a.id: archive.article(a.id) for a in trace.articles}
    return json_answer(request, trace_json.to_dict(trace, texts))


def _list(request: Request, items: Sequence[Any], cursor: str | None) -> Response:
    accepted = request.headers.get("accept", "")
    if LINES in accepted:
        made = answer(request, "".join(f"{json.text(item)}\n" for item in items), LINES)
    elif CSV in accepted:
        made = answer(request, tables.csv_lines(items), f"{CSV}; charset=utf-8; header=present")
    else:
        made = json_answer(request, {"items": items, "cursor": cursor})
    if cursor:
        made.headers["Link"] = f'<{request.url.include_query_params(cursor=cursor)}>; rel="next"'
    made.headers["Vary"] = "Accept"
    return made


def moment(given: str | None) -> datetime | None:
    """A date as people write it; None if there is none.

    Raises HTTPException (422) if it is no ISO 8601 date.
    """
    try:
        return aware(given or None)[0]
    except ValueError as error:
        raise HTTPException(422, f"{given}: write a date as 2031-03-19") from error
