"""Propositions: a text in, what two texts are compared by out.

Telling words with their rarity, names, numbers, what is negated, and whether the whole is
rejected ("is a hoax"). Hedges and words of saying are left out: they change how sure a
proposition is, not which one it is. Knows nothing of other texts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sayso.link import vectors
from sayso.link.claims.quantities import Quantity, quantities
from sayso.link.stems import stem
from sayso.link.vectors import Floats


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Proposition:
    """``stems`` of the telling words in the order of the text; ``weights`` how rare each is (0
    to 9); ``names`` those that are names; ``negated`` those under a negation; ``rejected`` if
    the text says that something is not so; ``passive`` verbs in the passive; ``vector`` (256,).
    """

    text: str
    stems: tuple[str, ...]
    weights: Mapping[str, float]
    names: frozenset[str]
    numbers: tuple[Quantity, ...]
    negated: frozenset[str]
    rejected: bool
    passive: frozenset[str]
    framed: Mapping[str, str]
    vector: Floats

    @property
    def total(self) -> float:
        """The rarity of all its words together."""
        return math.fsum(self.weights.values())


_TOKEN: Final = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[’'.-]\w+)*")
_PLAIN: Final = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u00a0", " "))
_OF: Final = " of Iraq and (?:Syria|al-Sham)"
#: Names in words that are written apart, under one sign. The word before each pattern stands in
#: all that it matches: to look for it first takes a tenth of the time.
_JOINED: Final = (
    ("islamic state", re.compile(rf"\b(?:the )?Islamic State(?:{_OF})?\b", re.I), "ISIS"),
    ("united states", re.compile(r"\b(?:the )?United States(?: of America)?\b", re.I), "USA"),
    ("united kingdom", re.compile(r"\b(?:the )?United Kingdom\b", re.I), "UK"),
    ("great britain", re.compile(r"\b(?:the )?Great Britain\b", re.I), "UK"),
    ("north korea", re.compile(r"\bNorth Korean?s?\b", re.I), "North-Korea"),
    ("south korea", re.compile(r"\bSouth Korean?s?\b", re.I), "South-Korea"),
    (" away", re.compile(r"\bpass(?:ed|es|ing) away\b", re.I), "died"),
    (" down", re.compile(r"\b(?:step|stood|steps|stepped|stepping) down\b", re.I), "resigned"),
    ("birth", re.compile(r"\bgave birth\b|\bgives? birth\b|\bgiving birth\b", re.I), "born"),
    (" strike", re.compile(r"\b(?:air|drone) strikes?\b", re.I), "airstrike"),
    ("cease fire", re.compile(r"\bcease fire\b", re.I), "ceasefire"),
)  # fmt: skip
_STOP: Final = frozenset(
    """
    a an the this that these those it its it's he she they them him her his hers their theirs we us
    our i me my you your who whom whose which what where when why how there here and or but nor so
    yet if than then as of in on at to by for from with into onto upon over under about after
    before between through during against within without up down out off again further is are was
    were be been being am isn't aren't wasn't weren't do does did doing done don't doesn't didn't
    has have had having hasn't haven't hadn't will would shall should can could may might must
    won't wouldn't can't cannot couldn't shouldn't not no never n't all any some each every both
    such own same too very just also only even still already now ever more most other another
    much many few several while because since until although though whether been one ones
    himself herself itself themselves i'm he's she's they're we're i've they've you're let's that's
    there's what's who's via per among amid despite like unlike back away around once yes
    mr mrs ms dr sir
    """.split()  # noqa: SIM905
)
#: How sure, or on whose word: no part of the proposition (relay guide, section 4).
_FRAME: Final = frozenset(
    """
    say says said saying tell tells told report reports reported reporting reportedly claim claims
    claimed claiming allege alleges alleged allegedly according apparently purported purportedly
    supposedly rumor rumors rumored rumour rumours rumoured speculation believed believe believes
    thought think thinks possible possibly perhaps maybe probably likely seems seem seemed appears
    appear appeared confirm confirms confirmed announce announces announced state states stated
    sources source news story stories article media add added adds note noted explain explained
    write wrote reveal reveals revealed suggest suggests suggested statement really actually
    update updated exclusive breaking watch video viral deny denies denied denying denial hoax fake
    false untrue debunked
    """.split()  # noqa: SIM905
) - {"watch", "video", "state"}
_NOT: Final = re.compile(
    r"\b(?:not|never|no|cannot|nobody|none|neither|nor|without|unable|fails?|failed|refus\w+"
    r"|declin\w+|yet to|no longer|hardly)\b|n't\b",
    re.IGNORECASE,
)
_NOT_ONLY: Final = re.compile(
    r"not (?:only|just|least|yet clear)\b|no (?:doubt|later|more than|less|fewer|wonder|matter|one"
    r" knows)\b|without (?:doubt|a doubt)\b",
    re.IGNORECASE,
)
#: A negation reaches as far as its clause, and not very far.
_CLAUSE: Final = re.compile(
    r"[,;:.!?—–()\"]|\s-\s|\b(?:who|which|because|but|although|though|while|when|after|before|until"
    r"|since|where|despite|however)\b",
    re.IGNORECASE,
)
_SCOPE: Final = 8
_REJECTED: Final = re.compile(
    r"\b(?:hoax(?:es)?|untrue|debunk\w*|unfounded|baseless|disprov\w+|refut\w+|rebut\w*|fabricated"
    r"|disput\w+|den(?:y|ies|ied|ying)|dismiss\w* (?:reports?|rumou?rs?|claims?)"
    r"|false (?:report|rumou?r|claim|stor|information|news)\w*|fake"
    r"|(?:is|are|was|were) (?:[\w,]+ ){0,4}false"
    r"|not true|isn't true|no truth|far from true|not real|isn't real|never happened"
    r"|didn't happen|did not happen|quash\w*|dispel\w*|satir\w+)\b",
    re.IGNORECASE,
)
_PASSIVE: Final = re.compile(
    r"\b(?:is|are|was|were|been|being|be|get|gets|got)\s+(?:\w+ly\s+)?(\w+(?:ed|en|wn|ght|ot|ung|"
    r"id|un|ut|elt|ade|ept|old|ost|uck))\b(?=[^.,;]{0,40}\bby\b)",
    re.IGNORECASE,
)
#: In a line where this share of the longer words are capitals, capitals make no names.
_TITLED: Final = 0.7
#: A capital at the start makes a name only if the word is rare or a capital follows.
_RARE: Final = 4.5
_PREPOSITION: Final = re.compile(
    r"\b(in|on|at|of|from|to|into|for|by|with|against|near|off|over|under|about|after|before|as)"
    r"\s(?:(?:the|a|an|his|her|their|its)\s)?$",
    re.IGNORECASE,
)
_CALENDAR: Final = frozenset(
    """
    January February March April May June July August September October November December
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """.split()  # noqa: SIM905
)
_NAME_GOES_ON: Final = re.compile(r" [A-Z][a-z]")


@lru_cache(maxsize=8192)
def proposition(text: str) -> Proposition:
    """What a text states, as far as words tell.

    Raises WeightsError if the shipped word vectors are missing or damaged.
    """
    plain = _joined(_plain(text))
    tokens = list(_TOKEN.finditer(plain))
    told = [m for m in tokens if _told(m.group())]
    stems = tuple(_told(m.group()) for m in told)
    rare = [vectors.rarity(m.group()) for m in told]
    titled = _titled(tokens)
    each = zip(told, stems, rare, strict=True)
    names = {name: m for m, name, r in each if _name(plain, m, r, titled)}
    return Proposition(
        text=text,
        stems=stems,
        weights=_heaviest(stems, rare),
        names=frozenset(names),
        numbers=quantities(plain),
        negated=frozenset(_negated(plain)),
        rejected=bool(_REJECTED.search(plain)),
        passive=frozenset(stem(m.group(1).casefold()) for m in _PASSIVE.finditer(plain)),
        framed={name: _preposition(plain, m) for name, m in names.items()},
        vector=vectors.vectors((text,))[0],
    )


def weights(text: str) -> Mapping[str, float]:
    """The weights of a text's `proposition`, at a fifth of the cost.

    Raises WeightsError if the shipped word vectors are missing or damaged.
    """
    words = [word for word in _words(text) if _told(word)]
    return _heaviest([_told(word) for word in words], [vectors.rarity(word) for word in words])


def stems(text: str) -> set[str]:
    """The stems of a text's telling words: those of its `proposition`, at a tenth of the cost."""
    return {_told(word) for word in set(_words(text))} - {""}


def rarest(text: str) -> list[str]:
    """A text's telling words, the rarest first, of those with one stem the first.

    Raises WeightsError if the shipped word vectors are missing or damaged.
    """
    first = {_told(word): word for word in reversed(_words(text))}
    told = [word for name, word in first.items() if name]
    return sorted(told, key=lambda word: (-vectors.rarity(word), word))


def _words(text: str) -> list[str]:
    return _TOKEN.findall(_joined(_plain(text)))


@lru_cache(maxsize=1 << 17)
def _told(word: str) -> str:
    """The stem of a word, "" of one that tells nothing."""
    return _stem(word) if _telling(word) else ""


def _heaviest(stems: Sequence[str], rare: Sequence[float]) -> dict[str, float]:
    out: dict[str, float] = {}
    for name, rarity in zip(stems, rare, strict=True):
        out[name] = max(rarity, out.get(name, 0.0))
    return out


def _plain(text: str) -> str:
    for mark, plain in _PLAIN:  # a tenth of the time of a translation of every character
        text = text.replace(mark, plain)
    return text


def _joined(text: str) -> str:
    low = text.casefold()
    for word, pattern, sign in _JOINED:
        if word in low:
            text = pattern.sub(sign, text)
    return text


def _stem(word: str) -> str:
    return stem(word.casefold().strip(".") if len(word) > 2 else word.casefold())


def _telling(word: str) -> bool:
    low = word.casefold()
    if word in ("US", "U.S.", "IT", "WHO"):
        return word not in ("IT", "WHO")
    if low in _STOP or low in _FRAME or low.replace(",", "").replace(".", "").isdigit():
        return False
    return len(low) > 1


def _titled(tokens: list[re.Match[str]]) -> bool:
    long = [m.group() for m in tokens if len(m.group()) > 3 and m.group().isalpha()]
    return len(long) > 3 and sum(w[0].isupper() for w in long) / len(long) > _TITLED


def _name(text: str, match: re.Match[str], rarity: float, titled: bool) -> bool:
    word = match.group()
    if not word[0].isupper() or titled or word in _CALENDAR:
        return False
    before = text[: match.start()].rstrip(" \"'(")
    if before and before[-1] not in ".!?:…":
        return True
    return rarity >= _RARE or word.isupper() or bool(_NAME_GOES_ON.match(text, match.end()))


def _preposition(text: str, match: re.Match[str]) -> str:
    found = _PREPOSITION.search(text, max(0, match.start() - 24), match.start())
    return found.group(1).casefold() if found else ""


def _negated(text: str) -> Iterator[str]:
    for negator in _NOT.finditer(text):
        if _NOT_ONLY.match(text, negator.start()):
            continue
        clause = _CLAUSE.search(text, negator.end())
        reach = text[negator.end() : clause.start() if clause else len(text)]
        for match in list(_TOKEN.finditer(reach))[:_SCOPE]:
            if _telling(match.group()):
                yield _stem(match.group())
