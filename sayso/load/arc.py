"""Web archives of the old kind: ARC comes in, an article per page goes out.

Knows the ARC file format (Internet Archive, 1996: versions 1 and 2), which is a line of fields
and then so many bytes, again and again. Knows nothing of what a page says.
"""

from __future__ import annotations

import re
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING

from sayso.load.warc import Kept, pages, unpacked
from sayso.types import Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.load.inputs import Input, Wanted

# The URL may hold blanks, and version 2 has more fields before the length: the address and the
# date in the middle are what can be told apart.
_LINE = re.compile(
    rb"(?P<url>\S.*?)[ ](?P<ip>[\d.]+|[\da-fA-F:]+|-)[ ]\d{8,14}[ ](?P<type>[^ ;]+)[^\n]*?[ ]"
    rb"(?P<length>\d+)\r?\n\Z"
)
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_LINE_BYTES = 16 * 1024
_OK = 200


def arc(given: Input, wanted: Wanted) -> Iterator[Article | Skipped]:
    """Read an ARC's pages; what is no record's first line is passed over, with a reason."""
    lost = 0
    while line := given.stream.readline(_LINE_BYTES):
        fields = _LINE.match(line)
        if not fields:
            lost += len(line.strip())
            continue
        url, length = fields["url"].decode("utf-8", "replace"), int(fields["length"])
        raw = given.stream.read(min(length, wanted.max_bytes + 1))
        _pass_over(given, length - len(raw))
        if url.startswith(("http://", "https://")):
            missing = length - len(raw) if len(raw) <= wanted.max_bytes else 0
            kept = _page(url, raw, fields["type"].decode("latin-1"), missing, wanted)
            yield from pages(kept, given.where, wanted)
    if lost:
        yield Skipped(given.where, f"damaged: {lost:,} bytes belong to no record")


def _pass_over(given: Input, length: int) -> None:
    while length > 0 and (block := given.stream.read(min(length, _LINE_BYTES))):
        length -= len(block)


def _page(url: str, raw: bytes, media_type: str, missing: int, wanted: Wanted) -> Kept:
    status = _STATUS.match(raw)
    if not status:
        return Kept(url, raw, media_type.lower(), missing=missing)
    found = re.search(rb"\r?\n\r?\n", raw)
    end = found.end() if found else len(raw)
    first = raw.find(b"\n") + 1
    head = BytesHeaderParser().parsebytes(raw[first:end])
    data = unpacked(raw[end:], head.get("Transfer-Encoding"), head.get("Content-Encoding"), wanted)
    stated = head.get_content_type() if "Content-Type" in head else media_type
    return Kept(url, data, stated.lower(), head.get_content_charset(), int(status[1]), missing)
