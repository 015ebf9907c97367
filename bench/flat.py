"""Measures sources, cues and contents as flat spans, to compare with published figures.

    python -m bench.flat

In: PolNeAR dev. How it is counted: every part of every attribution is cut where sentences end
(full stop, question or exclamation mark and space before a capital or a quotation mark; line
break), each piece is a range of tokens, and a piece counts as right if exactly it is among the
gold pieces of its sort, whoever's it is. Published taggers (CofeNet, Wang et al. 2022) are given
single sentences with one label per token; here articles are read whole and contents may overlap.
Out: F1 per part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bench import shared
from sayso.read.reader import read_many
from sayso.types import Article

PARTS = ("source", "cue", "content")
_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")

_THAT = re.compile(r"\b[Tt]hat $")
_ALSO = re.compile(r"\balso $")
_COLON = re.compile(r" ?:")

Piece = tuple[str, int, int]


def pieces(text: str, attributions: Iterable[dict[str, Any]], tokens: list[Any]) -> set[Piece]:
    """Every part of attributions as (part, first token, last token), within sentences."""
    ends = [m.end() for m in _END.finditer(text)]
    found: set[Piece] = set()
    for attribution in attributions:
        for part in PARTS:
            for start, end in attribution[part]:
                for s, e in _cut(start, end, ends):
                    inside = [i for i, t in enumerate(tokens) if t[0] < e and t[1] > s]
                    if inside:
                        found.add((part, inside[0], inside[-1]))
    return found


def _cut(start: int, end: int, ends: Iterable[int]) -> Iterator[tuple[int, int]]:
    for at in ends:
        if start < at < end:
            yield start, at
            start = at
    yield start, end


def _as_marked(text: str, attribution: dict[str, Any]) -> dict[str, Any]:
    """An attribution with what PolNeAR marks and relay's guide leaves out: the conjunction that
    opens a content (279 of 281 in dev), "also" before a cue (28 of 29 in dev) and the
    colon behind one (47 of 50).
    """
    content, cue = ([list(span) for span in attribution[part]] for part in ("content", "cue"))
    if content and (that := _THAT.search(text, max(0, content[0][0] - 6), content[0][0])):
        content[0][0] = that.start()
    if cue and (also := _ALSO.search(text, max(0, cue[0][0] - 6), cue[0][0])):
        cue[0][0] = also.start()
    if cue and (colon := _COLON.match(text, cue[-1][1])):
        cue[-1][1] = colon.end()
    return {**attribution, "content": content, "cue": cue}


def main() -> None:
    """Print the table."""
    tokenize = shared.scorer("attribution").tokenize
    gold = list(shared.records("data/attribution/polnear.dev.jsonl.gz"))
    readings = read_many(Article.from_text(g["text"]) for g in gold)
    counts = {part: [0, 0, 0] for part in PARTS}
    for record, reading in zip(gold, readings, strict=True):
        text = record["text"]
        tokens = tokenize(text)
        right = pieces(text, record["attributions"], tokens)
        ours = (_as_marked(text, shared.scored(a)) for a in reading.attributions)
        told = pieces(text, ours, tokens)
        for part, count in counts.items():
            sets = [{p for p in found if p[0] == part} for found in (right & told, told, right)]
            counts[part] = [n + len(s) for n, s in zip(count, sets, strict=True)]
    print("PolNeAR dev, flat exact spans per sentence   F1")
    for part, (hit, told_, wanted) in counts.items():
        print(f"  {part:42} {200 * hit / (told_ + wanted):5.1f}")


if __name__ == "__main__":
    main()
