"""The weights by which an article is told to carry a query: rumours in, numbers printed.

    python -m training.bearer --shared ../shared

A logistic regression over `sayso.link.claims.bearing.Features`: each rumour's claim against the
articles that carry it, and against the sixty others that have most of its words. Sentences
stand for statements. What it prints goes into `sayso/link/claims/bearing.py`. Two minutes.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import numpy as np

from sayso.link.claims.bearing import Features, features
from sayso.link.claims.propositions import proposition, stems
from sayso.link.claims.sentences import sentences
from sayso.types import Statement
from training.matcher import fitted, held_out

HARD = 60


def articles(shared: Path) -> list[tuple[str, str, list[Statement]]]:
    """Rumour, its claim, and an article's sentences as statements; relay/dev is left out."""
    barred = held_out(shared)
    out = []
    with gzip.open(shared / "data/rumours/articles.jsonl.gz", "rt") as lines:
        for row in map(json.loads, lines):
            if row.get("claim") and row["claim_id"] not in barred:
                text, name = row["text"], row["id"]
                told = [
                    Statement(
                        id=f"{name}-{s.start}", article=name, text=text[s.start : s.end], spans=(s,)
                    )
                    for s in sentences(text)
                ]
                out.append((row["claim_id"], row["claim"], told))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    found = articles(parser.parse_args().shared)
    claims = {name: claim for name, claim, _ in found}
    told = [set().union(*(stems(s.text) for s in statements)) for *_, statements in found]
    rows, gold, fold = [], [], []
    for number, (name, claim) in enumerate(sorted(claims.items())):
        own = proposition(claim).weights
        had = np.array([sum(w for s, w in own.items() if s in words) for words in told])
        right = np.array([f[0] == name for f in found])
        hard = np.argsort(np.where(right, np.inf, -had), kind="stable")[:HARD]
        for i in (*np.flatnonzero(right), *hard):
            rows.append(features(claim, found[i][2]))
            gold.append(right[i])
            fold.append(number % 5)
    x, y, folds = np.array(rows), np.array(gold, float), np.array(fold)
    guess = np.zeros(len(y))
    for held in range(5):
        beta = fitted(x[folds != held], y[folds != held])
        guess[folds == held] = x[folds == held] @ beta[:-1] + beta[-1]
    for cut in (0.0, 1.0, 2.0):
        hit = ((guess > cut) & (y == 1)).sum()
        p, r = hit / (guess > cut).sum(), hit / y.sum()
        print(f"held-out rumours, logit > {cut}: precision {p:.3f}, recall {r:.3f}")
    beta = fitted(x, y)
    print(dict(zip((*Features._fields, "bias"), beta.round(2).tolist(), strict=True)))


if __name__ == "__main__":
    main()
