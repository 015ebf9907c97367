"""What kinds of error there are, how many of each, and where.

    python -m bench.errors [--show WORDS]

In: PolNeAR dev. An attribution of the annotators that has no partner in the scorer's "full"
matching is an error, and so is one that we read and that has none; a pair that missed each
other is one error, not two. Out: the kinds of error by number, then F1 by outlet, by quotation
and by source; --show prints the errors of a kind.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench import shared
from sayso.read import kinds
from sayso.read.hearsay import hearsay
from sayso.read.reader import read_many
from sayso.types import Article, Attribution, Span

MOST = 12
PRONOUNS = frozenset("he she it they we i you who that which his her their".split())  # noqa: SIM905


@dataclass(frozen=True)
class Document:
    """An article with the annotators' attributions and ours, and which found which (full)."""

    id: str
    text: str
    gold: list[dict[str, Any]]
    ours: list[dict[str, Any]]
    pairs: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Error:
    """One error: its kind, and the words that it is about, the annotators' and ours."""

    kind: str
    article: str
    gold: str
    ours: str


def documents() -> Iterator[Document]:
    """PolNeAR dev, read and matched."""
    scorer = shared.scorer("attribution")
    records = list(shared.records("data/attribution/polnear.dev.jsonl.gz"))
    readings = read_many(Article.from_text(r["text"]) for r in records)
    for record, reading in zip(records, readings, strict=True):
        text = record["text"]
        tokens = scorer.tokenize(text)
        starts = [t[0] for t in tokens]
        sides = []
        for given in (record["attributions"], map(shared.scored, reading.attributions)):
            kept = {}
            for a in given:
                for made in scorer.prep([a], text, tokens, starts):
                    kept.setdefault((made["c"], made["s"], made["u"]), {**a, **made})
            sides.append(list(kept.values()))
        gold, ours = sides
        edges = {
            (i, j): share
            for i, g in enumerate(gold)
            for j, p in enumerate(ours)
            if (share := scorer.iou(g["c"], p["c"])) >= 0.5
            and scorer.src_ok(g, p, "head", tokens, text)
        }
        pairs = frozenset(scorer.match(len(gold), len(ours), edges))
        yield Document(record["id"], text, gold, ours, pairs)


def errors(document: Document) -> Iterator[Error]:
    """The errors of a document: what the annotators have and we do not, then what only we have."""
    met = {j for _, j in document.pairs}
    for i, gold in enumerate(document.gold):
        if i in {i for i, _ in document.pairs}:
            continue
        free = [j for j, p in enumerate(document.ours) if j not in met and _near(gold, p)]
        best = max(free, key=lambda j: len(gold["c"] & document.ours[j]["c"]), default=None)
        if best is None:
            yield Error(_missed(document, gold), document.id, _words(document, gold), "")
            continue
        met.add(best)
        ours = document.ours[best]
        yield Error(_apart(gold, ours), document.id, *(_words(document, a) for a in (gold, ours)))
    for j, ours in enumerate(document.ours):
        if j not in met:
            yield Error(_only_ours(document, ours), document.id, "", _words(document, ours))


def _near(gold: dict[str, Any], ours: dict[str, Any]) -> bool:
    """Whether the two mean one attribution: the same cue, or most of the content."""
    both = len(gold["c"] & ours["c"])
    return bool(gold["u"] & ours["u"]) or 2 * both >= len(gold["c"] | ours["c"])


def _missed(document: Document, gold: dict[str, Any]) -> str:
    if not gold["u"]:
        return "missed: one without a cue"
    if not _says(document, gold):
        return "missed: an attitude or action"
    return "missed: somebody says" if gold["s"] else "missed: said by nobody named"


def _only_ours(document: Document, ours: dict[str, Any]) -> str:
    if any(ours["u"] and ours["u"] & gold["u"] for gold in document.gold):
        return "only ours: a second one of a marked cue"
    what = "somebody says" if _says(document, ours) else "an attitude or action"
    return f"only ours: {what}"


def _apart(gold: dict[str, Any], ours: dict[str, Any]) -> str:
    """In what two that mean one attribution differ too much to count as the same."""
    if 2 * len(gold["c"] & ours["c"]) >= len(gold["c"] | ours["c"]):
        if not ours["s"]:
            return "source: none found"
        return "source: another" if gold["s"] else "source: one where there is none"
    if ours["c"] < gold["c"]:
        return "content: too short"
    return "content: too long" if ours["c"] > gold["c"] else "content: another"


def _says(document: Document, a: dict[str, Any]) -> bool:
    """Whether it is hearsay, by sayso's own rule: somebody says, thinks or knows it."""
    return hearsay(document.text, _attribution(a))


def _attribution(a: dict[str, Any]) -> Attribution:
    spans = {part: tuple(Span(*s) for s in a[part]) for part in ("source", "cue", "content")}
    return Attribution(id="", **spans)


def _words(document: Document, a: dict[str, Any]) -> str:
    parts = (" … ".join(document.text[s:e] for s, e in a[p]) for p in ("source", "cue", "content"))
    return " | ".join(" ".join(part.split())[:90] for part in parts)


def outlet(document: Document, _: dict[str, Any]) -> str:
    """The outlet, from the name of the document."""
    return document.id.removeprefix("polnear/").split("_")[0]


def quotation(_: Document, a: dict[str, Any]) -> str:
    """How it is quoted, as the scorer sees it."""
    return {"direct": "direct", "mixed": "with a quotation inside", "pure": "indirect"}[a["k"]]


def source(document: Document, a: dict[str, Any]) -> str:
    """The form of its source."""
    words = " ".join(document.text[s:e] for s, e in a["source"]).split()
    if not words:
        return "no source"
    if len(words) == 1 and words[0].lower() in PRONOUNS:
        return "a pronoun"
    return "a name" if any(w[:1].isupper() for w in words[1:] or words) else "a description"


def kind(document: Document, a: dict[str, Any]) -> str:
    """The kind of its source, by sayso's own rule: PolNeAR has none."""
    return str(kinds.kind(document.text, _attribution(a), None)).replace("_", " ")


def table(read: list[Document], by: Callable[[Document, dict[str, Any]], str]) -> None:
    """Recall over the annotators' attributions of each group, precision over ours."""
    hit, held, right, told = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for document in read:
        held.update(by(document, a) for a in document.gold)
        told.update(by(document, a) for a in document.ours)
        hit.update(by(document, document.gold[i]) for i, _ in document.pairs)
        right.update(by(document, document.ours[j]) for _, j in document.pairs)
    for name, number in held.most_common():
        recall, precision = hit[name] / number, right[name] / max(1, told[name])
        both = 200 * recall * precision / max(1e-9, recall + precision)
        print(f"  {name:34} {number:5}  {both:5.1f}   ({100 * precision:.1f}, {100 * recall:.1f})")


BY = {
    "outlet": outlet,
    "quotation": quotation,
    "form of the source": source,
    "kind of the source": kind,
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="WORDS", help="print the errors of the kinds with these")
    shown = parser.parse_args().show
    read = list(documents())
    found = [error for document in read for error in errors(document)]
    if shown:
        for error in found:
            if shown in error.kind:
                print(
                    error.article,
                    error.kind,
                    f"  gold: {error.gold}",
                    f"  ours: {error.ours}",
                    sep="\n",
                )
        return
    pairs = sum(len(document.pairs) for document in read)
    print(f"PolNeAR dev: {pairs} attributions right, {len(found)} errors")
    for kind, number in Counter(error.kind for error in found).most_common(MOST):
        print(f"  {kind:40} {number:5}  {100 * number / len(found):4.0f} %")
    for title, by in BY.items():
        print(f"by {title:33} number     F1   (precision, recall)")
        table(read, by)


if __name__ == "__main__":
    main()
