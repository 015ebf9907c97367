"""How well `sayso.read.speakers` names the speakers, given the annotators' own spans.

In: a folder of relay units (`relay/train` unless another is named). Out: one table, accuracy
overall, by the source's form and by kind, beside the baseline that takes the source's words as
the speaker. The rule for "the same name" is that of `score/relay.py`.

    python bench/speakers.py [FOLDER] [--errors]
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.read.speakers.resolve import PRONOUNS, resolve
from sayso.types import Attribution, Kind, Quotation, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One attribution: what the source says, who the annotators and sayso say it is."""

    where: str
    source: str
    gold: str | None
    found: str | None
    kind: str

    @property
    def form(self) -> str:
        """Whether the source is a pronoun, a name, a description, or not there."""
        words = self.source.split()
        if not words:
            return "no source"
        if self.source.casefold() in PRONOUNS:
            return "pronoun"
        name = any(w[:1].isupper() for w in words[1:]) or words[0][:1].isupper()
        return "name" if name and words[0].casefold() not in ("the", "a", "an") else "description"


def scorer() -> ModuleType:
    """The relay scorer as a module: its `located` and `same` define the measurement."""
    spec = importlib.util.spec_from_file_location("relay_score", SHARED / "score" / "relay.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED / "score" / "relay.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def attribution(gold: dict[str, Any], *, hints: bool) -> Attribution:
    """A gold record, its strings already offsets, as sayso's own type without the speaker."""
    parts = {k: tuple(Span(*p) for p in sorted(gold[k])) for k in ("source", "cue", "content")}
    return Attribution(
        id=str(gold["id"]),
        kind=Kind(gold["kind"]) if hints else Kind.UNSTATED,
        quotation=Quotation(gold["quote"]),
        **parts,
    )


def _placed(article: dict[str, Any], score: ModuleType) -> Iterator[tuple[Any, list[str]]]:
    located = score.located(article["attributions"], article["text"])
    for record, given in zip(located, article["attributions"], strict=True):
        yield record, given.get("source") or []


def whole(record: dict[str, Any], parts: list[str], text: str) -> dict[str, Any]:
    """The record with its source on whole words: the scorer finds "he" within "the" too."""
    near = record["content"] or record["cue"] or [[0, 0]]
    spans = []
    for part in parts:
        found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text)]
        found = found or [m.start() for m in re.finditer(re.escape(part), text)]
        if found:
            start = min(found, key=lambda k: min(abs(k - near[0][0]), abs(k - near[-1][1])))
            spans.append([start, start + len(part)])
    return {**record, "source": spans}


def cases(folder: Path, score: ModuleType, *, hints: bool) -> Iterator[Case]:
    """Every attribution of the folder's articles, resolved; `hints` passes the gold kinds on."""
    for unit in score.load([str(folder)]):
        for article in unit["articles"]:
            text = article["text"]
            gold = [whole(g, s, text) for g, s in _placed(article, score)]
            given = [attribution(g, hints=hints) for g in gold]
            order = sorted(range(len(given)), key=lambda i: (given[i].start, given[i].end))
            names = resolve(text, [given[i] for i in order])
            for i, name in zip(order, names, strict=True):
                words = " ".join(text[s.start : s.end] for s in given[i].source)
                where = f"{unit['unit']}/{article['body_id']}#{gold[i]['id']}"
                kind = gold[i]["kind"]
                yield Case(
                    where=where, source=words, gold=gold[i]["speaker"], found=name, kind=kind
                )


def rows(found: list[Case], score: ModuleType) -> Iterator[tuple[str, int, float, float]]:
    """The table: a group's name, its size, its accuracy and the baseline's, in per cent."""
    groups: dict[str, list[Case]] = {"all": found}
    for case in found:
        groups.setdefault(f"form: {case.form}", []).append(case)
    for case in sorted(found, key=lambda c: c.kind):
        groups.setdefault(f"kind: {case.kind}", []).append(case)
    for name, group in groups.items():
        right = sum(score.same(c.gold, c.found) for c in group)
        plain = sum(score.same(c.gold, c.source) for c in group)
        yield name, len(group), 100 * right / len(group), 100 * plain / len(group)


def main() -> int:
    """Print the table; with --errors, the wrong ones before it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "relay" / "train")
    parser.add_argument("--errors", action="store_true", help="print what was named wrongly")
    parser.add_argument("--no-hints", action="store_true", help="keep the gold kinds back")
    options = parser.parse_args()
    if not options.folder.exists():
        print(f"{options.folder}: no such folder")
        return 1
    score = scorer()
    began = time.perf_counter()
    found = list(cases(options.folder, score, hints=not options.no_hints))
    took = time.perf_counter() - began
    if options.errors:
        for c in (c for c in found if not score.same(c.gold, c.found)):
            print(f"{c.where:28} {c.source!r:50} gold {c.gold!r:40} found {c.found!r}")
    print(f"{'speakers':28} {'n':>6} {'sayso':>7} {'source':>7}")
    for name, count, right, plain in rows(found, score):
        print(f"{name:28} {count:6} {right:7.1f} {plain:7.1f}")
    print(f"({took:.1f} s, gold spans{'' if options.no_hints else ' and kinds'})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
