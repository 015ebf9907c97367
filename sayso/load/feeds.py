"""Feeds: RSS, Atom or JSON Feed comes in, what each entry tells of an article goes out.

An entry that carries its whole text is an article; of any other the link is followed. Knows
feedparser and the JSON Feed specification (jsonfeed.org/version/1.1); knows nothing of pages.
"""

from __future__ import annotations

import html
import io
import re
from calendar import timegm
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import feedparser

from sayso import outlets
from sayso.errors import LoadError, NoArticle
from sayso.load import encoding, inputs, meta, told
from sayso.types import Granularity, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.load.inputs import Input, Wanted
    from sayso.load.told import Taken

# A field for the whole content may hold a short item; a summary as long as this is no summary.
_CONTENT_WORDS = 80
_SUMMARY_WORDS = 200
_END_CHARS = 200
_CUT = re.compile(
    r"(?:…|\.\.\.|\b(?:(?:continue|keep) reading|read (?:more|on|the (?:full|rest)[^.]*)|full story"
    r"|full article|more))[\s\]\)»>→.…]*\Z",
    re.I,
)
_TAG = re.compile(r"<[^<>]*>")

_Moment = tuple[datetime, Granularity]


def feed(given: Input, wanted: Wanted) -> Iterator[Taken]:
    """Read an RSS or Atom feed; a broken one gives the entries that can be made out."""
    data = given.whole(wanted.max_bytes).lstrip()
    kind = f"{given.media_type}; charset={given.charset}" if given.charset else ""
    headers = {"content-location": given.url or "", "content-type": kind}
    try:
        # As a stream: a string would be taken for an address, and asked for.
        parsed = feedparser.parse(
            io.BytesIO(data), response_headers={k: v for k, v in headers.items() if v}
        )
    except Exception as error:  # whatever a hostile feed provokes in a parser
        yield Skipped(given.where, f"a feed that cannot be taken apart ({type(error).__name__})")
        return
    broken = _damage(parsed)
    for number, entry in enumerate(parsed.entries, 1):
        yield _entry(entry, parsed.feed, f"{given.where}: entry {number}", wanted)
    if broken:
        yield Skipped(given.where, f"{broken}; entries after the damage may be missing")


def json_feed(given: Input, wanted: Wanted) -> Iterator[Taken]:
    """Read a JSON Feed; a field of the wrong kind counts as missing.

    Raises NoArticle if it is no JSON.
    """
    data = inputs.parsed_json(encoding.decode(given.whole(wanted.max_bytes)), given.where)
    items = data.get("items") if isinstance(data, dict) else None
    for number, item in enumerate(items if isinstance(items, list) else [], 1):
        where = f"{given.where}: entry {number}"
        if isinstance(item, dict):
            yield _item(item, data, given.url, where, wanted)
        else:
            yield Skipped(where, "no entry: an entry is an object with fields")


def _damage(parsed: Any) -> str:
    """What broke a feed, "" for nothing or for what costs no entry (a wrong encoding stated)."""
    error = parsed.get("bozo_exception")
    if not parsed.bozo or not hasattr(error, "getLineNumber"):
        return ""
    return f"broken XML in line {error.getLineNumber()}"


def _entry(entry: Any, feed: Any, where: str, wanted: Wanted) -> Taken:
    # A feed read from a file has no address of its own; its site's is what it has.
    link = _absolute(entry.get("feedburner_origlink") or entry.get("link"), feed.get("link"))
    contents = [part.get("value") or "" for part in entry.get("content", ())]
    published, granularity = _published(entry) or (None, None)
    names = [author.get("name") for author in entry.get("authors", ()) if author]
    return _taken(
        told.Told(
            url=link,
            text=_full(contents, entry.get("summary")),
            title=_plain(entry.get("title")),
            published=published,
            granularity=granularity,
            publisher=_publisher(link, entry.get("source", {}).get("title") or feed.get("title")),
            authors=tuple(name for name in names if name),
        ),
        where,
        wanted,
    )


def _item(
    item: dict[str, Any], feed: dict[str, Any], base: str | None, where: str, wanted: Wanted
) -> Taken:
    link = _string(item.get("url")) or _string(item.get("external_url"))
    link = _absolute(link, base or _string(feed.get("home_page_url")))
    contents = [_string(item.get(name)) or "" for name in ("content_html", "content_text")]
    stated = _string(item.get("date_published")) or ""
    published, granularity = meta.moment_of(stated) or (None, None)
    authors = item.get("authors") or [item.get("author")]
    names = (
        [a.get("name") for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    )
    return _taken(
        told.Told(
            url=link,
            text=_full(contents, _string(item.get("summary"))),
            title=_plain(_string(item.get("title"))),
            published=published,
            granularity=granularity,
            publisher=_publisher(link, _string(feed.get("title"))),
            authors=tuple(name for name in names if isinstance(name, str) and name),
        ),
        where,
        wanted,
    )


def _taken(entry: told.Told, where: str, wanted: Wanted) -> Taken:
    """As any other input tells it; a text that is none gives way to the entry's link."""
    try:
        full = told.article(entry, where, wanted) if entry.text else None
    except NoArticle:
        full = None
    except LoadError as error:
        return Skipped(where, error.reason)
    return full or told.taken(replace(entry, text=None), where, wanted)


def _full(contents: Sequence[str], summary: str | None) -> str | None:
    """The longest text of an entry that is all of its article, None if all are teasers."""
    texts = [t for t in contents if told.is_full(t, _CONTENT_WORDS)]
    texts += [summary] if summary and told.is_full(summary, _SUMMARY_WORDS) else []
    whole = [text for text in texts if not _CUT.search(_end(text))]
    return max(whole, key=len, default=None)


def _end(text: str) -> str:
    return html.unescape(_TAG.sub(" ", text)).rstrip()[-_END_CHARS:]


def _published(entry: Any) -> _Moment | None:
    """When an entry was published; its update where it states nothing else (all of Atom 0.3)."""
    for name in ("published", "updated"):
        if name in entry and (moment := meta.moment_of(entry[name] or "")):
            return moment
        # Asked first: feedparser answers for a field that is missing, with a warning.
        if f"{name}_parsed" in entry and (parts := entry[f"{name}_parsed"]):
            return datetime.fromtimestamp(timegm(parts), UTC), Granularity.SECOND
    return None


def _publisher(link: str | None, title: str | None) -> str | None:
    """The outlet behind the link, else the feed by its title: a platform publishes nothing."""
    known = outlets.by_domain(link) if link else None
    return known.name if known and known.kind != "platform" else _plain(title)


def _absolute(link: str | None, base: str | None) -> str | None:
    try:
        return urljoin(base, link) if base and link else link
    except ValueError:
        return link


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _plain(value: str | None) -> str | None:
    return " ".join(encoding.scrub(_TAG.sub("", value)).split()) or None if value else None
