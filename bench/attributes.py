"""Measures the rules for an attribution's attributes against relay gold, with gold spans.

    python bench/attributes.py [--dev] [--errors FIELD]

In: the annotated articles of the shared relay set. Out: one table on standard output: each field
from otherwise gold attributions ("alone"), and all fields from what the rules before it found
("chained"; the speaker stays gold). Scored by the set's own scorer.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bench import shared
from sayso.read import certainty, hearsay, kinds, nesting, polarity, upstream
from sayso.types import Attribution, Certainty, Kind, Polarity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

FIELDS = ("kind", "certainty", "polarity", "via", "within")


def gold(article: dict[str, Any], relay: ModuleType) -> list[Attribution]:
    """The article's gold attributions with offsets."""
    made = []
    for a in relay.located(article["attributions"], article["text"]):
        spans = {k: tuple(Span(*s) for s in a[k]) for k in ("source", "cue", "content")}
        made.append(
            Attribution(
                id=str(a["id"]),
                **spans,
                speaker=a["speaker"],
                kind=Kind(a["kind"]),
                certainty=Certainty(a["certainty"]),
                polarity=Polarity(a["polarity"]),
                via=a["via"],
                within=None if a["within"] is None else str(a["within"]),
            )
        )
    return made


def rules(text: str, given: list[Attribution], chained: bool) -> Iterator[Attribution]:
    """The attributions as the rules make them, in the order in which the fields depend."""
    kind = [kinds.kind(text, a, a.speaker) for a in given]
    base = [replace(a, kind=k) for a, k in zip(given, kind, strict=True)] if chained else given
    parents = nesting.within(text, base)
    index = {a.id: i for i, a in enumerate(given)}
    links = parents if chained else [index.get(a.within or "") for a in given]
    media = nesting.via(text, base, links)
    inner: dict[int, list[Attribution]] = {}
    for a, parent in zip(base, links, strict=True):
        if parent is not None:
            inner.setdefault(parent, []).append(a)
    for i, a in enumerate(base):
        parent = parents[i]
        yield replace(
            a,
            kind=kind[i],
            within=None if parent is None else given[parent].id,
            via=media[i],
            certainty=certainty.certainty(text, a, inner.get(i, ())),
            polarity=polarity.polarity(text, a),
            hearsay=hearsay.hearsay(text, a),
        )


def record(a: Attribution) -> dict[str, Any]:
    """One attribution in the scorer's form."""
    return {
        "id": a.id,
        **{k: [list(s) for s in getattr(a, k)] for k in ("source", "cue", "content")},
        **{k: getattr(a, k) for k in ("speaker", "kind", "certainty", "polarity", "via", "within")},
    }


def measure(units: list[dict[str, Any]], relay: ModuleType, chained: bool) -> dict[str, Any]:
    """The scorer's table, with hearsay recall, speed and the predictions themselves."""
    preds, hearsay_found, words, seconds = {}, [], 0, 0.0
    for unit in units:
        articles = []
        for article in unit["articles"]:
            text = article["text"]
            given = gold(article, relay)
            start = time.process_time()
            made = list(rules(text, given, chained))
            outlets_used = upstream.upstream(text, made if chained else given)
            seconds += time.process_time() - start
            words += len(text.split())
            hearsay_found += [a.hearsay for a in made]
            articles.append(
                {
                    "body_id": article["body_id"],
                    "attributions": [record(a) for a in made],
                    "upstream": [{"name": u.name} for u in outlets_used],
                }
            )
        preds[unit["unit"]] = {"unit": unit["unit"], "articles": articles}
    table = relay.score(units, preds)
    table["hearsay_recall"] = round(100 * sum(hearsay_found) / len(hearsay_found), 1)
    table["ms_per_1000_words"] = round(1e6 * seconds / words, 2)
    table["preds"] = preds
    return dict(table)


def errors(
    units: list[dict[str, Any]], preds: dict[str, Any], field: str, relay: ModuleType
) -> None:
    """Prints where one field differs from the gold, a line each."""
    for unit in units:
        for article, made in zip(unit["articles"], preds[unit["unit"]]["articles"], strict=True):
            if field == "upstream":
                names = [[u["name"] for u in side["upstream"]] for side in (article, made)]
                if relay.names_f1(*names)[0] < max(map(len, names)):
                    print(unit["unit"], article["body_id"], *names, sep=" | ")
                continue
            for a, b in zip(article["attributions"], made["attributions"], strict=True):
                alike = relay.same if field == "via" else lambda x, y: str(x) == str(y)
                if not alike(a[field], b[field]):
                    parts = (" … ".join(a[k])[:160] for k in ("source", "cue", "content"))
                    print(unit["unit"], article["body_id"], f"{a[field]} not {b[field]}", *parts,
                          a["speaker"], sep=" | ")  # fmt: skip


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="relay/dev instead of relay/train")
    parser.add_argument("--errors", metavar="FIELD", help="list the errors of one field")
    options = parser.parse_args()
    relay = shared.scorer("relay")
    units = relay.load([str(shared.folder() / "relay" / ("dev" if options.dev else "train"))])
    alone, chained = (measure(units, relay, flag) for flag in (False, True))
    if options.errors:
        errors(units, alone["preds"], options.errors, relay)
    print(f"{'':20} alone  chained")
    names = ("kind", "certainty_macro", "polarity", "within", "via", "upstream", "hearsay_recall")
    for name in (*names, "ms_per_1000_words"):
        print(f"{name:20} {alone[name]:5}  {chained[name]:5}")


if __name__ == "__main__":
    main()
