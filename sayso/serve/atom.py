"""Lists as feeds: statements with their articles come in, an Atom document goes out.

Whoever follows a search, a claim or a source hears of each new article that carries it, and of
each that denies it. Source: RFC 4287.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from sayso.show import words
from sayso.show.html import web_url
from sayso.show.trace.view import outlet
from sayso.store import Entry
from sayso.types import Statement

MEDIA = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
#: What XML cannot hold, even escaped.
_BARRED = dict.fromkeys(
    {*range(32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - set(map(ord, "\t\n\r")), " "
)


@dataclass(frozen=True, slots=True)
class Feed:
    """``id`` names it for good, ``page`` is where people see it, ``here`` its own address."""

    id: str
    title: str
    page: str
    here: str


def atom(feed: Feed, entries: Iterable[tuple[Statement | None, Entry, str]]) -> str:
    """A feed of statements, or of whole articles where there is none, each with the address of
    the page that shows it; it was updated when the last of them was added.
    """
    found = list(entries)
    root = Element("feed", xmlns=_ATOM)
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max((e.added for _, e, _ in found), default=None)))
    SubElement(root, "link", rel="self", href=_plain(feed.here))
    SubElement(root, "link", rel="alternate", type="text/html", href=_plain(feed.page))
    author = SubElement(root, "author")
    _text(author, "name", "sayso")
    for statement, entry, page in found:
        _entry(root, statement, entry, page)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(root: Element, statement: Statement | None, entry: Entry, page: str) -> None:
    made = SubElement(root, "entry")
    _text(made, "id", f"urn:sayso:{statement.id if statement else entry.id}")
    _text(made, "updated", _moment(entry.added))
    if entry.published:
        _text(made, "published", _moment(entry.published))
    SubElement(made, "link", rel="alternate", type="text/html", href=_plain(page))
    if found := web_url(entry.url):
        SubElement(made, "link", rel="via", href=_plain(found))
    author = SubElement(made, "author")
    _text(author, "name", outlet(entry.publisher, entry.url, entry.title))
    if statement is None:
        _text(made, "title", entry.title or "Untitled article")
        return
    tone = words.stated(statement.certainty, statement.polarity)
    who = ", ".join(words.who(statement.speaker, statement.kind))
    _text(made, "title", f"{tone}: {who}")
    SubElement(made, "category", term=tone)
    _text(made, "summary", words.quoted(statement.text, 420))


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, name).text = _plain(value)


def _plain(value: str) -> str:
    return value.translate(_BARRED)


def _moment(value: datetime | None) -> str:
    return (value or datetime(1970, 1, 1, tzinfo=UTC)).isoformat()
