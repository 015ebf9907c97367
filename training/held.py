"""How good a checkpoint, or what ships, is on the silver articles that train nothing.

    python -m training.held [--checkpoint out/run/checkpoint.pt]

They are 166, most of them rumours from all kinds of outlets, annotated as relay's articles are,
hearsay only. Out: F1 of `score/attribution.py`. To compare runs by: relay/dev is for the end.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from bench import shared
from sayso.read import model, read_many
from sayso.types import Article, Span
from training import corpora

SHOWN = ("all/full", "direct/full", "indirect/full", "all/con50", "all/cue")


def gold(folder: Path) -> list[dict[str, Any]]:
    """The held-out articles as the scorer takes them."""
    return [
        {
            "id": document.id,
            "text": document.text,
            "attributions": [
                {part: _pairs(getattr(a, part)) for part in ("source", "cue", "content")}
                for a in document.attributions
            ],
        }
        for document in corpora.silver(folder, held=True)
    ]


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def measured(network: model.Network | None) -> dict[str, Any]:
    """The scorer's figures for a network, by default the one that ships."""
    wanted = gold(shared.folder())
    readings = read_many((Article.from_text(g["text"]) for g in wanted), network=network)
    found = {
        g["id"]: [shared.scored(a) for a in reading.hearsay]
        for g, reading in zip(wanted, readings, strict=True)
    }
    out: dict[str, Any] = shared.scorer("attribution").evaluate(wanted, found)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path)
    checkpoint = parser.parse_args().checkpoint
    network = None
    if checkpoint:
        from training.export import export_all

        with tempfile.TemporaryDirectory() as folder:
            export_all(checkpoint, Path(folder))
            network = model.Network(Path(folder))
    out = measured(network)
    print("166 held-out articles   F1   (precision, recall)")
    for name in SHOWN:
        p, r, f = out[name]
        print(f"  {name:18} {f:5.1f}   ({p:.1f}, {r:.1f})")


if __name__ == "__main__":
    main()
