"""Finds which attribution encloses which, and the medium through which a source spoke.

In: the text and its attributions with source, cue, content, speaker and kind. Out: for each one
the index of the enclosing attribution, and the name of the medium. Knows outlets by name
(`sayso.outlets`), nothing of the network.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from sayso import outlets
from sayso.read import lexicon
from sayso.read.wording import frame, words
from sayso.types import Attribution, Kind, Span

_CITING: Final = re.compile(
    r"\b(?:citing|cited|quot(?:es|ed|ing)|attribut\w+|based on|as saying|according to)\b", re.I
)
_QUOTING: Final = re.compile(r"\b(?:quot(?:e|es|ed|ing)|attribut\w+|cit(?:e|es|ed|ing))\b", re.I)
_SAME: Final = 0.5
_Known: TypeAlias = Sequence[tuple[int, str]]


def within(text: str, attributions: Sequence[Attribution]) -> list[int | None]:
    """The index of each attribution's enclosing one, or None; never a circle.

    An attribution lies within another if its cue stands in the other's content, and within the
    smallest such; or if both share their content and it is the one relayed ("X reported, citing
    Y"; "Y, quoted by X, said"). Source: relay guide, sections 1 and 4.
    """
    sizes = [sum(s.end - s.start for s in a.content) for a in attributions]
    parents: list[int | None] = []
    for i, inner in enumerate(attributions):
        anchor = _anchor(inner)
        holders = (
            [
                j
                for j, outer in enumerate(attributions)
                if i != j and any(_covers(s, anchor) for s in outer.content)
            ]
            if anchor
            else []
        )
        parents.append(min(holders, key=sizes.__getitem__) if holders else None)
    for i in range(len(attributions)):
        if parents[i] is None:
            parents[i] = _relayed_by(text, attributions, i)
    return _without_circles(parents)


def _anchor(attribution: Attribution) -> Span | None:
    spans = attribution.cue or attribution.source or attribution.content
    return spans[0] if spans else None


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(one: Attribution, other: Attribution) -> float:
    """Intersection over union of two contents, in characters."""
    if not one.content or not other.content:
        return 0.0
    if (
        one.content[0].start >= other.content[-1].end
        or other.content[0].start >= one.content[-1].end
    ):
        return 0.0
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start))
        for a in one.content
        for b in other.content
    )
    total = sum(s.end - s.start for a in (one, other) for s in a.content) - shared
    return shared / total if total else 0.0


def _relayed_by(text: str, attributions: Sequence[Attribution], i: int) -> int | None:
    inner = attributions[i]
    for j, outer in enumerate(attributions):
        if i == j or _overlap(inner, outer) < _SAME:
            continue
        if _relays(text, outer, inner):
            return j
    return None


def _relays(text: str, outer: Attribution, inner: Attribution) -> bool:
    """Whether the outer one passes on the inner one's content, told by its source and cues."""
    if not outer.cue or not inner.cue:
        return False
    shared = outer.cue == inner.cue
    if shared:
        follows = inner.source and inner.source[0].start > inner.cue[0].start
        return bool(follows and _QUOTING.search(words(text, inner.cue)))
    if re.search(r"\band\b", text[outer.cue[-1].end : inner.cue[0].start]):
        return False
    if _is_medium(outer) != _is_medium(inner):
        return _is_medium(outer)
    cited = _CITING.search(words(text, inner.cue))
    return bool(cited) and not _CITING.search(words(text, outer.cue))


def _is_medium(attribution: Attribution) -> bool:
    return attribution.kind is Kind.OUTLET


def _without_circles(parents: list[int | None]) -> list[int | None]:
    for i in range(len(parents)):
        seen = {i}
        at = parents[i]
        while at is not None:
            if at in seen:
                parents[i] = None
                break
            seen.add(at)
            at = parents[at]
    return parents


_PLATFORMS: Final = (
    r"Twitter|Facebook|YouTube|Instagram|Reddit|Weibo|Snapchat|TikTok|Telegram|LinkedIn|Tumblr"
    r"|VKontakte|Periscope|Truth Social|WhatsApp|Google\+|Vine|Bluesky|Mastodon|X(?!-)|social media"
)
_WORD: Final = r"(?:[A-Z][\w&'/!-]*(?:\.[\w]+)*|[a-z]+[A-Z0-9]\w*(?:\.\w+)*|\d+)"
_NAME: Final = rf"(?P<name>{_WORD}(?: (?:(?:of|the|and|&|on) )?{_WORD})*)"
_NOUN: Final = (
    r"(?:newspaper|paper|magazine|website|site|outlet|publication|broadcaster|channel|network"
    r"|station|tabloid|news agency|press agency|agency|blog|portal)s?"
)
_TELLING: Final = re.compile(r"\b(?:tell(?:s|ing)?|told|assur(?:e|ed|es)|inform(?:ed|s)?)\b", re.I)
_TWEETING: Final = re.compile(r"\b(?:tweet\w*|retweet\w*|RT)\b", re.I)
_CLAUSE: Final = re.compile(r"[,:;\"\x00\n]|\b(?:that|how|why|he|she|they|it)\b")
_RECIPIENT: Final = re.compile(
    r"\s*(?:[a-z]+ly |later |also )?(?:the |a |an )?"
    rf"(?:(?:[\w-]+ )*?{_NOUN},? (?:the |The )?)?{_NAME}"
    r"(?=$| ?[^\w ]|\s*$| (?:that|on|in|at|last|this|about|he|she|it|they|we|the|a|an|his|her|how"
    r"|why|during|after|via|yesterday|today|exclusively|earlier|there|when|of|by|for|as|was|were)\b)"
)
_CHANNEL: Final = re.compile(
    r"\b(?:[Ii]nterview(?:s|ed)?|[Ss]tatements?|e-?mail|[Cc]omments?|[Ll]etter|[Ss]poke|[Ss]peak(?:s|ing)?"
    r"|[Tt]alk(?:s|ed|ing)?|[Ww]riting|wrote|[Cc]olumn|op-ed|[Ss]egment|[Rr]emarks?|[Aa]ppear(?:ed|ance|ing)"
    r"|message|phone call|call)\b[^,;:\"\x00]{0,40}? (?:to|with|on|by|for|in) "
    rf"(?:the |The |a |an )?(?:[a-z][\w-]* ){{0,2}}?(?:{_NOUN} )?{_NAME}"
)
_TO: Final = re.compile(rf"\bto (?:the |The )?{_NAME}")
# Every match of a channel pattern has one of these words.
_HINT: Final = re.compile(
    r"nterview|tatement|mail|omment|etter|poke|peak|alk|riting|wrote|olumn|op-ed|egment|emark"
    r"|ppear|message|call|[Vv]ia|reported by|uoted|ccording|[Pp]er "
)
_VIA: Final = re.compile(
    rf"\b(?:[Vv]ia|as reported by|[Qq]uoted (?:in|by)|[Aa]ccording to|[Pp]er) (?:the |The )?{_NAME}"
)
_AIR: Final = re.compile(rf"\b[Oo]n (?:the |The )?{_NAME}")
_INTERVIEW: Final = re.compile(rf"\b{_NAME} interview\b")
_STAFF: Final = re.compile(
    rf"^(?:[Tt]he )?{_NAME}(?:'s? (?=[A-Z])|(?:'s?)? (?:sources?|reporters?|writers?"
    r"|correspondents?|columnists?|anchors?|editors?|hosts?)\b)"
)
_ON: Final = re.compile(
    r"\b(?:[Oo]n|[Vv]ia|[Uu]sed?) (?:(?:his|her|its|their|official|own) ){0,2}"
    rf"(?P<name>{_PLATFORMS})(?! bio)\b"
)
_USER: Final = re.compile(rf"\b(?P<name>{_PLATFORMS}) (?:users?|accounts?|feed)\b")
_WEEKDAY: Final = re.compile(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_ANAPHOR: Final = re.compile(rf"\s*(?:[a-z]+ly )?(?:the|that|this) (?:\w+ )?{_NOUN}\b")
_ASSEMBLY: Final = re.compile(
    r"\b(?:Congress|Parliament|Senate|House|Committee|Commons|Court|Council|Commission|President"
    r"|Minister|Police|Department|Pentagon|Store|University|UN|NATO|EU|I|(?:Mon|Tues|Wednes|Thurs"
    r"|Fri|Satur|Sun)day|\w+(?:icans?|ians?|rats?|ish))\b"
)
_INNER: Final = re.compile(
    r"\b(?:idea|knew|know|thought|think\w*|felt|feels?|conclusion|found|shows?|showed)\b", re.I
)


def via(
    text: str,
    attributions: Sequence[Attribution],
    within: Sequence[int | None],
    published_by: str | None = None,
) -> list[str | None]:
    """The medium through which each source spoke, or None; the publisher itself is none.

    It is what the cue's own sentence names ("told Sky News", "in an interview with", "on
    Twitter"), else the outlet whose attribution encloses this one, else what the same speaker
    named in the same paragraph. Source: relay guide, sections 1 and 4.
    """
    media: list[str | None] = []
    known = _outlets_named(text, attributions)
    people = {a.speaker for a in attributions if a.speaker and a.kind is not Kind.OUTLET}
    for i, attribution in enumerate(attributions):
        medium = (
            _own_medium(text, attribution, known, people)
            or _enclosing_medium(text, attributions, within, i)
            or _continued(text, attributions, media, i)
        )
        media.append(None if medium and published_by and _alike(medium, published_by) else medium)
    return media


def _outlets_named(text: str, attributions: Sequence[Attribution]) -> list[tuple[int, str]]:
    """Where the text names an outlet, in order: from the table, or because it speaks as one."""
    found = [
        (span.start, _fuller(text[span.start : span.end], outlet))
        for span, outlet in outlets.mentions(text)
        if outlet.kind != "platform"
    ]
    for a in attributions:
        if a.kind is Kind.OUTLET and a.speaker and a.source and a.speaker[0].isupper():
            found.append((a.source[0].start, a.speaker))
    return sorted(found)


def _own_medium(text: str, attribution: Attribution, known: _Known, people: set[str]) -> str | None:
    if not attribution.cue or attribution.kind in (Kind.OUTLET, Kind.UNSTATED):
        return None
    before, after = frame(text, attribution)
    cue, source = (words(text, spans) for spans in (attribution.cue, attribution.source))
    if _TELLING.search(cue) and (told := _recipient(text, after, attribution, known, people)):
        return told
    if name := _channel(after, source, before, known):
        return name
    if _TWEETING.search(cue) or "(@" in source:
        return "Twitter"
    return _platform(text, attribution, source, before, after)


def _channel(after: str, source: str, before: str, known: _Known) -> str | None:
    """The medium that the words around a cue name as its channel, those after it first."""
    patterns = [
        (pattern, around)
        for around in (after, source, before)
        if _HINT.search(around)
        for pattern in (_CHANNEL, _VIA, _INTERVIEW)
    ]
    spoken = ((_TO, after), (_AIR, after), (_AIR, before), (_STAFF, source))
    for pattern, around in (*patterns, *spoken):
        for match in pattern.finditer(around):
            if name := _medium_name(match["name"], known):
                return name
    return None


def _platform(
    text: str, attribution: Attribution, source: str, before: str, after: str
) -> str | None:
    if attribution.kind is Kind.DOCUMENT or _INNER.search(words(text, attribution.cue)):
        return None
    match = _ON.search(after) or _USER.search(source) or _ON.search(source)
    if match:
        return match["name"]
    opening = [m["name"] for m in _ON.finditer(before)]
    return opening[-1] if opening else None


def _recipient(
    text: str, after: str, attribution: Attribution, known: _Known, people: set[str]
) -> str | None:
    at = attribution.cue[-1].end
    if _ANAPHOR.match(after):
        earlier = [name for start, name in known if start < at]
        return earlier[-1] if earlier else None
    clause = _CLAUSE.search(after, 1)
    end = at + (clause.start() if clause else len(after))
    for start, name in known:
        if at <= start < end:
            return _medium_name(name, known)
    match = _RECIPIENT.match(after)
    if not match:
        return None
    name = _shortened(match["name"])
    return _medium_name(name, known) or (name if _unknown_medium(text, name, people) else None)


def _medium_name(name: str, known: _Known) -> str | None:
    """The name of a medium in full, if a name is one's in the table or in this article."""
    name = _WEEKDAY.sub("", _shortened(name))
    telling = _telling(name)
    if not telling:
        return None
    for _, other in known:
        if telling < _telling(other):
            return other
    outlet = outlets.find(name) if name[:1].isupper() or "." in name else None
    if outlet is None:
        return name if any(telling == _telling(other) for _, other in known) else None
    if outlet.kind == "platform":
        return None
    initials = name.isupper() and next((n for _, n in known if outlets.find(n) is outlet), None)
    return initials or _fuller(name, outlet)


def _fuller(name: str, outlet: outlets.Outlet) -> str:
    """The name as the text gives it, or the table's where that has all its words and more."""
    bare = re.sub(r"^[Tt]he ", "", name)
    if bare == "AP" or _telling(bare) < _telling(outlet.name):
        return outlet.name
    return bare


def _shortened(name: str) -> str:
    """A name without what follows its possessive: "CNBC's Scott Wapner"."""
    return name.partition("'s ")[0].removesuffix("'s").rstrip("'")


def _unknown_medium(text: str, name: str, people: set[str]) -> bool:
    """Whether somebody told something to a name that is no person's and no assembly's."""
    first = name.split()[0].casefold()
    people_words = (lexicon.MEN, lexicon.WOMEN, lexicon.ADDRESS, lexicon.OPENERS)
    if any(first in listed for listed in people_words):
        return False
    if _ASSEMBLY.search(name) or re.search(rf"\b[A-Z][a-z]+ {re.escape(name)}\b", text):
        return False
    return not any(_alike(name, person) for person in people)


def _enclosing_medium(
    text: str, attributions: Sequence[Attribution], within: Sequence[int | None], i: int
) -> str | None:
    inner = attributions[i]
    if inner.kind in (Kind.UNSTATED, Kind.OUTLET) or _INNER.search(words(text, inner.cue)):
        return None
    at = within[i]
    while at is not None:
        outer = attributions[at]
        if outer.kind is Kind.OUTLET:
            return outer.speaker or words(text, outer.source)
        at = within[at]
    return None


def _continued(
    text: str, attributions: Sequence[Attribution], media: Sequence[str | None], i: int
) -> str | None:
    """The medium of the same speaker's last words in the same paragraph.

    On relay/train it is still the medium in 13 of 22 such places, over a paragraph's end in few.
    """
    here = attributions[i]
    if not here.cue or not here.speaker:
        return None
    for last, medium in zip(reversed(attributions[:i]), reversed(media), strict=True):
        if not last.cue or here.cue[0].start - last.cue[0].start > 400:
            return None
        if medium and (last.speaker, last.within) == (here.speaker, here.within):
            return None if "\n" in text[last.cue[0].end : here.cue[0].start] else medium
    return None


def _alike(one: str, other: str) -> bool:
    a, b = _telling(one), _telling(other)
    return bool(a) and bool(b) and (a <= b or b <= a)


@lru_cache(maxsize=4096)
def _telling(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold())) - {"the", "a", "of", "newspaper"}
