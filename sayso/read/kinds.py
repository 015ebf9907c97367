"""Tells what sort of source an attribution has, from its noun phrase and its resolved name.

In: the text, one attribution and its speaker. Out: one of the seven kinds of the relay guide.
Knows word lists (`sayso.read.lexicon`) and outlets by name, nothing of the network.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso import outlets
from sayso.read import lexicon
from sayso.read.wording import plain, words
from sayso.types import Attribution, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator


def _lemmas(block: str) -> frozenset[str]:
    return frozenset(block.split())


_PRONOUNS: Final = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "hers", "i", "me", "my"), Kind.NAMED_PERSON),
    **dict.fromkeys(("it", "its", "itself"), Kind.NAMED_ORGANISATION),
    **dict.fromkeys(("they", "their", "them", "we", "our", "us", "you"), Kind.UNNAMED_GROUP),
    "who": Kind.UNNAMED_PERSON,
}
_BORN: Final = frozenset(("he", "she", "him", "her", "his", "i", "me", "my", "who"))
_CUT: Final = re.compile(
    r"[,;(\[:–—]|\s-+\s|\s(?:of|in|at|on|for|with|by|within|about|whose|which|to|linked|close|who"
    r"|that|identif\w+|posted|involved|speaking|living|uploaded|released|written|obtained|called"
    r"|named|told|said|quoted|seen|leaked|shared|published|issued|including|as|affected|familiar)\b"
)
_FROM: Final = re.compile(r"\sfrom\b")
_OPEN: Final = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|its|their|his|her|our|some|several|many|most|both"
    r"|multiple|other|another|one|two|three|four|five|numerous|various|all|any|few|more)\s+)+",
    re.I,
)
_PLURAL_OPEN: Final = re.compile(
    r"^(?:some|several|many|most|both|multiple|two|three|four|five|numerous|various|a number of"
    r"|a couple of|a few|a group of|dozens of|others|those|these|all|few|everyone|everybody"
    r"|people|no one|nobody)\b",
    re.I,
)
_REPORT_BY: Final = re.compile(
    r"\breports? (?:by|from|of) (?:the |a |an )?(?P<name>[A-Z][\w' .&-]*)"
)
_OUTLET_HEADS: Final = (lexicon.OUTLET_NOUNS | {"news"}) - _lemmas("""
    agency interview network post profile program programme release station
    """)
_MEDIA_PLURAL: Final = _lemmas("""
    agencies blogs magazines media networks newspapers outlets papers sites websites
    """)
_DOCUMENT_HEADS: Final = (lexicon.DOCUMENT_NOUNS - {"account"}) | _lemmas("""
    bio bylaws captions charter comments complaint constitution emails entry essay figures findings
    footage guidelines images indictments law letters log lyrics manual memoir message messages
    photos pictures polls post posting posts release ruling statements statistics studies surveys
    tape tapes teaching theology tweets ultrasound verdict videos
    """)
_INSTITUTIONS: Final = _lemmas("""
    house pentagon kremlin vatican nations states union un us uk u.s u.s. u.k. eu nato isis isil is
    senate downing police intelligence fbi cia nsa who cdc court ministry taliban hamas hezbollah
    al-shabaab al-shabab al-qaeda britain russia china iran israel ukraine france germany japan
    turkey moscow beijing washington london kyiv kiev tehran pyongyang seoul berlin paris brussels
    treasury congress parliament interpol europol opec fifa uefa olympics microsoft google apple
    facebook amazon samsung sony disney netflix tesla boeing airbus nike walmart uber
    """)
_DOMAIN: Final = re.compile(r"^\S+\.(?:com|org|net|fr|au|uk|co|tv|info|ru|de)(?:\.\w\w)?$", re.I)
_REPORTS: Final = re.compile(
    r"(?:,[^.,]{0,60},)?(?:['’]s [\w ]{0,20})? (?:(?:web)?site|blog|magazine|newspaper|report"
    r"|(?:(?:first|also|has|had|is|previously|originally) )*(?:report(?:s|ed|ing)|writes|broke))\b"
)
_SITE_BEFORE: Final = re.compile(r"\b(?:(?:web)?site|blog|magazine|newspaper|outlet),? $")
_WORDS_BEFORE: Final = re.compile(r"(?:(?P<role>[a-z]+) )?(?P<word>[A-Z][\w'’-]*)?\.? $")
_HANDLE: Final = re.compile(r"@\w")
_EYES: Final = re.compile(r"\beyewitness\b")
_MADE_BY_MEDIA: Final = re.compile(r"\b(?:report|posting|article|website|site|story)\b")
_BODIES: Final = frozenset(
    ("police", "intelligence", "government", "military", "company", "firm", "employer", "regime")
)
_REPORTING: Final = frozenset(("report", "article", "story", "headline"))
_ONES: Final = frozenset(("rep", "account", "one", "someone", "somebody", "another", "poster"))
_PLURAL: Final = re.compile(r"[^s]s$|people$|men$")
_NOT_NAMES: Final = frozenset(("of", "and", "&", "for", "the", "at", "international"))


def kind(text: str, attribution: Attribution, speaker: str | None) -> Kind:
    """What sort of source an attribution has; ``speaker`` is its resolved name, if it has one.

    Source: relay guide, section 1.
    """
    source = words(text, attribution.source).strip(" \"'")
    if not source and not speaker:
        return Kind.UNSTATED
    pronoun = source.casefold() if source.casefold() in _PRONOUNS else ""
    if not speaker:
        return _PRONOUNS[pronoun] if pronoun else _of_phrase(text, source, "")
    name = plain(speaker).strip(" \"'")
    told = _of_phrase(text, name, pronoun)
    if pronoun or not source or told is Kind.OUTLET:
        return told
    if _HANDLE.search(source):
        return Kind.NAMED_PERSON
    noun = _by_noun(source)
    if noun in (Kind.DOCUMENT, Kind.OUTLET) and not _EYES.search(source):
        return _put_out(source, noun, named=name[:1].isupper())
    if told is Kind.NAMED_PERSON and (noun is Kind.NAMED_ORGANISATION or _THING.search(source)):
        return Kind.NAMED_ORGANISATION
    return told


#: "Sollheim Shipping, which owns the vessel": people are "who".
_THING: Final = re.compile(r", (?:which|whose (?:board|staff|headquarters))\b")


def _put_out(source: str, noun: Kind, *, named: bool) -> Kind:
    """What somebody named put out: an outlet's report or posting counts as the outlet."""
    if named and _MADE_BY_MEDIA.search(source):
        return Kind.OUTLET
    return noun


def _of_phrase(text: str, phrase: str, pronoun: str) -> Kind:
    first, joined, _ = phrase.partition(" and ")
    if joined and phrase[0].isupper() and not outlets.find(phrase):
        phrase = first
    return _by_noun(phrase) or _named(text, phrase, pronoun)


def _by_noun(phrase: str) -> Kind | None:
    """The kind that a phrase's head noun or its whole name tells, or None for a proper name."""
    if _is_outlet(phrase):
        return Kind.OUTLET
    if relayed := _REPORT_BY.search(phrase):
        return Kind.OUTLET if _is_outlet(relayed["name"]) else Kind.DOCUMENT
    core = _core(phrase)
    head = core.split()[-1] if core else ""
    if head and head[0].islower() and "." not in head:
        return _by_common(phrase, core, head)
    if _DOMAIN.search(phrase) or (outlets.medium(phrase) and not _person(core)):
        return Kind.OUTLET
    return None


def _is_outlet(phrase: str) -> bool:
    """Whether a phrase is an outlet's name: lower-case words ("people", "insider") are none."""
    bare = _OPEN.sub("", phrase)
    if not bare or not (bare[0].isupper() or "." in bare) or bare.casefold() in _INSTITUTIONS:
        return False
    outlet = outlets.find(bare)
    return outlet is not None and outlet.kind != "platform"


def _by_common(phrase: str, core: str, head: str) -> Kind | None:
    if head in _BODIES:
        return Kind.NAMED_ORGANISATION
    singular = head.removesuffix("s")
    if head in _DOCUMENT_HEADS or singular in _DOCUMENT_HEADS:
        return Kind.DOCUMENT
    if singular in _REPORTING:
        return _report(core)
    if head in _OUTLET_HEADS or head in _MEDIA_PLURAL or phrase.endswith("news sources"):
        return Kind.OUTLET
    if head in lexicon.GROUP_NOUNS or _PLURAL_OPEN.match(phrase):
        return Kind.UNNAMED_GROUP
    if head in lexicon.PERSON_NOUNS or head in _ONES:
        return Kind.UNNAMED_PERSON
    if head in lexicon.BODY_NOUNS:
        return Kind.NAMED_ORGANISATION
    return Kind.UNNAMED_GROUP if _PLURAL.search(head) else Kind.UNNAMED_PERSON


def _report(core: str) -> Kind:
    """A report is a medium's, unless a body that is no medium stands before the word."""
    name = " ".join(word for word in core.split() if word[0].isupper())
    if not name or outlets.find(name) or not _INSTITUTIONS & set(name.casefold().split()):
        return Kind.OUTLET
    return Kind.DOCUMENT


def _core(phrase: str) -> str:
    """The phrase up to its head: determiners, appositions and what follows the noun cut off."""
    core = _OPEN.sub("", _CUT.split(phrase, maxsplit=1)[0].strip())
    core = _FROM.split(core, maxsplit=1)[0] if not core.startswith("from") else core
    return core.rpartition("'s ")[2].removesuffix("'s").strip(" \"'")


def _person(core: str) -> bool:
    first = core.split()[0].casefold().strip(".") if core else ""
    given = first in lexicon.MEN or first in lexicon.WOMEN
    return given or first in lexicon.ADDRESS or first in lexicon.STYLES


def _named(text: str, name: str, pronoun: str) -> Kind:
    if pronoun in _BORN:
        return Kind.NAMED_PERSON
    core = _core(name) or name
    parts = core.split()
    lowered = [part.casefold().strip(".,") for part in parts]
    if len(parts) == 1 and lowered[0] in lexicon.ADDRESS:
        return Kind.UNNAMED_PERSON
    bodies = lexicon.BODY_NOUNS | _INSTITUTIONS
    if any(part in bodies or part.removesuffix("s") in bodies for part in lowered):
        return Kind.NAMED_ORGANISATION
    if lowered[-1] in lexicon.OUTLET_ENDS or (not _person(core) and _reports_news(text, name)):
        return Kind.OUTLET
    if pronoun == "it" or core.startswith(("al-", "Al-")) or _CORPORATE.search(core):
        return Kind.NAMED_ORGANISATION
    if _person(core) or (len(parts) > 1 and not _NOT_NAMES & set(lowered)):
        return Kind.NAMED_PERSON
    if len(parts) == 1 and _called_like_a_person(text, core):
        return Kind.NAMED_PERSON
    return Kind.NAMED_ORGANISATION


#: "Ben & Co", "CENTCOM": people are called otherwise.
_CORPORATE: Final = re.compile(r"&|^[A-Z]{3,}$")


def _reports_news(text: str, name: str) -> bool:
    """Whether the text says of a name that it reports, or calls it a site or a magazine."""
    return any(
        _SITE_BEFORE.search(text, max(0, at - 16), at) or _REPORTS.match(text, at + len(name))
        for at in _places(text, name)
    )


def _called_like_a_person(text: str, name: str) -> bool:
    """Whether the text puts a title, a given name or a role before a single name somewhere."""
    if name.casefold() in lexicon.MEN or name.casefold() in lexicon.WOMEN:
        return True
    for at in _places(text, name):
        before = _WORDS_BEFORE.search(text, max(0, at - 60), at)
        if before and (_person(before["word"]) or before["role"] in lexicon.PERSON_NOUNS):
            return True
    return False


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))
