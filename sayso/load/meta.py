"""What a page says of itself: a parsed page comes in, its title, publisher, date … go out.

Trafilatura's metadata first; this module adds what it leaves out or coarsens: the time of day,
how finely the date is known, the canonical URL of the same site, whether it must be paid for.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from courlan import extract_domain
from trafilatura import extract_metadata

from sayso import outlets
from sayso.errors import NoArticle
from sayso.load import encoding
from sayso.load.links import absolute
from sayso.types import Granularity, aware

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """A page's own word on itself; ``declared`` tells whether it calls itself an article."""

    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: datetime | None = None
    granularity: Granularity | None = None
    authors: tuple[str, ...] = ()
    declared: bool = False
    free: bool = True


_Node = dict[str, Any]

_DATE_FIELDS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article.published", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publish_date", "publication_date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_ARTICLE_TYPES = re.compile(r"(?:article|posting|report|review|analysis)$", re.I)
_NESTED_AT_MOST = 12
_NO_NAME = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?$|copyright\b|©", re.I)
_AFTER_AUTHOR = re.compile(
    r"[\s,]+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Published|Updated|(?:The )?Associated Press)$",
    re.I,
)
_BY = re.compile(r"^(?:by|von|words by|written by)\s*:?\s+", re.I)
_NO_AUTHOR = re.compile(
    r"https?:|@|\bstaff\b.*\bwriters?\b$|^(?:admin|editors?|staff|guest)$"
    r"|^(?:\w+day|January|February|March|April|June|July|August|September|October|November|December)$",
    re.I,
)
_SITE_AFTER_TITLE = re.compile(r"\s+[|–—»·:-]\s+([^|–—»·]{2,40})$")
# htmldate's last resort guesses from any year on the page ("© 2019"): nothing is made up here.
_STATED_DATES_ONLY = {"original_date": True, "extensive_search": False}


def of(tree: HtmlElement, url: str | None, where: str) -> Meta:
    """Read a page's metadata; ``url`` is where the page was found, if that is known.

    Raises NoArticle if the page makes the metadata parser fail.
    """
    nodes = list(_nodes(tree))
    articles = [node for node in nodes if _ARTICLE_TYPES.search(_type(node))]
    canonical = _canonical(tree, url)
    try:
        found = extract_metadata(tree, canonical or url, dict(_STATED_DATES_ONLY))
    except Exception as error:  # whatever a hostile page provokes in a parser
        raise NoArticle(where, "a page that cannot be taken apart") from error
    publisher = _publisher(tree, articles, found.sitename, canonical or url)
    published, granularity = _published(tree, articles, found.date)
    return Meta(
        url=canonical or url,
        publisher=publisher,
        title=_title(found.title, publisher),
        published=published,
        granularity=granularity,
        authors=_authors((found.author or "").split(";") + _agencies(articles), publisher),
        declared=bool(articles) or _property(tree, "og:type") == "article",
        free=not any(_paid(node) for node in articles),
    )


def domain(url: str | None) -> str | None:
    """The registered domain of a URL ("bbc.co.uk"); its host where that is an address."""
    host = urlsplit(url).hostname if url else None
    if not url or not host:
        return None
    if ":" in host or host.rpartition(".")[2].isdigit():
        return host
    registered = extract_domain(url)
    # Suffixes that no list knows ("example") count as one label, as the list's last rule says.
    return str(registered) if registered else ".".join(host.split(".")[-2:])


def moment_of(value: str) -> tuple[datetime, Granularity] | None:
    """A date as pages and feeds write it (ISO 8601 or RFC 2822), None if it is neither.

    Midnight sharp is how content systems write a mere day.
    """
    try:
        moment, granularity = aware(value.strip())
    except ValueError:
        try:
            moment, granularity = aware(parsedate_to_datetime(value.strip()))
        except (ValueError, OverflowError):
            return None
    if moment is None or granularity is None or moment.year < 1900:
        return None
    return moment, Granularity.DAY if moment.time() == time() and _fine(
        granularity
    ) else granularity


def _publisher(
    tree: HtmlElement, articles: list[_Node], sitename: str | None, url: str | None
) -> str | None:
    """The site's name, then its registered domain.

    A section's name ("U.S.") on the domain of a known outlet gives way to the outlet's.
    """
    stated = (
        _property(tree, "og:site_name"),
        *(_name(node.get("publisher")) for node in articles),
        sitename,
        _property(tree, "application-name"),
    )
    names = (_tidy(name).lstrip("@") for name in stated if name)
    name = next((name for name in names if name and not _NO_NAME.match(name)), None)
    known = outlets.by_domain(url) if url else None
    if name and known and _is_section(name, url or ""):
        return known.name
    return name or domain(url)


def _is_section(name: str, url: str) -> bool:
    """One word that is no outlet's name nor any part of the host's."""
    host = re.sub(r"\W", "", urlsplit(url).netloc.lower())
    return (
        " " not in name and not outlets.find(name) and re.sub(r"\W", "", name.lower()) not in host
    )


def _canonical(tree: HtmlElement, url: str | None) -> str | None:
    """The URL that the page gives as its own; one on another site is the original's, not its."""
    links = tree.xpath(".//link[@href][contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    for href in (*map(str, links), _property(tree, "og:url")):
        own = absolute(href, url) if href else None
        if own is None or (url and domain(own) != domain(url)):
            continue
        if url and is_front(own) and not is_front(url):
            continue
        return own
    return None


def sound(url: str | None) -> str | None:
    """A URL that can be taken apart, None for one that cannot ("http://[a")."""
    try:
        urlsplit(url or "")
    except ValueError:
        return None
    return url


def is_front(url: str | None) -> bool:
    """Whether a URL is that of a site's front page."""
    if not url:
        return False
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _published(
    tree: HtmlElement, articles: list[_Node], fallback: str | None
) -> tuple[datetime | None, Granularity | None]:
    fields = dict(_fields(tree))
    stated = [fields.get(name) for name in _DATE_FIELDS[:1]]
    stated += [node.get("datePublished") for node in articles]
    stated += [fields.get(name) for name in _DATE_FIELDS[1:]]
    for value in (*stated, fallback):
        if isinstance(value, str) and (moment := moment_of(value)):
            return moment
    return None, None


def _fine(granularity: Granularity) -> bool:
    return granularity in (Granularity.HOUR, Granularity.MINUTE, Granularity.SECOND)


def _title(title: str | None, publisher: str | None) -> str | None:
    if not title:
        return None
    tidy = _tidy(title)
    tail = _SITE_AFTER_TITLE.search(tidy)
    if tail and publisher and _same(tail[1], publisher):
        tidy = tidy[: tail.start()]
    return tidy or None


def _same(one: str, other: str) -> bool:
    keys = [re.sub(r"^the|\W|\.\w+$", "", name.lower()) for name in (one, other)]
    return keys[0] == keys[1]


def _authors(stated: list[str], publisher: str | None) -> tuple[str, ...]:
    names = (_AFTER_AUTHOR.sub("", _BY.sub("", _tidy(n))) for n in stated)
    kept = (n for n in names if 1 < len(n) < 80 and not _NO_AUTHOR.search(n) and n != publisher)
    return tuple(dict.fromkeys(kept))


def _agencies(articles: list[_Node]) -> list[str]:
    """The authors that are organisations: trafilatura takes people only."""
    stated = [node.get("author") for node in articles]
    listed = [one for entry in stated for one in (entry if isinstance(entry, list) else [entry])]
    groups = [one for one in listed if isinstance(one, dict) and "Organization" in _type(one)]
    return [name for group in groups if (name := _name(group))]


def _tidy(text: str) -> str:
    return " ".join(encoding.scrub(text).split())


def _fields(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Meta fields and marked-up dates, names in lower case, the first of a name last."""
    marked = tree.xpath(".//*[@itemprop][@datetime or @content]")
    for element in reversed([*tree.iter("meta"), *marked]):
        value = element.get("content") or element.get("datetime")
        for attribute in ("property", "name", "itemprop"):
            if value and (name := element.get(attribute)):
                yield str(name).lower(), str(value)


def _property(tree: HtmlElement, name: str) -> str | None:
    for element in tree.iter("meta"):
        if name in (element.get("property"), element.get("name")) and element.get("content"):
            return str(element.get("content")).strip() or None
    return None


def _nodes(tree: HtmlElement) -> Iterator[_Node]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            try:
                data = json.loads(script.text, strict=False)
            except (ValueError, RecursionError):  # broken JSON-LD is common: the page still reads
                continue
            yield from _nested(data, _NESTED_AT_MOST)


def _nested(data: object, depth: int) -> Iterator[_Node]:
    if depth == 0:
        return
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _nested(value, depth - 1)
    elif isinstance(data, list):
        for value in data:
            yield from _nested(value, depth - 1)


def _type(node: _Node) -> str:
    stated = node.get("@type")
    first = stated[0] if isinstance(stated, list) and stated else stated
    return first if isinstance(first, str) else ""


def _name(node: object) -> str | None:
    if isinstance(node, list) and node:
        node = node[0]
    name = node.get("name") if isinstance(node, dict) else node
    return name if isinstance(name, str) else None


def _paid(node: _Node) -> bool:
    return str(node.get("isAccessibleForFree", "")).lower() == "false"
