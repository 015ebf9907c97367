"""Pages and texts: decoded HTML or plain text comes in, one ``Article`` goes out.

Here the parts meet: body, metadata, links, credit, walls, language. Knows nothing of files,
URLs being fetched, or encodings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.errors import NoArticle
from sayso.load import body, boilerplate, credit, language, links, meta, wall
from sayso.types import Article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")
# Lines above the body that may repeat the headline.
_HEAD_LINES = 3
# Hard-wrapped text: mailers and wires break at 60 to 80 characters.
_WRAPPED_AT_MOST = 100
_WRAPPED_SHARE = 0.6
_WRAPPED_LINES = 5
_LINE_BREAK = re.compile(r"(?<=\S)[ \t]*\n(?=[^\s])")
_MARKED_LINE = re.compile(r"\s*(?:[-*•–]|\d+[.)])\s")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)]*$")


def from_html(html: str, *, url: str | None, where: str, wanted: str) -> Article:
    """Make an article of a web page.

    ``url`` is where the page was found, if known; ``wanted`` a language code or "any".
    Raises NoArticle, WrongLanguage.
    """
    if not html.strip():
        raise NoArticle(where, "nothing in it")
    url = meta.sound(url)
    tree = body.parse(html, where)
    found = meta.of(tree, url, where)
    lines = body.lines_of(tree, where)
    kept = _without_title(list(boilerplate.without_boilerplate(lines)), found.title)
    text = "\n".join(kept)
    placed = links.find(tree, text, url or found.url)
    wall.refuse(_findings(tree, found, kept), where)
    return Article.from_text(
        text,
        url=found.url,
        publisher=found.publisher,
        title=found.title,
        published=found.published,
        granularity=found.granularity,
        authors=tuple(name for name in found.authors if not credit.agency(name)),
        language=language.checked(text, wanted, where),
        links=placed,
        credit=credit.find(lines, found.authors),
    )


def from_plain(text: str, *, url: str | None, where: str, wanted: str) -> Article:
    r"""Make an article of a plain text, kept as it is but for its line ends.

    All line ends become ``\n``. Where a text is hard-wrapped (short lines, paragraphs parted
    by empty lines) the line ends inside paragraphs become blanks, one for one, so that offsets
    into the text with ``\n`` line ends stay valid. Nothing is taken out: in a plain text
    nobody can tell furniture from article.

    Raises NoArticle, WrongLanguage.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _WORD.search(plain):
        raise NoArticle(where, "an empty file" if not plain.strip() else "no words in it")
    joined, url = unwrapped(plain), meta.sound(url)
    lines = [line for line in joined.split("\n") if line.strip()]
    return Article.from_text(
        joined,
        url=url,
        publisher=meta.domain(url),
        language=language.checked(joined, wanted, where),
        credit=credit.find(lines),
    )


def unwrapped(text: str) -> str:
    """A hard-wrapped text with one line per paragraph; any other text as it is.

    As long as the original, offset for offset.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    inner = [line for line in lines if not _SENTENCE_END.search(line.rstrip())]
    wrapped = (
        len(lines) >= _WRAPPED_LINES
        and "\n\n" in text.strip()
        and max(map(len, lines)) <= _WRAPPED_AT_MOST
        and len(inner) >= _WRAPPED_SHARE * len(lines)
        and not any(map(_MARKED_LINE.match, lines))
    )
    return _LINE_BREAK.sub(lambda found: " " * len(found.group()), text) if wrapped else text


def _without_title(lines: list[str], title: str | None) -> list[str]:
    """The body without the headline repeated above it."""
    if not title:
        return lines
    key = _key(title)
    head = [line for line in lines[:_HEAD_LINES] if _key(line) != key]
    rest = lines[_HEAD_LINES:]
    return head + rest if head or rest else lines


def _key(line: str) -> str:
    return "".join(_WORD.findall(line.lower()))


def _findings(tree: HtmlElement, found: meta.Meta, lines: Sequence[str]) -> wall.Findings:
    return wall.Findings(
        title=found.title or "",
        lines=lines,
        page_text=body.words_of(tree),
        linked=links.share(tree, "\n".join(lines)),
        teasers=sum(1 for _ in tree.iter("article")),
        declared=found.declared,
        front=meta.is_front(found.url),
        free=found.free,
    )
