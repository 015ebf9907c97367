"""Relay's units and silver articles in, the weights of the signs out (``link/trace/weights.tsv``).

    python -m training.stances [--readings FILE] [--to sayso/link/trace/weights.tsv]

Three tables: how likely a chain carries the claim ("chain"), how likely an origin is a root of it
("root"), and an article's stance ("stance asserts" and so on). Each is a (multinomial) logistic
model of named signs with a Gaussian prior, fitted to gold readings of relay/train, to sayso's own
of the same articles, and to its own of the silver articles that have a chain, so that it stands
what the reader gets wrong. Without --to, prints what held-out claims give.
"""

from __future__ import annotations

import argparse
import pickle
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bench import shared
from bench.traces import FIGURES, answer, gold, shares
from sayso.link.trace import chain, origins, stance, weighing, weights
from sayso.link.trace.carried import Carried
from sayso.link.trace.closeness import about
from sayso.link.trace.origins import Traced
from sayso.link.trace.tracing import trace
from sayso.read import reader
from sayso.types import Article, Reading
from training.corpora import SILVER, records

Floats = NDArray[np.float64]
Signs: TypeAlias = dict[str, float]
Table: TypeAlias = dict[str, float]

FOLDS = 8
#: Strength of the priors (each: best on held-out units of relay/train).
PRIOR = {"chain": 2.0, "root": 4.0, "stance": 10.0}
#: Whose readings of which articles.
BY = ("gold", "read", "silver")
STANCES = tuple(str(s) for s in stance.STANCES)


@dataclass(frozen=True)
class Unit:
    """A claim's articles with one set of readings of them, told in one fold throughout."""

    by: str
    fold: int
    gold: dict[str, Any]
    articles: tuple[Carried, ...]


def units(read: Sequence[Sequence[Reading]]) -> list[Unit]:
    """Relay's training units, with gold readings and with sayso's own."""
    found = []
    for unit, own in zip(shared.units("train"), read, strict=True):
        bearing = about(unit["claim"])
        for by, readings in zip(BY[:2], (gold(unit), own), strict=True):
            carried = tuple(Carried(r, tuple(bearing(r))) for r in readings)
            found.append(Unit(by, _fold(unit["claim_id"]), unit, carried))
    return found


def singles(read: Sequence[Reading]) -> list[Unit]:
    """The silver articles that have a chain, as sayso reads them, those of a claim together."""
    found: dict[str, tuple[list[dict[str, Any]], list[Reading]]] = {}
    for row, reading in zip(chained(), read, strict=True):
        articles, readings = found.setdefault(row["unit"], ([], []))
        articles.append(row)
        readings.append(reading)
    return [_single(*both) for both in found.values()]


def _single(articles: list[dict[str, Any]], readings: list[Reading]) -> Unit:
    first = articles[0]
    bearing = about(first["claim"])
    carried = tuple(Carried(r, tuple(bearing(r))) for r in readings)
    unit = {"unit": first["unit"], "claim": first["claim"], "articles": articles}
    return Unit(BY[2], _fold(first["unit"]), unit | {"roots": [], "n_independent": [0, 0]}, carried)


def chained() -> list[dict[str, Any]]:
    """The silver articles that have a chain and whose claim has words, with both."""
    texts = {f"rumours/{a['id']}": a for a in shared.records("data/rumours/articles.jsonl.gz")}
    rows = (row for row in records(SILVER) if "chain" in row)
    return [
        row
        | {"body_id": row["id"], "upstream": [{"name": name} for name in row["upstream"]]}
        | {"text": texts[row["id"]]["text"], "claim": texts[row["id"]]["claim"]}
        | {"unit": texts[row["id"]]["claim_id"], "attributions": []}
        for row in rows
        if "claim" in texts[row["id"]]
    ]


def _fold(claim: str) -> int:
    """The fold of a claim, the same in whatever corpus it is told."""
    return zlib.crc32(claim.encode()) % FOLDS


def readings(kept: Path | None) -> tuple[list[list[Reading]], list[Reading]]:
    """sayso's readings of relay/train and the silver articles; kept in a file if one is named."""
    if kept and kept.exists():
        return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]
    relay = [list(reader.read_many(shared.articles(unit))) for unit in shared.units("train")]
    others = list(reader.read_many(Article.from_text(row["text"]) for row in chained()))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps((relay, others)))
    return relay, others


def _matrix(rows: Iterable[Signs], names: Sequence[str]) -> Floats:
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def _names(rows: Iterable[Signs]) -> list[str]:
    return sorted({name for row in rows for name in row})


def _descended(gradient: Callable[[Floats], Floats], at: Floats, steps: int = 300) -> Floats:
    """Adam, on the whole data at once."""
    mean, square = np.zeros_like(at), np.zeros_like(at)
    for step in range(1, steps + 1):
        slope = gradient(at)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        at = at - 0.1 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return at


def chain_table(units: Sequence[Unit], relay: Any) -> Table:
    """A conditional logit over each article's chains; the target prefers the gold chain's names
    and its length.
    """
    rows: list[Signs] = []
    groups: list[int] = []
    target: list[float] = []
    for unit in units:
        known = chain.known(unit.articles)
        for gold_article, carried in zip(unit.gold["articles"], unit.articles, strict=True):
            shown = chain.chains(carried)
            rows += weighing.signs(carried, shown, known, unit.gold["claim"])
            likeness = [_likeness(gold_article["chain"], one.names, relay) for one in shown]
            target += _peaked(likeness)
            groups += [len(groups) and groups[-1] + 1] * len(shown)
    names_, group = _names(rows), np.array(groups)
    x, t = _matrix(rows, names_), np.array(target)
    count = group[-1] + 1

    def gradient(w: Floats) -> Floats:
        z = x @ w
        top = np.full(count, -np.inf)
        np.maximum.at(top, group, z)
        e = np.exp(z - top[group])
        total = np.bincount(group, e, count)
        slope: Floats = (x.T @ (e / total[group] - t) + PRIOR["chain"] * w) / count
        return slope

    return dict(zip(names_, _descended(gradient, np.zeros(len(names_))), strict=True))


def _likeness(gold_chain: Sequence[str], names: Sequence[str], relay: Any) -> float:
    hit, found, wanted = relay.names_f1(gold_chain[1:], names[1:])
    f1 = 2 * hit / (found + wanted) if found + wanted else 1.0
    return float(f1 + 0.5 * (len(names) == len(gold_chain)))


def _peaked(likeness: Sequence[float]) -> list[float]:
    powers = np.exp(12 * (np.array(likeness) - max(likeness)))
    return [float(p) for p in powers / powers.sum()]


def root_table(units: Sequence[Unit], relay: Any) -> Table:
    """A logistic model of which origins are roots; the chains are weighed before."""
    rows: list[Signs] = []
    labels: list[float] = []
    for unit in units:
        articles = traced(unit)
        found = origins.origins(articles, unit.gold["claim"])
        rows += [origins.signs(articles, one, unit.gold["claim"]) for one in found]
        labels += _roots(unit, found, relay)
    names, y = _names(rows), np.array(labels)
    x = _matrix(rows, names)

    def gradient(w: Floats) -> Floats:
        slope: Floats = (x.T @ (1 / (1 + np.exp(-x @ w)) - y) + PRIOR["root"] * w) / len(y)
        return slope

    return dict(zip(names, _descended(gradient, np.zeros(len(names))), strict=True))


def traced(unit: Unit) -> tuple[Traced, ...]:
    """A unit's articles with chains weighed by the tables in force."""
    known = chain.known(unit.articles)
    return tuple(Traced(c, weighing.weighed(c, known, unit.gold["claim"])) for c in unit.articles)


def _roots(unit: Unit, found: Sequence[origins.Origin], relay: Any) -> list[float]:
    """For each gold root the one origin that fits it best, by name and by articles, is one."""
    body = {c.id: a["body_id"] for c, a in zip(unit.articles, unit.gold["articles"], strict=True)}
    labels = [0.0] * len(found)
    for root in unit.gold["roots"]:
        if "denial" in root["name"].casefold():
            continue
        fits = []
        for i, one in enumerate(found):
            likeness = max(relay.root_likeness(root["name"], name) for name in one.names)
            on, wanted = {body[a] for a in one.endings}, set(root["articles"])
            if likeness >= 0.5:
                fits.append((len(on & wanted) / len(on | wanted) + 0.3 * min(likeness, 1), -i))
        if fits:
            labels[-max(fits)[1]] = 1.0
    return labels


Row: TypeAlias = tuple[Signs, int]


def stance_rows(units: Iterable[Unit]) -> list[Row]:
    """Signs and the stance, by its place among `STANCES`."""
    return [
        (stance.signs(carried), STANCES.index(article["stance"]))
        for unit in units
        for article, carried in zip(unit.gold["articles"], unit.articles, strict=True)
        if article["stance"] in STANCES
    ]


def stance_tables(rows: Sequence[Row]) -> dict[str, Table]:
    """A multinomial logistic model; a row counts half, as most articles are there twice, and
    more the rarer its stance: on held-out claims as many right, and the rare ones better.
    """
    names = _names(row[0] for row in rows)
    x = _matrix((row[0] for row in rows), names)
    mean, spread = x.mean(0), x.std(0) + 1e-9
    bias = names.index("bias")
    mean[bias], spread[bias] = 0.0, 1.0
    x = (x - mean) / spread
    stances = np.array([row[1] for row in rows])
    right = np.eye(len(STANCES))[stances]
    counts = (1 / np.sqrt(np.bincount(stances, minlength=len(STANCES)) + 1))[stances]
    counts *= 0.5 / counts.mean()

    def gradient(w: Floats) -> Floats:
        p = np.exp(x @ w - (x @ w).max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        slope: Floats = (x.T @ ((p - right) * counts[:, None]) + PRIOR["stance"] * w) / (
            len(rows) / 2
        )
        return slope

    w = _descended(gradient, np.zeros((len(names), len(STANCES)))) / spread[:, None]
    w[bias] -= (mean[:, None] * w).sum(0)
    return {
        f"stance {one}": dict(zip(names, w[:, i], strict=True)) for i, one in enumerate(STANCES)
    }


def fitted(units: Sequence[Unit], relay: Any) -> dict[str, Table]:
    """All tables; the roots' comes last, since it builds on chains already weighed."""
    tables = {"chain": chain_table(units, relay), **stance_tables(stance_rows(units))}
    with weights.replaced(tables):
        return tables | {"root": root_table([u for u in units if u.gold["roots"]], relay)}


def held_out(units: Sequence[Unit], relay: Any) -> None:
    """Prints what units give that the weights were not fitted to."""
    answers: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for fold in range(FOLDS):
        tables = fitted([u for u in units if u.fold != fold], relay)
        with weights.replaced(tables):
            for unit in units:
                if unit.fold == fold:
                    read = [c.reading for c in unit.articles]
                    claim = unit.gold["claim"]
                    found = trace(claim, read, bearing=about(claim), reuse=shares(read))
                    pair = unit.gold, answer(unit.gold, read, found)
                    answers.setdefault(unit.by, []).append(pair)
    scores = {
        by: relay.score([g for g, _ in pairs], {g["unit"]: a for g, a in pairs})
        for by, pairs in answers.items()
    }
    print(" " * 18, *(f"{by:>6}" for by in BY))
    for figure in FIGURES:
        print(f"{figure:18}", *(f"{scores[by][figure]:6}" for by in BY))


def written(tables: dict[str, Table], path: Path) -> None:
    """Writes the weights, a line each."""
    lines = [
        f"{table}\t{sign}\t{value:.3f}\n"
        for table, signs in sorted(tables.items())
        for sign, value in sorted(signs.items())
    ]
    path.write_text("".join(lines), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=Path, help="keep sayso's readings in this file")
    parser.add_argument("--to", type=Path, help="write the weights there")
    options = parser.parse_args()
    relay = shared.scorer("relay")
    own, others = readings(options.readings)
    found = [*units(own), *singles(others)]
    if options.to:
        written(fitted(found, relay), options.to)
    else:
        held_out(found, relay)


if __name__ == "__main__":
    main()
