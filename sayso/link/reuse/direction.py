"""Two articles that share words in, which of them had them first out, and why, in words.

The evidence is asked in order of its strength: a credit or a citation that names the other's
publisher, a link to its URL, an agency among the two, the dates, containment. Evidence that
points both ways decides nothing. Knows nothing of alignment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from sayso import outlets
from sayso.link.sources import names
from sayso.types import Article, Granularity, Reading, Reuse

#: The longest that each grain may last: where a date ends that is known no better.
_LASTS: Final = {
    Granularity.YEAR: timedelta(days=366),
    Granularity.QUARTER: timedelta(days=92),
    Granularity.MONTH: timedelta(days=31),
    Granularity.WEEK: timedelta(days=7),
    Granularity.DAY: timedelta(days=1),
    Granularity.HOUR: timedelta(hours=1),
    Granularity.MINUTE: timedelta(minutes=1),
    Granularity.SECOND: timedelta(seconds=1),
}
#: One article holds the other if it has this share of it and is this much longer.
_ALL: Final = 0.95
_LONGER: Final = 1.5

_TRACKING: Final = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|ref|cmpid|smid)=[^&]*&?")

Item = Article | Reading


def original(a: Item, b: Item, found: Reuse) -> tuple[str | None, str]:
    """The id of the article that had the shared words first, or None, and the reason.

    ``a`` and ``b`` are the articles of the ids in ``found``. Dates come after agencies, whose
    pages go on being updated and so bear later dates than the reprints made from them.
    """
    agency = (_agency,) if found.reprint else ()
    for evidence in (_named, _linked, *agency, _earlier):
        first, second = evidence(a, b), evidence(b, a)
        if first and second:
            return None, f"undecided: {second}, and {first}"
        if first or second:
            return _article(a if first else b).id, first or second
    if credit := _both_credit(a, b):
        return None, f"undecided: both credit {credit}"
    return _containing(_article(a), _article(b), found)


def ran(name: str, article: Article) -> bool:
    """Whether the outlet of that name is the article's publisher."""
    publisher = _publisher(article)
    return bool(publisher) and names.same(name, publisher)


def same_page(one: str | None, other: str | None) -> bool:
    """Whether two URLs lead to one page: schemes, fragments and tracking make no difference."""
    return bool(one and other) and _bare(one or "") == _bare(other or "")


def _named(first: Item, later: Item) -> str:
    """The later one credits the first one's publisher, or says that it took it from there."""
    for verb, name in _sources(later):
        if ran(name, _article(first)) and not ran(name, _article(later)):
            return f"{_called(_article(later))} {verb} {name}"
    return ""


def _sources(item: Item) -> Iterator[tuple[str, str]]:
    """Whom an article names as its source: the agency it credits, the outlets it cites."""
    credit = _article(item).credit
    if credit:
        yield "credits", credit
    if isinstance(item, Reading):
        yield from (("cites", upstream.name) for upstream in item.upstream)


def _linked(first: Item, later: Item) -> str:
    """The later one links to the first one."""
    one, other = _article(first), _article(later)
    if any(same_page(link.url, one.url) for link in other.links):
        return "" if same_page(one.url, other.url) else f"{_called(other)} links to {one.url}"
    return ""


def _agency(first: Item, later: Item) -> str:
    """The first one's publisher is an agency, which writes for others to print."""
    one, other = (outlets.find(_publisher(_article(item))) for item in (first, later))
    if one and one.kind == "agency" and not (other and other.kind == "agency"):
        return f"{one.name} is an agency, and one is most of the other"
    return ""


def _earlier(first: Item, later: Item) -> str:
    """All of the first one's time of publication lies before the later one's."""
    begins, ends = _published(_article(first))
    after, _ = _published(_article(later))
    if begins and ends and after and begins < after and ends <= after:
        dates = (_date(at, _article(i).granularity) for at, i in ((begins, first), (after, later)))
        return "published {}, the other {}".format(*dates)
    return ""


def _both_credit(a: Item, b: Item) -> str:
    one, other = _article(a).credit, _article(b).credit
    return one if one and other and names.same(one, other) else ""


def _containing(a: Article, b: Article, found: Reuse) -> tuple[str | None, str]:
    """The longer one, if it holds all of the shorter: reprints are cut more often than added to."""
    low, high = sorted((found.share_a, found.share_b))
    if high >= _ALL and low * _LONGER <= high:
        longer = a if found.share_a < found.share_b else b
        return longer.id, f"{_called(longer)} holds all of the other and more"
    return None, "undecided: neither names the other, and the dates do not tell"


def _article(item: Item) -> Article:
    return item.article if isinstance(item, Reading) else item


def _publisher(article: Article) -> str:
    """The publisher's name, as the table has it where a domain stands for it."""
    domain = article.publisher if article.publisher and "." in article.publisher else article.url
    outlet = outlets.by_domain(domain) if domain else None
    if article.publisher and (article.publisher != domain or outlet is None):
        return article.publisher
    return outlet.name if outlet else ""


def _called(article: Article) -> str:
    return _publisher(article) or article.id


def _bare(url: str) -> str:
    """A URL without what the same page may have or lack."""
    rest = (url.partition("://")[2] or url).partition("#")[0].lower().removeprefix("www.")
    return _TRACKING.sub("", rest).rstrip("?&/")


def _published(article: Article) -> tuple[datetime | None, datetime | None]:
    """The interval in which it was published."""
    begins = article.published
    lasts = _LASTS[article.granularity or Granularity.SECOND]
    return begins, begins + lasts if begins else None


def _date(moment: datetime, granularity: Granularity | None) -> str:
    """A moment, no finer than it is known."""
    match granularity:
        case Granularity.YEAR:
            return f"{moment:%Y}"
        case Granularity.QUARTER | Granularity.MONTH:
            return f"{moment:%Y-%m}"
        case Granularity.WEEK | Granularity.DAY:
            return f"{moment:%Y-%m-%d}"
        case _:
            return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
