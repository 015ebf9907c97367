"""Whether two names in different articles stand for one source. Two names in, yes or no out.

A name is what a text calls somebody: a person's, an organisation's or an outlet's, or a
description ("a senior official"). Outlets are known by their table; everything else by the
telling words that two names share. Knows nothing of articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from sayso import outlets
from sayso.types import Kind

UNNAMED: Final = frozenset({Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP, Kind.UNSTATED, Kind.DOCUMENT})

_WORD: Final = re.compile(r"[@#]?\w+(?:[.'’-]\w+)*")
_LITTLE: Final = frozenset(
    """
    the a an of in on at and or to for with by from as who that which his her its their own this
    some one two three several many multiple various other others new local mr mrs ms miss dr sir
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
    fan viewer reader supporter follower unnamed anonymous unstated unidentified senior medium
    video photo image picture someone somebody man woman authority analyst resident unknown doctor
    lawyer mother father brother sister wife husband son daughter family
    """.split()  # noqa: SIM905
)
_VAGUE: Final = _VOICES | _OTHERS
_NOBODY: Final = re.compile(
    r"(?:i|we|you|he|she|it|they|one|us|me|him|her|them|who|this|that|these|those|to|via|from|by"
    r"|(?:the|this) (?:author|writer|article|post)|(?:this article's|the) publisher"
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
    shared = x & y
    if not shared - _VAGUE or (x ^ y) & _OTHERS:
        return False
    return x <= y or y <= x or len(shared) / len(x | y) >= 0.6


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
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word


def groups(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Names that stand for one source together, the fullest first.

    The fullest names come first, and a shorter one goes with the only group that it fits: "Smith"
    joins neither "Jess Smith" nor "Anji Smith". The same whatever the order given.

    >>> groups(["Woody", "Detroit police", "Michael Woody"])
    (('Detroit police',), ('Michael Woody', 'Woody'))
    """
    found: list[list[str]] = []
    for name in sorted(set(names), key=lambda n: (-len(telling(n)), n)):
        fitting = [group for group in found if any(same(name, other) for other in group)]
        if len(fitting) == 1:
            fitting[0].append(name)
        else:
            found.append([name])
    return tuple(sorted(tuple(group) for group in found))
