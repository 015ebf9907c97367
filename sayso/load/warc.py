"""Web archives: WARC (plain, gzip, lz4, zstd) or WACZ comes in, an article per page goes out.

Knows fastwarc, and how HTTP packs a body; one record at a time is in memory. Requests,
metadata and revisits hold no page and are passed over. Knows nothing of what a page says.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from fastwarc import ArchiveIterator, WarcRecordType
from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader

from sayso.errors import LoadError
from sayso.load import single
from sayso.types import Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastwarc import WarcRecord
    from fastwarc.stream_io import WarcReader

    from sayso.load.inputs import Input, Wanted

_PAGES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_OK = 200
# Crawlers keep look-ups and their own notes in records of these.
_NO_PAGES = re.compile(r"(?:dns|metadata|urn|warcinfo|filedesc):", re.I)
_TYPES = re.compile(r"(?:text/(?:html|plain)|application/xhtml\+xml)\Z")
_STARTS = re.compile(rb"WARC/[01]\.|\x1f\x8b\x08|\x04\x22\x4d\x18|\x28\xb5\x2f\xfd")
_START_BYTES = 6
_STEP = 64 * 1024
_STRETCHES_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as an archive keeps it; ``missing`` is how many of its bytes the archive lacks."""

    url: str | None
    data: bytes
    media_type: str | None = None
    charset: str | None = None
    status: int = _OK
    missing: int = 0


def warc(given: Input, wanted: Wanted) -> Iterator[Article | Skipped]:
    """Read a WARC's pages; after damage, what begins a record again is looked for."""
    for kept in _kept(given, wanted):
        if isinstance(kept, Skipped):
            yield kept
        else:
            yield from pages(kept, given.where, wanted)


def wacz(given: Input, wanted: Wanted) -> Iterator[Article | Skipped]:
    """Read the WARCs inside a WACZ; any other ZIP is no text."""
    try:
        with zipfile.ZipFile(given.stream) as bundle:
            names = sorted(n for n in bundle.namelist() if re.search(r"\.warc(?:\.gz)?\Z", n))
            if not names:
                yield Skipped(given.where, "an archive (ZIP) or an office document, not text")
            for name in names:
                with bundle.open(name) as member:
                    inner = replace(given, where=f"{given.where}: {name}", stream=member)
                    yield from warc(inner, wanted)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        yield Skipped(given.where, f"a damaged archive (ZIP): {' '.join(str(error).split())}")


def pages(kept: Kept, where: str, wanted: Wanted) -> Iterator[Article | Skipped]:
    """The article on a kept page, and a reason where there is none or not all of it."""
    place = f"{where}: {kept.url or 'a page without an address'}"
    if kept.status != _OK:
        yield Skipped(place, f"HTTP {kept.status}")
    elif kept.media_type and not _TYPES.match(kept.media_type):
        named = " ".join(kept.media_type.split())[:60]
        yield Skipped(place, f"{named}, not a page or a text")
    elif len(kept.data) > wanted.max_bytes:
        yield Skipped(place, f"larger than {wanted.max_bytes:,} bytes")
    else:
        try:
            yield single.article(
                kept.data,
                where=place,
                language=wanted.language,
                url=kept.url,
                media_type=kept.media_type,
                declared=kept.charset,
            )
        except LoadError as error:
            yield Skipped(place, error.reason)
        if kept.missing:
            yield Skipped(place, f"cut off: the archive lacks its last {kept.missing:,} bytes")


def _kept(given: Input, wanted: Wanted) -> Iterator[Kept | Skipped]:
    """The pages of a WARC in order, and a reason for every stretch that cannot be read."""
    start, told, stretches = 0, -1, 0
    while stretches < _STRETCHES_AT_MOST:
        given.stream.seek(start)
        try:
            for record in ArchiveIterator(given.stream, buffer_size=_STEP):
                start, told = record.stream_pos, -1
                if kept := _page(record, wanted):
                    yield kept
            return
        except BaseException as error:
            if not _is_damage(error):
                raise
            # One reason for a stretch, however often reading fails within it.
            if told < 0:
                reason = f"damaged after byte {start:,}: {' '.join(str(error).split())}"
                yield Skipped(given.where, f"{reason}; read on from the next sound record")
            told, stretches = start, stretches + 1
        following = _next_start(given.stream, start + 1)
        if following is None:
            return
        start = following
    yield Skipped(given.where, "damaged in too many places: the rest is not read")


def _is_damage(error: BaseException) -> bool:
    """Whether an error is of the archive's making; fastwarc's Rust code panics at some."""
    return isinstance(error, OSError | EOFError | ValueError) or (
        type(error).__name__ == "PanicException"
    )


def _next_start(stream: IO[bytes], start: int) -> int | None:
    """Where the next record, or a compressed one, seems to begin."""
    stream.seek(start)
    held = b""
    while block := stream.read(_STEP):
        if found := _STARTS.search(held + block):
            return start - len(held) + found.start()
        start += len(block)
        held = (held + block)[-_START_BYTES:]
    return None


def _page(record: WarcRecord, wanted: Wanted) -> Kept | None:
    if not record.record_type & _PAGES:
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>") or None
    if url and _NO_PAGES.match(url):
        return None
    raw = record.reader.read(wanted.max_bytes + 1)
    whole = min(record.content_length, wanted.max_bytes + 1)
    missing = record.content_length - len(raw) if len(raw) < whole else 0
    if not record.is_http:
        stated = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        return Kept(url, raw, stated or None, missing=missing)
    http = record.http_headers
    data = unpacked(raw, http.get("Transfer-Encoding"), http.get("Content-Encoding"), wanted)
    media_type = (record.http_content_type or "").lower() or None
    return Kept(url, data, media_type, record.http_charset, http.status_code or _OK, missing)


def unpacked(raw: bytes, transfer: str | None, coding: str | None, wanted: Wanted) -> bytes:
    """A body as it was meant; crawlers often unpack one and leave the header that says so."""
    if "chunked" in (transfer or "").lower():
        raw = _readable(ChunkedReader(io.BytesIO(raw)), wanted) or raw
    packed = (coding or "").lower()
    if "br" in packed.split(","):
        return _readable(BrotliReader(io.BytesIO(raw)), wanted) or raw
    if "gzip" in packed:
        return _readable(GzipReader(io.BytesIO(raw)), wanted) or raw
    if "deflate" in packed:
        return _readable(GzipReader(io.BytesIO(raw), zlib=True), wanted) or raw
    return raw


def _readable(reader: WarcReader, wanted: Wanted) -> bytes:
    """What comes out of a packed body before it ends, breaks off or grows too large."""
    parts: list[bytes] = []
    left = wanted.max_bytes + 1
    try:
        while left > 0 and (part := reader.read(min(_STEP, left))):
            parts.append(part)
            left -= len(part)
    except BaseException as error:
        if not _is_damage(error):
            raise
    return b"".join(parts)
