"""Tells whether a source asserts the content, denies it, or declines to comment.

In: the text and one attribution. Out: its polarity. Knows words only: no speakers, no network.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sayso.read.wording import words
from sayso.types import Attribution, Polarity

_NOT: Final = (
    r"(?:not|never|cannot|without|yet to|nothing|no|refus\w+ to|declin\w+ to|fail\w+ to"
    r"|unable to|lacks?)"
)
_TELL: Final = (
    r"(?:comment|respon[ds]|repl[iy]|return|answer|elaborat|specif|disclos|confirm|identif|nam"
    r"|releas|provid|say|giv|offer|mention|acknowledg|address|discuss|detail|announc|clarif|expla"
    r"|designat|claim|reach|heard back|indicat|reveal|made public|shar|state|verif)\w*"
)
_SILENT: Final = re.compile(
    rf"\b{_NOT}(?: \w+){{0,4}}? {_TELL}|\w+n't (?:\w+ ){{0,3}}?{_TELL}"
    r"|\bneither (?:confirm\w* nor den|den\w* nor confirm)\w*"
    r"|\bno (?:\w+ ){0,2}(?:comment|word|mention)s?\b|\bnot (?:be reached|available)\b"
    r"|\b(?:declin\w+|mum|tight-lipped|vague|unspecific|unavailable|sidestep\w*|stonewall\w*)\b"
    r"|\b(?:contacted|reached out)\b.*\bfor comment"
)
_BARE: Final = re.compile(r"(?:has |have |had )?(?:declin|refus|fail)\w*")
_TO_SPEAK: Final = re.compile(
    rf"to (?:\w+ ){{0,2}}{_TELL}|(?:an? |any |further )?(?:comment|interview|details)"
)
_DENYING: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denials?|disput\w+|refut\w+|rebut\w*|debunk\w*|dispel\w*|squash\w*"
    r"|quash\w*|reject\w*|dismiss\w*|disavow\w*|repudiat\w*|contradict\w*|withdrew|retract\w*"
    r"|pour\w* cold water|push\w* back|cast\w* doubt|doubt\w*|shot down|shoot\w* down|rubbish\w*"
    r"|disprov\w*)\b|\bas false\b|\bknock\w* down\b"
    r"|\b(?:do|did|does)(?:n't| not) (?:feel|think|believe)\b"
)
_CLAIM: Final = (
    r"(?:reports?|rumou?rs?|claims?|stor(?:y|ies)|allegations?|accusations?|speculation|posting"
    r"|post|article|photo|picture|image|theft|video|news|it|that|this|idea|theory|notion"
    r"|suggestions?)"
)
_UNTRUE: Final = (
    r"(?:false|untrue|incorrect|baseless|unfounded|fake|a hoax|a lie|lies|wrong|nonsense|fabricated"
    r"|a rumou?r|just rumou?rs|inaccurate|fiction|satire|misinformation|fabrication)"
)
_FALSE: Final = re.compile(
    r"\bno (?:truth|basis|evidence|substance|foundation)\b"
    rf"|\b{_CLAIM}\b (?:\w+ ){{0,6}}?(?:is|are|was|were|as|be)\b (?:\w+ ){{0,3}}?['\"]?{_UNTRUE}\b"
    rf"|\b{_CLAIM} untrue\b|\bfalse (?:report|rumou?r|claim|stor|posting|information)\w*"
    r"|\bnot (?:accurate|true|correct)\b|\bunfounded\b|\bnever happened\b|\bmisinformation\b"
    r"|\b(?:is|was|'s)(?:n't| not) (?:true|what happened|accurate|him|her|them|real)\b"
    r"|\bunlikely\b|\bnot possible\b|\bimpossible\b|\bnot happening\b|\bmisinterpreted\b"
    r"|\bno (?:\w+ ){0,2}issue\b|\bnothing to do with\b|\bno way\b|\bcan't claim\b"
    r"|\b(?:not|n't) (?:yet )?officially\b|\bcertainly (?:\w+ )?not\b"
)


#: "insists he never said so", "confirmed it has not been stolen": with a cue of this kind the
#: negation answers a claim (5 of 5 in relay/train); with a plain "said" it mostly does not.
_INSISTING: Final = re.compile(r"\b(?:insist|confirm|claim|maintain|stress|clarif|assur)")
_NEGATED: Final = re.compile(
    r"\W*(?:[\w'’.-]+ ){1,6}?(?:never\b|(?:has|have|had|did|does|do|is|was|were|are|would)"
    r"(?: not|n['’]t)\b)"
)


def polarity(text: str, attribution: Attribution) -> Polarity:
    """Whether the source asserts the content, denies it or declines to comment.

    Source: relay guide, sections 1 and 4: an incidental "not" still asserts.
    """
    cue = words(text, attribution.cue).casefold()
    content = words(text, attribution.content).casefold()
    if _withheld(cue) and (not _BARE.fullmatch(cue) or _TO_SPEAK.match(content)):
        return Polarity.NO_COMMENT
    insisted = _INSISTING.search(cue) and _NEGATED.match(content)
    if _rejected(cue) or _FALSE.search(content) or insisted:
        return Polarity.DENIES
    return Polarity.ASSERTS


# Few cues make up most of a text: what a cue alone tells is worked out once.
@lru_cache(maxsize=4096)
def _withheld(cue: str) -> bool:
    return bool(_SILENT.search(cue))


@lru_cache(maxsize=4096)
def _rejected(cue: str) -> bool:
    return bool(_DENYING.search(cue) or _FALSE.search(cue))
