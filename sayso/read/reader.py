"""`Article` in, `Reading` out: the network's drafts, then what the whole article tells.

Articles are read one after another, each by itself: what is read in one never hangs on its
neighbours, and memory is bounded by the longest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.read import (
    certainty,
    hearsay,
    kinds,
    model,
    nesting,
    polarity,
    speakers,
    times,
    upstream,
)
from sayso.read.confidence import confidence
from sayso.read.decode import Draft
from sayso.read.extend import covered, extended
from sayso.read.silence import with_refusals
from sayso.read.windows import windows
from sayso.types import Article, Attribution, Certainty, Kind, Polarity, Quotation, Reading, Span

#: Drafts below this score are dropped: best full F1 on the held-out part (training/LOG.md).
THRESHOLD = 0.5
#: From this probability on the network's kind is a hint to the rules (held-out units), and
#: from this one on it is taken, whatever the rules say (training/LOG.md, run 6).
SURE, TAKEN = 0.95, 0.8
#: Where the network gives a denial or a refusal less than this the rule's word does not count;
#: where it gives one this much, the rule's silence does not.
LEAST, CLEAR = 0.3, 0.6

_CODE = "6"  # raised whenever the rules after the network change what is read
_WHOM = frozenset(("me", "us", "him", "her", "them", "you"))
_ONE = re.compile(r"(?:an?|one|unnamed) ", re.IGNORECASE)
_OPENING = "\"“„‟«»〝〞＂‘'`"
_DOUBLE = set('"“”„‟«»〝〞＂')


def read(article: Article) -> Reading:
    """Read one article: every attribution with all its values, and the upstream outlets.

    Raises WeightsError if the network is missing or damaged.
    """
    return next(read_many([article]))


def read_many(
    articles: Iterable[Article], *, network: model.Network | None = None
) -> Iterator[Reading]:
    """Read articles, lazily and in order, each as if alone.

    Raises WeightsError if the network is missing or damaged.
    """
    network = network or model.network()
    version = f"{_CODE}+{network.version}"
    for article in articles:
        cut = windows(article.text, network.tokenizer)
        drafts = [draft for window in cut for draft in network.drafts(window)]
        yield assembled(article, drafts, version)


def assembled(article: Article, drafts: Sequence[Draft], version: str) -> Reading:
    """The reading of an article from the network's drafts, by rules over the whole text."""
    text = article.text
    kept = [d for d in drafts if d.score >= THRESHOLD and _says_something(d)]
    whole = _distinct(extended(text, with_refusals(text, kept)))
    drawn = [(_attribution(article, draft), draft) for draft in whole]
    by_id = {a.id: draft for a, draft in drawn}
    made = [a for a, _ in drawn if not (a.hearsay and _only_whom(text, a.content))]
    found = [_kinded(a, by_id[a.id]) for a in _named(text, made)]
    parents = nesting.within(text, found)
    found = [
        replace(a, within=found[p].id if p is not None else None)
        for a, p in zip(found, parents, strict=True)
    ]
    media = nesting.via(text, found, parents, article.publisher)
    found = [replace(a, via=medium) for a, medium in zip(found, media, strict=True)]
    found = [_hedged(text, a, found, by_id[a.id]) for a in found]
    found = [_dated(article, a) for a in found]
    origins = upstream.upstream(
        text, [a for a in found if a.hearsay], article.publisher, article.links, article.credit
    )
    return Reading(article=article, attributions=tuple(found), upstream=origins, version=version)


def _says_something(draft: Draft) -> bool:
    """Content, or a refusal to give any ("declined to comment")."""
    return bool(draft.content) or draft.polarity[Polarity.NO_COMMENT] >= 0.5


def _only_whom(text: str, content: Sequence[Span]) -> bool:
    """Content that tells no more than whom something was said to: "warned us"."""
    words = [text[s.start : s.end].strip(" ,.").lower() for s in content]
    return bool(words) and _WHOM.issuperset(words)


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """One attribution per cue and content: of two that overlap in both, the surer stays."""
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.score):
        if not any(_same(draft, other) for other in out):
            out.append(draft)
    return sorted(out, key=lambda d: min((*d.source, *d.cue, *d.content)))


def _same(one: Draft, other: Draft) -> bool:
    if one.content and other.content and _apart(one.content, other.content):
        return False
    touch = not one.cue or any(
        s.start <= c.end + 1 and c.start <= s.end + 1 for s in one.cue for c in other.cue
    )
    if not one.content or not other.content:
        return touch and bool(one.content) == bool(other.content)
    both = min(covered(s, other.content) for s in one.content)
    back = min(covered(s, one.content) for s in other.content)
    if one.source and one.source == other.source:
        return min(both, back) > 0.6 and max(both, back) > 0.9  # "first reported": two cues
    return min(both, back) > 0.9 and touch


def _apart(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return one[-1].end <= other[0].start or other[-1].end <= one[0].start


def _attribution(article: Article, draft: Draft) -> Attribution:
    spans = (draft.source, draft.cue, draft.content)
    key = f"{article.id} {[[tuple(s) for s in part] for part in spans]}"
    cue, said = (
        " ".join(article.text[s.start : s.end] for s in part) for part in (draft.cue, draft.content)
    )
    return Attribution(
        id=hashlib.sha256(key.encode()).hexdigest()[:10],
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        kind=_hint(draft),
        hearsay=hearsay.judged(cue, draft.hearsay, said),
        quotation=quotation(article.text, draft.content),
        score=round(confidence(draft.score), 3),
    )


def _hint(draft: Draft) -> Kind:
    """The kind that the network is sure of: what the rules for names and kinds start from."""
    kind = max(draft.kind, key=draft.kind.__getitem__)
    return kind if draft.kind[kind] >= SURE else Kind.UNSTATED


def quotation(text: str, content: Sequence[Span]) -> Quotation:
    """Direct if the content opens with a quotation mark, mixed if one stands further in."""
    if not content:
        return Quotation.INDIRECT
    start = content[0].start
    if text[start : start + 1] in _OPENING or text[max(0, start - 1) : start] in set('"“„«`'):
        return Quotation.DIRECT
    marks = any(c in _DOUBLE for s in content for c in text[s.start : s.end])
    return Quotation.MIXED if marks else Quotation.INDIRECT


def _named(text: str, found: list[Attribution]) -> list[Attribution]:
    names = speakers.resolve(text, found)
    named = [replace(a, speaker=name) for a, name in zip(found, names, strict=True)]
    kinded = [replace(a, kind=kinds.kind(text, a, a.speaker)) for a in named]
    bodies = {a.speaker for a in kinded if a.kind is Kind.NAMED_ORGANISATION}
    return [
        replace(a, kind=Kind.NAMED_ORGANISATION)
        if a.kind is Kind.NAMED_PERSON and a.speaker in bodies
        else a
        for a in kinded
    ]  # whoever is "the company" once is no person elsewhere


def _kinded(a: Attribution, draft: Draft) -> Attribution:
    """The attribution with the kind that the network is sure of; a source that the text names
    is never unstated, one that it does not name always is, "an official" is one person where
    the rules say so, and whoever the rules found a name for is no unnamed person.
    """
    kind = max(draft.kind, key=draft.kind.__getitem__)
    fits = (kind is Kind.UNSTATED) == (a.speaker is None)
    if kind is Kind.UNNAMED_GROUP and a.kind is Kind.UNNAMED_PERSON:
        fits = not _ONE.match(a.speaker or "")
    fits = fits and (kind, a.kind) != (Kind.UNNAMED_PERSON, Kind.NAMED_PERSON)
    return replace(a, kind=kind) if fits and draft.kind[kind] >= TAKEN else a


def _hedged(text: str, a: Attribution, found: Sequence[Attribution], draft: Draft) -> Attribution:
    told = _polarity(polarity.polarity(text, a), draft)
    if told is Polarity.NO_COMMENT:  # whoever says nothing of it is sure of nothing
        return replace(a, certainty=Certainty.UNKNOWN, polarity=told)
    inner = [b for b in found if b.within == a.id]
    return replace(a, certainty=certainty.certainty(text, a, inner), polarity=told)


def _polarity(told: Polarity, draft: Draft) -> Polarity:
    """The rule's word, unless the network is clearly against it."""
    if told is not Polarity.ASSERTS:
        return told if draft.polarity[told] >= LEAST else Polarity.ASSERTS
    best = max(draft.polarity, key=draft.polarity.__getitem__)
    return best if draft.polarity[best] >= CLEAR else told


def _dated(article: Article, a: Attribution) -> Attribution:
    told = sorted((*a.source, *a.content))
    when = times.said_at(article.text, a.cue, told, article.published, article.granularity)
    return replace(a, when=when) if when else a
