"""Who tells a claim: which claims most publishers tell, of some articles or of one.

In: a store and ids of articles. Out: claims with how many articles tell them. Publishers count
before articles: what one publisher puts below all its pages ("read or share this story") is told
by many articles and by nobody else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.store import Entry, Store
from sayso.types import Certainty, Claim, Polarity


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and how many articles of a story, or of the archive, tell it; ``denied``: somebody
    denies it, ``hardened``: it was hedged when first told, and later told without a hedge.
    """

    claim: str
    text: str
    articles: int
    denied: bool = False
    hardened: bool = False


def most_told(store: Store, articles: Sequence[str], *, limit: int = 10) -> list[Told]:
    """The claims that most publishers, then most, of these articles tell, at least two of them."""
    said = store.statements_of(articles)
    ids = store.claim_ids(s.id for s in said)
    told: dict[str, set[str]] = {}
    for statement in said:
        told.setdefault(ids.get(statement.id, statement.id), set()).add(statement.article)
    entries = store.entries(articles)
    claims = [c for c in map(store.claim, _first(told, entries, limit)) if c]
    times = {e.id: e.published for e in entries}
    return [Told(c.id, c.text, len(told[c.id]), _denied(c), _hardened(c, times)) for c in claims]


def retold(store: Store, article: str, *, limit: int = 10) -> list[Told]:
    """The claims of an article that others tell too, those of most publishers first."""
    ids = store.claim_ids(s.id for s in store.statements_of([article]))
    claims = {c: whole for c in dict.fromkeys(ids.values()) if (whole := store.claim(c))}
    told = {c: {s.article for s in whole.statements} for c, whole in claims.items()}
    entries = store.entries(set().union(*told.values()))
    return [Told(c, claims[c].text, len(told[c])) for c in _first(told, entries, limit)]


def tellers(told: Mapping[str, Collection[str]], entries: Iterable[Entry]) -> dict[str, int]:
    """How many publishers run the articles (ids) that tell each claim (id), given their entries;
    an article whose publisher is not known counts as one by itself.
    """
    runs = {entry.id: entry.publisher or entry.id for entry in entries}
    return {claim: len({runs[article] for article in by}) for claim, by in told.items()}


def _first(told: Mapping[str, Collection[str]], entries: Iterable[Entry], limit: int) -> list[str]:
    """The claims that two or more articles tell, those of most publishers first."""
    publishers = tellers(told, entries)
    often = (claim for claim, by in told.items() if len(by) > 1)
    return sorted(often, key=lambda c: (-publishers[c], -len(told[c]), c))[:limit]


def _denied(claim: Claim) -> bool:
    return any(s.polarity is Polarity.DENIES for s in claim.statements)


def _hardened(claim: Claim, times: Mapping[str, datetime | None]) -> bool:
    """Whether the earliest statements hedge and a later one does not."""
    dated = [(time, s) for s in claim.statements if (time := times.get(s.article))]
    if not dated:
        return False
    first = min(time for time, _ in dated)
    begun = [s.certainty for time, s in dated if time == first]
    later = [s.certainty for time, s in dated if time > first]
    return Certainty.CERTAIN not in begun and Certainty.CERTAIN in later
