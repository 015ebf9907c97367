"""Finds the outlets and agencies from which an article says it took its information.

In: the text, its attributions (with kind, speaker and via), publisher, links and credit. Out: one
`Upstream` per outlet, with the words that say so. Knows outlets by name, nothing of the network.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso import outlets
from sayso.types import Attribution, Kind, Link, Span, Upstream

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD: Final = (
    r"(?:[A-Z][\w&'’/-]*(?:\.\w+)*|[a-z][\w-]*(?:\.[a-z]+)+|[a-z]{1,3}[A-Z]\w+|\d+)"  # iFeed
)
_NAME: Final = rf"(?P<name>{_WORD}(?: (?:(?:of|the|and|&) )?{_WORD}){{0,4}})"
_ON: Final = r"(?:by|from|in|on|at) (?:the |The )?"
# Each pattern with words one of which every match of it has: most texts have none of them.
_CREDITS: Final = tuple(
    (needed, re.compile(pattern))
    for needed, pattern in (
        (("(",), r"^[^\n]{0,60}?\((?P<name>[A-Z][\w. ]{1,30})\)\s*(?:--?|–|—)"),
        (
            ("/T:", "/t:", "HT:", "tip", "ia:", "VIA:", " to:"),
            r"\b(?:H/T|h/t|HT|Hat tip|Via|VIA)(?: to)?: ?(?:the |The )?" + _NAME,
        ),
        (  # not "Sources: Arkon in talks to buy Bellweather"
            ("ource:", "ources:", "OURCE:"),
            rf"\b(?:Sources?|SOURCE): ?(?:the |The )?{_NAME}(?=$|[\n).,;|/]| via | and )",
        ),
        (("H/T",), rf"\bH/T (?:the |The )?{_NAME}"),
        (
            ("appeared", "published", "ran"),
            r"\b(?:article|story|post|piece|report) (?:originally |first )?(?:appeared|published"
            rf"|ran) (?:originally |first )?{_ON}{_NAME}",
        ),
        (
            ("ith ",),
            rf"\b[Ww]ith (?:additional |a )?(?:files?|reporting|material|information) {_ON}{_NAME}",
        ),
        (
            ("contributed to this",),
            rf"(?:The |the |\b){_NAME} contributed to this (?:report|story|article)",
        ),
        (("first ",), rf"\bfirst (?:posted|published|reported) {_ON}{_NAME}"),
    )
)
#: What ties an outlet's name to the news that it gave, where no attribution does.
_TAKEN: Final = (
    re.compile(
        r"\b(?:told|tells|confirmed [^.\n]{1,60}? to|(?:confirmed|spoke|[Ss]peaking|talked"
        r"|explained|admitted|said|according|statement|revealed) (?:to|with)|(?:for comment"
        r"|contacted) by|(?:reported|released|obtained|seen|reviewed|published|wrote) (?:by|in|on)|"
        r"(?:reports?|stor(?:y|ies)|articles?|interview|profile|rumou?rs?|claims?|news|details)"
        r"(?: [A-Z][a-z]{2,8}\.? \d{1,2})? (?:by|from|in|on|with|via)|[vV]ia|"
        r"(?:newspaper|tabloid|magazine|outlet|website|broadcaster|news (?:site|agency|service)),?"
        r"|[oO]ver at|"
        rf"(?:reporter|correspondent|journalist) (?:for|with|from)) (?:the |The )?{_NAME}"
    ),
    re.compile(
        rf"\b(?:this|that|an?|one) (?:\d{{4}} )?{_NAME} (?:article|report|story|interview)\b"
    ),
    re.compile(
        rf"{_NAME}(?: (?:then|also|both|first|has|have|had|later|recently|previously|\w+ly))?"
        r" (?:report(?:s|ed)?|claim(?:s|ed)?|revealed|reached out|spoke (?:to|with)|ran a"
        r"|published|identified|profiled|wrote|writes|quoted|cited)\b"
    ),
)
#: Media that are named by no name ("told local media").
_NAMELESS: Final = re.compile(
    r"\b(?:told|tells|(?:published|reported|posted|broadcast|appeared) (?:in|by|on)|[Aa]ccording"
    r" to) (?:the )?(?P<name>(?:local|state|national|regional|foreign|international|several"
    r"|multiple|various|US|UK|[A-Z][a-z]+(?:an|ish|ese|i)) (?:media|press|newspapers?"
    r"|news outlets|TV|television|(?:media |news |press )?reports))\b"
)
#: The next of several: "by the Washington Post, the Guardian and CBS".
_AND: Final = re.compile(rf"(?:,| and|, and| as well as) (?:the |The )?{_NAME}")
_WORD_AND: Final = re.compile(r" and (?:the )?")
_MEDIUM: Final = re.compile(
    r"media|report|paper|press\b|outlet|news|channel|station|radio|tv\b|television|network|blog"
    r"|magazine|tabloid|website|agenc|daily|weekly|m[ée]dia"
)
_BRACKETED: Final = re.compile(rf"\((?:[Vv]ia |h/t )?(?:the )?{_NAME}\)")
_GENERIC: Final = re.compile(
    r"^(?:[a-z]\w* )*(?:reports?|articles?|stor(?:y|ies))$|\bpublisher\b|^(?:social )?media$"
    r"|^(?:other |some |the |these )?(?:web)?sites$|\b(?:[Pp]osts|blogposts|sources|officials)$"
)
#: What looks like a name and is a date, an adjective or a thing.
_NO_NAME: Final = re.compile(
    r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec|[A-Z][a-z]+day)\b|URL$"
    r"|[\w-]+-(?:affiliated|language|linked|owned|backed|run|based|speckled)$"
    r"|(?:European|Islamist|Subsequent|Breaking|Established|Unconfirmed|UNCONFIRMED)\b"
)


def upstream(
    text: str,
    attributions: Sequence[Attribution],
    publisher: str | None = None,
    links: Sequence[Link] = (),
    credit: str | None = None,
) -> tuple[Upstream, ...]:
    """The outlets, the publisher left out, from which the article says it took information.

    Source: relay guide, section 2. An agency's dateline or credit counts; a link whose anchor
    or host is that outlet gives its URL.
    """
    found: dict[str, Upstream] = {}
    nameless = ((m["name"], Span(m.start(), m.end())) for m in _NAMELESS.finditer(text))
    taken = (*_credited(text, credit), *_spoken(text, attributions), *_taken(text), *nameless)
    for name, evidence in taken:
        canonical = _canonical(name)
        if publisher and _same(canonical, publisher):
            continue
        if not any(_same(canonical, other) for other in found):
            found[canonical] = Upstream(canonical, evidence, _url(text, canonical, links))
    return tuple(sorted(found.values(), key=lambda item: item.evidence))


def _canonical(name: str) -> str:
    """The name as the text gives it, or the table's where that has all its words and more."""
    known = outlets.find(name)
    bare = re.sub(r"^[Tt]he ", "", name)
    if known and _telling(bare) < _telling(known.name):
        return known.name
    return bare


def _credited(text: str, credit: str | None) -> Iterator[tuple[str, Span]]:
    """Outlets that a dateline, a credit line or the page's own credit names."""
    if credit:
        at = text.find(credit)
        yield _agency(credit), Span(max(at, 0), at + len(credit) if at >= 0 else 0)
    for needed, pattern in (*_CREDITS, (("(",), _BRACKETED)):
        if not any(word in text for word in needed):
            continue
        for match in pattern.finditer(text):
            name = match["name"].strip()
            outlet = outlets.find(name)
            if pattern is not _BRACKETED or (outlet and outlet.kind != "platform"):
                yield _agency(name), Span(match.start("name"), match.end("name"))


def _agency(name: str) -> str:
    """A credited agency by its full name: a dateline's "(AP)" is a mark, no name."""
    known = outlets.find(name)
    return known.name if known and known.kind == "agency" and name.isupper() else name


def _spoken(text: str, attributions: Sequence[Attribution]) -> Iterator[tuple[str, Span]]:
    """Outlets that an attribution names as its source or as the medium of its source."""
    people = {a.speaker for a in attributions if a.kind is Kind.NAMED_PERSON}
    for attribution in attributions:
        evidence = _evidence(text, attribution)
        name = attribution.speaker if attribution.kind is Kind.OUTLET else None
        for one in _each(name) if name and not _GENERIC.search(name) else ():
            if _is_outlet(one):
                yield one, evidence
        if attribution.via and attribution.via not in people and _is_outlet(attribution.via):
            yield attribution.via, evidence


def _each(name: str) -> list[str]:
    """The outlets that "and" joins into one speaker, if each of them is in the table."""
    parts = re.split(r", (?:and )?(?:the |The )?|" + _WORD_AND.pattern, name)
    return parts if all(_takes(part) for part in parts) else [name]


def _taken(text: str) -> Iterator[tuple[str, Span]]:
    """Outlets of the table that the words around their names tie to the news."""
    for pattern in _TAKEN:
        for match in pattern.finditer(text):
            whole = Span(match.start("name"), match.end("name"))
            found = _joined(text, whole) or next(
                ([Span(at, at + len(name))] for name, at in _openings(match) if _takes(name)), []
            )
            while found:
                yield from ((text[s.start : s.end], s) for s in found)
                more = _AND.match(text, found[-1].end)
                found = _joined(text, Span(more.start("name"), more.end("name"))) if more else []


def _joined(text: str, name: Span) -> list[Span]:
    """The outlets that "and" joins into what looks like one name; none if one of them is none."""
    cuts = [(m.start() + name.start, m.end() + name.start)
            for m in _WORD_AND.finditer(text[name.start : name.end])]  # fmt: skip
    starts, ends = [name.start, *(e for _, e in cuts)], [*(s for s, _ in cuts), name.end]
    parts = [Span(s, e) for s, e in zip(starts, ends, strict=True)]
    return parts if all(_takes(text[s.start : s.end]) for s in parts) else []


def _takes(name: str) -> bool:
    known = outlets.find(name)
    return known is not None and known.kind != "platform"


def _openings(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """A matched name and what is left of it as words go, from its end and from its begin:
    "Fox News Monday" and "Yesterday BuzzFeed" hold an outlet's name.
    """
    words = match["name"].split(" ")
    for size in range(len(words), 0, -1):
        yield " ".join(words[:size]), match.start("name")
        if size < len(words):
            tail = " ".join(words[-size:])
            yield tail, match.end("name") - len(tail)


def _is_outlet(name: str) -> bool:
    known = outlets.find(name)
    if known:
        return known.kind != "platform"
    named = name[0].isupper() or "." in name or _MEDIUM.search(name)
    return bool(named) and not _GENERIC.search(name) and not _NO_NAME.match(name)


def _evidence(text: str, attribution: Attribution) -> Span:
    """The words from source to cue, and on to the medium where the attribution names one."""
    parts = (*attribution.source, *attribution.cue)
    if not parts:
        return Span(attribution.start, attribution.end)
    span = Span(min(s.start for s in parts), max(s.end for s in parts))
    if span.end - span.start > 200:
        span = attribution.cue[0]
    if attribution.via:
        at = text.find(attribution.via.split()[-1], span.end, span.end + 80)
        if at >= 0:
            return Span(span.start, at + len(attribution.via.split()[-1]))
    return span


def _url(text: str, name: str, links: Sequence[Link]) -> str | None:
    for link in links:
        outlet = outlets.by_domain(link.url)
        anchor = text[link.span.start : link.span.end]
        if (outlet and _same(outlet.name, name)) or _same(anchor, name):
            return link.url
    return None


def _same(one: str, other: str) -> bool:
    """Whether two names are one outlet's: all words of one among the other's, or one outlet of
    the table.
    """
    a, b = (_telling(name) for name in (one, other))
    if bool(a) and bool(b) and (a <= b or b <= a):
        return True
    known = outlets.find(one)
    return known is not None and known == outlets.find(other)


def _telling(name: str) -> frozenset[str]:
    known = re.findall(r"\w+", name.casefold().replace("’", "'").replace("'s", ""))
    return frozenset(known) - {"the", "a", "an", "of", "newspaper", "website", "site", "magazine"}
