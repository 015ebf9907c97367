"""What an input holds: its first bytes and its name come in, a kind goes out.

The bytes are asked first, the name where they leave it open. Knows how feeds, tables, lists
and web archives begin; reads none of them.
"""

from __future__ import annotations

import csv
import json
import re
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sayso.load import encoding

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD_BYTES = 64 * 1024


class Kind(StrEnum):
    """How an input is written down, in words for messages."""

    ARTICLE = "article"
    ARC = "web archive (ARC)"
    FEED = "feed"
    GZIP = "gzip file"
    JSON = "JSON file"
    JSON_FEED = "JSON feed"
    JSON_LINES = "file of JSON lines"
    OPML = "list of feeds"
    SITEMAP = "sitemap"
    TABLE = "table"
    URLS = "list of URLs"
    WARC = "web archive"
    ZIP = "ZIP archive"


_MAGIC = ((b"PK\x03\x04", Kind.ZIP), (b"WARC/", Kind.WARC), (b"filedesc:", Kind.ARC))
# Compressions of web archives that their reader opens itself.
_PACKED = (b"\x04\x22\x4d\x18", b"\x28\xb5\x2f\xfd")
_GZIP = b"\x1f\x8b"
_ROOTS = {
    "body": Kind.ARTICLE,
    "channel": Kind.FEED,
    "feed": Kind.FEED,
    "head": Kind.ARTICLE,
    "html": Kind.ARTICLE,
    "opml": Kind.OPML,
    "rdf": Kind.FEED,
    "rss": Kind.FEED,
    "sitemapindex": Kind.SITEMAP,
    "urlset": Kind.SITEMAP,
}
_ROOT = re.compile(rf"<(?:\w+:)?({'|'.join(_ROOTS)})\b", re.I)
# What may stand before the root: declarations, comments, style sheets, and what leaks out of
# broken servers. Atomic: hostile runs of comments must not be tried in every division.
_PROLOG = re.compile(
    r"(?>[^<]*(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>))*+[^<]*", re.I | re.S
)
_LEAKED_AT_MOST = 200
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_URL_LINE = re.compile(r"https?://\S+\Z", re.I)
_SUFFIXES = {
    ".arc": Kind.ARC,
    ".atom": Kind.FEED,
    ".csv": Kind.TABLE,
    ".jsonl": Kind.JSON_LINES,
    ".jsonlines": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".opml": Kind.OPML,
    ".rss": Kind.FEED,
    ".tab": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".warc": Kind.WARC,
    ".wacz": Kind.ZIP,
}
_TYPES = {
    "application/atom+xml": ".atom",
    "application/feed+json": ".json",
    "application/rdf+xml": ".rss",
    "application/rss+xml": ".rss",
    "application/warc": ".warc",
    "application/x-ndjson": ".jsonl",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/x-opml": ".opml",
}
_DELIMITERS = ",\t;|"
_LINES = 20


def kind_of(
    head: bytes, name: str, media_type: str | None, is_header: Callable[[list[str]], bool]
) -> Kind:
    """The kind of an input: ``head`` is how it begins, ``name`` its file's or URL's.

    ``is_header`` tells whether names are those of the columns of a table of articles.
    """
    named = _named(name, media_type)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(_GZIP):
        return Kind.GZIP
    if head.startswith(_PACKED) and ".warc" in name.lower():
        return Kind.WARC
    text = encoding.decode(head).lstrip("\ufeff \t\r\n\0")
    return _markup(text) or _json(text, named) or _list(text, is_header) or named or Kind.ARTICLE


def delimiter(header: str) -> str:
    """The character that parts the columns of a table's first line."""
    return max(_DELIMITERS, key=header.count)


def header(line: str) -> list[str]:
    """The names of a table's columns, from its first line."""
    row = next(csv.reader([line], delimiter=delimiter(line)), [])
    return [normal(name) for name in row]


def normal(name: str) -> str:
    """A column's name without the accidents of its spelling."""
    return re.sub(r"[\s-]+", "_", name.strip().lstrip("\ufeff").lower())


def _named(name: str, media_type: str | None) -> Kind | None:
    path = PurePosixPath(name.lower())
    suffix = path.suffix
    if suffix in (".gz", ".lz4", ".zst"):
        suffix = PurePosixPath(path.stem).suffix
    return _SUFFIXES.get(suffix) or _SUFFIXES.get(_TYPES.get(media_type or "", ""))


def _markup(text: str) -> Kind | None:
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    root = _ROOT.match(text, start)
    leaked = re.sub(r"<[?!].*?>", "", text[:start], flags=re.S).strip()
    if not root or len(leaked) > _LEAKED_AT_MOST:
        return None
    return _ROOTS.get(root[1].lower())


def _json(text: str, named: Kind | None) -> Kind | None:
    if text[:1] not in ("{", "["):
        return None
    if _JSON_FEED.search(text[:4096]):
        return Kind.JSON_FEED
    first, newline, _ = text.partition("\n")
    if text.startswith("{") and (named is Kind.JSON_LINES or not newline or _is_object(first)):
        return Kind.JSON_LINES
    return Kind.JSON if re.match(r'[\[{]\s*(?:["\[{\]}]|-?\d|\Z)', text) else None


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _list(text: str, is_header: Callable[[list[str]], bool]) -> Kind | None:
    """A table whose header names what articles have, or a list of one URL a line."""
    lines = [line.strip() for line in text.splitlines()[:_LINES]]
    # The last of them may be cut.
    stated = [line for line in lines[:-1] or lines if line and not line.startswith("#")]
    if stated and all(map(_URL_LINE.match, stated)):
        return Kind.URLS
    try:
        return Kind.TABLE if len(lines) > 1 and is_header(header(lines[0])) else None
    except csv.Error:
        return None
