"""Web archives: the pages that they keep, and a reason for what they lost."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from fastwarc.stream_io import Lz4Writer

from sayso import Article, Manners, Skipped, load_many

from .conftest import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BARE = PAGE.replace('<link rel="canonical"', "<link").encode()
TITLE = "Ferry aground off Farrow Point"


def http(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    stated = {"Content_Type": "text/html; charset=utf-8", **headers}
    fields = "".join(f"{k.replace('_', '-')}: {v}\r\n" for k, v in stated.items())
    return f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + body


def record(block: bytes, url: str = "http://a.example/1", kind: str = "response") -> bytes:
    media = "application/http; msgtype=response" if kind == "response" else "text/html"
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\n"
    return head.encode() + b"Content-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n"


def taken(path: Path, content: bytes, name: str = "crawl", limit: int = 10**6) -> list[object]:
    file = path / name
    file.write_bytes(content)
    return list(load_many(file, manners=Manners(offline=True, max_bytes=limit)))


def urls(found: list[object]) -> list[str | None]:
    return [one.url for one in found if isinstance(one, Article)]


def reasons(found: list[object]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Skipped)]


THREE = [record(http(BARE), f"http://a.example/{n}") for n in range(3)]
ALL = [f"http://a.example/{n}" for n in range(3)]


@pytest.mark.parametrize(
    "pack",
    [
        b"".join,
        lambda records: b"".join(map(gzip.compress, records)),
        lambda records: gzip.compress(b"".join(records)),
    ],
)
def test_pages_come_in_order_however_packed(
    pack: Callable[[list[bytes]], bytes], tmp_path: Path
) -> None:
    found = taken(tmp_path, pack(THREE))
    assert urls(found) == ALL
    assert reasons(found) == []


def test_a_page_is_an_article_with_all_that_it_tells(tmp_path: Path) -> None:
    (article,) = taken(tmp_path, record(http(PAGE.encode())))
    assert isinstance(article, Article)
    assert (article.title, article.publisher) == (TITLE, "The Farrow Courier")


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_a_page_without_its_http_is_one_too(kind: str, tmp_path: Path) -> None:
    assert urls(taken(tmp_path, record(BARE, kind=kind))) == ["http://a.example/1"]


def test_an_address_that_is_none_does_no_harm(tmp_path: Path) -> None:
    (article,) = taken(tmp_path, record(http(BARE), "http://[a"))
    assert isinstance(article, Article)
    assert article.url is None


def test_requests_and_notes_are_no_pages(tmp_path: Path) -> None:
    notes = [record(b"x: y", kind=kind) for kind in ("warcinfo", "request", "metadata", "revisit")]
    notes.append(record(b"a.example 1.2.3.4", "dns:a.example", "resource"))
    assert taken(tmp_path, b"".join([*notes, THREE[0]]))[0] == taken(tmp_path, THREE[0])[0]
    assert reasons(taken(tmp_path, b"".join(notes))) == ["nothing to take in this web archive"]


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("gzip", bytes),
        ("identity", bytes),
    ],
)
def test_a_body_is_unpacked_and_one_that_was_unpacked_before_is_left(
    coding: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    found = taken(tmp_path, record(http(pack(BARE), Content_Encoding=coding)))
    assert urls(found) == ["http://a.example/1"]


@pytest.mark.parametrize("chunked", [True, False])
def test_chunks_are_joined_and_chunks_that_are_none_are_left(chunked: bool, tmp_path: Path) -> None:
    half = len(BARE) // 2
    parts = [b"%x\r\n%s\r\n" % (len(p), p) for p in (BARE[:half], BARE[half:])]
    body = b"".join([*parts, b"0\r\n\r\n"]) if chunked else BARE
    (article,) = taken(tmp_path, record(http(body, Transfer_Encoding="chunked")))
    assert isinstance(article, Article)
    assert article.text.endswith("knowledge of the matter.")


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (http(b"", "404 Not Found"), "HTTP 404"),
        (http(b"", "302 Found"), "HTTP 302"),
        (http(b"\x89PNG", Content_Type="image/png"), "image/png, not a page"),
        (http(b"<html><p></p></html>"), "without any article text"),
        (http(b"x" * 1_100_000), "larger than 1,000,000 bytes"),
        (http(gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip"), "larger than"),
    ],
)
def test_what_is_no_article_is_named_and_the_next_is_read(
    block: bytes, reason: str, tmp_path: Path
) -> None:
    found = taken(tmp_path, record(block, "http://a.example/bad") + THREE[1])
    assert urls(found) == [ALL[1]]
    assert isinstance(found[0], Skipped)
    assert found[0].where == f"{tmp_path / 'crawl'}: http://a.example/bad"
    assert reason in found[0].reason


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_after_damage_the_next_sound_record_is_found(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    packed = [pack(one) for one in THREE]
    for junk in (b"junk\r\n" * 50, b"\x1f\x8b\x08junk" * 20, b"WARC/1.0\r\nno header\r\n\r\n" * 9):
        found = taken(tmp_path, packed[0] + junk + packed[1] + packed[2])
        assert urls(found) == ALL
        assert len(reasons(found)) <= 2


def test_damage_in_lz4_is_survived_too(tmp_path: Path) -> None:
    stream = io.BytesIO()
    for one in THREE:
        with Lz4Writer(stream) as packer:
            packer.write(one)
    sound = stream.getvalue()
    assert urls(taken(tmp_path, sound, "a.warc.lz4")) == ALL
    third = sound.rindex(b"\x04\x22\x4d\x18")
    damaged = bytearray(sound)
    damaged[third - 1] ^= 0xFF
    found = taken(tmp_path, bytes(damaged), "a.warc.lz4")
    assert urls(found)[-1] == ALL[2]
    assert reasons(found)


def test_a_flipped_byte_costs_its_record_and_no_other(tmp_path: Path) -> None:
    packed = [bytearray(gzip.compress(one)) for one in THREE]
    packed[1][200] ^= 0xFF
    found = taken(tmp_path, b"".join(packed))
    assert [url for url in urls(found) if url != ALL[1]] == [ALL[0], ALL[2]]
    assert reasons(found)


def test_a_cut_page_is_read_as_far_as_it_goes_and_said_to_be_cut(tmp_path: Path) -> None:
    whole = THREE[0] + record(http(BARE), "http://a.example/cut")
    cut = whole.index(b"The operator", len(THREE[0]))
    found = taken(tmp_path, whole[:cut])
    assert urls(found) == [ALL[0], "http://a.example/cut"]
    assert "cut off" in reasons(found)[0]


class TestWACZ:
    def test_the_archives_inside_are_read(self, tmp_path: Path) -> None:
        found = taken(
            tmp_path, _zipped({"archive/b.warc.gz": THREE[1], "archive/a.warc": THREE[0]})
        )
        assert urls(found) == ALL[:2]

    def test_one_cut_short_says_so(self, tmp_path: Path) -> None:
        packed = _zipped({"archive/a.warc": THREE[0]})
        assert "a damaged archive (ZIP)" in reasons(taken(tmp_path, packed[:-40]))[0]


class TestARC:
    def line(self, url: str, length: int, media: str = "text/html") -> bytes:
        return f"{url} 192.0.2.7 20240305143000 {media} {length}\n".encode()

    def arc(self, *blocks: bytes, url: str = "http://a.example/{}") -> bytes:
        version = b"1 0 Courier\nURL IP-address Archive-date Content-type Archive-length\n"
        parts = [self.line("filedesc://a.arc", len(version), "text/plain") + version]
        for n, block in enumerate(blocks):
            parts.append(self.line(url.format(n), len(block)) + block)
        return b"\n".join(parts) + b"\n"

    @pytest.mark.parametrize("pack", [bytes, gzip.compress])
    def test_pages_come_in_order(self, pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
        found = taken(tmp_path, pack(self.arc(*[http(BARE)] * 3)))
        assert urls(found) == ALL
        assert reasons(found) == []

    def test_an_address_may_hold_blanks(self, tmp_path: Path) -> None:
        arc = self.arc(http(BARE), url="http://a.example/a b {}")
        assert urls(taken(tmp_path, arc)) == ["http://a.example/a b 0"]

    def test_damage_and_cuts_are_told(self, tmp_path: Path) -> None:
        arc = self.arc(http(BARE), http(BARE))
        half = arc.index(self.line("http://a.example/1", len(http(BARE))))
        found = taken(tmp_path, arc[:half] + b"junk\n" + arc[half:-330])
        assert urls(found) == ALL[:2]
        assert "cut off" in reasons(found)[0]
        assert "4 bytes belong to no record" in reasons(found)[1]


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        for name, data in files.items():
            bundle.writestr(name, data)
    return packed.getvalue()
