"""The application: an open ``Archive`` comes in, an ASGI application goes out.

Here pages, API and guard are joined, and errors become answers: problems for programs, pages
for people. Endpoints are plain functions that run in threads; nothing else is async.
"""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from sayso import __version__
from sayso.archive import Archive
from sayso.errors import SaysoError
from sayso.serve import api, feeds, pages
from sayso.serve.answers import json_answer, problem, status_of
from sayso.serve.guard import Guard, Limits, Settings
from sayso.serve.reader import Reader
from sayso.serve.schemas import components

_log = logging.getLogger(__name__)


class _Documented(FastAPI):
    """An application whose OpenAPI document, made when first asked for, has all our schemas."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            super().openapi()["components"]["schemas"] |= components()
        return super().openapi()


def application(archive: Archive, settings: Settings | None = None) -> ASGIApp:
    """Pages and API over an archive, which stays the caller's to close."""
    settings = settings or Settings()
    app = _Documented(
        title="sayso",
        version=__version__,
        summary="Who says so, on whose word, how surely: the evidence of an archive of news.",
        docs_url=None,  # it would load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    reader = Reader(settings.readers, allow_private=settings.allow_private)

    @app.get("/health", include_in_schema=False)
    def health(request: Request) -> Response:
        archive.store.known([])  # raises where the archive does not answer
        return json_answer(request, {"status": "ok"})

    app.include_router(api.router(archive, reader))
    app.include_router(feeds.router(archive))
    app.include_router(pages.router(archive, reader))
    for kind, told in (
        (SaysoError, _ours),
        (RequestValidationError, _invalid),
        (HTTPException, _http),
        (Exception, _unforeseen),
    ):
        app.add_exception_handler(kind, told)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    return Guard(Limits(app, settings), settings)


def _told(request: Request, status: int, detail: str) -> Response:
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    if path.startswith(("/api/", "/health")):
        return problem(status, detail)
    return pages.error(request, status, detail)


def _ours(request: Request, error: Exception) -> Response:
    status = status_of(error) if isinstance(error, SaysoError) else 500
    if status == 500:
        _log.error("%s: %s", type(error).__name__, error)
    answer = _told(request, status, str(error))
    if status == 503:
        answer.headers["Retry-After"] = "10"
    return answer


def _invalid(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    told = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in found]
    return _told(request, 422, "; ".join(told) or str(error))


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    answer = _told(request, status, detail)
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


def _unforeseen(request: Request, _: Exception) -> Response:
    return _told(request, 500, "Something went wrong here. The server's log says what.")
