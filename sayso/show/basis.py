"""What an article rests on: a ``Reading`` comes in, a frozen ``Basis`` goes out.

Pure counting over the whole reading, after the sourcing rules of Reuters and AP; it knows
nothing about how a sheet is narrowed or shown. Every figure is kept as the ids of its
attributions, so that each can be followed to its words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from sayso.show.words import speaker
from sayso.types import Attribution, Certainty, Kind, Polarity, Reading, Upstream

_NAMED = (Kind.NAMED_PERSON, Kind.NAMED_ORGANISATION)
_UNNAMED = (Kind.UNNAMED_PERSON, Kind.UNNAMED_GROUP)

# Cues that judge rather than inform, by stem: AP lets nobody unnamed give "opinion or speculation".
_JUDGES = re.compile(
    r"\b(?:accus|argu|believ|blam|condemn|critici[sz]|denounc|doubt|expect|fear|feel|felt|guess"
    r"|hope|hoping|imagin|insult|mock|prais|predict|reckon|speculat|suggest|suspect|think|thought"
    r"|warn|worri|worry)\w*",
    re.IGNORECASE,
)
# Words of judgement inside the content; few and plain, since each has to hold without context.
_JUDGEMENT = re.compile(
    r"\b(?:awful|brilliant|coward\w*|disgrac\w*|disast\w*|fail\w* to lead|foolish"
    r"|idiot\w*|incompeten\w*|outrag\w*|pathetic|reckless\w*|ridiculous|scandal\w*|shame\w*"
    r"|stupid\w*|terrible|unacceptable|unfair|unfit|worst)\b",
    re.IGNORECASE,
)


class Rule(StrEnum):
    """A sourcing rule that the article falls under."""

    SINGLE_SOURCE = "single_source"
    ANONYMOUS_ONLY = "anonymous_only"
    UNNAMED_OPINION = "unnamed_opinion"


@dataclass(frozen=True, slots=True)
class Flag:
    """A rule with the speakers it points at and the ids of the attributions it rests on."""

    rule: Rule
    speakers: tuple[str, ...]
    attributions: tuple[str, ...]

    @property
    def title(self) -> str:
        """The rule in words: "Single source"."""
        return self.rule.value.replace("_", " ").capitalize()

    @property
    def sentence(self) -> str:
        """What it found, in one sentence."""
        match self.rule:
            case Rule.SINGLE_SOURCE:
                return f"all that is asserted rests on {', '.join(self.speakers)}."
            case Rule.ANONYMOUS_ONLY:
                return "nobody who asserts anything is named."
            case Rule.UNNAMED_OPINION:
                return f"a judgement that nobody puts a name to: {', '.join(self.speakers)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One speaker with the media it spoke through and the ids of its attributions."""

    name: str
    kind: Kind
    attributions: tuple[str, ...]
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a whole article rests on; figures are ids of attributions.

    ``hedged`` holds what is probable or possible; a denial or a lack of comment is counted
    apart. ``speakers`` stand in reading order.
    """

    attributions: tuple[str, ...]
    kinds: tuple[tuple[Kind, int], ...]
    speakers: tuple[Speaker, ...]
    upstream: tuple[Upstream, ...]
    unstated: tuple[str, ...]
    hedged: tuple[str, ...]
    denials: tuple[str, ...]
    no_comments: tuple[str, ...]
    flags: tuple[Flag, ...]

    @property
    def named(self) -> tuple[Speaker, ...]:
        """The people and organisations that are named."""
        return tuple(s for s in self.speakers if s.kind in _NAMED)

    @property
    def unnamed(self) -> tuple[Speaker, ...]:
        """The people and groups that are not."""
        return tuple(s for s in self.speakers if s.kind in _UNNAMED)

    @property
    def outlets(self) -> tuple[Speaker, ...]:
        """The outlets that speak themselves."""
        return tuple(s for s in self.speakers if s.kind is Kind.OUTLET)

    @property
    def documents(self) -> tuple[Speaker, ...]:
        """The documents that are cited."""
        return tuple(s for s in self.speakers if s.kind is Kind.DOCUMENT)


def basis(reading: Reading, *, attitudes: bool = False) -> Basis:
    """Count what the article rests on; attitudes are left out unless asked for."""
    found = sorted(reading.attributions if attitudes else reading.hearsay, key=lambda a: a.start)
    counts = Counter(a.kind for a in found)
    return Basis(
        attributions=_ids(found, lambda _: True),
        kinds=tuple((kind, counts[kind]) for kind in Kind if counts[kind]),
        speakers=_speakers(reading, found),
        upstream=reading.upstream,
        unstated=_ids(found, lambda a: a.kind is Kind.UNSTATED),
        hedged=_ids(found, lambda a: _asserts(a) and _hedged(a)),
        denials=_ids(found, lambda a: a.polarity is Polarity.DENIES),
        no_comments=_ids(found, lambda a: a.polarity is Polarity.NO_COMMENT),
        flags=tuple(flag for flag in (rule(reading) for rule in _RULES) if flag),
    )


def single_source(reading: Reading) -> Flag | None:
    """Everything asserted starts from one source, or reaches the article through one.

    Reuters labels such stories. A plural ("officials") counts as one; what is denied, not
    commented on or unstated is no source for anything.
    """
    stated = [a for a in reading.hearsay if _asserts(a) and a.kind is not Kind.UNSTATED]
    for found in (_outermost(stated), _innermost(stated)):
        speakers = _names(reading, found)
        if len(speakers) == 1:
            return Flag(Rule.SINGLE_SOURCE, speakers, tuple(a.id for a in found))
    return None


def anonymous_only(reading: Reading) -> Flag | None:
    """No chain of hearsay ends at anybody who is named.

    An outlet or a document counts as named unless its description opens in lower case ("local
    media", "a study"), which is how the relay guide writes unnamed speakers.
    """
    found = _innermost([a for a in reading.hearsay if _asserts(a)])
    if not found or any(_is_named(a) for a in found):
        return None
    return Flag(Rule.ANONYMOUS_ONLY, _names(reading, found), tuple(a.id for a in found))


def unnamed_opinion(reading: Reading) -> Flag | None:
    """An unnamed person or group gives a judgement instead of facts (AP's rule on anonymity).

    A judgement is what a judging cue opens ("fear", "accused") or what holds a word of
    judgement ("disgrace", "reckless"). Both lists are short and plain on purpose.
    """
    found = [
        a
        for a in reading.hearsay
        if a.kind in _UNNAMED
        and _asserts(a)
        and (_JUDGES.search(reading.quote(a.cue)) or _JUDGEMENT.search(reading.quote(a.content)))
    ]
    if not found:
        return None
    return Flag(Rule.UNNAMED_OPINION, _names(reading, found), tuple(a.id for a in found))


_RULES: tuple[Callable[[Reading], Flag | None], ...] = (
    single_source,
    anonymous_only,
    unnamed_opinion,
)


def _speakers(reading: Reading, attributions: Iterable[Attribution]) -> tuple[Speaker, ...]:
    groups: dict[tuple[str, Kind], list[Attribution]] = {}
    for attribution in attributions:
        if attribution.kind is not Kind.UNSTATED:
            key = (speaker(reading, attribution).casefold(), attribution.kind)
            groups.setdefault(key, []).append(attribution)
    return tuple(
        Speaker(
            name=speaker(reading, group[0]),
            kind=kind,
            attributions=tuple(a.id for a in group),
            via=tuple(dict.fromkeys(a.via for a in group if a.via)),
        )
        for (_, kind), group in groups.items()
    )


def _names(reading: Reading, attributions: Iterable[Attribution]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for attribution in attributions:
        name = speaker(reading, attribution)
        names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _ids(
    attributions: Iterable[Attribution], test: Callable[[Attribution], bool]
) -> tuple[str, ...]:
    return tuple(a.id for a in attributions if test(a))


def _asserts(attribution: Attribution) -> bool:
    return attribution.polarity is Polarity.ASSERTS


def _hedged(attribution: Attribution) -> bool:
    return attribution.certainty in (Certainty.PROBABLE, Certainty.POSSIBLE)


def _is_named(attribution: Attribution) -> bool:
    if attribution.kind in (Kind.OUTLET, Kind.DOCUMENT):
        return not (attribution.speaker or "a").strip()[:1].islower()
    return attribution.kind in _NAMED


def _outermost(attributions: list[Attribution]) -> list[Attribution]:
    ids = {a.id for a in attributions}
    return [a for a in attributions if a.within not in ids]


def _innermost(attributions: list[Attribution]) -> list[Attribution]:
    enclosing = {a.within for a in attributions}
    return [a for a in attributions if a.id not in enclosing]
