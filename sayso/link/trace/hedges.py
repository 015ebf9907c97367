"""How sure a claim comes out of each article, and where its hedges got lost.

In: the articles of a claim with their chains and stances. Out: a certainty for each, and the hedge
path in the order of time, with the first article that states without a hedge what those before it
hedged. Order never comes from anything but dates and what the texts show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from sayso.link.trace.carried import Bears, Carried
from sayso.link.trace.origins import Traced
from sayso.types import Certainty, Hedge, Kind, Passage, Polarity, Stance

#: Statements this near to the closest one tell how sure the claim is.
_AS_CLOSE: Final = 0.8
#: Above this share of hedged statements a claim comes out hedged (relay/train: of articles that
#: report, 68 in 100 right, and of the hedged ones 42 instead of 16 by the plain majority).
_HEDGED: Final = 0.25
_LATE: Final = datetime.max.replace(tzinfo=UTC)
_SURER: Final = (Certainty.UNKNOWN, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)


def certainty(article: Traced, stance: Stance) -> Certainty:
    """How sure the claim comes out of an article (relay guide, section 2).

    Who asserts or denies is certain; who doubts has it for possible; who reports it has it as
    sure as those whom it quotes for it.
    """
    if stance in (Stance.ASSERTS, Stance.DENIES):
        return Certainty.CERTAIN
    if stance is Stance.DOUBTS:
        return Certainty.POSSIBLE
    if stance is Stance.OTHER:
        return Certainty.UNKNOWN
    said = [b for b in article.carried.bears if b.statement.attribution]
    said = [b for b in said if b.statement.polarity is Polarity.ASSERTS]
    best = max((b.closeness for b in said), default=0.0)
    near = [b for b in said if b.closeness >= _AS_CLOSE * best]
    weights = dict.fromkeys(_SURER, 0.0)
    for b in near:
        weights[b.statement.certainty] += b.closeness
    hedges = weights | {Certainty.CERTAIN: 0.0}
    if sum(hedges.values()) > _HEDGED * sum(weights.values()):
        weights = hedges
    return max(_SURER, key=lambda value: (weights[value], _SURER.index(value)))


def path(
    articles: Iterable[Traced],
    stances: Mapping[str, Stance],
    links: Collection[tuple[str, str]] = (),
) -> tuple[Hedge, ...]:
    """The hedge path of a claim, the oldest article first, those without a date last.

    ``links`` join an article's id to that of one from which it has the claim. An article drops
    the hedge if it is certain in its own voice or by others', and one before it, or one from
    which it has the claim, is not; only the first that does so is marked.
    """
    steps: list[Hedge] = []
    found = False
    for article in sorted(articles, key=_when):
        stance = stances[article.id]
        sure = certainty(article, stance)
        hedged = sure is Certainty.CERTAIN and stance in (Stance.ASSERTS, Stance.REPORTS)
        dropped = hedged and not found and _after_a_hedge(article, steps, links)
        found = found or dropped
        steps.append(
            Hedge(
                article=article.id,
                certainty=sure,
                kind=_on_whose_word(article, stance),
                stance=stance,
                published=article.carried.reading.article.published,
                evidence=evidence(article.carried),
                dropped=dropped,
            )
        )
    return tuple(steps)


def _when(article: Traced) -> tuple[datetime, str]:
    return article.carried.reading.article.published or _LATE, article.id


def _after_a_hedge(
    article: Traced, before: Sequence[Hedge], links: Collection[tuple[str, str]]
) -> bool:
    published = article.carried.reading.article.published
    hedged = (Certainty.POSSIBLE, Certainty.PROBABLE)
    for step in before:
        older = published and step.published and step.published < published
        linked = (article.id, step.article) in links
        if step.certainty in hedged and (older or linked):
            return True
    return False


def _on_whose_word(article: Traced, stance: Stance) -> Kind | None:
    """The kind of whoever the article has the claim from; None if it says so itself."""
    if stance is Stance.ASSERTS and not article.chain.hops:
        return None
    return article.chain.hops[0].kind if article.chain.hops else Kind.UNSTATED


def evidence(carried: Carried) -> tuple[Passage, ...]:
    """The words that carry the claim: those of the statements closest to it."""
    best = max((b.closeness for b in carried.bears), default=0.0)
    near: list[Bears] = [b for b in carried.bears if b.closeness >= _AS_CLOSE * best > 0]
    return carried.passages([span for b in near for span in b.statement.spans])
