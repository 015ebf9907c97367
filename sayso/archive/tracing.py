"""A question in, the trace of the claim it asks for out: what to look at is decided here, what
it means in `sayso.link`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from sayso.archive.intake import batches
from sayso.archive.tellers import tellers
from sayso.errors import ClaimNotFound
from sayso.link import vectors
from sayso.link.claims.bearing import LEAD, Bearing, bearing, may_carry
from sayso.link.claims.linking import components
from sayso.link.claims.match import Relation, match
from sayso.link.claims.propositions import rarest
from sayso.link.reuse.candidates import Wording, common, wording
from sayso.link.reuse.fingerprints import fingerprints, words
from sayso.link.reuse.passages import apart_from, reuse
from sayso.link.trace.closeness import about
from sayso.link.trace.tracing import trace
from sayso.store import Query, Store
from sayso.types import Claim, Reading, Reuse, Statement, Trace

#: Statements that are looked at for a question, by words and by vectors each, and articles that
#: a trace holds: what a person can still look through.
HITS = 400
ARTICLES = 300
#: Articles that are looked at together, the likeliest first: where none of them carries the
#: claim, the rest are left alone.
TOGETHER = 50
#: Words of a question that a statement is found by: its rarest.
WORDS = 6
#: Articles of which each is compared with each, at half a millisecond a pair.
ALL_WITH_ALL = 24
#: A statement whose cosine with the question is lower seldom states it (bench/claims.py).
NEAR = 0.5

_URL = re.compile(r"https?://", re.IGNORECASE)
_ID = re.compile(r"[0-9a-f]{8,64}")


def traced(store: Store, question: str) -> Trace:
    """The trace of the claim that a sentence, a claim's id or a URL asks for.

    Raises ClaimNotFound if nothing in the store carries it.
    """
    claim, text = asked(store, question)
    found = list(carrying(store, text, claim.statements if claim else ()))
    if not found:
        raise ClaimNotFound(question)
    readings = store.readings(one.article for one in found)
    return trace(
        claim or text,
        readings,
        bearing=about(text, {one.article: one.said for one in found}),
        reuse=tuple(shared(store, readings)),
        rivals=tuple(rivals(store, found)),
    )


def asked(store: Store, question: str) -> tuple[Claim | None, str]:
    """The claim that is asked for, if the store knows it by id or URL, and its words.

    Of an article (its URL or id) it is the claim that most publishers carry, of those the first
    that it states; an article that shares none with another publisher is asked for by its first
    statement.

    Raises ClaimNotFound for a URL or an id that the store does not have.
    """
    question = question.strip()
    if _URL.match(question):
        article = store.article_by_url(question)
        if article is None:
            raise ClaimNotFound(question, "no article of that URL is in the archive")
        return _main_claim(store, store.statements_of([article.id]), question)
    if _ID.fullmatch(question):
        claim = _claim(store, question)
        if claim:
            claim = _worded(claim, question)
            return claim, claim.text
        if store.entry(question):
            return _main_claim(store, store.statements_of([question]), question)
        raise ClaimNotFound(question, "no claim or article has that id")
    return None, question


def _worded(claim: Claim, statement: str) -> Claim:
    """The claim, or one of its statements by itself if that gives another version of it."""
    own = next((s for s in claim.statements if s.id == statement), None)
    typical = next((s for s in claim.statements if s.text == claim.text), None)
    if own and typical and match(own, typical).relation is Relation.RIVAL:
        return Claim(own.id, own.text, (own,))
    return claim


def _main_claim(store: Store, said: Sequence[Statement], question: str) -> tuple[Claim | None, str]:
    if not said:
        raise ClaimNotFound(question, "the article states nothing that could be traced")
    ids = store.claim_ids(s.id for s in said)
    stated = dict.fromkeys(ids[s.id] for s in said if s.id in ids)
    claims = {c.id: c for c in (_claim(store, i) for i in stated) if c}
    told = {i: {s.article for s in c.statements} for i, c in claims.items()}
    publishers = tellers(told, store.entries(set().union(*told.values())))
    most = max(publishers, key=publishers.__getitem__, default=None)
    if most is None or publishers[most] < 2:  # of one publisher alone it may be page furniture
        return None, said[0].text
    return claims[most], claims[most].text


class Carrier(NamedTuple):
    """An article (id) that carries a proposition, with all that it states, and what bears on it."""

    article: str
    said: list[Statement]
    bears: list[Bearing]


def carrying(store: Store, text: str, known: Iterable[Statement] = ()) -> Iterator[Carrier]:
    """The articles that carry a proposition.

    ``known``: statements of which it is known that they state it, whatever a search finds.
    """
    stating = _by_article(known)
    ids = list(dict.fromkeys((*stating, *_hits(store, text))))[:ARTICLES]
    for some in batches(ids, TOGETHER):
        leads = _by_article(store.statements_of(some, LEAD))
        likely = [a for a in some if a in stating or may_carry(text, leads.get(a, ()))]
        said = _by_article(store.statements_of(likely))
        every = (
            Carrier(a, said[a], bearing(text, said[a]) or _known(stating.get(a, ())))
            for a in likely
        )
        found = [carrier for carrier in every if carrier.bears]
        if not found:
            return
        yield from found


def _known(stating: Iterable[Statement]) -> list[Bearing]:
    return [Bearing(s, Relation.SAME, 1.0, "a statement of the claim itself") for s in stating]


def _by_article(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        found.setdefault(statement.article, []).append(statement)
    return found


def _hits(store: Store, text: str) -> Iterator[str]:
    """Articles that may carry a text: by its meaning, then by its words."""
    near = store.nearest(vectors.vectors([text]), limit=HITS, at_least=NEAR)[0]
    by_id = {s.id: s.article for s in store.statements(n.statement for n in near)}
    yield from (by_id[n.statement] for n in near if n.statement in by_id)
    asked = (rarest(text) or text.split())[:WORDS]
    page = store.search_statements(Query(words=" ".join(asked), any_two=True, limit=HITS))
    yield from (hit.entry.id for hit in page.items)


def rivals(store: Store, found: Iterable[Carrier]) -> Iterator[Claim]:
    """The claims of the statements that give another version: other numbers, other names.

    A version may be joined to the claim that it excludes by a vaguer statement ("dozens" of what
    are 40 to one and 60 to another): of such a claim it is those statements alone.
    """
    bears = [b for carrier in found for b in carrier.bears]
    apart = {b.statement.id: b.statement for b in bears if b.relation is Relation.RIVAL}
    asked_for = set(
        store.claim_ids(b.statement.id for b in bears if b.relation is Relation.SAME).values()
    )
    claims = store.claim_ids(apart)
    for claim in sorted(set(claims.values()) - asked_for):
        if whole := _claim(store, claim):
            yield whole
    yield from _versions([s for id_, s in apart.items() if claims.get(id_) in asked_for])


def _versions(statements: Sequence[Statement]) -> Iterator[Claim]:
    """Statements as claims: those together that say the same."""
    by_id = {s.id: s for s in sorted(statements, key=lambda s: s.id)}
    alike = [
        (a.id, b.id)
        for a, b in combinations(by_id.values(), 2)
        if match(a, b).relation is Relation.SAME
    ]
    together = components([*((id_, id_) for id_ in by_id), *alike])
    for first in sorted(set(together.values())):
        own = tuple(s for id_, s in by_id.items() if together[id_] == first)
        yield Claim(first, by_id[first].text, own)


def _claim(store: Store, id_: str) -> Claim | None:
    """A claim with its statements in an order that does not hang on when they were added."""
    claim = store.claim(id_)
    if claim is None:
        return None
    return replace(claim, statements=tuple(sorted(claim.statements, key=lambda s: s.id)))


def shared(store: Store, readings: Sequence[Reading]) -> Iterator[Reuse]:
    """What these articles share, judged anew: what was wording when the second of two came in
    may have turned out since to be what a publisher puts on all its pages.

    Of few articles each is held against each, because a short quotation may leave too little
    for the store to have found it.
    """
    by_id = {reading.article.id: reading for reading in readings}
    if len(by_id) <= ALL_WITH_ALL:
        pairs = combinations(sorted(by_id), 2)
        found = [f for a, b in pairs if (f := reuse(by_id[a], by_id[b]))]
    else:
        found = store.reuse_of(by_id, within=True)
    known: dict[str, Wording] = {}
    for pair in found:
        if pair.reprint:  # stays whole, whatever its wording
            yield pair
            continue
        a, b = by_id[pair.a].article, by_id[pair.b].article
        own, other = (fingerprints(words(article.text)) for article in (a, b))
        if a.id not in known:
            known[a.id] = wording(own, store)
        apart = common(own, other, {a.publisher, b.publisher}, known[a.id])
        if kept := apart_from(pair, a, b, apart):
            yield kept
