"""The evidence sheet as one page: a ``Reading`` comes in, self-contained HTML goes out.

The text is annotated in place with the ladder beside it; links lead both ways. The page needs
no network and no script, and its content security policy allows neither. Everything from the
article is escaped by the template engine.
"""

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from sayso.show import words
from sayso.show.basis import basis
from sayso.show.fragment import at_passage
from sayso.show.segments import Mark, Segment, paragraphs
from sayso.show.selection import Rung, ladder
from sayso.show.site import Site, Wording
from sayso.types import Article, Kind, Reading

# HTML parsers cap nesting (libxml2 at 256 elements); deeper rungs stay on this level.
_DEEPEST = 12

_ROLES = ("source", "cue", "content")

# Control characters that are white space, and what HTML does not allow.
_BLANK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1f\x85]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_URL = re.compile("[\\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One rung as the page shows it; ``closes`` is how many lists end after it, ``origin`` a
    link to its words in the article at its own place.
    """

    rung: Rung
    speaker: str
    tone: str
    details: tuple[str, ...]
    cue: str
    content: str
    origin: str | None
    anchored: bool
    opens: bool
    closes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One segment of the text as the page shows it.

    ``cards`` are the cards that open here, ``evidence`` the upstream entries, ``wordings`` what
    others have too, by number; ``url`` is where the article itself links to from here.
    """

    text: str
    classes: str
    cards: tuple[Card, ...]
    evidence: tuple[int, ...]
    wordings: tuple[tuple[int, Wording], ...]
    url: str | None


def page(
    reading: Reading,
    *,
    kinds: Collection[Kind] = (),
    min_score: float = 0.0,
    attitudes: bool = False,
    site: Site | None = None,
) -> str:
    """The reading as a complete HTML document, to be saved as UTF-8.

    ``kinds`` and ``min_score`` narrow the attributions shown, never what the article rests on;
    ``attitudes`` adds those that are no hearsay. ``site`` makes it a page of a web site, whose
    server then states the content security policy.
    """
    return _document(reading, kinds, min_score, attitudes, site=site)


def notebook(reading: Reading) -> str:
    """The page in a frame of its own, for Jupyter: its style stays off the notebook's."""
    return (
        '<iframe title="Evidence sheet" sandbox="allow-popups allow-popups-to-escape-sandbox" '
        'style="width:100%;height:44rem;border:1px solid #8886;border-radius:6px;resize:vertical" '
        f'srcdoc="{html.escape(_document(reading, framed=True))}"></iframe>'
    )


def web_url(url: str | None) -> str | None:
    """The URL if it is a plain http or https one, else None: nothing else becomes a link."""
    if not url or _NOT_IN_URL.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def _document(
    reading: Reading,
    kinds: Collection[Kind] = (),
    min_score: float = 0.0,
    attitudes: bool = False,
    *,
    framed: bool = False,
    site: Site | None = None,
) -> str:
    rungs = ladder(reading, kinds, min_score, attitudes)
    whole = ladder(reading, attitudes=attitudes)
    wordings = site.wordings if site else ()
    marks = [*_marks(reading, rungs), *_shared(wordings)]
    text = list(paragraphs(reading.article.text, marks))
    opened = {mark for line in text for segment in line for mark in segment.opens}
    cards = _cards(reading, rungs, {m.number for m in opened if m.role in _ROLES})
    facts = {
        "framed": framed,
        "site": site,
        "reading": reading,
        "article": reading.article,
        "basis": basis(reading, attitudes=attitudes),
        "cards": cards,
        "numbers": {rung.attribution.id: rung.number for rung in whole},
        "shown": {card.rung.number for card in cards},
        "body": _body(text, cards, reading.article, wordings),
        "evidence": {m.number for m in opened if m.role == "evidence"},
        "language": _language(reading.article),
    }
    return templates().get_template("page.html").render(facts)


def _marks(reading: Reading, rungs: tuple[Rung, ...]) -> Iterator[Mark]:
    for rung in rungs:
        for role in _ROLES:
            for span in getattr(rung.attribution, role):
                yield Mark(span, role, rung.number)
    for number, upstream in enumerate(reading.upstream, start=1):
        yield Mark(upstream.evidence, "evidence", number)
    for number, link in enumerate(reading.article.links):
        yield Mark(link.span, "link", number)


def _shared(wordings: Sequence[Wording]) -> Iterator[Mark]:
    for number, wording in enumerate(wordings, start=1):
        yield Mark(wording.span, "shared", number)


def _cards(reading: Reading, rungs: tuple[Rung, ...], anchored: set[int]) -> tuple[Card, ...]:
    depths = [min(rung.depth, _DEEPEST) for rung in rungs]
    url = web_url(reading.article.url)
    return tuple(
        Card(
            rung=rung,
            speaker=words.speaker(reading, rung.attribution),
            tone=words.tone(rung.attribution),
            details=words.details(reading, rung.attribution),
            cue=reading.quote(rung.attribution.cue),
            content=reading.quote(rung.attribution.content),
            origin=at_passage(url, _first(reading, rung)) if url else None,
            anchored=rung.number in anchored,
            opens=below > depth,
            closes=max(depth - below, 0),
        )
        for rung, depth, below in zip(rungs, depths, [*depths[1:], 0], strict=False)
    )


def _first(reading: Reading, rung: Rung) -> str:
    """The first run of a rung's own words: of its content, where it has any."""
    spans = rung.attribution.content or rung.attribution.cue or rung.attribution.source
    return reading.quote(spans[:1])


def _body(
    text: list[tuple[Segment, ...]],
    cards: tuple[Card, ...],
    article: Article,
    wordings: Sequence[Wording],
) -> Iterator[list[Piece]]:
    by_number = {card.rung.number: card for card in cards}
    urls = [web_url(link.url) for link in article.links]
    waiting = dict(by_number)
    for line in text:
        pieces = []
        for segment in line:
            said = [mark.number for mark in segment.marks if mark.role in _ROLES]
            links = [urls[mark.number] for mark in segment.marks if mark.role == "link"]
            pieces.append(
                Piece(
                    text=segment.text,
                    classes=" ".join(_classes(segment, by_number)),
                    cards=tuple(waiting.pop(n) for n in dict.fromkeys(said) if n in waiting),
                    evidence=tuple(m.number for m in segment.opens if m.role == "evidence"),
                    wordings=tuple(
                        (m.number, wordings[m.number - 1])
                        for m in segment.opens
                        if m.role == "shared"
                    ),
                    url=next((url for url in links if url), None),
                )
            )
        yield pieces


def _classes(segment: Segment, cards: Mapping[int, Card]) -> Iterator[str]:
    """The roles of a segment, how deep it lies in contents and how sure the innermost one is."""
    roles = {mark.role for mark in segment.marks}
    yield from (role for role in (*_ROLES, "evidence", "shared") if role in roles)
    contents = [mark.number for mark in segment.marks if mark.role == "content"]
    if contents:
        yield f"deep{min(len(contents), 3)}"
        yield tone_class(cards[contents[-1]].tone)
    said = dict.fromkeys(mark.number for mark in segment.marks if mark.role in _ROLES)
    yield from (f"n{number}" for number in said)
    yield from (f"u{mark.number}" for mark in segment.marks if mark.role == "evidence")


def tone_class(tone: str) -> str:
    """The CSS class of a tone."""
    return f"t-{tone.replace(' ', '-')}"


def _clean(value: object) -> object:
    """What goes into the page: control characters and lone surrogates are no HTML."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _BLANK.sub(" ", value))


@cache
def templates() -> jinja2.Environment:
    """The template engine that all pages share: everything that goes in is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("sayso", "show/templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    environment.filters |= {
        "date": words.date,
        "machine_date": words.machine_date,
        "named": words.named,
        "shorten": words.shorten,
        "tone_class": tone_class,
        "web_url": web_url,
    }
    return environment


def _language(article: Article) -> str | None:
    found = article.language or ""
    return found if _LANGUAGE.fullmatch(found) else None
