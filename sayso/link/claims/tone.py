"""The words by which a text sets its tone: it debunks, doubts, spreads rumours, reports, tells as
others tell, or negates.

In: a text. Out: how many of them it has. Knows nothing of claims. The patterns are of small
letters and see a text in small letters only: to ignore case in them takes three times as long.
"""

from __future__ import annotations

import math
import re
from typing import Final

DEBUNKS: Final = re.compile(
    r"\b(?:hoax\w*|fak(?:e[sd]?|ery|ing)|false(?:ly|hoods?)?|untrue|(?:not|n't|isn’t|wasn’t|never)"
    r" (?:\w+ )?(?:true|real|happen\w*|the case|so)|no truth|debunk\w*|disprove[nd]?|satir\w+"
    r"|parod\w+|bogus|fabricat\w+|ma(?:de|king|ke) (?:it |this |that |things )?up|fiction\w*"
    r"|prank\w*|staged|photoshop\w*|doctored|urban legend|myths?|nonsense|baseless|unfounded"
    r"|misleading|misreport\w*|mistaken\w*|erroneous\w*|incorrect\w*|inaccura\w+|retract\w*"
    r"|in reality|turn(?:s|ed) out|set(?:ting)? the record straight|exaggerat\w+|conspiracy"
    r"|fooled|duped|tricked|fell for|cleared? (?:up|the)|shot down|fact[- ]check\w*)\b",
)
DOUBTS: Final = re.compile(
    r"\b(?:unconfirmed|unverified|unsubstantiated|unproven|s[ck]eptic\w*|dubious\w*|doubt(?!less)\w*"
    r"|(?:pinch|grain) of salt|if (?:it(?:'|’)s |it is |this is |indeed )?(?:true|real|legit\w*)"
    r"|(?:un|not |n't )likely|suspicio\w*|authenticity|legit(?:imate)?|independent(?:ly)?"
    r"|(?:not|n't|n’t|cannot|yet to|to be|no) (?:\w+ ){0,2}(?:confirm\w*|verif\w+|evidence|proof"
    r"|clear)"
    r"|too good to be|hard to believe|question(?:s|ed|able|ing)?|raises?|whether|supposed(?:ly)?"
    r"|claiming|purported(?:ly)?|apparently|misheard|really)\b",
)
RUMOURS: Final = re.compile(r"\b(?:rumou?r\w*|speculat\w+|gossip|scuttlebutt|buzz)\b")
REPORTS: Final = re.compile(
    r"\b(?:reported(?:ly)?|reports?|according|claim(?:s|ed)?|alleged(?:ly)?|apparently|cit(?:es|ed|ing)"
    r"|sources?|said to)\b",
)
TELLS: Final = re.compile(
    r"\b(?:reported(?:ly)?|reports?|according|claim(?:s|ed|ing)?|alleged(?:ly)?|allegation\w*"
    r"|apparent(?:ly)?|cit(?:es|ed|ing)|said|says|told|tells|rumou?r\w*|believed|purported\w*"
    r"|suggest\w*|expected|may|might|could|will|would|plans?|if|whether|supposed\w*)\b",
)
NEGATIONS: Final = re.compile(r"\b(?:not|no|never|neither|nor|nobody|nothing)\b|n['’]t\b")


def count(words: re.Pattern[str], text: str) -> float:
    """How many of these words a text has, every further one worth less: log(1 + number)."""
    return math.log1p(len(words.findall(text.lower())))


def has(words: re.Pattern[str], text: str) -> bool:
    """Whether a text has any of these words."""
    return bool(words.search(text.lower()))
