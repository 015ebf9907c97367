"""The body of a page: a parsed page comes in, its lines of running text go out.

Trafilatura finds the body; this module turns its tree into lines, one per paragraph. It
knows nothing of titles, dates or links.
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from typing import TYPE_CHECKING

import trafilatura
from lxml import etree
from trafilatura.settings import Document
from trafilatura.utils import load_html

from sayso.errors import NoArticle
from sayso.load import encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

# Trafilatura logs what it discards; sayso says it in its errors.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_BLOCKS = {"body", "code", "div", "head", "item", "lb", "list", "p", "quote", "row", "table"}
# Precision mode reads the 181 pages of the extraction benchmark at F1 .964 against .958, but
# starves on one (F1 .02 against .86): a short reading is checked against the balanced one.
_SHORT_CHARS = 1_500
_STARVED = 0.25
_HIDDEN = (
    ".//*[@hidden or contains(translate(@style, ' DISPLAYNOE', 'displaynoe'), 'display:none')]"
    "[not(self::html or self::body)][not(.//p[string-length() > 200])]"
)
_INLINE = ".//p//*[self::span or self::a or self::em or self::strong or self::b or self::i]"
# Two of the benchmark's pages (F1 .52 and .62 without) are cut up like that.
_CHUNK = ".//div[@class and parent::*/parent::*][count(p[string-length() > 80]) >= 2]"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(html: str, where: str) -> HtmlElement:
    """Parse HTML, however broken.

    Raises NoArticle if nothing at all can be made of it.
    """
    clean = _NOT_XML.sub("", html)
    tree = load_html(clean) if clean.strip() else None
    if tree is None:
        tree = load_html(f"<html><body><div>{clean}</div></body></html>")
    if tree is None:
        raise NoArticle(where, "no HTML that can be read")
    for element in tree.xpath(_HIDDEN):
        element.drop_tree()
    return tree


def lines_of(tree: HtmlElement, where: str) -> list[str]:
    """The body's paragraphs, headings, list items and table rows, one line each.

    Raises NoArticle if the page has no body text, or one that trafilatura chokes on.
    """
    tree = _prepared(tree)
    lines = _extracted(tree, where, precision=True)
    if (length := sum(map(len, lines))) < _SHORT_CHARS:
        balanced = _extracted(tree, where, precision=False)
        lines = balanced if length < _STARVED * sum(map(len, balanced)) else lines
    if not lines:
        raise NoArticle(where, "a page without any article text")
    return lines


def words_of(tree: HtmlElement) -> str:
    """All words that a page shows, its furniture too."""
    shown = tree.xpath(".//text()[not(parent::script or parent::style or parent::template)]")
    return " ".join(" ".join(map(str, shown)).split())


def _prepared(tree: HtmlElement) -> HtmlElement:
    """A copy of the page, made ready for trafilatura.

    Its rules go by class names: a sentence must not lose its link because a span around it is
    called "link", nor an article its second half because advertisements part its chunks.
    """
    ready = deepcopy(tree)
    for element in ready.xpath(_INLINE):
        element.attrib.pop("class", None)
        element.attrib.pop("id", None)
    chunks: dict[tuple[HtmlElement, str], list[HtmlElement]] = {}
    for element in ready.xpath(_CHUNK):
        chunks.setdefault((element.getparent().getparent(), element.get("class")), []).append(
            element
        )
    for first, *others in chunks.values():
        for other in others:
            first.extend(list(other))
    return ready


def _extracted(tree: HtmlElement, where: str, *, precision: bool) -> list[str]:
    try:
        found = trafilatura.bare_extraction(
            tree, include_comments=False, favor_precision=precision, with_metadata=False
        )
    except Exception as error:  # whatever a hostile page provokes in a parser, it is no article
        raise NoArticle(where, "a page that cannot be taken apart") from error
    return list(_lines(found.body)) if isinstance(found, Document) else []


def _lines(body: etree._Element) -> Iterator[str]:
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield from _flushed(parts)
        if event == "start":
            parts.append(element.text or "")
        else:
            parts.append(" " if element.tag == "cell" else "")
            parts.append(element.tail or "")
    yield from _flushed(parts)


def _flushed(parts: list[str]) -> Iterator[str]:
    line = " ".join(encoding.scrub("".join(parts)).split())
    parts.clear()
    if line:
        yield line
