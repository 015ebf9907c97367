"""Tells hearsay from attitudes and actions.

In: the text and one attribution, or the words of a cue alone. Out: whether its content is a
proposition that somebody says, thinks, knows or is said to (hearsay), or an attitude or an action
("support for", "voted against"). The words are a table of lemmas, chosen after the guide of the
relay set and the frequent cues of PolNeAR. Knows nothing about the network.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sayso.read.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.types import Attribution


def _lemmas(block: str) -> tuple[str, ...]:
    return tuple(block.split())


# Cues whose content is always a proposition.
_SAYING: Final = _lemmas("""
accuse acknowledge add admit affirm allege announce answer anticipate argue assert assume assure
attest attribute believe bemoan blame blog boast brag caution certify chant claim clarify comment
complain concede conclude concur confess confirm contend contradict debunk declare deduce deem
deny describe disclose discover doubt email emphasise emphasize estimate exclaim expect explain
fear figure find forecast foresee guess hint hypothesise hypothesize imply indicate infer inform
insist interject joke know label lament learn maintain marvel muse mutter narrate note notice
notify observe opine posit predict presume proclaim profess project quip quote realise realize
reason recall reckon recount refute reiterate relate remark remind reply report respond retort
retweet reveal rumor rumour say shout show speculate state stress suggest summarise summarize
surmise suspect tell testify text theorise theorize think tweet understand warn whisper write yell
""")

# Cues whose content is what somebody wants, favours, fights or does.
_ATTITUDE: Final = _lemmas("""
abandon admire adopt advocate aim allow apologise apologize appeal applaud appoint assail attack
authorise authorize back ban bash blast block boo campaign celebrate champion cheer congratulate
decide defend demand desire dislike disown donate elect embrace enact encourage endorse enjoy
favor favour focus fund hail hammer hate heckle hire honor honour hope ignore impose intend invite
like love mock nominate oppose order overturn pass permit plan praise prefer prohibit promote push
rail refer regret relish request require rescind rescue resent respect ridicule rip seek shrug
sponsor sue support target thank trust urge veto vote want welcome wish
""")

_NOUNS_SAYING: Final = _lemmas("""
accusation accusations according admission allegation allegations alleged allegedly announcement
apparently assertion assertions belief beliefs claim claims confirmation denial denials estimate
estimates legend prediction predictions purported purportedly report reported reportedly reports
rumor rumored rumors rumour rumoured rumours scuttlebutt speculation statement statements
supposedly suspicion suspicions testimony warning warnings
""")

_NOUNS_ATTITUDE: Final = _lemmas("""
affinity attacks backer backers backing campaign crusade decision demand demands desire distaste
eager effort efforts endorsement endorsements enthusiasm fan fans favorite favourite hatred hopes
love opponent opponents opposition passion plan plans preference proponent proponents strategy
supporter supporters willing willingness
""")

_IRREGULAR: Final = {
    "find": ("found",),
    "forecast": ("forecast",),
    "foresee": ("foresaw", "foreseen"),
    "know": ("knew", "known"),
    "learn": ("learnt",),
    "say": ("said",),
    "seek": ("sought",),
    "show": ("shown",),
    "tell": ("told",),
    "think": ("thought",),
    "understand": ("understood",),
    "write": ("wrote", "written"),
}

_TELL: Final = (
    r"(?:comment|say|answer|respon[ds]|repl[iy]|return|elaborat|discuss|disclos|confirm|specif)\w*"
)
_UTTER: Final = (
    r"(?:sa(?:id|ys?)|spoke|spea\w+|told|talk\w*|think\w*|thought|heard|learned|kn[eo]w\w*|wrote"
    r"|writ\w*|warn\w*|complain\w*|comment\w*|discuss\w*|jok\w+|brag\w*|boast\w*)"
)

# Whole phrases decide before single words do; the first that matches wins. True: hearsay.
_PHRASES: Final = tuple(
    (re.compile(pattern), value)
    for pattern, value in (
        (rf"\b(?:declin|refus|fail)\w* (?:to )?(?:\w+ly )?{_TELL}", True),
        (rf"\b(?:not|n't|never|yet) (?:\w+ ){{0,3}}{_TELL}", True),
        (r"\bno comment\b|\bno idea\b|\bno word\b|\bnot be reached\b", True),
        (r"\bma(?:de|kes?|king) (?:it )?(?:very |perfectly )?(?:clear|plain)\b", True),
        (r"\b(?:issued|released|put out|gave) an? (?:\w+ )?statement\b", True),
        (r"\b(?:made|makes?|broke|breaks) (?:the|an) (?:news|announcement)\b", True),
        (r"\bput(?:s|ting)? it(?: this way| like this)?:?$", True),
        (r"\bpoint(?:s|ed|ing)? out\b|\bf(?:ind|inds|ound|inding) out\b", True),
        (r"\b(?:went|goes|go) on\b|^continue[sd]?:?$|^[:—–-]+$", True),
        (r"\b(?:look|seem|sound|feel)\w* like\b|\bbelieve\w* in\b|\bsigns?\b", None),
        (r"\b(?:shot|fired|hit|pushed) back\b", None),
        (r"\bcall(?:s|ed|ing)? (?:again |repeatedly )?(?:for|on|upon|out)\b", False),
        (r"\bcall(?:s|ed|ing)$", True),
        (r"\bask(?:s|ed|ing)? (?:for|that)\b", False),
        (r"\bask(?:s|ed|ing)? (?:whether|if|how|why|what)\b", True),
        (r"\b(?:would|'d) (?:like|love|prefer|rather|support|vote|back)\b", False),
        (r"\b(?:push|look|wait|campaign|advocat|fight)\w* (?:for|against)\b", False),
        (rf"\b{_UTTER} (?:\w+ )?(?:about|of|on|against|for|as)\b", None),
        (r"\b(?:lash|t(?:ake|ook|aking) aim|went after|goes after|swipe)\b", False),
        (r"\bexpress\w* (?:\w+ )?(?:support|opposition|hope|interest|gratitude|anger)\b", False),
        (r"\bsupports? (?:for|of|among)\b|\bopposition to\b|\bendorsements? (?:of|from)\b", False),
    )
)
_TOKEN: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")

_WITHHELD: Final = re.compile(r"\b(?:declin|refus|fail|agree)\w*$")
_TO_SPEAK: Final = re.compile(
    rf"to (?:\w+ ){{0,2}}(?:{_TELL}|(?:offer|identif|address|acknowledg|nam|give|make|provid)\w*)"
    r"|(?:an? |any |further )?(?:comment|interview|details)"
)
_SPOKEN: Final = re.compile(
    r"\b(?:promis\w+|vow\w*|pledg\w+|threaten\w*|ask(?:s|ed|ing)?|mention\w*|identif\w+|list\w*"
    r"|post\w*|read|per|word|mum|vague|not|no|without)\b|n't\b"
)
_QUOTED: Final = re.compile(r"[\"']")
_FINITE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|can|may|might|should|must|do|does"
    r"|did|said|says|wants?|went|came|got|made|took|that|whether|how|why|what|who|where|as)\b"
    r"|\b(?:he|she|it|that|there|who|what|here)'s\b|'(?:re|ll|ve|d|m)\b|n't\b|\b\w{3,}ed\b"
    r"|\bfor \w+ing\b"
)


@lru_cache(maxsize=4096)
def cue_class(cue_text: str) -> bool | None:
    """Whether a cue alone marks hearsay: True clearly, False clearly an attitude, None ambiguous.

    Source: relay guide, section 1; lexicon chosen on PolNeAR train and relay/train cues.

    >>> cue_class("told"), cue_class("voted against"), cue_class("cited")
    (True, False, None)
    """
    cue = " ".join(cue_text.casefold().replace("’", "'").split())
    for pattern, value in _PHRASES:
        if pattern.search(cue):
            return value
    votes = {value for value in map(_CLASSES.get, _TOKEN.findall(cue)) if value is not None}
    return votes.pop() if len(votes) == 1 else None


#: On what terms somebody speaks: "asked not to be named", "spoke on condition of anonymity".
_TERMS: Final = re.compile(
    r"(?:not to be|(?:that )?(?:his|her|their) names? not be) (?:named|identified|quoted|used)"
    r"|(?:on )?(?:the )?(?:condition of )?anonymity|to remain anonymous"
)


def judged(cue_text: str, chance: float, content: str = "") -> bool:
    """Whether an attribution is hearsay, from its words and the network's chance of it.

    The terms on which somebody speaks are none. A cue whose words are clear decides unless the
    network is all but certain of the contrary: half a point of full F1 better than the network
    alone on relay's held-out units.
    """
    if _TERMS.match(content.casefold()):
        return False
    clear = cue_class(cue_text)
    if clear is None:
        return chance >= 0.5
    return chance > 0.1 if clear else chance >= 0.9


def hearsay(text: str, attribution: Attribution) -> bool:
    """Whether the content is a proposition somebody says or thinks, not an attitude or action.

    The cue decides where it can. An ambiguous one ("cited", "promised", "declined") counts where
    its content is quoted or holds a finite verb, and where somebody declines to speak.
    """
    cue = words(text, attribution.cue).casefold()
    known = cue_class(cue)
    if known is not None:
        return known
    content = words(text, attribution.content).casefold()
    if not content or _WITHHELD.search(cue):
        return not content or bool(_TO_SPEAK.match(content))
    return bool(_SPOKEN.search(cue) or _QUOTED.match(content) or _FINITE.search(content))


def _forms(lemma: str) -> Iterator[str]:
    """The inflected forms of a verb: regular ones by rule, irregular ones from the table."""
    yield lemma
    yield from _IRREGULAR.get(lemma, ())
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
        return
    stem = lemma.removesuffix("e")
    yield from (stem + "ed", stem + "ing")
    yield lemma + ("es" if re.search(r"(?:[sxz]|[cs]h)$", lemma) else "s")
    if re.search(r"[^aeiou][aeiou][bdgmnprt]$", lemma):
        yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


_CLASSES: Final[dict[str, bool]] = {
    **{form: False for lemma in _ATTITUDE for form in _forms(lemma)},
    **{form: True for lemma in _SAYING for form in _forms(lemma)},
    **dict.fromkeys(_NOUNS_ATTITUDE, False),
    **dict.fromkeys(_NOUNS_SAYING, True),
}
