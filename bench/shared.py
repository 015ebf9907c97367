"""Where the corpora and their scorers are, and readings in the form that the scorers take."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso.types import Article, Attribution, Reading, Span

ROOT = Path(__file__).parent.parent


def folder() -> Path:
    """The folder of corpora: SAYSO_SHARED, or ../shared beside the repository.

    Raises SystemExit if it is not there.
    """
    path = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
    if not (path / "score").is_dir():
        raise SystemExit(f"no corpora at {path}: set SAYSO_SHARED to the folder that has them")
    return path


def scorer(name: str) -> ModuleType:
    """One of the scorers, "attribution" or "relay"."""
    path = folder() / "score" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"score_{name}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True  # the corpora may be read-only
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


def records(path: str) -> Iterator[dict[str, Any]]:
    """The JSON lines of a gzipped file of the corpora."""
    with gzip.open(folder() / path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def units(part: str) -> list[dict[str, Any]]:
    """Relay's units, "train" or "dev"."""
    paths = sorted((folder() / "relay" / part).glob("*.json"))
    return [json.loads(path.read_text("utf-8")) for path in paths]


def pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    """Spans as the scorers take them."""
    return [[s.start, s.end] for s in spans]


def scored(a: Attribution) -> dict[str, Any]:
    """An attribution under the names that the relay scorer uses."""
    return {
        "id": a.id,
        "source": pairs(a.source),
        "cue": pairs(a.cue),
        "content": pairs(a.content),
        "speaker": a.speaker,
        "kind": str(a.kind),
        "quote": str(a.quotation),
        "certainty": str(a.certainty),
        "polarity": str(a.polarity),
        "via": a.via,
        "within": a.within,
    }


def answer(unit: dict[str, Any], readings: list[Reading]) -> dict[str, Any]:
    """A unit's prediction for the relay scorer: hearsay only, as relay marks it."""
    return {
        "unit": unit["unit"],
        "articles": [
            {
                "body_id": article["body_id"],
                "attributions": [scored(a) for a in reading.hearsay],
                "upstream": [{"name": u.name} for u in reading.upstream],
            }
            for article, reading in zip(unit["articles"], readings, strict=True)
        ],
    }


def articles(unit: dict[str, Any]) -> list[Article]:
    """The articles of a relay unit."""
    return [Article.from_text(a["text"]) for a in unit["articles"]]
