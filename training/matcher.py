"""The matcher's weights: rumours in, `sayso/link/claims/match.tsv` out.

    python -m training.matcher --shared ../shared

A logistic regression over the features of `link/claims/match.py`. Alike: a rumour and each of its
headlines, and two headlines of one rumour. Apart: headlines of different rumours, and two
sentences of one article, which share its names and subject but seldom state the same. Rumours
of relay/dev are left out. Numbers go out, no text does. Half a minute.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.link.claims.match import Features, features
from sayso.link.claims.propositions import proposition
from sayso.link.claims.sentences import sentences
from sayso.link.vectors import vectors

Floats = NDArray[np.float64]
SEED = 4
#: Ridge on the weights: the features are from 0 to 1 and few.
RIDGE = 1.0
#: Pairs below this cosine are never looked at; above the other, an article says a thing twice.
NEAR, TWICE = 0.4, 0.95
EACH = 3
SENTENCES = 6


class Pair(NamedTuple):
    """Two texts, whether they are about one proposition, and the rumour that they belong to."""

    a: str
    b: str
    alike: bool
    rumour: str


def held_out(shared: Path) -> set[str]:
    """The rumours of relay/dev, by id."""
    paths = (shared / "relay/dev").glob("*.json")
    return {json.loads(path.read_text("utf-8"))["claim_id"] for path in paths}


def headlines(shared: Path) -> dict[str, list[str]]:
    """Each rumour, by id, with its claim first and its headlines after it."""
    out: dict[str, list[str]] = {}
    barred = held_out(shared)
    with gzip.open(shared / "data/rumours/emergent_headlines.jsonl.gz", "rt") as lines:
        for row in map(json.loads, lines):
            if row["claimId"] not in barred:
                texts = out.setdefault(
                    row["claimId"], [row["claimHeadline"].removeprefix("Claim: ")]
                )
                if row["articleHeadline"].strip() not in texts:
                    texts.append(row["articleHeadline"].strip())
    return out


def pairs(shared: Path) -> Iterator[Pair]:
    """All pairs to learn from, in a fixed order, as the matcher meets them: only such as are
    near enough to be looked at.
    """
    rng = random.Random(SEED)
    rumours = headlines(shared)
    texts = [(t, name) for name, all_of in rumours.items() for t in all_of]
    rows = vectors([t for t, _ in texts])
    for i, (text, name) in enumerate(texts):
        near = np.flatnonzero(rows @ rows[i] >= NEAR).tolist()
        for alike in (True, False):
            others = [j for j in near if j != i and (texts[j][1] == name) is alike]
            chosen = rng.sample(others, min(EACH, len(others)))
            yield from (Pair(text, texts[j][0], alike=alike, rumour=name) for j in chosen)
    yield from _within(shared, rng)


def _within(shared: Path, rng: random.Random) -> Iterator[Pair]:
    """Sentences of one article."""
    barred = held_out(shared)
    with gzip.open(shared / "data/rumours/articles.jsonl.gz", "rt") as lines:
        rows = [r for r in map(json.loads, lines) if r["claim_id"] and r["claim_id"] not in barred]
    for row in rng.sample(rows, 800):
        text = row["text"]
        told = [text[s.start : s.end] for s in sentences(text) if s.end - s.start > 30][:40]
        if len(told) < 2:
            continue
        near = vectors(told)
        likeness = np.triu(near @ near.T, 1)
        both = np.argwhere((likeness >= NEAR) & (likeness < TWICE)).tolist()
        for i, j in rng.sample(both, min(SENTENCES, len(both))):
            yield Pair(told[i], told[j], alike=False, rumour=row["claim_id"])


def design(found: list[Pair]) -> tuple[Floats, Floats]:
    """Features (N, F) and targets (N,)."""
    x = np.array([features(proposition(p.a), proposition(p.b)) for p in found])
    return x, np.array([p.alike for p in found], float)


def fitted(x: Floats, y: Floats, rounds: int = 30) -> Floats:
    """Weights and bias (F + 1,) of a ridge logistic regression, both classes of equal weight
    (Newton's method).
    """
    full = np.hstack((x, np.ones((len(x), 1))))
    weight = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    beta = np.zeros(full.shape[1])
    ridge = np.diag([RIDGE] * x.shape[1] + [0.0])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-full @ beta))
        slope = full.T @ (weight * (p - y)) + ridge @ beta
        curve = (full * (weight * p * (1 - p))[:, None]).T @ full + ridge
        beta -= np.linalg.solve(curve, slope)
    return beta


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--to", type=Path, default=Path("sayso/link/claims/match.tsv"))
    given = parser.parse_args()
    found = list(pairs(given.shared))
    x, y = design(found)
    names = sorted({p.rumour for p in found})
    fold = np.array([names.index(p.rumour) % 5 for p in found])
    guess = np.zeros(len(y))
    for held in range(5):
        beta = fitted(x[fold != held], y[fold != held])
        guess[fold == held] = x[fold == held] @ beta[:-1] + beta[-1]
    for cut in (0.0, 1.0, 2.0):
        hit = ((guess > cut) & (y == 1)).sum()
        p, r = hit / (guess > cut).sum(), hit / y.sum()
        print(f"held-out rumours, logit > {cut}: precision {p:.3f}, recall {r:.3f}")
    beta = fitted(x, y)
    rows = zip((*Features._fields, "bias"), beta, strict=True)
    given.to.write_text("".join(f"{name}\t{value:.3f}\n" for name, value in rows), "utf-8")
    print(f"{len(found)} pairs, {int(y.sum())} alike: {given.to}")


if __name__ == "__main__":
    main()
