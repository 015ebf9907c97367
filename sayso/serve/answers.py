"""Answers over HTTP: bodies come in, responses with ETag, or problems (RFC 9457), go out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sayso.errors import (
    FetchError,
    ForbiddenAddress,
    LoadError,
    Locked,
    NotFound,
    SaysoError,
    TimedOut,
    Unreachable,
)
from sayso.show.json import text

HTML = "text/html; charset=utf-8"
JSON = "application/json"
PROBLEM = "application/problem+json"


class Busy(SaysoError):
    """More texts are being read than the server reads at once."""


def answer(request: Request, body: str, media: str, status: int = 200) -> Response:
    """A body with an ETag, or 304 without one where the caller has it already."""
    data = body.encode("utf-8", "replace")
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if status == HTTPStatus.OK and request.method in ("GET", "HEAD"):
        given = request.headers.get("if-none-match", "")
        if any(one.strip().removeprefix("W/") in (tag, "*") for one in given.split(",")):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(data, status, headers, media)


def json_answer(request: Request, data: Mapping[str, Any]) -> Response:
    """Data as JSON, as ``--json`` prints them."""
    return answer(request, text(data), JSON)


def problem(status: int, detail: str) -> Response:
    """What went wrong, for a program: type, title, status and one line that names the cause."""
    data = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return Response(text(data).encode("utf-8", "replace"), status, media_type=PROBLEM)


def status_of(error: SaysoError) -> int:
    """The HTTP status that tells whose fault an error is."""
    match error:
        case NotFound():
            return 404
        case TimedOut():
            return 504
        case ForbiddenAddress():
            return 422
        case FetchError():
            return 502
        case LoadError():
            return 422
        case Busy() | Locked() | Unreachable():
            return 503
    return 500
