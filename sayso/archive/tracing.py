"""A question in, the trace of the claim it asks for out: what to look at is decided here, what
it means in `sayso.link`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from sayso.archive.intake import batches
from sayso.errors import ClaimNotFound
from sayso.link import vectors
from sayso.link.claims.bearing import Bearing, bearing
from sayso.link.claims.match import Relation
from sayso.link.claims.propositions import rarest
from sayso.link.reuse.candidates import candidates
from sayso.link.reuse.fingerprints import fingerprints, words
from sayso.link.reuse.passages import apart_from, reuse
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
    known = [s.article for s in claim.statements] if claim else []
    found = dict(carrying(store, text, known))
    if not found:
        raise ClaimNotFound(question)
    readings = store.readings(found)
    return trace(
        claim or text,
        readings,
        reuse=tuple(shared(store, readings)),
        rivals=tuple(rivals(store, found.values())),
    )


def asked(store: Store, question: str) -> tuple[Claim | None, str]:
    """The claim that is asked for, if the store knows it by id or URL, and its words.

    Of an article (its URL or id) it is the claim that most articles carry, of those the first
    that it states; an article that shares no claim is asked for by its first statement.

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
            return claim, claim.text
        if store.entry(question):
            return _main_claim(store, store.statements_of([question]), question)
        raise ClaimNotFound(question, "no claim or article has that id")
    return None, question


def _main_claim(store: Store, said: Sequence[Statement], question: str) -> tuple[Claim | None, str]:
    if not said:
        raise ClaimNotFound(question, "the article states nothing that could be traced")
    ids = store.claim_ids(s.id for s in said)
    claims = [c for c in (_claim(store, i) for i in dict.fromkeys(ids.values())) if c]
    best = max(claims, key=lambda c: len({s.article for s in c.statements}), default=None)
    return (best, best.text) if best else (None, said[0].text)


def carrying(
    store: Store, text: str, known: Iterable[str] = ()
) -> Iterator[tuple[str, list[Bearing]]]:
    """The articles that carry a proposition, with the statements that bear on it.

    ``known``: ids of articles that are looked at whatever a search finds.
    """
    ids = list(dict.fromkeys((*known, *_hits(store, text))))[:ARTICLES]
    for some in batches(ids, TOGETHER):
        said: dict[str, list[Statement]] = {}
        for statement in store.statements_of(some):
            said.setdefault(statement.article, []).append(statement)
        found = [(a, bears) for a in some if (bears := bearing(text, said.get(a, ())))]
        if not found:
            return
        yield from found


def _hits(store: Store, text: str) -> Iterator[str]:
    """Articles that may carry a text: by its meaning, then by its words."""
    near = store.nearest(vectors.vectors([text]), limit=HITS, at_least=NEAR)[0]
    by_id = {s.id: s.article for s in store.statements(n.statement for n in near)}
    yield from (by_id[n.statement] for n in near if n.statement in by_id)
    asked = (rarest(text) or text.split())[:WORDS]
    page = store.search_statements(Query(words=" ".join(asked), any_two=True, limit=HITS))
    yield from (hit.entry.id for hit in page.items)


def rivals(store: Store, found: Iterable[Sequence[Bearing]]) -> Iterator[Claim]:
    """The claims of the statements that give another version: other numbers, other names."""
    apart = [b.statement.id for bears in found for b in bears if b.relation is Relation.RIVAL]
    for claim in sorted(set(store.claim_ids(apart).values())):
        whole = _claim(store, claim)
        if whole:
            yield whole


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
        found = [f for f in store.reuse_of(by_id) if {f.a, f.b} <= by_id.keys()]
    common: dict[str, dict[str, frozenset[int]]] = {}
    for pair in found:
        a, b = by_id[pair.a].article, by_id[pair.b].article
        if a.id not in common:
            near = candidates(a.id, a.publisher, fingerprints(words(a.text)), store)
            common[a.id] = {c.article: c.common for c in near}
        kept = apart_from(pair, a, b, common[a.id].get(b.id, frozenset()))
        if kept:
            yield kept
