"""Reads how sure a source presents the content: the strongest hedge of the cue and the content.

In: the text, one attribution and those nested in it. Out: its certainty. "Reportedly",
"allegedly" and "claims" carry no doubt (relay guide, section 4). Knows nothing of the network.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sayso.read.polarity import polarity
from sayso.read.wording import plain, words
from sayso.types import Attribution, Certainty, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable

# Hedges further on in a long quotation seldom colour the whole of it: on relay/train, macro-F1
# is 94.7 over the first 120 characters, 95.6 over 200, 95.3 over 300, 94.7 over all of them.
_REACH: Final = 200
# Every hedge of the patterns below has one of these words: a look-up is ten times cheaper.
_WORD: Final = re.compile(r"[a-z]+")
_HEDGES: Final = frozenset(
    """
    anticipate apparently appear appeared appears assessing assuming believe believed could early
    expect expected expects feared guess guessing if likely looks may maybe might must perhaps
    possibility possible possibly potentially presumably probable probably reckon seem seemed
    seemingly seems should soon supposed suppose sure suspect think thought unclear unlikely whether
    """.split()  # noqa: SIM905
)
_MONTH: Final = re.compile(r"(?<=[\w,] )May\b")
_UNKNOWN_CUE: Final = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|wonder\w*|question\w*|no idea|unclear|not (?:\w+ )?clear|unknown|unsure"
    r"|assessing|yet to find out|no one kn[eo]w\w*"
    r"|(?:not|never) (?:\w+ )?(?:kn[oe]w\w*|sure|certain))\b"
    r"|n't (?:\w+ )?(?:kn[oe]w\w*|sure|certain)\b"
)
_UNKNOWN: Final = re.compile(
    r"^\"?(?:if|whether)\b|\btoo (?:early|soon) to\b|\bnot sure\b|\?[\"']*$"
    r"|\b(?:is|was) (?:unclear|assessing)\b"
)
_RUMOUR: Final = re.compile(r"\b(?:rumou?r\w*|speculat\w*|scuttlebutt)\b")
_POSSIBLE_CUE: Final = re.compile(
    r"\b(?:rumblings|fears?|fearing|worr(?:y|ies)|guess\w*|may|might|could|unconfirmed|whisper\w*"
    r"|hearing news|perhaps|possibl[ey])\b"
)
_POSSIBLE: Final = re.compile(
    r"\b(?:may(?! \d| or may| as well)|might(?! as well)|could(?!n't| not| see| feel| hear| only)"
    r"|perhaps|maybe|possibly|possibility|potentially"
    r"|(?<!as )(?<!not )(?<!be )possible(?= \w))\b"
)
_PROBABLE_CUE: Final = re.compile(
    r"\b(?:th(?:ink|inks|inking|ought)|belie(?:f|fs|ve|ves|ved|ving)|expect\w*|suppos(?:e|es|ed|ing)"
    r"|apparent\w*|seem\w*|appear\w*|suggest\w*|predict\w*|likely|suspect\w*|presum\w+|assum\w+"
    r"|estimat\w*|fe(?:el|els|lt)|tipped|anticipat\w*|doubt\w*|hint\w*|regarded|feared|worried"
    r"|project(?:s|ed)|forecasts?|reckon\w*|eyeing|considered|as far as we know|impression)\b"
)
_PROBABLE: Final = re.compile(
    r"\b(?:i|we|they) (?:\w+ )?(?:think|believe|guess|suspect|expect|suppose|anticipate|reckon)\b"
    r"|[.,] think\b|\b(?:likely|unlikely|probabl[ey]|apparently|presumably|assuming|guessing"
    r"|seem(?:s|ed|ingly)|seem(?= to)|appear(?:s|ed)? to|it appears|it looks like"
    r"|expects? (?:to|that)"
    r"|must(?:'ve| have) (?:\w+ed|been|come|gone|got)|should (?:last|be able)"
    r"|(?:is|are|was|were) (?:expected|believed|thought|feared|likely|supposed))\b"
)


def certainty(text: str, attribution: Attribution, nested: Iterable[Attribution] = ()) -> Certainty:
    """How sure the source presents the content.

    A hedge inside an attribution of ``nested`` is left out: it is somebody else's.
    Source: relay guide, sections 1 and 4.
    """
    if polarity(text, attribution) is Polarity.NO_COMMENT:
        return Certainty.UNKNOWN
    hedge = _of_cue(words(text, attribution.cue).casefold())
    if hedge in (Certainty.UNKNOWN, Certainty.POSSIBLE):
        return hedge
    content = _own(text, attribution, nested)[:_REACH]
    hedged = not _HEDGES.isdisjoint(_WORD.findall(content)) or "?" in content
    if hedged and _POSSIBLE.search(content):
        return Certainty.POSSIBLE
    if _RUMOUR.search(words(text, attribution.source).casefold()):
        return Certainty.POSSIBLE
    if hedge is Certainty.PROBABLE or not hedged:
        return hedge
    if _UNKNOWN.search(content):
        return Certainty.UNKNOWN
    return Certainty.PROBABLE if _PROBABLE.search(content) else Certainty.CERTAIN


@lru_cache(maxsize=4096)
def _of_cue(cue: str) -> Certainty:
    """What the cue alone tells; few cues make up most of a text, so it is worked out once."""
    for pattern, value in (
        (_UNKNOWN_CUE, Certainty.UNKNOWN),
        (_RUMOUR, Certainty.POSSIBLE),
        (_POSSIBLE_CUE, Certainty.POSSIBLE),
        (_PROBABLE_CUE, Certainty.PROBABLE),
    ):
        if pattern.search(cue):
            return value
    return Certainty.CERTAIN


def _own(text: str, attribution: Attribution, nested: Iterable[Attribution]) -> str:
    """The content's words without those that nested attributions ascribe to others."""
    parts = []
    others = [span for inner in nested for span in (*inner.cue, *inner.content)]
    for own in attribution.content:
        part = text[own.start : min(own.end, own.start + _REACH)]
        for span in others:
            left, right = max(span.start, own.start), min(span.end, own.end)
            if left < right:
                blank = " " * (right - left)
                part = part[: left - own.start] + blank + part[right - own.start :]
        parts.append(part.strip())
    return plain(_MONTH.sub(" ", " ".join(parts))).casefold()
