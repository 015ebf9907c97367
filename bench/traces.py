"""Measures traces against relay: stances, chains, roots, and the interval of independent roots.

    python -m bench.traces [--gold] [--part train|dev]

In: the units of the shared relay set, read by sayso, or with --gold as people read them. Out: one
table on standard output, scored by the set's own scorer. Each unit is traced by its claim.
"""

from __future__ import annotations

import argparse
import time
from itertools import combinations
from typing import Any

from bench import shared
from sayso.link.reuse.passages import reuse
from sayso.link.trace.closeness import about
from sayso.link.trace.tracing import trace
from sayso.read import reader
from sayso.types import (
    Article,
    Attribution,
    Certainty,
    Kind,
    Polarity,
    Quotation,
    Reading,
    Reuse,
    Span,
    Trace,
    Upstream,
)
from training.corpora import located

FIGURES = (
    *("stance", "certainty_article", "chain", "origin_depth", "upstream", "copies"),
    *("roots", "rests_on", "roots_exact", "roots_err"),
)


def gold(unit: dict[str, Any]) -> list[Reading]:
    """The readings of a unit's articles as its annotators read them."""
    return [_gold(article) for article in unit["articles"]]


def _gold(article: dict[str, Any]) -> Reading:
    text = article["text"]
    upstream = []
    for outlet in article["upstream"]:
        at = max(text.find(outlet["evidence"]), 0)
        upstream.append(Upstream(outlet["name"], Span(at, at + len(outlet["evidence"]))))
    made = Article.from_text(text)
    attributions = tuple(_attribution(made.id, a) for a in located(article["attributions"], text))
    return Reading(article=made, attributions=attributions, upstream=tuple(upstream))


def _attribution(article: str, a: dict[str, Any]) -> Attribution:
    return Attribution(
        id=f"{article}.{a['id']}",
        source=a["source"],
        cue=a["cue"],
        content=a["content"],
        speaker=a["speaker"],
        kind=Kind(a["kind"]),
        quotation=Quotation(a["quote"]),
        certainty=Certainty(a["certainty"]),
        polarity=Polarity(a["polarity"]),
        via=a["via"],
        within=None if a["within"] is None else f"{article}.{a['within']}",
    )


def read(unit: dict[str, Any]) -> list[Reading]:
    """The readings of a unit's articles as sayso reads them."""
    return list(reader.read_many(shared.articles(unit)))


def shares(readings: list[Reading]) -> list[Reuse]:
    """What the articles share, two by two."""
    return [found for a, b in combinations(readings, 2) if (found := reuse(a, b))]


def traced(unit: dict[str, Any], readings: list[Reading]) -> Trace:
    """The trace of a unit's claim."""
    claim = unit["claim"]
    return trace(claim, readings, bearing=about(claim), reuse=shares(readings))


def answer(unit: dict[str, Any], readings: list[Reading], found: Trace) -> dict[str, Any]:
    """A trace in the form that the relay scorer takes."""
    body = {r.article.id: a["body_id"] for r, a in zip(readings, unit["articles"], strict=True)}
    record = shared.answer(unit, readings)
    seen = {a.id: a for a in found.articles}
    for reading, article in zip(readings, record["articles"], strict=True):
        one = seen[reading.article.id]
        article |= {"stance": str(one.stance), "certainty": str(one.certainty)}
        article["chain"] = list(one.chain)
    return record | {
        "copies": [[body[r.a], body[r.b]] for r in found.reuse],
        "n_independent": list(found.independent),
        "roots": [{"name": r.name, "articles": [body[i] for i in r.articles]} for r in found.roots],
    }


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", action="store_true", help="from gold readings")
    parser.add_argument("--part", choices=("train", "dev"), default="train")
    options = parser.parse_args()
    units = shared.units(options.part)
    answers, seconds = {}, 0.0
    for unit in units:
        readings = gold(unit) if options.gold else read(unit)
        start = time.process_time()
        found = traced(unit, readings)
        seconds += time.process_time() - start
        answers[unit["unit"]] = answer(unit, readings, found)
    table = shared.scorer("relay").score(units, answers)
    for figure in FIGURES:
        print(f"{figure:18} {table[figure]}")
    print(f"{'ms_per_trace':18} {1000 * seconds / len(units):.1f}")


if __name__ == "__main__":
    main()
