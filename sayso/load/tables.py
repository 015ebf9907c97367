"""Tables: JSON lines, JSON, CSV or TSV come in, what each row tells of an article goes out.

Knows the names that people give to the fields of an article; knows nothing of what is in them
beyond dates and lists of names.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sayso.errors import NoArticle
from sayso.load import encoding, inputs, kinds, meta, told
from sayso.types import Granularity, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sayso.load.inputs import Input, Wanted
    from sayso.load.told import Taken

#: Our names, and the names that users' files have for them, likeliest first.
FIELDS: dict[str, tuple[str, ...]] = {
    "url": ("url", "link", "uri", "permalink", "article_url", "source_url", "web_url", "href"),
    "title": ("title", "headline", "heading"),
    "text": (
        "text", "body", "content", "article", "article_text", "article_body", "articlebody",
        "full_text", "fulltext", "maintext", "main_text", "story", "content_text", "html",
        "content_html",
    ),
    "published": (
        "published", "date", "published_at", "publishedat", "publish_date", "date_published",
        "datepublished", "date_publish", "publication_date", "published_date", "pubdate",
        "pub_date", "datetime", "timestamp",
    ),
    "publisher": (
        "publisher", "source", "outlet", "publication", "site_name", "sitename", "source_name",
        "newspaper", "media", "site", "source_domain", "domain",
    ),
    "authors": ("authors", "author", "byline", "creator"),
    "language": ("language", "lang"),
}  # fmt: skip
_NOTHING = {"", "nan", "none", "null", "n/a"}
_BETWEEN_NAMES = re.compile(r"\s*(?:[;|,]|\band\b|&)\s*")
_DAYS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y%m%d")
# Where records lie that an answer of a news service wraps in a page of results.
_WRAPPERS = ("articles", "results", "items", "data", "docs", "records")

_Record = dict[str, Any]


def header_test(fields: Mapping[str, str]) -> Callable[[list[str]], bool]:
    """Whether columns look like a table of articles: a text or a URL, and one field more."""
    mapped = {kinds.normal(name) for name in fields.values()}
    known = mapped.union(*FIELDS.values())
    holds = mapped.union(FIELDS["text"], FIELDS["url"])
    return lambda names: bool(holds & set(names)) and len(known & set(names)) > 1


def json_lines(given: Input, wanted: Wanted) -> Iterator[Taken]:
    """Read one record a line; a broken line costs that line."""
    for number, line in enumerate(given.lines(wanted.max_bytes), 1):
        where = f"{given.where}: line {number}"
        if line.strip(b" \t\r\n\0\xef\xbb\xbf"):
            yield from _parsed(encoding.decode(line), where, wanted)


def json_whole(given: Input, wanted: Wanted) -> Iterator[Taken]:
    """Read a JSON list of records, or the page of results that a news service gives."""
    text = encoding.decode(given.whole(wanted.max_bytes))
    yield from _parsed(text, given.where, wanted)


def rows(given: Input, wanted: Wanted) -> Iterator[Taken]:
    """Read a CSV or TSV table whose first line names its columns."""
    # A text of any length may stand in a cell; a quotation mark that is never closed must not
    # eat more than that. The module has one limit for all, so it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), wanted.max_bytes))
    lines = _decoded(given, wanted)
    first = next(lines, "")
    reader = csv.reader(_again(first, lines), delimiter=kinds.delimiter(first))
    try:
        names = [kinds.normal(name) for name in next(reader, [])]
    except csv.Error as error:
        yield Skipped(given.where, f"broken first line: {error}")
        return
    holds = {*FIELDS["text"], *FIELDS["url"], *map(kinds.normal, wanted.fields.values())}
    if not holds & set(names):
        yield Skipped(given.where, f"no column for a text or a URL among: {', '.join(names)[:200]}")
        return
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Skipped(f"{given.where}: line {reader.line_num}", f"broken row: {error}")
            continue
        if row is None:
            return
        if any(map(str.strip, row)):
            record = dict(zip(names, row, strict=False))
            yield _record(record, f"{given.where}: line {reader.line_num}", wanted)


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _decoded(given: Input, wanted: Wanted) -> Iterator[str]:
    """Lines as text: UTF-16 by its mark, as a whole; else UTF-8 and, line by line, what is none.
    A carriage return alone ends a line too, as old spreadsheets have it.
    """
    head = given.stream.read(2)
    given.stream.seek(0)
    if head in (b"\xff\xfe", b"\xfe\xff"):
        yield from io.StringIO(encoding.decode(given.whole(wanted.max_bytes)), newline="")
        return
    for line in given.lines(wanted.max_bytes):
        yield from io.StringIO(encoding.decode(line), newline="")


def _parsed(text: str, where: str, wanted: Wanted) -> Iterator[Taken]:
    try:
        data = inputs.parsed_json(text, where)
    except NoArticle as error:
        yield Skipped(where, error.reason)
        return
    records = _unwrapped(data)
    for number, record in enumerate(records, 1):
        place = where if record is data else f"{where}: record {number}"
        if isinstance(record, dict):
            yield _record({kinds.normal(str(k)): v for k, v in record.items()}, place, wanted)
        else:
            yield Skipped(place, "no record: an article is an object with fields")


def _unwrapped(data: Any) -> list[Any]:
    if isinstance(data, list):
        return data
    if isinstance(data, dict) and not any(data.get(name) for name in ("text", "body", "url")):
        wrapped = [data[name] for name in _WRAPPERS if isinstance(data.get(name), list)]
        if wrapped:
            return list(wrapped[0])
    return [data]


def _record(record: _Record, where: str, wanted: Wanted) -> Taken:
    published, granularity = _moment(_value(record, "published", wanted)) or (None, None)
    return told.taken(
        told.Told(
            url=_line(_value(record, "url", wanted)),
            text=_text(_value(record, "text", wanted)),
            title=_line(_value(record, "title", wanted)),
            published=published,
            granularity=granularity,
            publisher=_line(_value(record, "publisher", wanted)),
            authors=_names(_value(record, "authors", wanted)),
            language=_code(_value(record, "language", wanted)),
        ),
        where,
        wanted,
    )


def _value(record: _Record, field: str, wanted: Wanted) -> object:
    """What a record has under the user's name for a field, or else under the usual ones."""
    mapped = wanted.fields.get(field)
    names = (kinds.normal(mapped),) if mapped else FIELDS[field]
    return next((record[name] for name in names if _is_told(record.get(name))), None)


def _is_told(value: object) -> bool:
    return str(value).strip().lower() not in _NOTHING and value not in ([], {})


def _line(value: object) -> str | None:
    """A value as one tidy line."""
    return " ".join((_text(value) or "").split()) or None


def _text(value: object) -> str | None:
    """A value as text, with all its blanks: offsets into it are to hold in the user's file."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = "\n".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and _is_told(value) else None


def _names(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else _BETWEEN_NAMES.split(_line(value) or "")
    names = (re.sub(r"(?i)^by\s+", "", _line(one) or "") for one in listed)
    return tuple(dict.fromkeys(name for name in names if name))


def _code(value: object) -> str | None:
    """A language as its code ("en-GB" is en); a name is none."""
    stated = re.split("[-_]", _line(value) or "")[0].lower()
    return stated if len(stated) in (2, 3) else None


def _moment(value: object) -> tuple[datetime, Granularity] | None:
    """A date as tables have it; one that can be read in two ways ("1/2/2018") is left out."""
    stated = _line(value)
    if not stated:
        return None
    if re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", stated):
        seconds = float(stated) / (1000 if len(stated.partition(".")[0]) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC), Granularity.SECOND
    for form in _DAYS:
        try:
            return datetime.strptime(stated, form).replace(tzinfo=UTC), Granularity.DAY
        except ValueError:
            continue
    return meta.moment_of(stated)
