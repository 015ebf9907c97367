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
import zlib
from dataclasses import dataclass
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
    TooLarge,
    TooManyRedirects,
)

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
_STEP = 64 * 1024
_LAYERS_AT_MOST = 2
# Reachable from inside clouds although their addresses look public.
_METADATA = {ipaddress.ip_address("168.63.129.16")}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL gave: where the redirects ended, the bytes, and what the server called them."""

    url: str
    data: bytes
    media_type: str | None
    charset: str | None


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a fetch may go: seconds for all of it, bytes before and after decompression."""

    timeout: float = TIMEOUT_S
    max_bytes: int = MAX_BYTES
    allow_private: bool = False


def is_url(source: str) -> bool:
    """Whether a source is written as a URL, of whatever scheme."""
    return bool(_SCHEME.match(source))


def fetch(url: str, limits: Limits) -> Fetched:
    """Fetch a URL, following redirects, within the limits.

    Raises FetchError or one of its kinds, and NotText for a media type that is no text.
    """
    where = url.strip()
    deadline = time.monotonic() + limits.timeout
    pool = httpcore.ConnectionPool(network_backend=_Guarded(where, limits, deadline))
    try:
        with httpx.Client(transport=_Transport(pool), trust_env=False, headers=_HEADERS) as client:
            return _followed(client, _request(client, where), where, limits)
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise TimedOut(where, f"no answer within {limits.timeout:g} seconds") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise FetchError(where, _in_one_line(error)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError(where, _in_one_line(error)) from error


def is_public(address: _Address) -> bool:
    """Whether an address belongs to the open internet.

    IPv4 addresses wrapped in IPv6 (mapped, 6to4, Teredo, NAT64) are judged by what they wrap.
    """
    inner = _wrapped(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address in _METADATA
    )


def _wrapped(address: _Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.teredo:
        return address.teredo[1]
    if address in _NAT64 or int(address) >> 32 == 0:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _request(client: httpx.Client, url: str) -> httpx.Request:
    scheme = _SCHEME.match(url)
    if not scheme or scheme[1].lower() not in ("http", "https"):
        raise FetchError(url, "only http and https URLs are fetched")
    return client.build_request("GET", url)


def _followed(client: httpx.Client, request: httpx.Request, where: str, limits: Limits) -> Fetched:
    seen: set[str] = set()
    for _ in range(MAX_REDIRECTS + 1):
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            if not response.has_redirect_location:
                return _received(response, where, limits)
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


def _received(response: httpx.Response, where: str, limits: Limits) -> Fetched:
    if response.status_code != httpx.codes.OK:
        phrase = httpx.codes.get_reason_phrase(response.status_code)
        raise HTTPStatus(where, f"HTTP {response.status_code} {phrase}".strip())
    media_type = _media_type(response.headers.get("content-type", ""))
    if media_type and not _READABLE.match(media_type):
        raise NotText(where, f"{media_type}, not a page or a text")
    stated = response.headers.get("content-length", "")
    if stated.isdigit() and int(stated) > limits.max_bytes:
        raise _too_large(where, limits)
    data = b"".join(_decoded(response, where, limits))
    url = response.url.copy_with(username=None, password=None, fragment=None)
    return Fetched(str(url), data, media_type, response.charset_encoding)


def _media_type(header: str) -> str | None:
    """The bare media type; some servers send the header twice, which joins them by a comma."""
    return re.split("[;,]", header)[0].strip().lower() or None


def _decoded(response: httpx.Response, where: str, limits: Limits) -> Iterator[bytes]:
    """The body's bytes; every layer of compression is bounded, and so is what is under it."""
    layers = [c.strip() for c in response.headers.get("content-encoding", "").lower().split(",")]
    layers = [layer for layer in layers if layer not in ("", "identity")]
    if len(layers) > _LAYERS_AT_MOST:
        raise FetchError(where, "compressed too many times over")
    chunks = _bounded(response.iter_raw(_STEP), where, limits)
    for layer in reversed(layers):
        if layer not in ("gzip", "x-gzip", "deflate"):
            raise FetchError(where, f"an unknown compression ({layer[:20]})")
        chunks = _bounded(_inflated(chunks, layer, where), where, limits)
    return chunks


def _bounded(chunks: Iterable[bytes], where: str, limits: Limits) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limits.max_bytes:
            raise _too_large(where, limits)
        yield chunk


def _inflated(chunks: Iterable[bytes], layer: str, where: str) -> Iterator[bytes]:
    """Decompress step by step: one chunk of a bomb never unfolds beyond ``_STEP`` at a time."""
    decoder, fresh = zlib.decompressobj(zlib.MAX_WBITS | 32), True
    for chunk in chunks:
        if fresh and layer == "deflate" and not _has_zlib_header(chunk):
            decoder = zlib.decompressobj(-zlib.MAX_WBITS)
        fresh, rest = False, chunk
        while rest:
            try:
                yield decoder.decompress(rest, _STEP)
            except zlib.error as error:
                raise FetchError(where, "the compressed answer is damaged") from error
            rest = decoder.unconsumed_tail
            if decoder.eof:
                rest = decoder.unused_data.lstrip(b"\0")
                decoder = zlib.decompressobj(zlib.MAX_WBITS | 32)


def _has_zlib_header(chunk: bytes) -> bool:
    """RFC 1950: the first two bytes, read as one number, divide by 31."""
    return len(chunk) >= 2 and chunk[0] & 0x0F == 8 and (chunk[0] << 8 | chunk[1]) % 31 == 0


def _too_large(where: str, limits: Limits) -> TooLarge:
    return TooLarge(where, f"larger than {limits.max_bytes:,} bytes")


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
