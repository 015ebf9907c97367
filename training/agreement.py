"""The weights of leanings: rumours in, `link/claims/agreement.tsv` out, with held-out figures.

    python -m training.agreement --shared ../shared --readings out/rumours.jsonl

FNC-1 labels pairs; Emergent tells how most headlines lean. From the two follows how each
article leans, and from that how the other headlines do. Then two softmax regressions over
words, ridged; a word counts if several rumours have it. Numbers per word go out, no text does.
Reading the articles takes minutes: the readings are kept in the file given. Rumours of relay/dev
are left out, and the figures are of five folds, split by rumour.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from sayso.link.claims.agreement import (
    Agreement,
    Leaning,
    article_signs,
    headline_signs,
    joined,
    softmax,
)
from sayso.read.reader import read_many
from sayso.show.json import dumps, from_dict
from sayso.types import Article, Reading
from training.matcher import held_out

AGAINST, TOWARDS, OBSERVING = range(3)
_EMERGENT = {"against": AGAINST, "for": TOWARDS, "observing": OBSERVING}
#: Inverse ridge, and how many rumours must have a sign, for headlines and for articles.
HEADLINE, ARTICLE = (0.3, 3), (0.01, 3)
FOLDS = 5

Signs = Mapping[str, float]
Weights = dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Example:
    """A text's signs, how it leans (one of the three above), and its rumour."""

    signs: Signs
    leaning: int
    rumour: str


@dataclass(slots=True)
class Data:
    """The pairs (headline, article id, label), the rumour of each text, and their leanings."""

    pairs: list[tuple[str, str, str]]
    rumours: dict[str, str]
    headlines: dict[str, int]
    articles: dict[str, int]


def rows(path: Path) -> Iterable[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def loaded(shared: Path) -> Data:
    """Pairs and leanings, those that follow from others included."""
    folder, barred = shared / "data/rumours", held_out(shared)
    rumours = {
        r["id"]: r["claim_id"]
        for r in rows(folder / "articles.jsonl.gz")
        if r["claim_id"] and r["claim_id"] not in barred
    }
    known: dict[str, int] = {}
    for row in rows(folder / "emergent_headlines.jsonl.gz"):
        if row["claimId"] not in barred:
            headline = row["articleHeadline"].strip()
            known[headline] = _EMERGENT[row["articleHeadlineStance"]]
            rumours[headline] = row["claimId"]
    pairs = [
        (r["headline"].strip(), r["article"], r["stance"])
        for r in rows(folder / "headline_stances.jsonl.gz")
        if r["stance"] != "unrelated" and r["article"] in rumours
    ]
    for headline, article, _ in pairs:
        rumours.setdefault(headline, rumours[article])
    articles = _follow(((h, a, s) for h, a, s in pairs), known)
    more = _follow(((a, h, s) for h, a, s in pairs), articles)
    known = {**more, **known}
    return Data(pairs, rumours, known, _follow(pairs, known))


def _follow(pairs: Iterable[tuple[str, str, str]], known: Mapping[str, int]) -> dict[str, int]:
    """How the second of each pair leans, by most of the pairs whose first is known to lean."""
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for first, second, label in pairs:
        way = known.get(first, OBSERVING)
        if way != OBSERVING:
            turned = {"agree": way, "disagree": TOWARDS + AGAINST - way, "discuss": OBSERVING}
            votes[second][turned[label]] += 1
    return {name: count.most_common(1)[0][0] for name, count in votes.items()}


def readings(shared: Path, kept: Path) -> dict[str, Reading]:
    """The rumours' articles, read, or as they were kept."""
    if not kept.exists():
        found = list(rows(shared / "data/rumours/articles.jsonl.gz"))
        with kept.open("w", encoding="utf-8") as out:
            for row, made in zip(
                found, read_many(Article.from_text(r["text"]) for r in found), strict=True
            ):
                out.write(json.dumps({"id": row["id"], "r": dumps(made)}) + "\n")
    with kept.open(encoding="utf-8") as lines:
        return {r["id"]: from_dict(json.loads(r["r"])) for r in map(json.loads, lines)}


def fitted(examples: Sequence[Example], strength: float, least: int) -> Weights:
    """A weight per sign and leaning (softmax regression, LBFGS)."""
    having: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        for name in example.signs:
            having[name].add(example.rumour)
    names = sorted(n for n, rumours in having.items() if len(rumours) >= least)
    column = {name: i for i, name in enumerate(names)}
    x = torch.zeros(len(examples), len(names))
    for i, example in enumerate(examples):
        for name, value in example.signs.items():
            if name in column:
                x[i, column[name]] = value
    y = torch.tensor([e.leaning for e in examples])
    weights = torch.zeros(len(names), 3, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(x @ weights, y, reduction="sum")
        loss = loss + (weights**2).sum() / (2 * strength)
        loss.backward()
        return loss

    optimiser.step(closure)
    found = weights.detach().tolist()
    return {n: tuple(w) for n, w in zip(names, found, strict=True)}


def leans(weights: Weights, signs: Signs) -> Leaning:
    sums = [0.0, 0.0, 0.0]
    for name, value in signs.items():
        for i, weight in enumerate(weights.get(name, ())):
            sums[i] += weight * value
    return softmax(sums)


def f1(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    out = {}
    for label in Agreement:
        hit = sum(g == f == label for g, f in zip(gold, found, strict=True))
        out[str(label)] = 2 * hit / max(1, gold.count(label) + found.count(label))
    return out


def models(
    data: Data,
    heads: Mapping[str, Signs],
    bodies: Mapping[str, Signs],
    wanted: Callable[[str], bool],
) -> tuple[Weights, Weights]:
    """Both regressions on the rumours that are wanted."""
    parts = ((data.headlines, heads, HEADLINE), (data.articles, bodies, ARTICLE))
    made = []
    for known, signs, (strength, least) in parts:
        examples = [
            Example(signs[name], way, data.rumours[name])
            for name, way in sorted(known.items())
            if wanted(data.rumours[name])
        ]
        made.append(fitted(examples, strength, least))
    return made[0], made[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--readings", type=Path, default=Path("out/rumours.jsonl"))
    parser.add_argument("--to", type=Path, default=Path("sayso/link/claims/agreement.tsv"))
    given = parser.parse_args()
    torch.set_num_threads(1)
    data = loaded(given.shared)
    read = readings(given.shared, given.readings)
    heads = {h: headline_signs(h) for h in {*data.headlines, *(h for h, _, _ in data.pairs)}}
    bodies = {a: article_signs(read[a]) for a in {a for _, a, _ in data.pairs}}
    fold = {name: i % FOLDS for i, name in enumerate(sorted(set(data.rumours.values())))}
    gold: list[str] = []
    found: list[str] = []
    for held in range(FOLDS):
        model = models(data, heads, bodies, lambda rumour, held=held: fold[rumour] != held)
        ways = {a: leans(model[1], bodies[a]) for a in bodies if fold[data.rumours[a]] == held}
        for headline, article, label in data.pairs:
            if article in ways:
                gold.append(label)
                found.append(joined(leans(model[0], heads[headline]), ways[article]))
    figures = f1(gold, found)
    print(f"headline stances: {len(gold)} pairs, in {FOLDS} folds by rumour   F1")
    for name, value in {**figures, "macro": sum(figures.values()) / len(figures)}.items():
        print(f"  {name:57} {value:.3f}")
    whole = models(data, heads, bodies, lambda _: True)
    with given.to.open("w", encoding="utf-8") as out:
        for part, weights in zip(("headline", "article"), whole, strict=True):
            for name, row in weights.items():
                if max(map(abs, row)) >= 0.02:
                    out.write("\t".join((part, name, *(f"{w:.3f}" for w in row))) + "\n")


if __name__ == "__main__":
    main()
