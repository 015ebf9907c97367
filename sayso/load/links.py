"""Links: a parsed page and an article's text come in, the text's links with their spans go out.

Trafilatura may rewrite, drop and merge elements on its way to the text, so a link is found
again by the words around it: both page and text are compared without their white space. This
module knows nothing of how the text was extracted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from sayso.types import Link, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_SILENT = {"script", "style", "template", "noscript", "head", "title", "textarea", "select"}
_IGNORED = re.compile("[\\s\xad\u200b-\u200d\u2060\ufeff]+")
# Words on either side that a link needs to be told from its like: half a line.
_CONTEXT = 40
# Shorter links are names and sections that any text may hold.
_HEADLINE = 12
# No article of the extraction benchmark links more than 250 times; hostile pages do.
_ANCHORS_AT_MOST = 5_000


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A link on the page: where its words stand in the page's squeezed text."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text without white space, with the place of each character in the full one."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Squeezed:
        places = tuple(i for i, char in enumerate(text) if not _IGNORED.match(char))
        return cls("".join(text[i] for i in places), places)

    def span(self, start: int, end: int) -> Span:
        return Span(self.places[start], self.places[end - 1] + 1)


def find(tree: HtmlElement, text: str, base: str | None) -> tuple[Link, ...]:
    """The links of a page whose anchor words stand in ``text``, in reading order.

    ``base`` is the page's URL, against which relative links are read; without it they are
    left out, as is all that is not http or https, and links to the page itself.
    """
    page, breaks, anchors = _walked(tree, _base(tree, base))
    squeezed = _Squeezed.of(text)
    found: dict[Span, Link] = {}
    cursor = 0
    for anchor in anchors:
        if (at := _located(page, breaks, anchor, squeezed, text, cursor)) is None:
            continue
        cursor = at
        span = squeezed.span(at, at + anchor.end - anchor.start)
        found.setdefault(span, Link(span, anchor.url))
    return tuple(found[span] for span in sorted(found))


def share(tree: HtmlElement, text: str) -> float:
    """How much of a text, from 0 to 1, is the words of the page's links, wherever they lead."""
    page, _, anchors = _walked(tree, "http://page.invalid/")
    squeezed = _IGNORED.sub("", text)
    words = {page[anchor.start : anchor.end] for anchor in anchors}
    linked = sum(len(w) for w in words if len(w) >= _HEADLINE and w in squeezed)
    return linked / max(len(squeezed), 1)


def absolute(href: str, base: str | None) -> str | None:
    """The http(s) URL that a link leads to, or None if it leads to no other page."""
    try:
        url = urljoin(base or "", href.strip())
        parts = urlsplit(url)
        hostname = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not hostname:
        return None
    if base and parts.fragment and urldefrag(url).url == urldefrag(base).url:
        return None
    return url


def _base(tree: HtmlElement, url: str | None) -> str | None:
    stated = tree.find(".//base[@href]")
    if stated is None:
        return url
    return absolute(str(stated.get("href")), url) or url


def _walked(tree: HtmlElement, base: str | None) -> tuple[str, list[int], list[_Anchor]]:
    """The page's squeezed text, the places where its blocks begin or end, and its links."""
    parts: list[str] = []
    breaks, length, silent = [0], 0, 0
    anchors: list[_Anchor] = []
    opened: list[tuple[HtmlElement, int]] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        silent += (tag in _SILENT) * (1 if event == "start" else -1)
        if tag not in _INLINE:
            breaks.append(length)
        if tag == "a" and event == "start":
            opened.append((element, length))
        if tag == "a" and event == "end":
            anchors.extend(_anchor(*opened.pop(), length, base))
        said = element.text if event == "start" else element.tail
        if said and not silent and tag:
            parts.append(_IGNORED.sub("", said))
            length += len(parts[-1])
    breaks.append(length)
    return "".join(parts), breaks, list(islice(anchors, _ANCHORS_AT_MOST))


def _anchor(element: HtmlElement, start: int, end: int, base: str | None) -> Iterator[_Anchor]:
    href = element.get("href")
    if href and end > start and (url := absolute(href, base)):
        yield _Anchor(start, end, url)


def _located(
    page: str, breaks: list[int], anchor: _Anchor, squeezed: _Squeezed, text: str, cursor: int
) -> int | None:
    """Where the anchor's words begin in the squeezed text, from the surest context down."""
    opening = breaks[bisect_right(breaks, anchor.start) - 1]
    closing = breaks[bisect_left(breaks, anchor.end)]
    before = page[max(opening, anchor.start - _CONTEXT) : anchor.start]
    words = page[anchor.start : anchor.end]
    after = page[anchor.end : min(closing, anchor.end + _CONTEXT)]
    if not before and not after:
        return _own_line(words, squeezed, text, cursor)
    for left, right in ((before, after), (before, ""), ("", after)):
        if not left and not right:
            continue
        needle = left + words + right
        at = squeezed.text.find(needle, max(0, cursor - len(left)))
        at = at if at >= 0 else squeezed.text.find(needle)
        if at >= 0:
            return at + len(left)
    return None


def _own_line(words: str, squeezed: _Squeezed, text: str, cursor: int) -> int | None:
    """A block that is all link counts only where the text has it as a line of its own."""
    for start in (cursor, 0):
        at = squeezed.text.find(words, start)
        if at >= 0:
            span = squeezed.span(at, at + len(words))
            left, right = text[: span.start].rstrip(" "), text[span.end :].lstrip(" ")
            if left[-1:] in ("", "\n") and right[:1] in ("", "\n"):
                return at
    return None
