"""Whether two names in different articles stand for one source. Two names in, yes or no out.

A name is what a text calls somebody: a person's, an organisation's or an outlet's, or a
description ("a senior official"). Outlets are known by their table; everything else by the
telling words that two names share. Knows nothing of articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from sayso import outlets
from sayso.link.sources import bearers
from sayso.types import Kind

UNNAMED: Final = frozenset({Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP, Kind.UNSTATED, Kind.DOCUMENT})

_WORD: Final = re.compile(r"[@#]?\w+(?:[.'’-]\w+)*")
_LITTLE: Final = frozenset(
    """
    the a an of in on at and or to for with by from as who that which his her its their own this
    some one two three several many multiple various other others new local unnamed anonymous
    unidentified mr mrs ms miss dr sir
    sgt lt capt col gen det sergeant lieutenant captain colonel general president minister
    """.split()  # noqa: SIM905
)
#: Whoever speaks for somebody is no other source: "a Tarn Line spokesman" is Tarn Line.
_VOICES: Final = frozenset(
    """
    spokesman spokeswoman spokesperson representative rep statement official report reporter press
    media news newspaper website site outlet paper story article account tweet post
    """.split()  # noqa: SIM905
)
_OTHERS: Final = frozenset(
    """
    source insider people person witness expert friend user member staff employee worker customer
    fan viewer reader supporter follower unstated senior medium
    video photo image picture someone somebody man woman authority analyst resident unknown doctor
    lawyer mother father brother sister wife husband son daughter family
    """.split()  # noqa: SIM905
)
_VAGUE: Final = _VOICES | _OTHERS
#: What journalists call anybody whom they do not name: it tells nobody from others.
_ANYBODY: Final = _VOICES | frozenset(
    """
    source insider people person man woman user member staff employee expert friend analyst medium
    authority unnamed unknown someone somebody officer resident company police guard board council
    court department ministry government army navy force agency committee commission office
    university hospital school parliament party union firm group service team club church bank
    """.split()  # noqa: SIM905
)
#: A description's head stands before these.
_HEAD: Final = re.compile(
    r",| \(| (?:of|in|at|on|who|whose|that|which|from|with|close|near|to|by|for|about|said|posted"
    r"|uploaded|released|published|shared|familiar|told|via) "
)
_NOBODY: Final = re.compile(
    r"(?:i|we|you|he|she|it|they|one|us|me|him|her|them|who|this|that|these|those|to|via|from|by"
    r"|(?:the|this) (?:author|writer|article|post)|(?:this article's|the) publisher"
    r"|s|was|were|is|are|be|many|most|all|some|others"
    r"|(?:from|to|by|via|in|on|been|being|re)(?: .*)?)$"
)

_OWNED: Final = re.compile(r"(?P<owner>.*\w)(?:['’]s|s['’]) (?P<thing>.*\w.*)$")


@lru_cache(maxsize=65536)
def telling(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, folded: no articles, titles or plurals.

    >>> sorted(telling("the Kentucky State Police's officers"))
    ['kentucky', 'officer', 'police', 'state']
    """
    found = (w.casefold().replace("’", "'").removesuffix("'s") for w in _WORD.findall(name))
    return frozenset(_singular(w.replace(".", "").strip("'@#")) for w in found) - _LITTLE - {""}


def vague(name: str) -> bool:
    """Whether a name describes without telling whom: "sources", "an official", "reports"."""
    return not telling(name) - _VAGUE


def nameable(name: str) -> bool:
    """Whether a name names anybody outside the article: no pronoun, no author of its own."""
    return not _NOBODY.match(name.casefold().replace("’", "'")) and any(c.isalnum() for c in name)


@lru_cache(maxsize=65536)
def same(one: str, other: str) -> bool:
    """Whether two names stand for one source, as far as their words show.

    >>> same("Sgt. Woody", "Michael Woody"), same("state police", "the Kentucky State Police")
    (True, True)
    >>> same("Tarn Line", "Tarn Line employees"), same("Fox News", "Sky News")
    (False, False)
    """
    one, other = _speaking(one), _speaking(other)
    a, b = _outlet(one), _outlet(other)
    if a and b:
        return a == b
    if bool(_OWNED.match(one)) != bool(_OWNED.match(other)):
        return False  # "Tarn Line's lawyers" are not Tarn Line
    x, y = telling(one), telling(other)
    if x == y:
        return bool(x)
    if described(one) and described(one) == described(other):
        return True  # "eyewitnesses", "a witness": nothing tells the one from the other
    if (x ^ y) & _OTHERS:
        return False
    if one[:1].isupper() and other[:1].isupper() and bearers.same_name(one, other):
        return True  # "Jess Marrow" and "Jessica Marrow", a body and its letters
    if not x & y - _VAGUE:
        return False
    shared = x & y
    return x <= y or y <= x or len(shared) / len(x | y) >= 0.6


@lru_cache(maxsize=65536)
def described(name: str) -> str | None:
    """What a description says somebody is ("witness" of "a witness at the gate"); None of a
    name, and of what journalists call anybody ("a source", "officials").
    """
    if _HEAD.split(name)[0] != name.strip() and name[:1].isupper():
        return None
    words = _WORD.findall(_HEAD.split(name)[0])
    if not words or words[-1][:1].isupper():
        return None
    head = _singular(words[-1].casefold()).removeprefix("eye")
    return None if head in _ANYBODY else head


def owned(name: str) -> str | None:
    """Whose a source is: "the Courier" of "the Courier's sources"; None of a plain name."""
    found = _OWNED.match(name)
    return found["owner"] if found and not telling(found["thing"]) <= _VOICES else None


def _speaking(name: str) -> str:
    """Whom a name stands for: "Tarn Line's spokesman" for Tarn Line."""
    owned = _OWNED.match(name)
    return owned["owner"] if owned and telling(owned["thing"]) <= _VOICES else name


@lru_cache(maxsize=65536)
def _outlet(name: str) -> str | None:
    outlet = outlets.find(name)
    return outlet.name if outlet else None


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word


def keys(name: str) -> frozenset[str]:
    """What a name is looked up by: two names of one source have one of these in common."""
    name = _speaking(name)
    outlet, head = _outlet(name), described(name)
    return telling(name) | {f"{key}." for key in (outlet, head) if key} | _letters(name)


def _letters(name: str) -> frozenset[str]:
    """The letters that a name goes by, or is: "USDA", "ISIS"."""
    words = [word for word in _WORD.findall(name) if word[:1].isupper()]
    found = {"".join(word[0] for word in words).casefold()} if len(words) > 1 else set()
    return frozenset(found | {word.casefold() for word in words if word.isupper()})


class Known:
    """Which articles have a name, by any of the names of its source."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """``names``: for each article's id the names that it has."""
        self._articles = len(names)
        self._having: dict[str, set[str]] = {}
        self._by_key: dict[str, set[str]] = {}
        self._found: dict[str, frozenset[str]] = {}
        for article, own in names.items():
            for name in own:
                self._having.setdefault(name, set()).add(article)
                for key in keys(name):
                    self._by_key.setdefault(key, set()).add(name)

    def articles(self, name: str) -> frozenset[str]:
        """The ids of the articles that have the name, or another of the same source."""
        if name not in self._found:
            near = {other for key in keys(name) for other in self._by_key.get(key, ())}
            having = (
                self._having[o]
                for o in near | ({name} & self._having.keys())
                if o == name or same(name, o)
            )
            self._found[name] = frozenset().union(*having)
        return self._found[name]

    def share(self, name: str, article: str) -> float:
        """The share of the articles other than one that have the name."""
        having = self.articles(name)
        others = len(having) - (article in having)
        return others / (self._articles - 1) if self._articles > 1 else 0.0


def groups(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Names that stand for one source together, the fullest first.

    The fullest names come first, and a shorter one goes with the only group that it fits: "Smith"
    joins neither "Jess Smith" nor "Anji Smith". The same whatever the order given.

    >>> groups(["Woody", "Detroit police", "Michael Woody"])
    (('Detroit police',), ('Michael Woody', 'Woody'))
    """
    found: list[list[str]] = []
    by_key: dict[str, set[int]] = {}
    for name in sorted(set(names), key=lambda n: (-len(telling(n)), n)):
        near = sorted({i for key in keys(name) for i in by_key.get(key, ())})
        fitting = [i for i in near if any(same(name, other) for other in found[i])]
        place = fitting[0] if len(fitting) == 1 else len(found)
        if place == len(found):
            found.append([])
        found[place].append(name)
        for key in keys(name):
            by_key.setdefault(key, set()).add(place)
    return tuple(sorted(tuple(group) for group in found))
