"""The network: a URL comes in, the bytes behind it go out. The only door that sayso has.

Knows http and https, addresses, time and size limits; knows nothing of articles. A host name
is resolved here, every address it has is checked, and the connection goes to the very address
that was checked, so that a second answer of the name server cannot lead elsewhere (DNS
rebinding). Proxies and other settings of the environment are not read.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from sayso.errors import (
    FetchError,
    ForbiddenAddress,
    HTTPStatus,
    NotText,
    TimedOut,
    TooManyRedirects,
)
from sayso.load import inflate
from sayso.load.addresses import is_public

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

    from httpcore import SOCKET_OPTION

TIMEOUT_S = 20.0
MAX_BYTES = 10 * 1024 * 1024
MAX_REDIRECTS = 8
USER_AGENT = f"sayso/{version('sayso')} (+one article at a reader's request)"

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*)://", re.I)
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
    "Accept-Language": "en, *;q=0.5",
    # Only what _inflated can decode within bounds.
    "Accept-Encoding": "gzip, deflate",
}
_READABLE = re.compile(r"(?:text/(?:html|plain|xml|markdown)|application/(?:xhtml\+xml|xml))\Z")

# Statuses that may pass by themselves (RFC 9110, RFC 6585).
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_LOST = (httpcore.NetworkError, httpcore.ProtocolError)
_UNREACHED = (OSError, httpcore.ConnectError, httpcore.ConnectTimeout)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL gave: where the redirects ended, the bytes, and what the server called them.

    ``etag`` and ``modified`` are the server's own marks of this version; ``unchanged`` tells
    that the server still has the version that was asked about, and sent no bytes.
    """

    url: str
    data: bytes
    media_type: str | None
    charset: str | None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a fetch may go: seconds for all of it, bytes before and after decompression."""

    timeout: float = TIMEOUT_S
    max_bytes: int = MAX_BYTES
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """How to ask: as whom, for which media types, and since which version.

    ``etag`` and ``modified`` make the request conditional.
    """

    agent: str = USER_AGENT
    media: re.Pattern[str] = _READABLE
    accept: str = _HEADERS["Accept"]
    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The request's header fields."""
        since = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        stated = {name: value for name, value in since.items() if value}
        return {**_HEADERS, "User-Agent": self.agent, "Accept": self.accept, **stated}


ONE_PAGE = Ask()


def is_url(source: str) -> bool:
    """Whether a source is written as a URL, of whatever scheme."""
    return bool(_SCHEME.match(source))


def fetch(url: str, limits: Limits, ask: Ask = ONE_PAGE) -> Fetched:
    """Fetch a URL, following redirects, within the limits.

    Raises FetchError or one of its kinds, and NotText for a media type that was not asked for.
    """
    where = url.strip()
    deadline = time.monotonic() + limits.timeout
    pool = httpcore.ConnectionPool(network_backend=_Guarded(where, limits, deadline))
    try:
        transport, headers = _Transport(pool), ask.headers()
        with httpx.Client(transport=transport, trust_env=False, headers=headers) as client:
            return _followed(client, _request(client, where), where, limits, ask)
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise TimedOut(where, f"no answer within {limits.timeout:g} seconds") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise FetchError(where, _in_one_line(error)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError(where, _in_one_line(error)) from error


def may_pass(error: FetchError) -> bool:
    """Whether the same request may succeed a little later."""
    if isinstance(error, HTTPStatus):
        return error.status in _PASSING
    return isinstance(error, TimedOut) or isinstance(error.__cause__, _LOST)


def is_down(error: FetchError) -> bool:
    """Whether the error concerns the whole host: its name or its address leads nowhere."""
    return isinstance(error.__cause__, _UNREACHED)


def _request(client: httpx.Client, url: str) -> httpx.Request:
    scheme = _SCHEME.match(url)
    if not scheme or scheme[1].lower() not in ("http", "https"):
        raise FetchError(url, "only http and https URLs are fetched")
    return client.build_request("GET", url)


def _followed(
    client: httpx.Client, request: httpx.Request, where: str, limits: Limits, ask: Ask
) -> Fetched:
    seen: set[str] = set()
    for _ in range(MAX_REDIRECTS + 1):
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            if not response.has_redirect_location:
                return _received(response, where, limits, ask)
        finally:
            response.close()
        seen.add(str(request.url))
        request = _next(client, response, where)
    circle = str(request.url) in seen
    reason = "the redirects go in a circle" if circle else f"more than {MAX_REDIRECTS} redirects"
    raise TooManyRedirects(where, reason)


def _next(client: httpx.Client, response: httpx.Response, where: str) -> httpx.Request:
    target = response.url.join(response.headers["location"])
    if target.scheme not in ("http", "https"):
        raise ForbiddenAddress(where, f"redirects to a {target.scheme}: address")
    return client.build_request("GET", target)


def _received(response: httpx.Response, where: str, limits: Limits, ask: Ask) -> Fetched:
    head = response.headers
    marks = {"etag": head.get("etag"), "modified": head.get("last-modified")}
    url = str(response.url.copy_with(username=None, password=None, fragment=None))
    if response.status_code == httpx.codes.NOT_MODIFIED and (ask.etag or ask.modified):
        return Fetched(url, b"", None, None, **marks, unchanged=True)
    if response.status_code != httpx.codes.OK:
        phrase = httpx.codes.get_reason_phrase(response.status_code)
        reason = f"HTTP {response.status_code} {phrase}".strip()
        pause = _seconds(head.get("retry-after", ""))
        raise HTTPStatus(where, reason, status=response.status_code, retry_after=pause)
    media_type = _media_type(head.get("content-type", ""))
    if media_type and not ask.media.match(media_type):
        raise NotText(where, f"{media_type}, not a page or a text")
    stated = head.get("content-length", "")
    if stated.isdigit() and int(stated) > limits.max_bytes:
        raise inflate.too_large(where, limits.max_bytes)
    raw, coding = response.iter_raw(inflate.STEP), head.get("content-encoding", "")
    data = b"".join(inflate.decoded(raw, coding, where, limits.max_bytes))
    return Fetched(url, data, media_type, response.charset_encoding, **marks)


def _seconds(retry_after: str) -> float | None:
    """How long a Retry-After header asks to wait: it states seconds or a date."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


def _media_type(header: str) -> str | None:
    """The bare media type; some servers send the header twice, which joins them by a comma."""
    return re.split("[;,]", header)[0].strip().lower() or None


def _in_one_line(error: Exception) -> str:
    return f"could not be fetched: {' '.join(str(error).split()) or type(error).__name__}"


class _Guarded(httpcore.NetworkBackend):
    """Opens connections to checked addresses only, and keeps every wait within the deadline."""

    def __init__(self, where: str, limits: Limits, deadline: float) -> None:
        self._where = where
        self._limits = limits
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers, all of them being public."""
        failure: Exception | None = None
        for address in self._checked(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._left(), local_address, socket_options
                )
                return _Timed(stream, self._left)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Never: no URL leads to a socket file."""
        raise ForbiddenAddress(self._where, f"leads to the socket file {path}")

    def sleep(self, seconds: float) -> None:
        """Wait, within the deadline."""
        self._inner.sleep(min(seconds, self._left()))

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(self._where, f"no such host: {host}") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if self._limits.allow_private:
                continue
            if not is_public(ipaddress.ip_address(address.partition("%")[0])):
                raise ForbiddenAddress(
                    self._where,
                    f"leads to the private address {address}; --allow-private fetches it",
                )
        return addresses

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left


class _Timed(httpcore.NetworkStream):
    """A stream on which all reads and writes together must end by the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, left: Callable[[], float]) -> None:
        self._inner = inner
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Read what is there."""
        return self._inner.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Write it all."""
        self._inner.write(buffer, self._left())

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Go over to TLS; the certificate is checked against the host's name, not its address."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._left())
        return _Timed(inner, self._left)

    def get_extra_info(self, info: str) -> Any:
        """Whatever the connection knows of itself."""
        return self._inner.get_extra_info(info)


class _Transport(httpx.BaseTransport):
    """httpx over a connection pool of our own: the public way to give it a network backend."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the answer's body is read later, as a stream."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw)
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, as it arrives."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        """Let go of the connection."""
        self._answer.close()
