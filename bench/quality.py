"""Quality on the corpora: PolNeAR, relay, and the founding case.

Run it so: python -m bench.quality [polnear] [relay] [case]
"""

from __future__ import annotations

import json
import sys
from typing import Any

from bench import shared
from sayso.read.reader import read_many
from sayso.types import Article

RELAY = (
    *("full", "con50", "cue", "kind", "quote", "speaker"),
    *("certainty_macro", "polarity", "via", "within", "upstream"),
)


def polnear(part: str = "dev") -> dict[str, Any]:
    """All attributions, attitudes included, by `score/attribution.py`."""
    gold = list(shared.records(f"data/attribution/polnear.{part}.jsonl.gz"))
    readings = read_many(Article.from_text(g["text"]) for g in gold)
    predicted = {
        g["id"]: [shared.scored(a) for a in r.attributions]
        for g, r in zip(gold, readings, strict=True)
    }
    out: dict[str, Any] = shared.scorer("attribution").evaluate(gold, predicted)
    return out


def relay(part: str = "dev", units: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Hearsay with its values, by `score/relay.py`."""
    gold = shared.units(part) if units is None else units
    predicted = {u["unit"]: shared.answer(u, list(read_many(shared.articles(u)))) for u in gold}
    out: dict[str, Any] = shared.scorer("relay").score(gold, predicted)
    return out


def case() -> tuple[int, int]:
    """How many attributions of the founding case are found (content IoU of .5), of how many."""
    folder = shared.folder() / "cases"
    text = (folder / "kremlin-rumours.txt").read_text("utf-8")
    gold = json.loads((folder / "kremlin-rumours.gold.json").read_text("utf-8"))
    marked = [a["spans"] for a in gold["articles"][0]["attributions"]]
    reading = next(read_many([Article.from_text(text)]))
    scorer = shared.scorer("attribution")
    result = scorer.score_doc(text, marked, [shared.scored(a) for a in reading.hearsay])
    found, of = result["all", "con50"][2:]
    return found, of


def main() -> None:
    """Print one table per corpus that was asked for, all by default."""
    wanted = sys.argv[1:] or ["polnear", "relay", "case"]
    if "polnear" in wanted:
        out = polnear()
        print("PolNeAR dev            F1   (precision, recall)")
        for name in ("all/full", "direct/full", "indirect/full", "all/con50", "all/tok", "all/cue"):
            p, r, f = out[name]
            print(f"  {name:18} {f:5.1f}   ({p:.1f}, {r:.1f})")
    if "relay" in wanted:
        result = relay()
        print("relay dev")
        for name in RELAY:
            print(f"  {name:18} {result[name]:5.1f}")
    if "case" in wanted:
        print("founding case: {} of {} attributions found".format(*case()))


if __name__ == "__main__":
    main()
