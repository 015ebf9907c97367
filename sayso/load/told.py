"""What an input tells of an article: a row, a feed's entry, a link on a list.

A ``Told`` comes in, an ``Article`` goes out where it has the text, a ``Lead`` where it only
says where the text is, a ``Skipped`` where it does neither. Knows nothing of how rows and
feeds are written down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.errors import LoadError
from sayso.load import meta, page, web
from sayso.types import Article, Granularity, Skipped

if TYPE_CHECKING:
    from datetime import datetime

    from sayso.load.inputs import Wanted

_TAG = re.compile(
    r"<(?:p|br|div|a|span|h[1-6]|ul|ol|blockquote|em|strong|b|i|img)(?:\s[^<>]*)?/?>", re.I
)
_WORD = re.compile(r"\w")
# No database holds these, and no text means them: half a pair, a NUL.
_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of an article before its page was seen; ``text`` may be HTML."""

    url: str | None = None
    text: str | None = None
    title: str | None = None
    published: datetime | None = None
    granularity: Granularity | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """A URL to fetch, and what is told of the article behind it."""

    url: str
    told: Told = field(default_factory=Told)


Taken = Article | Skipped | Lead


def is_full(text: str | None, words: int) -> bool:
    """Whether a text has at least so many words, tags left out."""
    return bool(text) and len(_TAG.sub(" ", text or "").split()) >= words


def taken(told: Told, where: str, wanted: Wanted) -> Taken:
    """An article if its text is told, a lead if its URL is, and a reason otherwise."""
    if told.text and _WORD.search(told.text):
        try:
            return article(told, where, wanted)
        except LoadError as error:
            return Skipped(error.where, error.reason)
    url = " ".join((_storable(told.url) or "").split())
    if not url:
        return Skipped(where, "neither a text nor a link to one")
    if not web.is_url(url) or not meta.sound(url):
        return Skipped(where, f"no full address to fetch: {url[:80]}")
    return Lead(url, told)


def article(told: Told, where: str, wanted: Wanted) -> Article:
    """The article whose text is told; what is told of it beats what its HTML says.

    Raises NoArticle, WrongLanguage.
    """
    text = _storable(told.text) or ""
    if _is_html(text):
        html = f"<html><body><article>{text}</article></body></html>"
        found = page.from_html(html, url=told.url, where=where, wanted=wanted.language)
    else:
        found = page.from_plain(text, url=told.url, where=where, wanted=wanted.language)
    return Article.from_text(
        found.text,
        url=meta.sound(_storable(told.url)),
        title=_storable(told.title) or found.title,
        publisher=_storable(told.publisher) or found.publisher,
        published=told.published or found.published,
        granularity=told.granularity or found.granularity,
        authors=tuple(filter(None, map(_storable, told.authors))) or found.authors,
        language=found.language or told.language,
        links=found.links,
        credit=found.credit,
    )


def _is_html(text: str) -> bool:
    """Whether a text is marked up; one tag may be what a text speaks of."""
    return text.lstrip().startswith("<") or len(_TAG.findall(text)) > 1


def completed(found: Article, told: Told) -> Article:
    """An article with what its page left out and its lead told."""
    dated = found.published is not None
    return replace(
        found,
        title=found.title or told.title,
        published=found.published or told.published,
        granularity=found.granularity if dated else told.granularity,
        authors=found.authors or told.authors,
    )


def _storable(text: str | None) -> str | None:
    return _UNSTORABLE.sub("", text) if text else None
