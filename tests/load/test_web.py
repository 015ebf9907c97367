from __future__ import annotations

import gzip
import ipaddress
import socket
import time
import zlib
from typing import TYPE_CHECKING

import pytest

from sayso.errors import (
    FetchError,
    ForbiddenAddress,
    HTTPStatus,
    LoadError,
    NotText,
    TimedOut,
    TooLarge,
    TooManyRedirects,
)
from sayso.load import addresses, load, web

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler

    from .conftest import Site

LOCAL = web.Limits(timeout=5.0, max_bytes=200_000, allow_private=True)


def fetch(url: str, **changes: object) -> web.Fetched:
    settings = {"timeout": 5.0, "max_bytes": 200_000, "allow_private": True, **changes}
    return web.fetch(url, web.Limits(**settings))  # type: ignore[arg-type]


def test_a_page_is_fetched_whole_with_its_type_and_charset(site: Site) -> None:
    url = site.serve("/a", "naïve".encode("latin-1"), Content_Type="text/html; charset=ISO-8859-1")
    assert fetch(url) == web.Fetched(url, "naïve".encode("latin-1"), "text/html", "iso-8859-1")


def test_the_user_agent_says_who_asks(site: Site) -> None:
    fetch(site.serve("/a", "x"))
    assert site.headers[0]["user-agent"].startswith("sayso/")


def test_proxies_of_the_environment_are_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(site.serve("/a", "straight")).data == b"straight"


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_an_error_status_is_named(site: Site, status: int) -> None:
    with pytest.raises(HTTPStatus, match=f"HTTP {status} "):
        fetch(site.serve("/a", "gone", status))


@pytest.mark.parametrize(
    "media_type",
    ["application/pdf", "image/png", "application/zip", "video/mp4", "application/json"],
)
def test_what_is_no_text_is_not_read(site: Site, media_type: str) -> None:
    with pytest.raises(NotText, match=media_type):
        fetch(site.serve("/a", "x", Content_Type=media_type))


class TestRedirects:
    def test_redirects_are_followed_to_the_end(self, site: Site) -> None:
        end = site.serve("/end", "arrived")
        site.serve("/middle", status=302, Location="/end")
        start = site.serve("/start", status=301, Location=f"{site.root}/middle")
        assert fetch(start) == web.Fetched(end, b"arrived", "text/html", None)

    def test_a_circle_of_redirects_is_noticed(self, site: Site) -> None:
        site.serve("/b", status=302, Location="/a")
        with pytest.raises(TooManyRedirects, match="circle"):
            fetch(site.serve("/a", status=302, Location="/b"))

    def test_an_endless_chain_of_redirects_is_cut(self, site: Site) -> None:
        for step in range(20):
            site.serve(f"/{step}", status=302, Location=f"/{step + 1}")
        with pytest.raises(TooManyRedirects, match="more than"):
            fetch(f"{site.root}/0")

    @pytest.mark.parametrize(
        "target",
        ["file:///etc/passwd", "ftp://files.example/a", "gopher://old.example/"],
    )
    def test_a_redirect_out_of_the_web_is_refused(self, site: Site, target: str) -> None:
        with pytest.raises(ForbiddenAddress, match="redirects to a"):
            fetch(site.serve("/a", status=302, Location=target))

    def test_a_redirect_to_nonsense_is_one_clear_error(self, site: Site) -> None:
        with pytest.raises(FetchError):
            fetch(site.serve("/a", status=302, Location="http://[::1"))

    def test_every_hop_is_checked(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        """The first host resolves to a public address that our server plays."""
        inside = site.serve("/inside", "secret")
        site.serve("/a", status=302, Location=inside)
        _play_public_host(monkeypatch, "public.example", site.port)
        with pytest.raises(ForbiddenAddress, match=r"127\.0\.0\.1"):
            fetch(f"http://public.example:{site.port}/a", allow_private=False)
        assert len(site.headers) == 1


class TestLimits:
    def test_a_slow_server_times_out(self, site: Site) -> None:
        site.answers["/a"] = lambda _: time.sleep(1.0)
        with pytest.raises(TimedOut, match=r"within 0\.2 seconds"):
            fetch(f"{site.root}/a", timeout=0.2)

    @pytest.mark.parametrize("head_too", [False, True])
    def test_a_trickle_times_out_although_every_read_is_fast(
        self, site: Site, head_too: bool
    ) -> None:
        site.answers["/a"] = _trickle(head_too)
        started = time.monotonic()
        with pytest.raises(TimedOut):
            fetch(f"{site.root}/a", timeout=0.4)
        assert time.monotonic() - started < 5

    def test_a_length_beyond_the_limit_is_not_even_read(self, site: Site) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Content-Length", str(10**12))
            handler.end_headers()

        site.answers["/a"] = answer
        with pytest.raises(TooLarge, match="larger than 200,000 bytes"):
            fetch(f"{site.root}/a")

    def test_the_limit_holds_while_an_endless_answer_streams(self, site: Site) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.end_headers()
            while True:
                handler.wfile.write(b"x" * 10_000)

        site.answers["/a"] = answer
        with pytest.raises(TooLarge):
            fetch(f"{site.root}/a")

    @pytest.mark.parametrize("times", [1, 2])
    def test_a_gzip_bomb_is_defused(self, site: Site, times: int) -> None:
        bomb = b"\0" * 50_000_000
        for _ in range(times):
            bomb = gzip.compress(bomb)
        coding = ", ".join(["gzip"] * times)
        assert len(bomb) < LOCAL.max_bytes
        with pytest.raises(TooLarge):
            fetch(site.serve("/a", bomb, Content_Encoding=coding))

    def test_compression_piled_up_is_refused(self, site: Site) -> None:
        with pytest.raises(FetchError, match="too many times"):
            fetch(site.serve("/a", b"x", Content_Encoding="gzip, gzip, gzip"))


class TestCompression:
    @pytest.mark.parametrize(
        ("coding", "pack"),
        [
            ("gzip", gzip.compress),
            ("x-gzip", gzip.compress),
            ("gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
            ("deflate", zlib.compress),
            ("deflate", lambda data: zlib.compress(data)[2:-4]),
            ("identity", bytes),
            ("gzip, deflate", lambda data: zlib.compress(gzip.compress(data))),
        ],
    )
    def test_what_was_packed_comes_out(
        self, site: Site, coding: str, pack: Callable[[bytes], bytes]
    ) -> None:
        data = b"The ferry ran aground, the coastguard said. " * 50
        assert fetch(site.serve("/a", pack(data), Content_Encoding=coding)).data == data

    def test_damage_is_one_clear_error(self, site: Site) -> None:
        with pytest.raises(FetchError, match="damaged"):
            fetch(site.serve("/a", b"no gzip at all", Content_Encoding="gzip"))

    def test_an_unknown_coding_is_named(self, site: Site) -> None:
        with pytest.raises(FetchError, match="br"):
            fetch(site.serve("/a", b"x", Content_Encoding="br"))


PRIVATE = [
    "127.0.0.1",
    "127.1",
    "localhost",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "168.63.129.16",
    "224.0.0.1",
    "255.255.255.255",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[64:ff9b::a9fe:a9fe]",
    "[2002:7f00:1::]",
]


class TestAddresses:
    @pytest.mark.parametrize("host", PRIVATE)
    def test_a_private_address_is_refused_however_it_is_written(self, host: str) -> None:
        with pytest.raises(ForbiddenAddress, match="--allow-private"):
            load(f"http://{host}/", timeout=2.0)

    def test_a_dotted_octal_address_is_refused(self) -> None:
        with pytest.raises(FetchError):
            load("http://0177.0.0.1/", timeout=2.0)

    def test_nothing_is_sent_to_a_refused_address(self, site: Site) -> None:
        with pytest.raises(ForbiddenAddress):
            fetch(site.serve("/a", "x"), allow_private=False)
        assert site.headers == []

    @pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111"])
    def test_a_public_address_is_public(self, address: str) -> None:
        assert addresses.is_public(ipaddress.ip_address(address))

    def test_one_private_address_among_public_ones_is_enough(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _resolve(monkeypatch, [["93.184.216.34", "10.0.0.7"]])
        with pytest.raises(ForbiddenAddress, match=r"10\.0\.0\.7"):
            load("http://two-faced.example/", timeout=2.0)

    def test_the_address_that_was_checked_is_the_one_connected_to(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A name server that answers twice differently is asked once only."""
        site.serve("/a", "rebound")
        asked = _resolve(monkeypatch, [["127.0.0.1"], ["203.0.113.9"]])
        assert fetch(f"http://rebinding.example:{site.port}/a").data == b"rebound"
        assert asked == ["rebinding.example"]
        assert site.headers[0]["host"] == f"rebinding.example:{site.port}"

    def test_the_next_address_is_tried_where_one_does_not_answer(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.serve("/a", "second try")
        _resolve(monkeypatch, [["127.0.0.3", "127.0.0.1"]])
        assert fetch(f"http://two.example:{site.port}/a").data == b"second try"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://files.example/a",
        "file:///etc/passwd",
        "http://",
        "https:///path",
        "http://[::1",
        "http://exa mple/",
        "http://host:port/",
        "http://no-such-host.invalid/",
        "http://" + "a" * 300 + ".example/",
        "http://xn--\u2603/",
    ],
)
def test_a_bad_url_is_one_clear_line(url: str) -> None:
    with pytest.raises(LoadError) as caught:
        load(url, timeout=2.0)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, FetchError)


def test_a_closed_port_is_one_clear_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="could not be fetched"):
        fetch(f"http://127.0.0.1:{port}/")


def test_a_server_that_hangs_up_is_one_clear_line(site: Site) -> None:
    site.answers["/a"] = lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)
    with pytest.raises(FetchError, match="could not be fetched"):
        fetch(f"{site.root}/a")


def _trickle(head_too: bool) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Long: "
        for byte in head + b"y" * 500 if head_too else b"":
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.02)
        if not head_too:
            handler.wfile.write(head + b"y\r\n\r\n")
        for _ in range(500):
            handler.wfile.write(b"z")
            handler.wfile.flush()
            time.sleep(0.02)

    return answer


def _resolve(monkeypatch: pytest.MonkeyPatch, answers: list[list[str]]) -> list[str]:
    """Play the name server: give its answers in turn, note the names that it was asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
        if host[0].isdigit():
            return _entries([host], port)
        asked.append(host)
        return _entries(answers[min(len(asked), len(answers)) - 1], port)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", _connect)
    return asked


def _entries(addresses: list[str], port: int) -> list[object]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]


def _connect(address: tuple[str, int], timeout: float, **_: object) -> socket.socket:
    """``socket.create_connection`` for a numeric address, without asking the name server."""
    ipaddress.ip_address(address[0])
    connection = socket.socket()
    connection.settimeout(timeout)
    connection.connect(address)
    return connection


def _play_public_host(monkeypatch: pytest.MonkeyPatch, name: str, port: int) -> None:
    """Let a name resolve to a public address, and that address lead to the local server."""
    _resolve(monkeypatch, [["93.184.216.34"]])

    def connect(address: tuple[str, int], timeout: float, **_: object) -> socket.socket:
        assert address[0] == "93.184.216.34", name
        return _connect(("127.0.0.1", port), timeout)

    monkeypatch.setattr(socket, "create_connection", connect)
