"""How an article in its own voice treats a claim: asserts, reports, doubts or denies it.

In: an article as it carries a claim. Out: a probability for each stance, from a dozen signs that
can be read off the text: whether what states the claim is ascribed or not, who denies it, and the
article's own words of debunking, doubt and hearsay. Their weights are a table, fitted by
`training/stances.py`. Knows nothing of chains.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sayso.link.claims import tone
from sayso.link.trace.carried import Bears, Carried
from sayso.link.trace.weights import score, softmax
from sayso.types import Certainty, Kind, Polarity, Stance

#: The stances that are told apart; an article on which nothing bears has the stance "other".
STANCES: Final = (Stance.ASSERTS, Stance.REPORTS, Stance.DOUBTS, Stance.DENIES)
#: What stands within so many characters of the start is an article's lead.
_LEAD: Final = 450
#: Characters over which standing first in the text stops to count.
_EARLY: Final = 800

#: How much the mean of the others counts (best on relay/train, by held-out units).
_ALIKE: Final = 0.5


def stances(articles: Sequence[Carried]) -> dict[str, Stance]:
    """The stance of each article, by id; "other" where nothing bears on the claim.

    Articles of one claim tend to treat it alike: each is read half in the light of the others.
    """
    read = {a.id: signs(a) for a in articles if a.bears}
    own = {i: [score(f"stance {s}", found) for s in STANCES] for i, found in read.items()}
    logs = {i: [math.log(p) for p in softmax(scores)] for i, scores in own.items()}
    found = {a.id: Stance.OTHER for a in articles}
    for i, mine in logs.items():
        others = [theirs for j, theirs in sorted(logs.items()) if j != i]
        means = [sum(column) / len(others) for column in zip(*others, strict=True)]
        totals = [m + _ALIKE * mean for m, mean in zip(mine, means or [0.0] * 4, strict=True)]
        found[i] = STANCES[max(range(len(STANCES)), key=totals.__getitem__)]
    return found


def signs(carried: Carried) -> dict[str, float]:
    """The signs that a stance is read off, by name; each from 0 to about 3."""
    text, own = carried.text, _own_voice(carried)
    lead = own[:_LEAD]
    weight = _weights(carried)
    ascribed = {b: w for b, w in weight.items() if b.statement.attribution}
    told = {
        b: w for b, w in weight.items() if b in ascribed or tone.has(tone.TELLS, b.statement.text)
    }
    return {
        "bias": 1.0,
        "ascribed": sum(ascribed.values()),
        "told": sum(told.values()),
        "closest": max((b.closeness for b in carried.bears), default=0.0),
        "own voice": max((b.closeness for b in carried.own), default=0.0),
        "denied": _sum(ascribed, lambda b: b.statement.polarity is Polarity.DENIES),
        "hedged": _sum(ascribed, lambda b: b.statement.certainty is not Certainty.CERTAIN),
        "by outlets": _sum(ascribed, lambda b: b.statement.kind is Kind.OUTLET),
        "by nobody": _sum(ascribed, lambda b: b.statement.kind is Kind.UNSTATED),
        "debunked": _sum(weight, lambda b: tone.has(tone.DEBUNKS, b.statement.text)),
        "negated": _sum(weight, lambda b: tone.has(tone.NEGATIONS, b.statement.text)),
        "denials": _part(carried, Polarity.DENIES),
        "silences": _part(carried, Polarity.NO_COMMENT),
        "debunking lead": tone.count(tone.DEBUNKS, lead),
        "debunking": tone.count(tone.DEBUNKS, own),
        "debunking by others": tone.count(tone.DEBUNKS, text) - tone.count(tone.DEBUNKS, own),
        "doubting lead": tone.count(tone.DOUBTS, lead),
        "doubting": tone.count(tone.DOUBTS, own),
        "rumours": tone.count(tone.RUMOURS, text),
        "reporting": tone.count(tone.REPORTS, text) - math.log1p(len(text) / 1000),
        "reporting lead": tone.count(tone.REPORTS, text[:_LEAD]),
        "negations lead": tone.count(tone.NEGATIONS, lead),
        "upstream": math.log1p(len(carried.reading.upstream)),
        "length": math.log1p(len(text) / 2000),
    }


def _weights(carried: Carried) -> dict[Bears, float]:
    """How much each statement counts: the closer to the claim and the earlier, the more."""
    raw = {
        b: b.closeness**3 * math.exp(-min(s.start for s in b.statement.spans) / _EARLY)
        for b in carried.bears
    }
    total = sum(raw.values())
    return {b: w / total for b, w in raw.items()} if total else {}


def _sum(weights: Mapping[Bears, float], which: Callable[[Bears], bool]) -> float:
    return sum(w for b, w in weights.items() if which(b))


def _own_voice(carried: Carried) -> str:
    """The text without what it ascribes to others, cut out to the character."""
    text = carried.text
    kept: list[str] = []
    at = 0
    for span in sorted(s for a in carried.hearsay for s in a.content):
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return "".join([*kept, text[at:]])


def _part(carried: Carried, polarity: Polarity) -> float:
    found = carried.hearsay
    return sum(a.polarity is polarity for a in found) / len(found) if found else 0.0
