"""What stands before every page: requests come in, those that may pass go on.

Where the server is called from another site's page (DNS rebinding, forged forms), without the
token, with too much or for too long, the guard answers itself. It knows nothing of articles.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import json
import logging
import time
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.serve.answers import problem

_log = logging.getLogger("sayso.serve.requests")

COOKIE = "sayso_token"
#: Served without a token: they tell nothing of the archive.
_OPEN = ("/health", "/static/")
_SAFE = ("GET", "HEAD", "OPTIONS")
_HOME = frozenset({"localhost", "127.0.0.1", "::1"})
#: No script at all, nothing from elsewhere. The sheets have styles of their own within.
_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Whom the server lets in, and how much it takes.

    ``host`` is the address it binds to, ``names`` other names by which it may be called,
    ``token`` what callers must know: needed as soon as ``host`` is not this machine alone.
    ``max_body`` in bytes, ``seconds`` for a whole request; ``readers`` texts are read at once.

    Raises ValueError where the token is missing.
    """

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    token: str | None = None
    allow_private: bool = False
    max_body: int = 2 * 1024 * 1024
    seconds: float = 60.0
    readers: int = 2

    def __post_init__(self) -> None:
        if not self.token and not is_home(self.host):
            raise ValueError(f"bound to {self.host} it needs a token")


def is_home(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    return host in _HOME


class Guard:
    """Who may come in: by host, by origin, by token. All answers get the protecting headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        began, status = time.monotonic(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        app = self._refused(scope) or self._app
        try:
            await app(scope, receive, sending)
        finally:
            _log.info(_line(scope, status, time.monotonic() - began))

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._known(host):
            return problem(421, f"This server does not answer to the name {host!r}.")
        if scope["method"] not in _SAFE and not _own(headers, host):
            return problem(403, "The request comes from another site's page.")
        return self._unknown_caller(scope, headers) if self._settings.token else None

    def _known(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in _HOME or name == self._settings.host or name in self._settings.names:
            return True
        # A page that rebinds its own name to this address is called by that name, not by it.
        return not is_home(self._settings.host) and _is_address(name)

    def _unknown_caller(self, scope: Scope, headers: Headers) -> Response | None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path.startswith(_OPEN):
            return None
        scheme, _, given = headers.get("authorization", "").partition(" ")
        cookie = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        if (scheme.lower() == "bearer" and self._right(given.strip())) or self._right(cookie):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"))
        if scope["method"] == "GET" and self._right(dict(asked).get("token", "")):
            return _welcomed(scope, dict(asked)["token"], [p for p in asked if p[0] != "token"])
        if path.startswith("/api/"):
            answer = problem(401, "The token is missing or wrong: Authorization: Bearer TOKEN.")
        else:
            told = "Open the address that `sayso serve` printed: the token is in it.\n"
            answer = PlainTextResponse(told, 401)
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    def _right(self, token: str) -> bool:
        right = self._settings.token or ""
        return hmac.compare_digest(token.encode("utf-8", "replace"), right.encode())


def _line(scope: Scope, status: int, seconds: float) -> str:
    """A request for the log, as JSON; what was asked for and what was sent stay out of it."""
    milliseconds = round(seconds * 1000)
    told = {"method": scope["method"], "path": scope["path"], "status": status}
    return json.dumps({**told, "milliseconds": milliseconds})


def _own(headers: Headers, host: str) -> bool:
    """Whether a request that may change something comes from a page of ours, or from none."""
    fetched = headers.get("sec-fetch-site", "same-origin")
    if fetched not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    if origin == "null":  # of a page without referrer; then the browser itself has to vouch
        return "sec-fetch-site" in headers
    try:
        return urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


def _welcomed(scope: Scope, token: str, rest: list[tuple[str, str]]) -> Response:
    """The token becomes a cookie, so that it stands in no address that is handed on."""
    query = f"?{urlencode(rest)}" if rest else ""
    answer = RedirectResponse(f"{'/' + scope['path'].lstrip('/')}{query}", 303)
    secure = scope.get("scheme") == "https"
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Limits:
    """How much and for how long: a body of so many bytes, a request of so many seconds."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer within the limits, or say which one it was."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._settings.max_body
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and (len(declared) > 12 or int(declared) > most):
            await problem(413, _too_large(most))(scope, receive, send)
            return
        passing = _Passing(receive, send, most)
        task = asyncio.ensure_future(self._app(scope, passing.receive, passing.send))
        try:
            done, _ = await asyncio.wait({task}, timeout=self._settings.seconds)
        finally:
            task.cancel()
        if done:
            task.result()
            return
        # A thread cannot be stopped: what it makes of the request comes too late, and is dropped.
        if not passing.close():
            told = problem(503, f"This took more than {self._settings.seconds:g} seconds.")
            told.headers["Retry-After"] = "30"
            await told(scope, receive, send)


class _Passing:
    """A request's body and answer on their way, counted and, once it is too late, dropped."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        self._receive, self._send, self._most, self._left = receive, send, most, most
        self.started = self._closed = False

    def close(self) -> bool:
        """Let nothing more through; whether the answer has begun already."""
        self._closed = True
        return self.started

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(413, _too_large(self._most))
        return message

    async def send(self, message: Message) -> None:
        if not self._closed:
            self.started = True
            await self._send(message)


def _too_large(most: int) -> str:
    return f"The body is larger than {most:,} bytes."
