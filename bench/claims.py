"""Claims: how well texts are found, linked and told to carry a claim, and what it costs.

    python -m bench.claims [retrieval] [links] [bearing] [cost]

On the rumours, those of relay/dev left out. Articles are not read: each of their sentences
stands for a statement, so the figures are of the linking alone and need no network.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench import shared
from sayso.link.claims.bearing import bearing, carriers, carries
from sayso.link.claims.linking import Index, components, links, pairs
from sayso.link.claims.match import Relation
from sayso.link.claims.propositions import proposition, stems
from sayso.link.claims.statements import statements
from sayso.link.vectors import vectors
from sayso.types import Article, Reading, Statement

Floats = NDArray[np.float32]
RUMOURS = "data/rumours/articles.jsonl.gz"
CORPUS = "data/corpus/us-news-2018-2019.jsonl.gz"
#: Articles that have most of a claim's words, looked at for each: the rest have too little.
HARD = 100


@cache
def barred() -> frozenset[str]:
    """The rumours of relay/dev, by id."""
    return frozenset(u["claim_id"] for u in shared.units("dev"))


@cache
def articles() -> tuple[dict[str, Any], ...]:
    """The articles that carry a rumour, in the order of the file."""
    rows = shared.records(RUMOURS)
    return tuple(
        r for r in rows if r["claim_id"] and r.get("claim") and r["claim_id"] not in barred()
    )


@cache
def told(name: str) -> tuple[Statement, ...]:
    """An article's sentences as statements."""
    text = next(r["text"] for r in articles() if r["id"] == name)
    return tuple(_sentences(text, name))


def _sentences(text: str, name: str) -> Iterator[Statement]:
    return statements(Reading(article=Article.from_text(text, url=f"https://example.org/{name}")))


# Retrieval: a claim's headlines among all headlines.


def tfidf(texts: Sequence[str]) -> Floats:
    """Unit rows of stems, weighted by rarity within the texts."""
    bags = [Counter(proposition(t).stems) for t in texts]
    number = Counter(s for bag in bags for s in bag)
    columns = {s: i for i, s in enumerate(sorted(number))}
    out = np.zeros((len(texts), len(columns)), np.float32)
    for row, bag in zip(out, bags, strict=True):
        for s, n in bag.items():
            row[columns[s]] = (1 + np.log(n)) * np.log(len(texts) / number[s])
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


def minilm(texts: Sequence[str]) -> Floats:
    """What the static vectors are distilled from, with a pass of the network for each text."""
    import torch

    from training import pretrained
    from training.vectors import encoder, pooled

    torch.set_num_threads(1)
    model, tokenizer = encoder(), pretrained.tokenizer()
    rows = []
    for text in texts:
        ids = torch.tensor([tokenizer.encode(text).ids])
        rows.append(pooled(model, ids, torch.ones_like(ids, dtype=torch.bool)).numpy()[0])
    out = np.stack(rows)
    normed: Floats = out / np.linalg.norm(out, axis=1, keepdims=True)
    return normed


def retrieval() -> None:
    """Rank all headlines by each claim: the claim's own should come first."""
    rows = list(shared.records("data/rumours/emergent_headlines.jsonl.gz"))
    rows = [r for r in rows if r["claimId"] not in barred()]
    claims = {r["claimId"]: r["claimHeadline"] for r in rows}
    texts = [*claims.values(), *(r["articleHeadline"] for r in rows)]
    owner = np.array([r["claimId"] for r in rows])
    print(f"retrieval: {len(claims)} claims, {len(rows)} headlines   MRR   R@10   MAP    ms/text")
    for name, embed in (("static vectors", vectors), ("TF-IDF", tfidf), ("MiniLM", minilm)):
        begun = time.perf_counter()
        made = embed(texts)
        took = (time.perf_counter() - begun) / len(texts) * 1e3
        likeness = made[: len(claims)] @ made[len(claims) :].T
        figures = [_ranked(row, owner == c) for row, c in zip(likeness, claims, strict=True)]
        mrr, recall, precision = np.mean(figures, axis=0)
        print(f"  {name:36} {mrr:9.3f} {recall:6.3f} {precision:6.3f} {took:8.2f}")


def _ranked(likeness: Floats, own: NDArray[np.bool_]) -> tuple[float, float, float]:
    right = own[np.argsort(-likeness, kind="stable")]
    precisions = np.cumsum(right) / np.arange(1, len(right) + 1)
    number = int(right.sum())
    return (
        1 / (1 + int(np.argmax(right))),
        float(right[:10].sum()) / min(number, 10),
        float((precisions * right).sum()) / number,
    )


# Links: what joins statements of different articles.


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin 1998) of a grouping against another."""
    groups: list[defaultdict[str, set[str]]] = [defaultdict(set), defaultdict(set)]
    for name in gold:
        groups[0][gold[name]].add(name)
        groups[1][found.get(name, name)].add(name)
    sums = [0.0, 0.0]
    for name in gold:
        right, made = groups[0][gold[name]], groups[1][found.get(name, name)]
        sums[0] += len(right & made) / len(made)
        sums[1] += len(right & made) / len(right)
    p, r = (s / len(gold) for s in sums)
    return p, r, 2 * p * r / (p + r)


def linked() -> None:
    """Link all sentences; links within a rumour are right, those across mostly are not."""
    stored, found, owner = Index(), [], {}
    begun = time.perf_counter()
    for row in articles():
        new = told(row["id"])
        owner.update((s.id, row) for s in new)
        found.extend(links(new, stored))
        stored.add(new)
    took = (time.perf_counter() - begun) / len(articles()) * 1e3
    print(f"links: {len(articles())} articles, {len(owner)} sentences, {took:.0f} ms an article")
    for relation in (Relation.SAME, Relation.RIVAL, Relation.DENIAL):
        pairs = [(owner[a], owner[b]) for a, b, m in found if m.relation is relation]
        apart = [(a, b) for a, b in pairs if a["id"] != b["id"]]
        inside = sum(a["claim_id"] == b["claim_id"] for a, b in apart) / len(apart)
        print(f"  {relation:8} {len(pairs):7}, between articles {len(apart):7}", end="")
        print(f", of those within one rumour {inside:.3f}")
    same = [(a, b) for a, b, m in found if m.relation is Relation.SAME]
    sizes = Counter(components(same).values())
    print(f"  claims of two or more statements {len(sizes)}, the largest {max(sizes.values())}")
    gold = {r["id"]: r["claim_id"] for r in articles()}
    number = Counter(tuple(sorted((owner[a]["id"], owner[b]["id"]))) for a, b in same)
    for least in (1, 2, 3, 4):
        groups = components((a, b) for (a, b), n in number.items() if n >= least)
        p, r, f = b_cubed(gold, groups)
        print(f"  articles joined by {least} links or more: B3 F1 {f:.3f} ({p:.3f}, {r:.3f})")


# Bearing: which articles carry a claim.


def borne() -> None:
    """Ask each claim of all articles; where those of other rumours carry it too, it is wrong."""
    claims = {r["claim_id"]: r["claim"] for r in articles()}
    words = {r["id"]: stems(r["text"]) for r in articles()}
    train = {(u["claim_id"], a["body_id"]) for u in shared.units("train") for a in u["articles"]}
    found: set[tuple[str, str]] = set()
    sure: set[tuple[str, str]] = set()
    for claim, text in claims.items():
        own = proposition(text).weights
        likely = sorted(words, key=lambda i: -sum(w for s, w in own.items() if s in words[i]))
        scores = {i: carries(text, told(i)) for i in likely[:HARD]}
        found |= {(claim, i) for i in scores if bearing(text, told(i))}
        sure |= {(claim, i) for i in carriers(scores)}
    gold = {(r["claim_id"], r["id"]) for r in articles()}
    print(
        f"bearing: {len(claims)} claims asked of {len(words)} articles   P      R      F1   relay"
    )
    for name, answer in (("any that carries it", found), ("the surest", sure)):
        hit = len(answer & gold)
        p, r = hit / len(answer), hit / len(gold)
        relay = len(answer & train) / len(train)
        print(f"  {name:41} {p:9.3f} {r:6.3f} {2 * p * r / (p + r):6.3f} {relay:6.3f}")


def cost() -> None:
    """Candidates and time of one article's statements as the archive grows, on the corpus."""
    rows = list(islice(shared.records(CORPUS), 0, 8810, 4))
    random.Random(1).shuffle(rows)
    stored = Index()
    probe = [list(_sentences(r["text"], r["id"])) for r in rows[:40]]
    print("cost: articles   statements   candidates an article   ms an article to link")
    at = 40
    for size in (500, 1000, 2000):
        for row in rows[at : size + 40]:
            stored.add(_sentences(row["text"], row["id"]))
        at = size + 40
        number = sum(_candidates(stored, s) for p in probe for s in p)
        begun = time.perf_counter()
        for new in probe:
            list(links(new, stored))
        took = (time.perf_counter() - begun) / len(probe) * 1e3
        print(f"  {size:13} {len(stored.ids):12} {number / len(probe):18.0f} {took:20.0f}")


def _candidates(stored: Index, statement: Statement) -> int:
    return len({name for _, name in stored.sharing(pairs(statement))})


PARTS = {"retrieval": retrieval, "links": linked, "bearing": borne, "cost": cost}


def main() -> None:
    """Print one table for each part that was asked for, all by default."""
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
