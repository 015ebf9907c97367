"""Measures archives end to end against relay: each unit added to an empty archive, then traced.

    python -m bench.archive [train|dev]

In: the units of the shared relay set and their claims. Out: one table on standard output, scored
by the set's own scorer: reading, linking and tracing together.
"""

from __future__ import annotations

import sys
from typing import Any

from bench import shared
from sayso.archive import Archive
from sayso.errors import ClaimNotFound
from sayso.types import Article, Trace

FIGURES = (
    *("full", "kind", "speaker", "upstream", "chain", "origin_depth", "copies", "stance"),
    *("certainty_article", "roots", "rests_on", "roots_exact", "roots_err"),
)


def answer(unit: dict[str, Any]) -> dict[str, Any]:
    """What an archive of one unit says of its claim, in the scorer's form."""
    articles = shared.articles(unit)
    names = {a.id: u["body_id"] for a, u in zip(articles, unit["articles"], strict=True)}
    with Archive() as archive:
        archive.add(articles)
        out = shared.answer(unit, [archive.reading(a.id) for a in articles])
        try:
            trace = archive.trace(unit["claim"])
        except ClaimNotFound:
            return out
    return out | _traced(out, trace, articles, names)


def _traced(
    out: dict[str, Any], trace: Trace, articles: list[Article], names: dict[str, str]
) -> dict[str, Any]:
    found = {a.id: a for a in trace.articles}
    for article, row in zip(articles, out["articles"], strict=True):
        carried = found.get(article.id)
        row["stance"] = str(carried.stance) if carried else "other"
        row["certainty"] = str(carried.certainty) if carried else "unknown"
        row["chain"] = list(carried.chain) if carried else ["this article"]
    return {
        "articles": out["articles"],
        "copies": [[names[pair.a], names[pair.b]] for pair in trace.reuse],
        "n_independent": list(trace.independent),
        "roots": [
            {"name": root.name, "articles": [names[a] for a in root.articles]}
            for root in trace.roots
        ],
    }


def main() -> None:
    """Print the table."""
    part = sys.argv[1] if len(sys.argv) > 1 else "dev"
    units = shared.units(part)
    result = shared.scorer("relay").score(units, {u["unit"]: answer(u) for u in units})
    print(f"relay {part}: each unit in an archive of its own, traced by its claim")
    for name in FIGURES:
        print(f"  {name:18} {result[name]:6.2f}")


if __name__ == "__main__":
    main()
