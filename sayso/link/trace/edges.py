"""The edges of a trace, each with the words that it rests on.

In: the articles of a claim with their chains, and what they share. Out: who carries the claim, who
cites which outlet, who quotes whom, who copies whom. An edge without words is none. An outlet that
published another article of the claim stands as that article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from sayso.link.trace.carried import in_order
from sayso.link.trace.chain import Hop
from sayso.link.trace.hedges import evidence
from sayso.link.trace.origins import Traced
from sayso.link.trace.roots import publishes
from sayso.types import Claim, Edge, EdgeKind, Kind, Passage, Reuse

_LATE: Final = datetime.max.replace(tzinfo=UTC)


def edges(claim: Claim, articles: Sequence[Traced], reuse: Iterable[Reuse]) -> tuple[Edge, ...]:
    """All edges of a claim's trace, by kind and node; those of one pair made one."""
    words: dict[tuple[EdgeKind, str, str], list[Passage]] = {}
    for edge in (*_carried(claim, articles), *_chained(articles), *_copied(articles, reuse)):
        words.setdefault((edge.kind, edge.source, edge.target), []).extend(edge.evidence)
    return tuple(
        Edge(kind, source, target, in_order(found))
        for (kind, source, target), found in sorted(words.items())
        if found and source != target
    )


def links(articles: Sequence[Traced], reuse: Iterable[Reuse]) -> frozenset[tuple[str, str]]:
    """Pairs of article ids: one, and another from which it has the claim."""
    ids = {article.id for article in articles}
    found = (*_chained(articles), *_copied(articles, reuse))
    return frozenset((e.source, e.target) for e in found if {e.source, e.target} <= ids)


def _carried(claim: Claim, articles: Iterable[Traced]) -> Iterator[Edge]:
    for article in articles:
        yield Edge(EdgeKind.CARRIES, article.id, claim.id, evidence(article.carried))


def _chained(articles: Sequence[Traced]) -> Iterator[Edge]:
    for article in articles:
        node = article.id
        for hop in article.chain.hops:
            target = _node(hop, article, articles)
            kind = EdgeKind.CITES if hop.kind is Kind.OUTLET else EdgeKind.QUOTES
            # What only stands in one article is that article's own word for it.
            yield Edge(kind, node if hop.shown else article.id, target, hop.evidence)
            node = target


def _node(hop: Hop, article: Traced, articles: Iterable[Traced]) -> str:
    """The one other article of the outlet, if it is not the later one; else its name."""
    if hop.kind is not Kind.OUTLET:
        return hop.name
    others = [a for a in articles if a.id != article.id and publishes([hop.name], a)]
    older = [a for a in others if _when(a) <= _when(article)]
    return older[-1].id if older else hop.name


def _copied(articles: Iterable[Traced], reuse: Iterable[Reuse]) -> Iterator[Edge]:
    """From the one that had it later to the other; while that is undecided, from the later
    published, or for want of dates by id.
    """
    known = {article.id: article for article in articles}
    for r in reuse:
        if not any(not passage.quotation for passage in r.passages):
            continue
        later, earlier = sorted((r.a, r.b), key=lambda i: (_when(known[i]), i), reverse=True)
        if r.original == later:
            later, earlier = earlier, later
        spans = [Passage(r.a, p.a) for p in r.passages] + [Passage(r.b, p.b) for p in r.passages]
        yield Edge(EdgeKind.COPIES, later, earlier, tuple(spans))


def _when(article: Traced) -> datetime:
    return article.carried.reading.article.published or _LATE
