"""A claim's trace: the articles that carry it in, its provenance down to its roots out.

In: a claim, the readings of the articles that carry it, what in them bears on it (`Bearing`),
what they share and who belongs to whose family. Out: a `Trace`, the same whatever the order of
the readings and however often one is given. Pure: looks nothing up, knows no store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from sayso.link.sources import families
from sayso.link.trace import hedges, independence, stance
from sayso.link.trace.carried import Bearing, Carried
from sayso.link.trace.chain import known
from sayso.link.trace.closeness import about
from sayso.link.trace.edges import edges, links
from sayso.link.trace.independence import SameFamily, Ties
from sayso.link.trace.origins import Traced
from sayso.link.trace.roots import Ground, grounds
from sayso.link.trace.weighing import weighed
from sayso.types import (
    Claim,
    Denial,
    Polarity,
    Reading,
    Reuse,
    Stance,
    Trace,
    TraceArticle,
)

_LATE: Final = datetime.max.replace(tzinfo=UTC)
#: An attribution this close to the claim speaks of it.
_SPEAKS_OF_IT: Final = 0.2
#: Words of a refusal that is about nothing of its own ("to comment", "the matter").
_NOTHING_ELSE: Final = 5


def trace(
    claim: Claim | str,
    readings: Iterable[Reading],
    *,
    bearing: Bearing | None = None,
    reuse: Sequence[Reuse] = (),
    same_family: SameFamily = families.same_family,
    rivals: Sequence[Claim] = (),
) -> Trace:
    """Trace a claim through the articles that carry it.

    ``bearing`` tells which statements of a reading bear on the claim and how closely (by default
    `sayso.link.trace.closeness`, to which the weights are fitted);
    ``same_family`` whether two outlets' names belong to one publisher family; ``rivals`` are
    other versions of the claim, passed on. Source: relay guide, sections 2 to 4.
    """
    claim = _claim(claim) if isinstance(claim, str) else claim
    articles = traced(readings, bearing or about(claim.text), claim.text)
    ids = {article.id for article in articles}
    shared = tuple(sorted((r for r in reuse if {r.a, r.b} <= ids), key=lambda r: (r.a, r.b)))
    found = grounds(articles, claim.text, shared)
    roots = independence.judged(found, Ties.of(articles, shared, same_family))
    interval, reason = independence.interval(roots)
    stances = stance.stances([article.carried for article in articles])
    return Trace(
        claim=claim,
        articles=tuple(_article(a, stances[a.id], found) for a in articles),
        edges=edges(claim, articles, shared),
        roots=roots,
        independent=interval,
        reason=reason,
        hedge_path=hedges.path(articles, stances, links(articles, shared)),
        denials=tuple(d for a in articles for d in _denials(a)),
        rivals=tuple(sorted(rivals, key=lambda rival: rival.id)),
        reuse=shared,
    )


def traced(readings: Iterable[Reading], bearing: Bearing, claim: str) -> tuple[Traced, ...]:
    """The articles, each once, the oldest first, with their weighed chains."""
    unique = {reading.article.id: reading for reading in readings}
    ordered = sorted(unique.values(), key=_when)
    carried = [Carried(reading, tuple(bearing(reading))) for reading in ordered]
    named = known(carried)
    return tuple(Traced(one, weighed(one, named, claim)) for one in carried)


def _when(reading: Reading) -> tuple[datetime, str]:
    return reading.article.published or _LATE, reading.article.id


def _claim(text: str) -> Claim:
    return Claim(hashlib.sha256(text.encode()).hexdigest()[:16], text, ())


def _article(article: Traced, stance: Stance, found: Sequence[Ground]) -> TraceArticle:
    source = article.carried.reading.article
    origin = tuple(ground.name for ground in found if article.id in ground.rests)
    return TraceArticle(
        id=article.id,
        stance=stance,
        certainty=hedges.certainty(article, stance),
        chain=article.chain.names,
        origin=origin or (article.chain.origin,),
        evidence=hedges.evidence(article.carried),
        publisher=source.publisher,
        title=source.title,
        url=source.url,
        published=source.published,
    )


def _denials(article: Traced) -> Iterator[Denial]:
    """Who denies the claim, and who declines to speak of it, in reading order."""
    carried = article.carried
    for a in carried.hearsay:
        close = carried.closeness(a)
        denies = a.polarity is Polarity.DENIES and close >= _SPEAKS_OF_IT
        bare = len(carried.reading.quote(a.content).split()) <= _NOTHING_ELSE
        silent = a.polarity is Polarity.NO_COMMENT and (bare or close >= _SPEAKS_OF_IT)
        if denies or silent:
            words = carried.passages((*a.source, *a.cue, *a.content))
            yield Denial(article=article.id, speaker=a.speaker, polarity=a.polarity, evidence=words)
