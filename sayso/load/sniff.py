"""What bytes are: bytes and what was said about them come in, "page" or "text" goes out.

Knows magic numbers, media types and file names; knows nothing of what a page says.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum

from sayso.errors import NoArticle, NotText
from sayso.load import encoding


class Form(StrEnum):
    """How an article is written down."""

    PAGE = "page"
    TEXT = "text"


_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"BM", "an image (BMP)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"PK\x03\x04", "an archive (ZIP) or an office document"),
    (b"PK\x05\x06", "an archive (ZIP)"),
    (b"\x1f\x8b", "an archive (gzip)"),
    (b"BZh", "an archive (bzip2)"),
    (b"\xfd7zXZ", "an archive (xz)"),
    (b"\x28\xb5\x2f\xfd", "an archive (zstd)"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (b"Rar!", "an archive (RAR)"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x00asm", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"wOF", "a font"),
)
_PRINTABLE_MAGIC = {b"BM", b"BZh", b"GIF8", b"ID3", b"OggS", b"fLaC", b"Rar!", b"wOF", b"%!PS"}
_RIFF = {b"WEBP": "an image (WebP)", b"WAVE": "a sound file", b"AVI ": "a film"}
_SAMPLE_BYTES = 4096
# Text has next to no control bytes; every compressed or compiled format is full of them.
_CONTROL_SHARE = 0.02
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32), 127))

# Atomic: hostile runs of comments must not be tried in every division.
_PROLOG = r"(?>\s*(?:<\?xml[^>]*>|<!--.*?-->))*+\s*"
_OPENS_AS_PAGE = re.compile(rf"{_PROLOG}<(?:!doctype\s+html|[a-z])", re.I | re.S)
_PAGE_TAG = re.compile(r"<(?:html|head|body|article|main|div|p|h1|meta|title)(?:\s[^<>]*)?>", re.I)
_FEED = re.compile(rf"{_PROLOG}<(rss|feed|rdf:rdf|urlset|sitemapindex|opml)\b", re.I | re.S)
_PAGE_TYPES = {"text/html", "application/xhtml+xml"}


def form_of(data: bytes, text: str, *, media_type: str | None, where: str) -> Form:
    """Whether decoded bytes are a web page or plain text.

    ``media_type`` is the transport's word or what the file's name suggests, if anything.
    Raises NoArticle for feeds, site maps and JSON.
    """
    head = text[:_SAMPLE_BYTES]
    if feed := _FEED.match(head):
        raise NoArticle(where, f"a feed or a list of pages (<{feed[1].lower()}>), not an article")
    if media_type in _PAGE_TYPES:
        return Form.PAGE
    if _OPENS_AS_PAGE.match(head) and _PAGE_TAG.search(head):
        return Form.PAGE
    if media_type != "text/plain" and _PAGE_TAG.search(head):
        return Form.PAGE
    if _is_json(data):
        raise NoArticle(where, "JSON data, not an article")
    return Form.TEXT


def refuse_binary(data: bytes, where: str) -> None:
    """Raise NotText if bytes are no text, saying what they seem to be."""
    if what := _known_format(data):
        raise NotText(where, f"{what}, not text")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or encoding.wide_encoding(data):
        return
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(sample):
        raise NotText(where, "binary data, not text")


def _known_format(data: bytes) -> str | None:
    head = data[:512]
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head[4:8] == b"ftyp":
        return "a film or an image (MP4, HEIF, AVIF)"
    if head[257:262] == b"ustar":
        return "an archive (tar)"
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return None if magic in _PRINTABLE_MAGIC and _all_printable(data) else what
    return None


def _all_printable(data: bytes) -> bool:
    sample = data[:_SAMPLE_BYTES]
    return len(sample.translate(None, _CONTROLS)) == len(sample)


def _is_json(data: bytes) -> bool:
    if data.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        first = data.lstrip().split(b"\n", 1)[0]
        return isinstance(json.loads(first), dict | list)
    except (ValueError, RecursionError):
        pass
    try:
        return isinstance(json.loads(data), dict | list)
    except (ValueError, RecursionError):
        return False
